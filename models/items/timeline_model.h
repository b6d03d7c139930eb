// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include <QAbstractListModel>
#include <QPointer>
#include <vector>

namespace room {
class WarRoom;
}

namespace items {

/// Rows of the timeline, oldest first: entries, and a row with the date where the day changes in an incident that spans
/// days. Shows the fold, live; keeps no copy of the entries. Driven by WarRoom's signals on the GUI thread.
class TimelineModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< QString, domain::toText(EventId); empty for a date
        DateRowRole,               ///< bool: this row is a date
        TimeRole,                  ///< QString "14:58", UTC
        OccurredAtRole,            ///< qint64, ms since 1970 UTC
        EventKindRole,             ///< QString "entry.noted", "status.changed" …
        EntryKindRole,             ///< int, domain::EntryKind
        DetailRole,                ///< QString: author, "edited", "recorded 15:03", why it was struck
        AuthorRole,
        KeyMomentRole, ///< int, domain::KeyMoment; -1 when it is no key entry
        StruckRole,
        EditedRole,
        AutomaticRole,
        LateRole, ///< bool: recorded more than a minute after it happened
        ConfidentialRole,
        ErasedRole
    };
    explicit TimelineModel(QObject* parent = nullptr);

    /// Shows room's incident until room is destroyed or replaced; null shows nothing.
    void setRoom(room::WarRoom* room);
    /// The same without a door, for an incident that nobody changes or that the caller reports with eventAppended and
    /// reload.
    void setIncident(const domain::Incident* incident);
    void eventAppended(const domain::Event& event);
    void reload();

    /// Only entries with every word of it in text, author or kind, without regard to case.
    void setFilter(const QString& words);
    QString filter() const { return m_filter; }
    int entryCount() const;                                               ///< of the incident
    int shownEntryCount() const;                                          ///< that pass the filter
    const domain::TimelineEntry* entryAt(const QModelIndex& index) const; ///< null for a date
    QModelIndex indexOf(const domain::EventId& id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void countsChanged(int shown, int all);

private:
    struct Row {
        domain::EventId id; ///< null for a date
        int entry = -1;     ///< index in the fold's timeline
        qint64 day = 0;     ///< days since 1970
    };
    static bool sameRow(const Row& a, const Row& b) { return a.id == b.id && a.day == b.day; }
    std::vector<Row> rowsNow() const;
    bool passes(const domain::TimelineEntry& entry) const;
    bool appendAtEnd(const domain::Event& event);
    void replaceRows(std::vector<Row> rows);
    void announce(const domain::EventId& id);

    QPointer<room::WarRoom> m_room;
    const domain::Incident* m_incident = nullptr;
    QString m_filter;
    QStringList m_words;
    std::vector<Row> m_rows;
    size_t m_entries = 0; ///< size of the fold's timeline that m_rows stands for
};

/// "@tech · edited · recorded 15:03": what stands in small below an entry.
QString detailOf(const domain::TimelineEntry& entry);
/// The row as a screen reader says it: time, kind, text, detail, state words.
QString spokenText(const domain::TimelineEntry& entry);

} // namespace items
