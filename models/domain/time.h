// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QString>
#include <chrono>

/// Points in time and durations: their types, their text forms, and how a person may write them.
namespace domain {

using Millis = std::chrono::milliseconds;
/// UTC, milliseconds since 1970. Local time exists only in ui and report.
using Instant = std::chrono::sys_time<Millis>;

constexpr Instant instantFromMs(qint64 msSinceEpoch) {
    return Instant(Millis(msSinceEpoch));
}
constexpr qint64 toMs(Instant instant) {
    return instant.time_since_epoch().count();
}

/// "2026-11-20T14:58:03.120Z"; milliseconds left out when zero.
QString toIso(Instant instant);
/// "14:58" or, with seconds, "14:58:03", UTC.
QString toClockText(Instant instant, bool seconds = false);
/// "2026-11-20", UTC.
QString toDateText(Instant instant);

/// What people and scripts may write for a moment: ISO 8601 (without offset it is UTC), "HH:MM" or "HH:MM:SS" (UTC, the
/// last such moment not after now), "-5m" / "-1h30m" (before now). Refuses everything else with a sentence naming the
/// text.
Result<Instant> parseMoment(const QString& text, Instant now);
/// As parseMoment, but a clock time is read in the time zone of this computer ("14:58 local" in the composer).
Result<Instant> parseLocalMoment(const QString& clockText, Instant now);

/// "500ms", "15s", "15m", "1h30m", "24h", "7d"; at least one number with unit, no sign. Also "0m".
Result<Millis> parseDuration(const QString& text);
/// The shortest spelling that parseDuration reads back: "15m", "1h30m", "7d".
QString toDurationText(Millis duration);
/// For people: "42 min", "1 h 16 min", "35 s", "2 d 3 h". Negative durations are shown as zero.
QString toHumanDuration(Millis duration);
/// Running clock: "00:42:17"; from 100 hours on "4 d 04:00:00".
QString toRunningClock(Millis duration);

} // namespace domain
