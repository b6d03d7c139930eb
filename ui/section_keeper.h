// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <map>

namespace room {
class WarRoom;
}

namespace ui {

/// Keeps what is typed in the post-mortem: a draft within a second, an event when a section is left, after 30 s of
/// rest, and before an export. Lives on the GUI thread; everything goes through the room.
class SectionKeeper final : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Typing, DraftKept, Saving, Saved, Failed };
    explicit SectionKeeper(room::WarRoom* room, QObject* parent = nullptr);
    /// Keeps as drafts what was not written yet.
    ~SectionKeeper() override;

    /// The text to show: what is being typed, else the draft that a crash left, else what was last written.
    QString text(const QString& section) const;
    bool isDirty(const QString& section) const;
    /// Texts that differ from what was last written.
    std::map<QString, QString> unwritten() const;
    State state() const { return m_state; }
    QString trouble() const { return m_trouble; } ///< why, in state Failed
    domain::Instant since() const { return m_since; }

    void typed(const QString& section, const QString& text);
    void leave(const QString& section);
    /// Writes everything, then calls done with whether all of it was committed.
    void flush(std::function<void(bool)> done = {});
    /// Shortens the waits; for tests.
    void setWaits(std::chrono::milliseconds draft, std::chrono::milliseconds rest);

signals:
    void stateChanged();

private:
    struct Page {
        QString text;
        bool dirty = false;    ///< differs from what was last written
        bool underway = false; ///< an event is on its way to the store
        bool draftDue = false;
    };
    void adoptDrafts();
    void keepDrafts();
    void write(const QString& section);
    void written(const QString& section, const QString& text);
    void refused(const QString& section, const QString& why);
    void settle();
    void setState(State state);

    QPointer<room::WarRoom> m_room;
    std::map<QString, Page> m_pages;
    QTimer m_draft, m_rest;
    State m_state = State::Idle;
    QString m_trouble;
    domain::Instant m_since;
    std::vector<std::function<void(bool)>> m_waiting; ///< flushes
};

} // namespace ui
