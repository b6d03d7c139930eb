// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "playbook/playbook.h"

/// Time to acknowledge against what the severity promises: pure functions of playbook, fold and now.
namespace playbook {

struct Response {
    enum class State { NotPromised, Waiting, Late, Met, Missed };
    State state = State::NotPromised;
    QString promise; ///< "within 15 min", "at once", "next business day"; empty when nothing is promised
    std::optional<domain::Instant> target; ///< latest moment that keeps the promise; none when not promised
    std::optional<domain::Instant> at;     ///< when it was acknowledged
    std::optional<Millis> took;            ///< from the declaration
    bool operator==(const Response&) const = default;
};
/// Counts from the declaration, by the severity in force when it was acknowledged, else now. A raise therefore makes
/// the target earlier, even when it has passed already: the incident was as bad before anybody said so.
Response responseOf(const Playbook& playbook, const domain::Incident& incident, domain::Instant now);

/// The end (18:00) of the first Monday to Friday after the day of from, in the playbook's time zone (UTC when it names
/// none). Holidays are not known.
domain::Instant nextBusinessDayEnd(domain::Instant from, const QString& timezone);
/// The target for a promise made at from; "at once" leaves one minute to press the button.
std::optional<domain::Instant> respondTarget(const RespondWithin& promise, domain::Instant from,
                                             const QString& timezone);
/// "within 15 min", "at once", "next business day"; empty for none.
QString promiseText(const RespondWithin& promise);
/// "every 15 min", "every 15–30 min", "as needed".
QString cadenceText(const UpdateEvery& every);

} // namespace playbook
