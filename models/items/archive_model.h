// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/archive_row.h"
#include "domain/search_hit.h"
#include <QAbstractTableModel>
#include <QHash>
#include <optional>
#include <set>
#include <vector>

namespace items {

/// Which incidents the archive lists.
struct ArchiveFilter {
    enum class State { Any, Open, Over };
    enum class Drills { Shown, Hidden, Only };
    std::set<QString> severities = {}; ///< empty: all
    State state = State::Any;
    Drills drills = Drills::Shown;
    std::optional<domain::Instant> declaredFrom = {};
    bool followUps = false; ///< only those with follow-ups to do
    bool operator==(const ArchiveFilter&) const = default;
};

/// The archive's list: incidents as rows, narrowed by a filter and, while searching, to those that a search found.
/// Facts through columns and roles; room::Archive delivers rows and hits. GUI thread.
class ArchiveModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Key, Severity, Title, Declared, State, Lasted, Acknowledged, Entries, Playbook, ColumnCount };
    enum Role {
        RowRole = Qt::UserRole, ///< domain::ArchiveRow
        RankRole,               ///< of the severity, 0 unknown
        DrillRole,
        OverRole,
        SnippetRole,       ///< of the newest hit, with its U+0002…U+0003 marks; empty without a search
        FollowUpsRole,     ///< QString: "3 follow-ups due 26 Nov"; empty when nothing is left to do
        FollowUpsLateRole, ///< bool: the first of them is overdue
        HitsRole           ///< how many entries were found in this incident
    };
    explicit ArchiveModel(QObject* parent = nullptr);

    /// now: what "lasted" of an open incident counts to.
    void setRows(std::vector<domain::ArchiveRow> rows, domain::Instant now);
    void setNow(domain::Instant now);
    void setFilter(const ArchiveFilter& filter);
    const ArchiveFilter& filter() const { return m_filter; }
    /// Narrows the list to incidents with a hit, or whose key or title holds every word. Blank words end the search.
    void setSearch(const QString& words, std::vector<domain::SearchHit> hits);
    bool isSearching() const { return !m_words.isEmpty(); }
    qsizetype hitCount() const { return static_cast<qsizetype>(m_hits.size()); }
    std::vector<domain::SearchHit> hitsOf(const QString& key) const;
    /// Every severity that occurs, the worst first.
    std::vector<std::pair<QString, int>> severities() const;
    const std::vector<domain::ArchiveRow>& allRows() const { return m_rows; }
    const domain::ArchiveRow* rowAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool passes(const domain::ArchiveRow& row) const;
    void narrow();
    QString textOf(const domain::ArchiveRow& row, int column) const;
    QString spoken(const domain::ArchiveRow& row) const;

    std::vector<domain::ArchiveRow> m_rows;
    std::vector<std::size_t> m_shown; ///< places in m_rows
    std::vector<domain::SearchHit> m_hits;
    QHash<QString, std::vector<std::size_t>> m_hitsOf; ///< key → places in m_hits
    QStringList m_words;
    ArchiveFilter m_filter;
    domain::Instant m_now;
};

/// "42 min", or "–" when it has not happened.
/// "3 follow-ups due 26 Nov", "1 follow-up overdue since 24 Nov"; empty when nothing is left to do. Dates are UTC.
QString followUpsText(const domain::ArchiveRow& row, domain::Instant now);
QString lastedText(const domain::ArchiveRow& row, domain::Instant now);

} // namespace items

Q_DECLARE_METATYPE(domain::ArchiveRow)
