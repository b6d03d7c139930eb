// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alert_feed.h"
#include "playbook/playbook.h"

namespace app {

/// What fires while no incident is looked at: asks the Alertmanager and the Prometheus servers of one playbook as long
/// as the first page is shown. GUI thread.
class FirstAlerts final : public QObject {
    Q_OBJECT
public:
    /// clock and transport outlive it.
    FirstAlerts(domain::Clock* clock, net::Transport* transport);

    /// Whose servers are asked, as the war room asks them; without any nobody is.
    void setPlaybook(const playbook::Playbook& playbook);
    /// Only while the first page is there to be seen.
    void setWatching(bool watching);
    /// Of that playbook; empty before the first answer.
    const std::vector<metrics::Alert>& alerts() const { return m_alerts; }
    /// Its servers that do not answer, or not everything; empty before the first round.
    const std::vector<metrics::AlertSource>& silent() const { return m_silent; }
    QString playbook() const { return m_playbook.id; }

signals:
    void changed();

private:
    domain::Clock* m_clock;
    net::Transport* m_transport;
    playbook::Playbook m_playbook;
    std::unique_ptr<metrics::ServerLookup> m_servers;
    std::unique_ptr<metrics::AlertFeed> m_feed;
    std::vector<metrics::Alert> m_alerts;
    std::vector<metrics::AlertSource> m_silent;
    bool m_watching = false;
};

} // namespace app
