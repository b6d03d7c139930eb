// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
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

/// A level that changes only after the new one has lasted for hold; Unknown neither starts nor ends anything.
class LevelTracker {
public:
    explicit LevelTracker(domain::Millis hold = {})
        : m_hold(hold) {}
    /// Feeds one observation; the new level when it has just been crossed into. The first Ok is no crossing.
    std::optional<Level> observe(Level level, domain::Instant at);
    Level level() const { return m_level; }

private:
    domain::Millis m_hold;
    Level m_level = Level::Unknown;
    Level m_candidate = Level::Unknown;
    domain::Instant m_since;
};

} // namespace metrics
