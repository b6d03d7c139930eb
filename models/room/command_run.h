// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/result.h"
#include "process/child.h"
#include <QObject>
#include <optional>

namespace room {

class WarRoom;

/// One command that a person ran during an incident: starts at once, and when it is over its output becomes an
/// attachment and command.ran is appended. Child of the room. Lives on the GUI thread.
class CommandRun final : public QObject {
    Q_OBJECT
public:
    /// item: id of the checklist item or step it belongs to, may be empty.
    CommandRun(WarRoom* room, QString item, process::Command command);

    const process::Command& command() const { return m_child.command(); }
    QString item() const { return m_item; }
    bool isRunning() const { return !m_outcome; }
    bool isRecorded() const { return m_recorded; }
    QString output() const { return m_output; } ///< redacted; so far
    const std::optional<process::Outcome>& outcome() const { return m_outcome; }
    void cancel() { m_child.cancel(); }

signals:
    void outputChanged(const QString& text);
    void finished(const process::Outcome& outcome);
    /// Last signal: the entry is on disk, or why it is not.
    void recorded(const domain::Result<domain::Event>& event);

private:
    void take(const process::Outcome& outcome);
    void append(const QString& digest);
    void end(const domain::Result<domain::Event>& event);

    WarRoom* m_room;
    QString m_item, m_output;
    std::optional<process::Outcome> m_outcome;
    bool m_recorded = false;
    process::Child m_child;
};

} // namespace room
