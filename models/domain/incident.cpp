// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/incident.h"

#include <algorithm>

namespace domain {
namespace {

/// Rows that carry a key moment by their nature, as opposed to entries a person marked.
bool standsForItself(const TimelineEntry& entry) {
    return entry.kind == QLatin1String(StatusChanged::kind) || entry.kind == QLatin1String(Acknowledged::kind);
}

std::optional<Instant> markedMoment(const Incident& incident, KeyMoment moment) {
    for (const TimelineEntry& entry : incident.timeline)
        if (entry.keyMoment == moment && !entry.struck && !standsForItself(entry))
            return entry.occurredAt;
    return std::nullopt;
}

std::optional<Instant> firstSignOfTrouble(const Incident& incident) {
    std::optional<Instant> first;
    const auto consider = [&first](Instant at) { first = first ? std::min(*first, at) : at; };
    for (const CheckFlip& flip : incident.flips)
        if (flip.state == CheckState::Down)
            consider(flip.at);
    for (const TimelineEntry& entry : incident.timeline)
        if (entry.kind == QLatin1String(AlertFired::kind) && !entry.struck)
            consider(entry.occurredAt);
    return first;
}

/// The first cause found counts, but only the last mitigation: an earlier one did not hold.
std::optional<Instant> statusMoment(const Incident& incident, KeyMoment moment) {
    std::optional<Instant> found;
    for (const TimelineEntry& entry : incident.timeline) {
        if (entry.keyMoment != moment || entry.struck || !standsForItself(entry))
            continue;
        if (!found || moment == KeyMoment::Mitigated)
            found = entry.occurredAt;
    }
    return found;
}

} // namespace

bool isOver(const Incident& incident) {
    return incident.status == Status::Resolved || incident.status == Status::Closed;
}

std::optional<Instant> momentOf(const Incident& incident, KeyMoment moment) {
    if (moment == KeyMoment::ImpactBegan)
        return incident.impactBegan;
    if (const auto marked = markedMoment(incident, moment))
        return marked;
    switch (moment) {
    case KeyMoment::ImpactBegan:
    case KeyMoment::Other:
        return std::nullopt;
    case KeyMoment::Detected: {
        const auto sign = firstSignOfTrouble(incident);
        return sign ? std::min(*sign, incident.declaredAt) : incident.declaredAt;
    }
    case KeyMoment::Acknowledged:
        return incident.acknowledgedAt;
    case KeyMoment::Resolved:
        return incident.resolvedAt;
    case KeyMoment::CauseFound:
    case KeyMoment::Mitigated:
        return statusMoment(incident, moment);
    }
    Q_UNREACHABLE();
}

const TimelineEntry* findEntry(const Incident& incident, const EventId& id) {
    const auto found = std::find_if(incident.timeline.rbegin(), incident.timeline.rend(),
                                    [&id](const TimelineEntry& e) { return e.id == id; });
    return found == incident.timeline.rend() ? nullptr : &*found;
}

} // namespace domain
