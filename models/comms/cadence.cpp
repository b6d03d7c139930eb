// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comms/cadence.h"

#include <QDateTime>
#include <QTimeZone>

namespace comms {
namespace {

using namespace std::chrono_literals;

/// "at once" is a promise about people, not about machines.
constexpr Millis atOnce = 1min;
constexpr int endOfDayHour = 18;

template <class... Ts>
struct Overload : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overload(Ts...) -> Overload<Ts...>;

QString declaredSeverity(const domain::Incident& incident) {
    return incident.severities.empty() ? incident.severity : incident.severities.front().severity;
}

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

Instant nextBusinessDayEnd(Instant from, const QString& timezone) {
    const QTimeZone named(timezone.toUtf8());
    const QTimeZone zone = !timezone.isEmpty() && named.isValid() ? named : QTimeZone::utc();
    QDate day = QDateTime::fromMSecsSinceEpoch(domain::toMs(from), zone).date().addDays(1);
    while (day.dayOfWeek() > Qt::Friday)
        day = day.addDays(1);
    return domain::instantFromMs(QDateTime(day, QTime(endOfDayHour, 0), zone).toMSecsSinceEpoch());
}

std::optional<Instant> respondTarget(const playbook::RespondWithin& promise, Instant from, const QString& timezone) {
    return std::visit(
        Overload{
            [](playbook::NotPromised) -> std::optional<Instant> { return {}; },
            [&](Millis within) -> std::optional<Instant> { return from + within; },
            [&](playbook::AtOnce) -> std::optional<Instant> { return from + atOnce; },
            [&](playbook::NextBusinessDay) -> std::optional<Instant> { return nextBusinessDayEnd(from, timezone); },
        },
        promise);
}

Acknowledgement acknowledgement(const playbook::Playbook& playbook, const domain::Incident& incident, Instant now) {
    using State = Acknowledgement::State;
    Acknowledgement made;
    made.at = incident.acknowledgedAt;
    if (made.at)
        made.took = *made.at - incident.declaredAt;
    if (const playbook::Severity* severity = findSeverity(playbook, declaredSeverity(incident)))
        made.target = respondTarget(severity->respondWithin, incident.declaredAt, playbook.timezone);
    if (!made.target)
        made.state = State::NotPromised;
    else if (made.at)
        made.state = *made.at <= *made.target ? State::Met : State::Missed;
    else
        made.state = now <= *made.target ? State::Waiting : State::Late;
    return made;
}

} // namespace comms
