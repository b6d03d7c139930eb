// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/server_lookup.h"

#include "net/workers.h"

namespace metrics {

ServerLookup::ServerLookup(const playbook::Playbook& playbook, const std::map<QString, QString>& over, QObject* parent)
    : QObject(parent) {
    if (!needsSecrets(playbook, over)) {
        m_servers = serversOf(playbook, over);
        return;
    }
    m_done = false;
    m_servers = serversWithoutSecrets(playbook, over);
    m_worker = std::make_unique<net::Workers>(1);
    m_worker->post([this, playbook, over, to = m_mailbox.address()] {
        auto servers = std::make_shared<Servers>(serversOf(playbook, over));
        // this is only used by the letter, which the mailbox drops when this is gone.
        to.post([this, servers] {
            m_servers = std::move(*servers);
            m_done = true;
            emit found();
        });
    });
}

ServerLookup::~ServerLookup() = default;

} // namespace metrics
