// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/threshold.h"

#include "metrics/unit.h"

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

Level levelFromText(const QString& text) {
    for (const Level level : {Level::Ok, Level::Warn, Level::Critical}) {
        if (toText(level) == text)
            return level;
    }
    return Level::Unknown;
}

namespace {

/// Walks the samples of a matrix backward, instant by instant.
class LookBack {
public:
    LookBack(const Matrix& matrix, const Marks& marks)
        : m_matrix(matrix)
        , m_marks(marks) {
        for (const Series& series : matrix.series)
            m_next.push_back(series.t.size());
    }
    /// The worst level of the series that have a sample at t (or after it, not seen yet).
    Level levelAt(double t) {
        Level worst = Level::Unknown;
        for (std::size_t i = 0; i < m_next.size(); ++i) {
            const Series& series = m_matrix.series[i];
            while (m_next[i] > 0 && series.t[m_next[i] - 1] >= t)
                worst = std::max(worst, levelOf(series.v[--m_next[i]], m_marks));
        }
        return worst;
    }

private:
    const Matrix& m_matrix;
    Marks m_marks;
    std::vector<std::size_t> m_next;
};

} // namespace

Standing standingOf(const Matrix& matrix, const Marks& marks) {
    const auto step = static_cast<double>(matrix.step.count());
    if (step <= 0 || (!marks.warn && !marks.critical))
        return {};
    LookBack look(matrix, marks);
    const auto end = static_cast<double>(domain::toMs(matrix.to));
    const auto begin = static_cast<double>(domain::toMs(matrix.from));
    double t = end;
    Level level = look.levelAt(t);
    if (level == Level::Unknown) // the newest scrape may not be there yet
        level = look.levelAt(t -= step);
    if (level == Level::Unknown)
        return {};
    double worse = t; // since then at least so bad
    double eased = t; // since then at most so bad
    bool isWorse = true;
    bool isEased = true;
    while ((isWorse || isEased) && t - step >= begin) {
        t -= step;
        const Level before = look.levelAt(t);
        if (before == Level::Unknown)
            break;
        isWorse = isWorse && (level == Level::Ok ? before == Level::Ok : before >= level);
        isEased = isEased && before <= level;
        worse = isWorse ? t : worse;
        eased = isEased ? t : eased;
    }
    return {level, domain::instantFromMs(static_cast<qint64>(worse)),
            domain::instantFromMs(static_cast<qint64>(eased))};
}

QString markText(Level level, const Marks& marks, const QString& unit) {
    const bool lower = lowerIsWorse(marks);
    const auto words = [&](const std::optional<double>& mark, const char* upward, const char* downward) {
        return mark ? QString(QString::fromLatin1(lower ? downward : upward) + u' ' + formatValue(*mark, unit))
                    : QString();
    };
    switch (level) {
    case Level::Unknown:
        return {};
    case Level::Ok:
        return words(marks.warn ? marks.warn : marks.critical, "under", "over");
    case Level::Warn:
        return words(marks.warn, "over", "under");
    case Level::Critical:
        return words(marks.critical, "over", "under");
    }
    return {};
}

std::optional<Crossing> LevelTracker::observe(const Standing& standing, Instant at) {
    const Instant since = standing.level < m_level ? standing.easedSince : standing.since;
    if (standing.level == Level::Unknown || standing.level == m_level || at - since < m_hold)
        return std::nullopt;
    const Level was = std::exchange(m_level, standing.level);
    if (was == Level::Unknown && m_level == Level::Ok)
        return std::nullopt;
    return Crossing{m_level, was, since};
}

} // namespace metrics
