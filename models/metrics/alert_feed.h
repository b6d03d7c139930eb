// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "metrics/alert_tracker.h"
#include "metrics/alertmanager.h"
#include "metrics/server_lookup.h"
#include <QObject>

namespace metrics {

/// One server that alerts are asked from.
struct AlertSource {
    QString name; ///< "Alertmanager", "Prometheus", of several "Prometheus “eu”"
    bool answered = false;
    QString sentence; ///< why it did not answer, or not everything; empty while it does
    std::optional<domain::Instant> answeredAt;
    bool operator==(const AlertSource&) const = default;
};

/// What is known of alerts and silences now.
struct AlertsView {
    std::vector<Alert> alerts;               ///< firing first; those whose source was lost stay
    std::vector<Silence> silences;           ///< not expired, next to end first
    std::optional<AlertSource> alertmanager; ///< none: the playbook names none
    std::vector<AlertSource> prometheus;     ///< in the playbook's order
    bool known = false;                      ///< false before the first round
    bool silencesAnswered = false;           ///< silences are of the last round, not of an earlier one
    /// All of them, Alertmanager's first.
    std::vector<AlertSource> sources() const;
    bool operator==(const AlertsView&) const = default;
};

/// How many of the alerts a silence with these matchers would mute: indices into alerts, only those that fire or are
/// pending.
std::vector<std::size_t> mutedBy(const std::vector<Matcher>& matchers, const std::vector<Alert>& alerts);

/// Asks Alertmanager and every Prometheus server for alerts and silences, every 10 s of the clock, and tells what
/// moved. Nobody is asked before secrets are known. GUI thread.
class AlertFeed final : public QObject {
    Q_OBJECT
public:
    static constexpr domain::Millis every{10'000};

    /// servers outlives it.
    AlertFeed(const ServerLookup* servers, domain::Clock* clock, net::Transport* transport, QObject* parent = nullptr);
    ~AlertFeed() override;

    bool isConfigured() const; ///< there is a server to ask
    const domain::Result<Server>& alertmanager() const { return m_lookup->servers().alertmanager; }

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
    struct Part {
        AlertReport report;
        QString trouble; ///< why it did not answer
    };
    struct Round {
        Part alertmanager;
        std::vector<Part> prometheus;
        std::optional<std::vector<Silence>> silences;
        int open = 0;
    };
    void takeServers();
    void ask();
    template <class Decode, class Take>
    void fetch(net::Request request, Decode decode, Take take);
    /// index: of m_prometheus, nullopt for Alertmanager.
    Part& partOf(std::optional<std::size_t> index);
    void askSource(std::optional<std::size_t> index);
    void part();
    void finish();

    const ServerLookup* m_lookup;
    domain::Clock* m_clock;
    net::Transport* m_transport;
    std::vector<Servers::Named> m_prometheus; ///< those that are told apart, as in m_view
    AlertTracker m_tracker;
    AlertsView m_view;
    Round m_round;
    std::vector<quint64> m_transfers;
    quint64 m_serial = 0; ///< of the timer chain and of its answers
    bool m_running = false, m_again = false;
};

} // namespace metrics

Q_DECLARE_METATYPE(metrics::AlertsView)
