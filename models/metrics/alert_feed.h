// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "metrics/alert_tracker.h"
#include "metrics/alertmanager.h"
#include <QObject>

namespace metrics {

/// One server that alerts are asked from.
struct AlertSource {
    QString url; ///< empty: the playbook names none
    bool answered = false;
    QString sentence; ///< why it did not answer; empty while it does
    std::optional<domain::Instant> answeredAt;
    bool operator==(const AlertSource&) const = default;
};

/// What is known of alerts and silences now.
struct AlertsView {
    std::vector<Alert> alerts;     ///< firing first; those whose source was lost stay
    std::vector<Silence> silences; ///< not expired, next to end first
    AlertSource alertmanager, prometheus;
    bool known = false; ///< false before the first round
    bool operator==(const AlertsView&) const = default;
};

/// How many of the alerts a silence with these matchers would mute: indices into alerts, only those that fire or are
/// pending.
std::vector<std::size_t> mutedBy(const std::vector<Matcher>& matchers, const std::vector<Alert>& alerts);

/// Asks Alertmanager and Prometheus for alerts and silences, every 10 s of the clock, and tells what moved. GUI thread.
class AlertFeed final : public QObject {
    Q_OBJECT
public:
    static constexpr domain::Millis every{10'000};

    /// Either address may be empty. Variables are filled in.
    AlertFeed(const QString& alertmanager, const QString& prometheus, domain::Clock* clock, net::Transport* transport,
              QObject* parent = nullptr);
    ~AlertFeed() override;

    /// Asks these from now on: an Error stands for the server's answers. A server that had no address keeps having
    /// none.
    void setServers(const domain::Result<Server>& alertmanager, const domain::Result<Server>& prometheus);
    const domain::Result<Server>& alertmanager() const { return m_alertmanager; }

    /// Alerts that the record knows as firing or lost, before start.
    void restore(const std::vector<Alert>& alerts) { m_tracker.restore(alerts); }
    void start();
    void stop();
    /// Asks at once, beside the rhythm: after a silence was made.
    void refresh();
    const AlertsView& view() const { return m_view; }

signals:
    void moved(const std::vector<metrics::AlertChange>& changes); ///< before changed; never empty
    void changed(const metrics::AlertsView& view);                ///< after every round

private:
    struct Round {
        AlertReport alertmanager, prometheus;
        QString alertmanagerTrouble, prometheusTrouble;
        std::optional<std::vector<Silence>> silences;
        int open = 0;
    };
    void ask();
    template <class Decode, class Take>
    void fetch(net::Request request, Decode decode, Take take);
    void askAlertmanager();
    void askPrometheus();
    void part();
    void finish();

    domain::Clock* m_clock;
    net::Transport* m_transport;
    domain::Result<Server> m_alertmanager, m_prometheus;
    AlertTracker m_tracker;
    AlertsView m_view;
    Round m_round;
    std::vector<quint64> m_transfers;
    quint64 m_serial = 0; ///< of the timer chain and of its answers
    bool m_running = false, m_again = false;
};

} // namespace metrics

Q_DECLARE_METATYPE(metrics::AlertsView)
