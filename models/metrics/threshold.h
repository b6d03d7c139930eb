// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/matrix.h"
#include <QString>
#include <optional>

/// Where a value stands against a panel's warn and critical marks. Pure.
namespace metrics {

enum class Level { Unknown, Ok, Warn, Critical }; ///< Unknown: no value, or no marks to compare with

struct Marks {
    std::optional<double> warn, critical;
    bool operator==(const Marks&) const = default;
};

/// True when small values are the bad ones: critical < warn. One mark alone is always an upper one.
bool lowerIsWorse(const Marks& marks);
/// A value on the mark has reached it. NaN and a missing value are Unknown; +Inf and -Inf compare as numbers.
Level levelOf(std::optional<double> value, const Marks& marks);
/// ok, warn, critical; empty for Unknown. The words of the threshold.crossed event.
QString toText(Level level);

/// How a graph stands at its end, and from which sample on it has stood at least so badly (or has been Ok): every
/// instant of the step counts, the worst series speaks, and an instant without samples ends the look back, for nobody
/// knows what was there.
struct Standing {
    Level level = Level::Unknown;
    Instant since;
    Instant easedSince; ///< from which sample on it has stood at most so badly
    bool operator==(const Standing&) const = default;
};
Standing standingOf(const Matrix& matrix, const Marks& marks);
/// "over 5 %", "under 1 %" (for Ok); the other way round when small values are the bad ones. Empty for Unknown.
QString markText(Level level, const Marks& marks, const QString& unit);

/// A level that has just been entered, for good.
struct Crossing {
    Level level = Level::Unknown, was = Level::Unknown;
    Instant since; ///< the first sample that stood so
    bool operator==(const Crossing&) const = default;
};
/// A level that changes only after the new one has lasted for hold; Unknown neither starts nor ends anything.
class LevelTracker {
public:
    /// level: as the record left it.
    explicit LevelTracker(Millis hold = {}, Level level = Level::Unknown)
        : m_hold(hold)
        , m_level(level) {}
    /// Feeds how a graph stands at the moment at; the new level when it has just been crossed into: from below, when it
    /// has been at least so bad for hold, from above when at most so bad. The first Ok is no crossing.
    std::optional<Crossing> observe(const Standing& standing, Instant at);
    Level level() const { return m_level; }

private:
    Millis m_hold;
    Level m_level;
};
/// The level that toText wrote; Unknown for any other word.
Level levelFromText(const QString& text);

} // namespace metrics
