// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mailbox.h"
#include "process/command.h"
#include <atomic>
#include <memory>
#include <thread>

namespace process {

/// One running command. A thread of its own starts it, drains and redacts what it writes, and ends its whole group when
/// it is over, too long, too much or cancelled; this object only hears of it. A process that begins a session of its
/// own leaves the group and is out of reach. Lives on the GUI thread, starts when it is made. Destroying it ends the
/// command within half a second, or leaves it alone when it outlives us.
class Child final : public QObject {
    Q_OBJECT
public:
    explicit Child(Command command, QObject* parent = nullptr);
    ~Child() override;

    const Command& command() const { return m_command; }
    bool isRunning() const { return m_running; }
    /// SIGTERM to the group, SIGKILL two seconds later. finished follows.
    void cancel();

signals:
    /// What may be shown so far: complete lines, redacted; at most four times a second.
    void outputChanged(const QString& text);
    /// Last signal. Not sent when the object is destroyed first.
    void finished(const process::Outcome& outcome);

private:
    /// What the thread and this object share.
    struct Wishes {
        std::atomic<bool> cancelled = false, leaving = false;
    };
    static Outcome run(const Command& command, const Wishes& wishes, const std::function<void(const QString&)>& show);

    Command m_command;
    std::shared_ptr<Wishes> m_wishes = std::make_shared<Wishes>();
    bool m_running = true;
    domain::Mailbox m_mailbox;
    std::thread m_thread;
};

} // namespace process
