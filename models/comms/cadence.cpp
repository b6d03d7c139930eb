// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comms/cadence.h"

namespace comms {
namespace {

using namespace std::chrono_literals;

std::optional<Instant> latestMessage(const domain::Incident& incident) {
    std::optional<Instant> latest;
    for (const domain::SentMessage& message : incident.messages) {
        if (!latest || message.at > *latest)
            latest = message.at;
    }
    return latest;
}

std::optional<Instant> promiseOfLastMessage(const domain::Incident& incident) {
    const domain::SentMessage* last = nullptr;
    for (const domain::SentMessage& message : incident.messages) {
        if (!last || message.at >= last->at)
            last = &message;
    }
    return last ? last->nextUpdate : std::nullopt;
}

} // namespace

NextUpdate nextUpdate(const playbook::Playbook& playbook, const domain::Incident& incident, Instant now) {
    NextUpdate next;
    next.lastSent = latestMessage(incident);
    if (isOver(incident))
        return next;
    std::optional<Instant> due = promiseOfLastMessage(incident);
    const playbook::Severity* severity = findSeverity(playbook, incident.severity);
    if (const auto* every = severity ? std::get_if<playbook::UpdateRange>(&severity->updateEvery) : nullptr) {
        const Instant byCadence = next.lastSent.value_or(incident.declaredAt) + every->from;
        due = due ? std::min(*due, byCadence) : byCadence;
    }
    if (!due)
        return next;
    next.promised = true;
    next.due = *due;
    next.left = *due - now;
    next.overdue = next.left <= 0ms;
    return next;
}

} // namespace comms
