// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alert_feed.h"

#include "net/redact.h"
#include <algorithm>

namespace metrics {

std::vector<std::size_t> mutedBy(const std::vector<Matcher>& matchers, const std::vector<Alert>& alerts) {
    std::vector<std::size_t> muted;
    for (std::size_t i = 0; i < alerts.size(); ++i) {
        if (alerts[i].state != AlertState::Lost && !matchers.empty() && matchesAll(matchers, alerts[i].labels))
            muted.push_back(i);
    }
    return muted;
}

AlertFeed::AlertFeed(const QString& alertmanager, const QString& prometheus, domain::Clock* clock,
                     net::Transport* transport, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_transport(transport)
    , m_alertmanager(Server(alertmanager))
    , m_prometheus(Server(prometheus)) {
    m_view.alertmanager.url = alertmanager;
    m_view.prometheus.url = prometheus;
}

AlertFeed::~AlertFeed() {
    stop();
}

void AlertFeed::setServers(const domain::Result<Server>& alertmanager, const domain::Result<Server>& prometheus) {
    const auto take = [](domain::Result<Server>& kept, AlertSource& source, const domain::Result<Server>& server) {
        if (source.url.isEmpty())
            return;
        kept = server;
        if (server)
            source.url = server->url;
    };
    take(m_alertmanager, m_view.alertmanager, alertmanager);
    take(m_prometheus, m_view.prometheus, prometheus);
    refresh();
}

void AlertFeed::start() {
    if (m_running || (m_view.alertmanager.url.isEmpty() && m_view.prometheus.url.isEmpty()))
        return;
    m_running = true;
    ask();
}

void AlertFeed::stop() {
    m_running = false;
    ++m_serial;
    m_round.open = 0;
    for (const quint64 transfer : std::exchange(m_transfers, {}))
        m_transport->cancel(transfer);
}

void AlertFeed::refresh() {
    if (!m_running)
        return;
    if (m_round.open > 0)
        m_again = true; // what is under way may have been answered before the change
    else
        ask();
}

void AlertFeed::ask() {
    ++m_serial;
    m_round = {};
    m_transfers.clear();
    ++m_round.open; // until everything is asked
    if (!m_view.alertmanager.url.isEmpty())
        askAlertmanager();
    if (!m_view.prometheus.url.isEmpty())
        askPrometheus();
    m_clock->wakeAt(m_clock->now() + every, this, [this, serial = m_serial] {
        if (serial == m_serial && m_running && m_round.open == 0)
            ask();
        else if (serial == m_serial && m_running)
            m_again = true;
    });
    part();
}

template <class Decode, class Take>
void AlertFeed::fetch(net::Request request, Decode decode, Take take) {
    ++m_round.open;
    m_transfers.push_back(m_transport->fetch(std::move(request), decode, this,
                                             [this, serial = m_serial, take = std::move(take)](auto answer) mutable {
                                                 if (serial != m_serial)
                                                     return;
                                                 take(std::move(answer));
                                                 part();
                                             }));
}

void AlertFeed::askAlertmanager() {
    auto alerts = m_alertmanager ? alertsRequest(*m_alertmanager)
                                 : domain::Result<net::Request>(tl::unexpected(m_alertmanager.error()));
    if (!alerts) { // the server itself is wrong, and so are the other questions
        m_round.alertmanagerTrouble = alerts.error().text;
        return;
    }
    fetch(*std::move(alerts), decodeAlertmanagerAlerts, [this](domain::Result<std::vector<Alert>> answer) {
        m_round.alertmanager.answered = answer.has_value();
        if (answer)
            m_round.alertmanager.alerts = *std::move(answer);
        else
            m_round.alertmanagerTrouble = answer.error().text;
    });
    fetch(*silencesRequest(*m_alertmanager), decodeSilences, [this](domain::Result<std::vector<Silence>> answer) {
        if (answer)
            m_round.silences = *std::move(answer);
    });
    fetch(*statusRequest(*m_alertmanager), decodeStart,
          [this](std::optional<domain::Instant> began) { m_round.alertmanager.began = began; });
}

void AlertFeed::askPrometheus() {
    auto alerts = m_prometheus ? prometheusAlertsRequest(*m_prometheus)
                               : domain::Result<net::Request>(tl::unexpected(m_prometheus.error()));
    if (!alerts) {
        m_round.prometheusTrouble = alerts.error().text;
        return;
    }
    fetch(*std::move(alerts), decodePrometheusAlerts, [this](domain::Result<std::vector<Alert>> answer) {
        m_round.prometheus.answered = answer.has_value();
        if (answer)
            m_round.prometheus.alerts = *std::move(answer);
        else
            m_round.prometheusTrouble = answer.error().text;
    });
    fetch(*prometheusStartRequest(*m_prometheus), decodeStart,
          [this](std::optional<domain::Instant> began) { m_round.prometheus.began = began; });
}

void AlertFeed::part() {
    if (--m_round.open == 0 && m_running)
        finish();
}

void AlertFeed::finish() {
    const auto note = [this](AlertSource& source, const AlertReport& report, const QString& trouble) {
        source.answered = report.answered;
        source.sentence = trouble;
        if (report.answered)
            source.answeredAt = m_clock->now();
    };
    note(m_view.alertmanager, m_round.alertmanager, m_round.alertmanagerTrouble);
    note(m_view.prometheus, m_round.prometheus, m_round.prometheusTrouble);
    const auto changes = m_tracker.observe(m_round.alertmanager, m_round.prometheus);
    m_view.alerts = m_tracker.alerts();
    if (m_round.silences) {
        m_view.silences = *std::move(m_round.silences);
        std::erase_if(m_view.silences, [](const Silence& silence) { return silence.state == SilenceState::Expired; });
        std::stable_sort(m_view.silences.begin(), m_view.silences.end(),
                         [](const Silence& a, const Silence& b) { return a.endsAt < b.endsAt; });
    }
    m_view.known = true;
    const bool again = std::exchange(m_again, false);
    if (!changes.empty())
        emit moved(changes);
    emit changed(m_view);
    if (again && m_running && m_round.open == 0)
        ask();
}

} // namespace metrics
