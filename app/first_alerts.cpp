// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/first_alerts.h"

namespace app {
namespace {

/// Without the time of their last answer, which moves every round.
std::vector<metrics::AlertSource> silentOf(const metrics::AlertsView& view) {
    std::vector<metrics::AlertSource> silent;
    for (metrics::AlertSource& source : view.sources()) {
        if (!view.known || source.sentence.isEmpty())
            continue;
        source.answeredAt.reset();
        silent.push_back(std::move(source));
    }
    return silent;
}

} // namespace

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
    const bool told = !m_alerts.empty() || !m_silent.empty();
    m_alerts.clear();
    m_silent.clear();
    if (told)
        emit changed();
    m_servers = std::make_unique<metrics::ServerLookup>(playbook, std::map<QString, QString>{});
    m_feed = std::make_unique<metrics::AlertFeed>(m_servers.get(), m_clock, m_transport);
    connect(m_feed.get(), &metrics::AlertFeed::changed, this, [this](const metrics::AlertsView& view) {
        auto silent = silentOf(view);
        if (view.alerts == m_alerts && silent == m_silent)
            return;
        m_alerts = view.alerts;
        m_silent = std::move(silent);
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
