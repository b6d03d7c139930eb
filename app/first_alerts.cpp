// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/first_alerts.h"

namespace app {

FirstAlerts::FirstAlerts(domain::Clock* clock, net::Transport* transport)
    : m_clock(clock)
    , m_transport(transport) {}

void FirstAlerts::setPlaybook(const playbook::Playbook& playbook) {
    const bool same = playbook.variables == m_playbook.variables && playbook.prometheus == m_playbook.prometheus &&
                      playbook.alertmanager == m_playbook.alertmanager;
    m_playbook = playbook;
    if (m_feed && same)
        return;
    m_feed.reset();
    if (!std::exchange(m_alerts, {}).empty())
        emit changed();
    m_servers = std::make_unique<metrics::ServerLookup>(playbook, std::map<QString, QString>{});
    m_feed = std::make_unique<metrics::AlertFeed>(m_servers.get(), m_clock, m_transport);
    connect(m_feed.get(), &metrics::AlertFeed::changed, this, [this](const metrics::AlertsView& view) {
        if (view.alerts == m_alerts)
            return;
        m_alerts = view.alerts;
        emit changed();
    });
    if (m_watching)
        m_feed->start();
}

void FirstAlerts::setWatching(bool watching) {
    if (std::exchange(m_watching, watching) == watching || !m_feed)
        return;
    if (watching)
        m_feed->start();
    else
        m_feed->stop();
}

} // namespace app
