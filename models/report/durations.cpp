// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/durations.h"

#include "playbook/response.h"

namespace report {
namespace {

using domain::Incident;
using domain::Instant;
using domain::KeyMoment;

Measure measure(const QString& name, const QString& basis, std::optional<Instant> from, std::optional<Instant> to,
                const QString& missing) {
    Measure m{name, basis, from, to, {}};
    if (!from || !to) {
        m.basis = missing;
    } else if (*to < *from) {
        m.basis = QStringLiteral("the recorded moments are in the wrong order");
    } else {
        m.took = *to - *from;
    }
    return m;
}

/// "; promised within 15 min: met"; empty without a promise.
QString promiseOf(const Incident& incident, const playbook::Playbook& playbook, Instant now) {
    using State = playbook::Response::State;
    const playbook::Response response = playbook::responseOf(playbook, incident, now);
    const auto verdict = [&response] {
        switch (response.state) {
        case State::NotPromised:
            break;
        case State::Waiting:
            return QStringLiteral("time is left");
        case State::Late:
        case State::Missed:
            return QStringLiteral("missed");
        case State::Met:
            return QStringLiteral("met");
        }
        return QString();
    }();
    return verdict.isEmpty() ? QString() : QStringLiteral("; promised %1: %2").arg(response.promise, verdict);
}

} // namespace

Instant startedAt(const Incident& incident) {
    return momentOf(incident, KeyMoment::ImpactBegan)
        .value_or(momentOf(incident, KeyMoment::Detected).value_or(incident.declaredAt));
}

std::optional<Instant> endedAt(const Incident& incident) {
    return isOver(incident) ? momentOf(incident, KeyMoment::Resolved) : std::nullopt;
}

QString exactDuration(domain::Millis span) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(span).count();
    if (seconds < 60 || seconds >= 3600 || seconds % 60 == 0)
        return domain::toHumanDuration(span);
    return QString::number(seconds / 60) + QStringLiteral(" min ") + QString::number(seconds % 60) +
           QStringLiteral(" s");
}

std::vector<Measure> measures(const Incident& incident, Instant now, const playbook::Playbook* playbook) {
    const std::optional<Instant> began = momentOf(incident, KeyMoment::ImpactBegan);
    const Instant start = startedAt(incident);
    const QString since =
        began ? QStringLiteral("from the beginning of the impact") : QStringLiteral("from the detection");
    const std::optional<Instant> resolved = endedAt(incident);
    const Instant end = resolved.value_or(now);

    std::vector<Measure> all;
    all.push_back(measure(QStringLiteral("Time to detect"), QStringLiteral("from the beginning of the impact"), began,
                          momentOf(incident, KeyMoment::Detected),
                          QStringLiteral("the beginning of the impact is not recorded")));
    all.push_back(measure(QStringLiteral("Time to acknowledge"), QStringLiteral("from the declaration"),
                          incident.declaredAt, momentOf(incident, KeyMoment::Acknowledged),
                          QStringLiteral("nobody acknowledged it")));
    if (playbook)
        all.back().basis += promiseOf(incident, *playbook, now);
    all.push_back(measure(QStringLiteral("Time to mitigate"), since, start, momentOf(incident, KeyMoment::Mitigated),
                          QStringLiteral("no entry is marked as the mitigation")));
    all.push_back(
        measure(QStringLiteral("Time to resolve"), since, start, resolved, QStringLiteral("it is not resolved yet")));
    const QString total = resolved ? since : QString(since + QStringLiteral(", still going on"));
    all.push_back(measure(QStringLiteral("Total"), total, start, end, {}));
    return all;
}

} // namespace report
