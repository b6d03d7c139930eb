// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/durations.h"

#include <algorithm>

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

std::optional<Instant> acknowledgedAt(const Incident& incident) {
    return incident.acknowledgedAt ? incident.acknowledgedAt : momentOf(incident, KeyMoment::Acknowledged);
}

std::optional<Instant> resolvedAt(const Incident& incident) {
    return incident.resolvedAt ? incident.resolvedAt : momentOf(incident, KeyMoment::Resolved);
}

std::optional<Instant> impactBegan(const Incident& incident) {
    return incident.impactBegan ? incident.impactBegan : momentOf(incident, KeyMoment::ImpactBegan);
}

} // namespace

Instant detectedAt(const Incident& incident) {
    if (const std::optional<Instant> marked = momentOf(incident, KeyMoment::Detected)) {
        return *marked;
    }
    Instant earliest = incident.declaredAt;
    for (const domain::CheckFlip& flip : incident.flips) {
        if (flip.state == domain::CheckState::Down) {
            earliest = std::min(earliest, flip.at);
        }
    }
    return earliest;
}

Instant startedAt(const Incident& incident) {
    return impactBegan(incident).value_or(detectedAt(incident));
}

std::vector<Measure> measures(const Incident& incident, Instant now) {
    const std::optional<Instant> began = impactBegan(incident);
    const Instant start = startedAt(incident);
    const QString since =
        began ? QStringLiteral("from the beginning of the impact") : QStringLiteral("from the detection");
    const std::optional<Instant> resolved = resolvedAt(incident);
    const Instant end = resolved.value_or(now);

    std::vector<Measure> all;
    all.push_back(measure(QStringLiteral("Time to detect"), QStringLiteral("from the beginning of the impact"), began,
                          detectedAt(incident), QStringLiteral("the beginning of the impact is not recorded")));
    all.push_back(measure(QStringLiteral("Time to acknowledge"), QStringLiteral("from the declaration"),
                          incident.declaredAt, acknowledgedAt(incident), QStringLiteral("nobody acknowledged it")));
    all.push_back(measure(QStringLiteral("Time to mitigate"), since, start, momentOf(incident, KeyMoment::Mitigated),
                          QStringLiteral("no entry is marked as the mitigation")));
    all.push_back(
        measure(QStringLiteral("Time to resolve"), since, start, resolved, QStringLiteral("it is not resolved yet")));
    const QString total = resolved ? since : QString(since + QStringLiteral(", still going on"));
    all.push_back(measure(QStringLiteral("Total"), total, start, end, {}));
    return all;
}

} // namespace report
