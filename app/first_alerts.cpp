// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/first_alerts.h"

namespace app {
namespace {

QString addressIn(const playbook::Playbook& playbook, const char* name) {
    const auto found = playbook.variables.find(QString::fromLatin1(name));
    return found == playbook.variables.end() ? QString() : found->second;
}

} // namespace

FirstAlerts::FirstAlerts(domain::Clock* clock, net::Transport* transport)
    : m_clock(clock)
    , m_transport(transport) {}

void FirstAlerts::setPlaybook(const playbook::Playbook& playbook) {
    m_playbook = playbook.id;
    const QString alertmanager = addressIn(playbook, "alertmanager"), prometheus = addressIn(playbook, "prometheus");
    if (m_feed && alertmanager == m_alertmanager && prometheus == m_prometheus)
        return;
    m_alertmanager = alertmanager;
    m_prometheus = prometheus;
    delete std::exchange(m_feed, nullptr);
    if (!std::exchange(m_alerts, {}).empty())
        emit changed();
    if (alertmanager.isEmpty() && prometheus.isEmpty())
        return;
    m_feed = new metrics::AlertFeed(alertmanager, prometheus, m_clock, m_transport, this);
    connect(m_feed, &metrics::AlertFeed::changed, this, [this](const metrics::AlertsView& view) {
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
