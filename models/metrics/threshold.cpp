// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/threshold.h"

#include <cmath>

namespace metrics {

bool lowerIsWorse(const Marks& marks) {
    return marks.warn && marks.critical && *marks.critical < *marks.warn;
}

Level levelOf(std::optional<double> value, const Marks& marks) {
    if (!value || std::isnan(*value) || (!marks.warn && !marks.critical))
        return Level::Unknown;
    const bool lower = lowerIsWorse(marks);
    const auto reached = [&](const std::optional<double>& mark) {
        return mark && (lower ? *value <= *mark : *value >= *mark);
    };
    if (reached(marks.critical))
        return Level::Critical;
    return reached(marks.warn) ? Level::Warn : Level::Ok;
}

QString toText(Level level) {
    switch (level) {
    case Level::Unknown:
        return {};
    case Level::Ok:
        return QStringLiteral("ok");
    case Level::Warn:
        return QStringLiteral("warn");
    case Level::Critical:
        return QStringLiteral("critical");
    }
    return {};
}

std::optional<Level> LevelTracker::observe(Level level, domain::Instant at) {
    if (level == Level::Unknown)
        return std::nullopt;
    if (level == m_level) {
        m_candidate = Level::Unknown;
        return std::nullopt;
    }
    if (level != m_candidate) {
        m_candidate = level;
        m_since = at;
    }
    if (at - m_since < m_hold)
        return std::nullopt;
    const bool first = m_level == Level::Unknown;
    m_level = level;
    m_candidate = Level::Unknown;
    if (first && level == Level::Ok)
        return std::nullopt;
    return level;
}

} // namespace metrics
