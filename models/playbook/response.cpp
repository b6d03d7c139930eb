// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/response.h"

#include <QDateTime>
#include <QTimeZone>

namespace playbook {
namespace {

using namespace std::chrono_literals;
using domain::Instant;

/// "at once" is a promise about people, not about machines.
constexpr Millis atOnce = 1min;
constexpr int endOfDayHour = 18;

template <class... Ts>
struct Overload : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overload(Ts...) -> Overload<Ts...>;

QString severityAt(const domain::Incident& incident, std::optional<Instant> at) {
    QString severity = incident.severities.empty() ? incident.severity : incident.severities.front().severity;
    for (const domain::SeveritySpan& span : incident.severities) {
        if (!at || span.from <= *at)
            severity = span.severity;
    }
    return severity;
}

} // namespace

Instant nextBusinessDayEnd(Instant from, const QString& timezone) {
    const QTimeZone named(timezone.toUtf8());
    const QTimeZone zone = !timezone.isEmpty() && named.isValid() ? named : QTimeZone::utc();
    QDate day = QDateTime::fromMSecsSinceEpoch(domain::toMs(from), zone).date().addDays(1);
    while (day.dayOfWeek() > Qt::Friday)
        day = day.addDays(1);
    return domain::instantFromMs(QDateTime(day, QTime(endOfDayHour, 0), zone).toMSecsSinceEpoch());
}

std::optional<Instant> respondTarget(const RespondWithin& promise, Instant from, const QString& timezone) {
    return std::visit(Overload{
                          [](NotPromised) -> std::optional<Instant> { return {}; },
                          [&](Millis within) -> std::optional<Instant> { return from + within; },
                          [&](AtOnce) -> std::optional<Instant> { return from + atOnce; },
                          [&](NextBusinessDay) -> std::optional<Instant> { return nextBusinessDayEnd(from, timezone); },
                      },
                      promise);
}

QString promiseText(const RespondWithin& promise) {
    return std::visit(
        Overload{
            [](NotPromised) { return QString(); },
            [](Millis within) { return QStringLiteral("within %1").arg(domain::toHumanDuration(within)); },
            [](AtOnce) { return QStringLiteral("at once"); },
            [](NextBusinessDay) { return QStringLiteral("next business day"); },
        },
        promise);
}

QString cadenceText(const UpdateEvery& every) {
    const auto* range = std::get_if<UpdateRange>(&every);
    if (!range)
        return QStringLiteral("as needed");
    const QString from = domain::toHumanDuration(range->from);
    return range->from == range->to ? QStringLiteral("every %1").arg(from)
                                    : QStringLiteral("every %1 to %2").arg(from, domain::toHumanDuration(range->to));
}

Response responseOf(const Playbook& playbook, const domain::Incident& incident, Instant now) {
    using State = Response::State;
    Response made;
    made.at = incident.acknowledgedAt;
    if (made.at)
        made.took = *made.at - incident.declaredAt;
    if (const Severity* severity = findSeverity(playbook, severityAt(incident, made.at))) {
        made.promise = promiseText(severity->respondWithin);
        made.target = respondTarget(severity->respondWithin, incident.declaredAt, playbook.timezone);
    }
    if (!made.target)
        made.state = State::NotPromised;
    else if (made.at)
        made.state = *made.at <= *made.target ? State::Met : State::Missed;
    else
        made.state = now <= *made.target ? State::Waiting : State::Late;
    return made;
}

} // namespace playbook
