// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alert_feed.h"

#include <algorithm>

namespace metrics {
namespace {

/// Not the empty address of a playbook that names no such server.
bool isNamed(const domain::Result<Server>& server) {
    return !server || !server->url.isEmpty();
}

} // namespace

std::vector<std::size_t> mutedBy(const std::vector<Matcher>& matchers, const std::vector<Alert>& alerts) {
    std::vector<std::size_t> muted;
    for (std::size_t i = 0; i < alerts.size(); ++i) {
        if (alerts[i].state != AlertState::Lost && !matchers.empty() && matchesAll(matchers, alerts[i].labels))
            muted.push_back(i);
    }
    return muted;
}

std::vector<AlertSource> AlertsView::sources() const {
    std::vector<AlertSource> all = prometheus;
    if (alertmanager)
        all.insert(all.begin(), *alertmanager);
    return all;
}

AlertFeed::AlertFeed(const ServerLookup* servers, domain::Clock* clock, net::Transport* transport, QObject* parent)
    : QObject(parent)
    , m_lookup(servers)
    , m_clock(clock)
    , m_transport(transport) {
    takeServers();
    connect(servers, &ServerLookup::found, this, [this] {
        takeServers();
        if (m_running)
            ask();
    });
}

AlertFeed::~AlertFeed() {
    stop();
}

void AlertFeed::takeServers() {
    const Servers& servers = m_lookup->servers();
    m_prometheus.clear();
    m_view.prometheus.clear();
    for (const Servers::Named& one : servers.prometheus) {
        // In a drill all of them are its own service.
        const bool twice = one.second && std::any_of(m_prometheus.begin(), m_prometheus.end(),
                                                     [&one](const auto& other) { return other.second == one.second; });
        if (isNamed(one.second) && !twice)
            m_prometheus.push_back(one);
    }
    for (const auto& [id, server] : m_prometheus) {
        AlertSource& source = m_view.prometheus.emplace_back();
        source.name =
            m_prometheus.size() > 1 ? QStringLiteral("Prometheus “%1”").arg(id) : QStringLiteral("Prometheus");
    }
    m_view.alertmanager.reset();
    if (isNamed(servers.alertmanager))
        m_view.alertmanager.emplace().name = QStringLiteral("Alertmanager");
}

bool AlertFeed::isConfigured() const {
    return m_view.alertmanager || !m_view.prometheus.empty();
}

void AlertFeed::start() {
    if (m_running || !isConfigured())
        return;
    m_running = true;
    if (m_lookup->isDone())
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
    if (!m_running || !m_lookup->isDone())
        return;
    if (m_round.open > 0)
        m_again = true; // what is under way may have been answered before the change
    else
        ask();
}

void AlertFeed::ask() {
    ++m_serial;
    m_round = {};
    m_round.prometheus.resize(m_prometheus.size());
    m_transfers.clear();
    ++m_round.open; // until everything is asked
    if (m_view.alertmanager)
        askSource(std::nullopt);
    for (std::size_t i = 0; i < m_prometheus.size(); ++i)
        askSource(i);
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

AlertFeed::Part& AlertFeed::partOf(std::optional<std::size_t> index) {
    return index ? m_round.prometheus[*index] : m_round.alertmanager;
}

void AlertFeed::askSource(std::optional<std::size_t> index) {
    const domain::Result<Server>& server = index ? m_prometheus[*index].second : alertmanager();
    auto alerts = !server ? domain::Result<net::Request>(tl::unexpected(server.error()))
                  : index ? prometheusAlertsRequest(*server)
                          : alertsRequest(*server);
    if (!alerts) { // the server itself is wrong, and so are the other questions
        partOf(index).trouble = alerts.error().text;
        return;
    }
    fetch(*std::move(alerts), index ? decodePrometheusAlerts : decodeAlertmanagerAlerts,
          [this, index](domain::Result<std::vector<Alert>> answer) {
              Part& part = partOf(index);
              part.report.answered = answer.has_value();
              if (answer)
                  part.report.alerts = *std::move(answer);
              else
                  part.trouble = answer.error().text;
          });
    fetch(*(index ? prometheusStartRequest(*server) : statusRequest(*server)), decodeStart,
          [this, index](std::optional<domain::Instant> began) { partOf(index).report.began = began; });
    if (!index)
        fetch(*silencesRequest(*server), decodeSilences, [this](domain::Result<std::vector<Silence>> answer) {
            if (answer)
                m_round.silences = *std::move(answer);
            else if (partOf(std::nullopt).trouble.isEmpty())
                partOf(std::nullopt).trouble = answer.error().text;
        });
}

void AlertFeed::part() {
    if (--m_round.open == 0 && m_running)
        finish();
}

void AlertFeed::finish() {
    const auto note = [this](AlertSource& source, Part& part) {
        source.answered = part.report.answered;
        source.sentence = part.trouble;
        if (source.answered)
            source.answeredAt = m_clock->now();
        part.report.source = source.name;
        return std::move(part.report);
    };
    std::optional<AlertReport> alertmanager;
    if (m_view.alertmanager)
        alertmanager = note(*m_view.alertmanager, m_round.alertmanager);
    std::vector<AlertReport> prometheus;
    for (std::size_t i = 0; i < m_prometheus.size(); ++i) {
        prometheus.push_back(note(m_view.prometheus[i], m_round.prometheus[i]));
        for (Alert& alert : prometheus.back().alerts) {
            if (m_prometheus.size() > 1)
                alert.servers = {m_prometheus[i].first};
        }
    }
    const auto changes = m_tracker.observe(alertmanager, prometheus);
    m_view.alerts = m_tracker.alerts();
    m_view.silencesAnswered = m_round.silences.has_value();
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
