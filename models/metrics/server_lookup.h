// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mailbox.h"
#include "metrics/servers.h"
#include <QObject>

namespace net {
class Workers;
}

namespace metrics {

/// The servers of a playbook with their secrets, which are looked up on a worker: a keychain may take long. The one way
/// in which graphs, alerts and the first page come by their servers. Lives on the GUI thread.
class ServerLookup final : public QObject {
    Q_OBJECT
public:
    /// As serversOf. Without secrets everything is known at once, and found is never told.
    ServerLookup(const playbook::Playbook& playbook, const std::map<QString, QString>& over, QObject* parent = nullptr);
    ~ServerLookup() override;

    bool isDone() const { return m_done; }
    /// Before it is done those that need secrets are Errors that say so.
    const Servers& servers() const { return m_servers; }

signals:
    void found(); ///< it is done

private:
    Servers m_servers;
    bool m_done = true;
    std::unique_ptr<net::Workers> m_worker;
    domain::Mailbox m_mailbox;
};

} // namespace metrics
