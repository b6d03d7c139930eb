// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event_kinds.h"
#include "domain/incident.h"
#include "playbook/playbook.h"

/// Incidents for tests of the report, made the only honest way: by folding a log.
namespace sample {

using domain::Instant;
using domain::Millis;

/// Moment of 20 November 2026, UTC.
inline Instant at(int hour, int minute, int second = 0) {
    return domain::instantFromMs(1795132800000 + ((hour * 60 + minute) * 60 + second) * 1000LL);
}

class Log {
public:
    domain::EventId add(Instant when, const QString& author, domain::Body body) {
        domain::Event event;
        event.incident = QUuid(QStringLiteral("7a4a6b5e-0000-4000-8000-000000000001"));
        event.id = {QUuid(QStringLiteral("7a4a6b5e-0000-4000-8000-0000000000aa")), ++m_seq};
        event.clock = quint64(domain::toMs(when) << 16) + quint64(m_seq);
        event.occurredAt = when;
        event.recordedAt = when;
        event.author = author;
        event.body = std::move(body);
        m_events.push_back(event);
        return event.id;
    }
    domain::Incident fold() const { return domain::fold(m_events); }

private:
    std::vector<domain::Event> m_events;
    qint64 m_seq = 0;
};

inline playbook::Section generated(const QString& id, const QString& title) {
    return {id, title, {}, playbook::SectionKind::Generated};
}
inline playbook::Section written(const QString& id, const QString& title) {
    return {id, title, QStringLiteral("What happened?"), playbook::SectionKind::Written};
}

inline playbook::Playbook playbookValue() {
    playbook::Playbook p;
    p.id = QStringLiteral("default");
    p.name = QStringLiteral("Default");
    playbook::Severity sev1{QStringLiteral("SEV1"), QStringLiteral("Critical"), {}, 1, {}, {}, {}, {}};
    playbook::Severity sev2{QStringLiteral("SEV2"), QStringLiteral("Major"), {}, 2, {}, {}, {}, {}};
    p.severities = {sev1, sev2};
    p.roles = {{QStringLiteral("commander"), QStringLiteral("Incident Commander"), {}, {}},
               {QStringLiteral("scribe"), QStringLiteral("Scribe"), {}, {}}};
    p.postMortem.due = std::chrono::hours(24);
    p.postMortem.sections = {generated(QStringLiteral("summary"), QStringLiteral("Summary")),
                             generated(QStringLiteral("impact"), QStringLiteral("Impact")),
                             generated(QStringLiteral("durations"), QStringLiteral("Durations")),
                             generated(QStringLiteral("roles"), QStringLiteral("Roles")),
                             generated(QStringLiteral("timeline"), QStringLiteral("Timeline")),
                             written(QStringLiteral("root-cause"), QStringLiteral("Root cause")),
                             written(QStringLiteral("went-well"), QStringLiteral("What went well")),
                             generated(QStringLiteral("action_items"), QStringLiteral("Action items")),
                             generated(QStringLiteral("checks"), QStringLiteral("Checks")),
                             generated(QStringLiteral("graphs"), QStringLiteral("Graphs"))};
    return p;
}

/// A checkout outage of an hour and a quarter: declared 14:32, raised 14:38, resolved 15:47.
inline domain::Incident outage() {
    using namespace domain;
    Log log;
    const QString ic = QStringLiteral("@ic");
    const QString lead = QStringLiteral("@tech-lead");
    const QString machine = QStringLiteral("bridgewatch");
    log.add(at(14, 32), ic,
            Declared{QStringLiteral("Checkout API returning 5xx"),
                     QStringLiteral("SEV2"),
                     QStringLiteral("default"),
                     {},
                     false,
                     {}});
    log.add(at(14, 32, 5), ic, RoleAssigned{QStringLiteral("commander"), ic, {}});
    log.add(at(14, 31, 20), machine,
            CheckChanged{QStringLiteral("checkout"), QStringLiteral("Checkout"), CheckState::Down, CheckState::Up,
                         QStringLiteral("HTTP 503"), at(14, 31)});
    log.add(at(14, 33), ic, Acknowledged{});
    log.add(at(14, 38), ic,
            SeverityChanged{QStringLiteral("SEV1"), QStringLiteral("SEV2"), QStringLiteral("payments fail"), true});
    log.add(at(14, 40), ic,
            ImpactSet{QStringLiteral("8–15 % of checkout requests answered with 5xx."), {}, at(14, 30), {}});
    log.add(at(14, 40, 10), ic, ServiceAffected{QStringLiteral("checkout")});
    log.add(at(14, 50), lead,
            EntryNoted{EntryKind::Decision, QStringLiteral("Roll back release 214 | keep the *feature* flag"), false});
    log.add(at(14, 55), lead,
            EntryNoted{EntryKind::Note, QStringLiteral("customer names, see the other document"), true});
    const EventId wrong =
        log.add(at(14, 56), lead, EntryNoted{EntryKind::Note, QStringLiteral("it is the DNS"), false});
    log.add(at(14, 57), lead, EntryStruck{wrong, QStringLiteral("it was not")});
    const EventId cause =
        log.add(at(15, 2), lead,
                EntryNoted{EntryKind::Observation, QStringLiteral("Connection pool of 20 is exhausted"), false});
    log.add(at(15, 3), ic, EntryMarkedKey{cause, KeyMoment::CauseFound, {}});
    const EventId fixed =
        log.add(at(15, 20), lead, EntryNoted{EntryKind::Action, QStringLiteral("Pool raised to 80"), false});
    log.add(at(15, 21), ic, EntryMarkedKey{fixed, KeyMoment::Mitigated, {}});
    log.add(at(15, 24, 20), machine,
            CheckChanged{QStringLiteral("checkout"), QStringLiteral("Checkout"), CheckState::Up, CheckState::Down,
                         QStringLiteral("HTTP 200"), at(15, 24)});
    log.add(at(15, 30), lead,
            GraphPinned{QStringLiteral("error-rate"),
                        QStringLiteral("Error rate"),
                        QStringLiteral("sum(rate(http_requests_total{code=~\"5..\"}[5m]))"),
                        QStringLiteral("percent"),
                        {},
                        QString(64, u'a'),
                        at(14, 20),
                        at(15, 30),
                        Millis(15'000),
                        {}});
    log.add(at(15, 47), ic, StatusChanged{Status::Resolved, Status::Investigating});
    log.add(at(15, 50), lead,
            SectionWritten{QStringLiteral("root-cause"),
                           QStringLiteral("The pool was sized at **20** while a deploy held transactions open.\n\n"
                                          "### Five whys\n\n1. The pool was full.\n2. Nobody watched it.\n")});
    log.add(at(15, 55), ic,
            ActionItemAdded{QStringLiteral("a1"), QStringLiteral("Alert on pool saturation"), QStringLiteral("@ops"),
                            at(0, 0) + std::chrono::days(7)});
    log.add(at(15, 56), ic, ActionItemAdded{QStringLiteral("a2"), QStringLiteral("Load test at 5× traffic"), {}, {}});
    return log.fold();
}

} // namespace sample
