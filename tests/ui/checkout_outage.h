// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hybrid_clock.h"
#include "ui/war_room_screen.h"
#include <cmath>

/// A recorded incident as a team would have left it: ticks, flips, messages, late and struck entries, key moments,
/// results and graphs.
namespace outage {

using namespace domain;
using namespace std::chrono_literals;

inline const Instant declared = instantFromMs(1'795'185'120'000); // 2026-11-20T14:32Z

inline QString s(const char* text) {
    return QString::fromUtf8(text);
}

class Log {
public:
    EventId add(Body body, Millis after, const char* author = "@ic", Millis lateBy = {}) {
        Event event;
        event.incident = QUuid(s("{aaaaaaaa-1111-4222-8333-444444444444}"));
        event.id = {QUuid(s("{00000000-1111-4222-8333-444444444444}")), qint64(m_events.size()) + 1};
        event.recordedAt = declared + after + lateBy;
        event.occurredAt = declared + after;
        m_clock = nextHybridClock(m_clock, event.recordedAt);
        event.clock = m_clock;
        event.author = s(author);
        event.body = std::move(body);
        m_events.push_back(event);
        return event.id;
    }
    EventId note(EntryKind kind, const char* text, Millis after, const char* author = "@ic", Millis lateBy = {}) {
        return add(EntryNoted{kind, s(text), false}, after, author, lateBy);
    }
    Incident incident() const { return fold(m_events); }

private:
    std::vector<Event> m_events;
    quint64 m_clock = 0;
};

inline playbook::Item item(const char* id, const char* text, std::optional<Millis> due = {}, const char* run = "") {
    playbook::Item made;
    made.id = s(id);
    made.text = s(text);
    made.due = due;
    made.run = s(run);
    return made;
}

inline playbook::Check check(const char* id, const char* title) {
    playbook::Check made;
    made.id = s(id);
    made.title = s(title);
    return made;
}

inline playbook::Playbook book() {
    playbook::Playbook made;
    made.id = s("reconciliation-platform");
    made.roles = {{s("commander"), s("Incident Commander"), {}, {}},
                  {s("tech-lead"), s("Tech Lead"), {}, {}},
                  {s("comms"), s("Comms"), {}, {}}};
    const std::pair<const char*, const char*> names[] = {
        {"SEV1", "Critical"}, {"SEV2", "High"}, {"SEV3", "Medium"}, {"SEV4", "Low"}};
    int rank = 0;
    for (const auto& [id, name] : names) {
        playbook::Severity severity;
        severity.id = s(id);
        severity.name = s(name);
        severity.rank = ++rank;
        severity.updateEvery = playbook::UpdateRange{15min * rank, 15min * rank};
        severity.respondWithin = Millis(5min * rank);
        made.severities.push_back(severity);
    }
    made.phases = {
        {s("declare"),
         s("Declare"),
         playbook::CountedFrom::Declared,
         playbook::Window{0min, 15min},
         {item("ack", "Acknowledge the alert"), item("channel", "Open incident channel #incident-2026-11-20-1")}},
        {s("investigate"),
         s("Investigate"),
         playbook::CountedFrom::Declared,
         playbook::Window{15min, 30min},
         {item("deploys", "Review recent deployments"), item("page", "Page the secondary on-call", 30min),
          item("connections", "Check active database connections", 45min,
               "psql -c \"select count(*) from pg_stat_activity where state = 'active'\"")}},
        {s("mitigate"),
         s("Mitigate"),
         playbook::CountedFrom::Declared,
         playbook::Window{30min, 60min},
         {item("roll-back", "Roll back the last deployment", {}, "kubectl rollout undo deployment/backend"),
          item("scale", "Scale the backend to 5 replicas"), item("pool", "Raise the connection pool size")}},
        {s("recover"),
         s("Recover and verify"),
         playbook::CountedFrom::Declared,
         {},
         {item("rate", "Error rate back under 1 % for 15 min"), item("green", "Every health check is up")}}};
    made.checks = {check("api", "API health"),      check("checkout", "Checkout"), check("payments", "Payments"),
                   check("postgres", "PostgreSQL"), check("redis", "Redis"),       check("web", "Web app"),
                   check("status", "Status page"),  check("tls", "Partner link")};
    return made;
}

inline Incident incident() {
    Log log;
    Declared act;
    act.title = s("Checkout API returning 5xx, payments failing");
    act.severity = s("SEV2");
    act.playbook = s("reconciliation-platform");
    log.add(act, 0min);
    log.add(CheckChanged{s("checkout"), s("Checkout"), CheckState::Down, CheckState::Up, s("HTTP 503"), {}}, -1min,
            "bridgewatch");
    log.add(RoleAssigned{s("commander"), s("@ic"), {}}, 10s);
    log.add(Acknowledged{}, 1min);
    log.add(ItemTicked{s("ack"), s("Acknowledge the alert")}, 70s);
    log.add(CheckChanged{s("payments"), s("Payments"), CheckState::Down, CheckState::Up, s("timeout after 5 s"), {}},
            90s, "bridgewatch");
    log.add(RoleAssigned{s("tech-lead"), s("@tech"), {}}, 2min);
    log.add(RoleAssigned{s("comms"), s("@comms"), {}}, 2min);
    log.add(ItemTicked{s("channel"), s("Open incident channel #incident-2026-11-20-1")}, 151s);
    log.add(SeverityChanged{s("SEV1"), s("SEV2"), s("payments are failing for every customer"), true}, 6min);
    log.add(ImpactSet{s("Payments fail for every customer"), {}, declared - 1min, {}}, 7min);
    log.add(
        MessageSent{
            s("#incident-response"), s("Initial notification"), s("We see failing payments and are on it."), {}},
        9min, "@comms");
    log.note(EntryKind::Observation, "Error rate jumped with deploy 9f31c2 at 14:29", 15min, "@tech");
    log.add(ItemTicked{s("deploys"), s("Review recent deployments")}, 18min, "@tech");
    const EventId wrong = log.note(EntryKind::Note, "Redis looks slow", 17min, "@tech");
    log.add(EntryStruck{wrong, s("wrong dashboard")}, 19min, "@tech");
    log.note(EntryKind::Observation, "pg_stat_activity shows 94 of 100 connections, 61 idle in transaction", 20min,
             "@tech", 4min);
    log.add(CheckChanged{s("postgres"), s("PostgreSQL"), CheckState::Degraded, CheckState::Up, s("slow"), {}}, 21min,
            "bridgewatch");
    log.add(MessageSent{s("#incident-response"), s("Update"), s("Cause suspected in the connection pool."), {}}, 31min,
            "@comms");
    const EventId cause = log.note(
        EntryKind::Decision, "Root cause identified: connection pool exhausted by a leak in the new deploy", 30min);
    log.add(EntryMarkedKey{cause, KeyMoment::CauseFound, {}}, 31min);
    log.add(StatusChanged{Status::Identified, Status::Investigating}, 31min);
    log.note(EntryKind::Action, "Raising DB_POOL_SIZE to 50, rolling restart", 33min, "@tech");
    log.note(EntryKind::Observation, "Error rate under 10 %, falling", 39min, "@tech");
    return log.incident();
}

inline metrics::PanelView panel(const char* id, const char* title, const char* unit, const char* expr, double low,
                                double high, Instant now) {
    auto matrix = std::make_shared<metrics::Matrix>();
    matrix->from = now - 1h;
    matrix->to = now;
    matrix->step = 15s;
    for (int line = 0; line < 2; ++line) {
        metrics::Series series;
        series.legend = line ? s("backend-2") : s("backend-1");
        for (int i = 0; i <= 240; ++i) {
            const double x = i / 240.0 - line * 0.01;
            const double rise = 1 / (1 + std::exp(-(x - 0.35) * 40)) - 0.5 / (1 + std::exp(-(x - 0.85) * 30));
            series.t.push_back(double(toMs(matrix->from)) + i * 15'000.0);
            series.v.push_back((low + (high - low) * rise + (high - low) * 0.03 * std::sin(i * 1.7 + line)) *
                               (1 - 0.15 * line));
        }
        matrix->series.push_back(series);
    }
    metrics::PanelView view;
    view.panel.id = s(id);
    view.panel.title = s(title);
    view.panel.unit = s(unit);
    view.panel.expr = s(expr);
    view.panel.critical = low + (high - low) * 0.7;
    view.state = metrics::FeedState::Ok;
    view.answeredAt = now;
    view.matrix = matrix;
    view.value = metrics::latestValue(*matrix, metrics::marksOf(view.panel));
    view.level = metrics::Level::Critical;
    view.serial = 1;
    return view;
}

inline std::vector<CheckResult> results(Instant now) {
    std::vector<CheckResult> list;
    const char* ids[] = {"api", "checkout", "payments", "postgres", "redis", "web", "status", "tls"};
    for (int i = 0; i < 60; ++i) {
        for (int c = 0; c < 8; ++c) {
            const bool late = i > 34;
            CheckResult result;
            result.check = s(ids[c]);
            result.at = now - 10s * (60 - i);
            result.latencyUs = qint64(1000 * (c * 12 + 40 + 30 * std::fabs(std::sin(i * 1.3 + c))));
            result.state = CheckState::Up;
            if (late && c == 1) {
                result.state = CheckState::Down;
                result.detail = s("HTTP 503");
            } else if (late && c == 2) {
                result.state = CheckState::Down;
                result.detail = s("timeout after 5 s");
                result.latencyUs = 0;
            } else if (late && c == 3) {
                result.state = CheckState::Degraded;
                result.latencyUs *= 4;
            }
            list.push_back(result);
        }
    }
    return list;
}

inline std::shared_ptr<ui::Record> record() {
    auto made = std::make_shared<ui::Record>();
    made->key = s("INC-0042");
    made->incident = incident();
    made->playbook = book();
    made->now = declared + 42min + 17s;
    made->results = results(made->now);
    made->panels = {
        panel("errors", "Error rate", "percentunit",
              "sum(rate(http_requests_total{status=~\"5..\"}[5m])) / sum(rate(http_requests_total[5m]))", 0.004, 0.12,
              made->now),
        panel("latency", "Latency p95", "s", "histogram_quantile(0.95, rate(http_request_duration_seconds_bucket[5m]))",
              0.3, 2.6, made->now),
        panel("connections", "DB connections", "short", "pg_stat_activity_count", 20, 96, made->now),
        panel("throughput", "Throughput", "reqps", "sum(rate(http_requests_total[5m]))", 900, 400, made->now)};
    for (const char* id : {"api", "redis", "web", "status", "tls"})
        made->incident.flips.push_back({s(id), {}, CheckState::Up, declared - 2h, {}, {}});
    return made;
}

} // namespace outage
