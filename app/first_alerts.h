// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alert_feed.h"
#include "playbook/playbook.h"

namespace app {

/// What fires while no incident is looked at: asks the Alertmanager and the Prometheus of one playbook as long as the
/// first page is shown. A server that is away is no news there. GUI thread.
class FirstAlerts final : public QObject {
    Q_OBJECT
public:
    /// clock and transport outlive it.
    FirstAlerts(domain::Clock* clock, net::Transport* transport);

    /// Whose variables name the servers; without any nobody is asked.
    void setPlaybook(const playbook::Playbook& playbook);
    /// Only while the first page is there to be seen.
    void setWatching(bool watching);
    /// Of that playbook; empty before the first answer.
    const std::vector<metrics::Alert>& alerts() const { return m_alerts; }
    QString playbook() const { return m_playbook; }

signals:
    void changed();

private:
    domain::Clock* m_clock;
    net::Transport* m_transport;
    metrics::AlertFeed* m_feed = nullptr;
    QString m_playbook, m_alertmanager, m_prometheus;
    std::vector<metrics::Alert> m_alerts;
    bool m_watching = false;
};

} // namespace app
