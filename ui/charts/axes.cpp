// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axes.h"

#include "metrics/reduce.h"
#include "metrics/unit.h"

#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr std::array timeSteps{second,  2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
                               minute,  2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
                               hour,    2 * hour,   3 * hour,   6 * hour,    12 * hour,   day,
                               2 * day, 7 * day,    14 * day,   30 * day,    90 * day,    365 * day};

QString labelAt(qint64 ms, qint64 step) {
    const domain::Instant at = domain::instantFromMs(ms);
    if (step >= day || ms % day == 0)
        return domain::toDateText(at).mid(step > 30 * day ? 0 : 5);
    return domain::toClockText(at, step < minute);
}

/// 1, 2 or 5 times a power of ten, at least raw.
double roundStep(double raw) {
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw * 0.999999)
            return factor * power;
    }
    return 10 * power;
}

struct Extent {
    double low = 0, high = 0;
    bool any = false;
    void add(double a, double b) {
        low = any ? std::min(low, a) : a;
        high = any ? std::max(high, b) : b;
        any = true;
    }
};

Extent extentOf(const metrics::Matrix& matrix, const metrics::Marks& marks, const Span& seen,
                const std::vector<int>& colours) {
    Extent extent;
    for (std::size_t i = 0; i < matrix.series.size(); ++i) {
        double low = 0;
        double high = 0;
        const bool hidden = i < colours.size() && colours[i] < 0;
        if (!hidden && metrics::finiteRange(matrix.series[i], seen.from, seen.to, low, high))
            extent.add(low, high);
    }
    for (const auto& mark : {marks.warn, marks.critical}) {
        if (mark && std::isfinite(*mark))
            extent.add(*mark, *mark);
    }
    return extent;
}

} // namespace

std::vector<Tick> timeTicks(domain::Instant from, domain::Instant to, int atMost) {
    std::vector<Tick> ticks;
    const qint64 begin = domain::toMs(from);
    const qint64 end = domain::toMs(to);
    if (end <= begin || atMost < 1)
        return ticks;
    const auto fits = [&](qint64 step) { return end / step - (begin - 1) / step <= atMost; };
    const auto it = std::find_if(timeSteps.begin(), timeSteps.end(), fits);
    const qint64 step = it == timeSteps.end() ? (end - begin) / atMost / day * day + day : *it;
    for (qint64 at = (begin + step - 1) / step * step; at <= end; at += step)
        ticks.push_back({static_cast<double>(at), labelAt(at, step)});
    return ticks;
}

namespace {

ValueAxis axisAround(Extent extent, const QString& unit, int atMost) {
    if (!extent.any)
        extent.add(0, 1);
    // From zero, unless that would press the line into less than a fifth of the height.
    const double span = extent.high - extent.low;
    if (extent.low > 0 && (span == 0 || span >= extent.high * 0.2))
        extent.low = 0;
    if (extent.high < 0 && (span == 0 || span >= -extent.low * 0.2))
        extent.high = 0;
    if (extent.high == extent.low)
        extent.high += 1;

    // A line at the very edge would lose half its pen: leave some air, but none below an honest zero.
    const double air = (extent.high - extent.low) * 0.05;
    const double top = extent.high == 0 ? 0 : extent.high + air;
    const double bottom = extent.low == 0 ? 0 : extent.low - air;
    ValueAxis axis;
    const double step = roundStep(std::max((top - bottom) / std::max(atMost - 1, 1), 1e-300));
    // The ends need not be ticks: a whole step of air would press the line together.
    const double grain = step / 4;
    axis.low = std::floor(bottom / grain + 1e-9) * grain;
    axis.high = std::ceil(top / grain - 1e-9) * grain;
    if (!std::isfinite(axis.low) || !std::isfinite(axis.high) || !(axis.high > axis.low))
        return {extent.low, std::max(extent.high, std::nextafter(extent.low, HUGE_VAL)), {}};
    const auto format = metrics::axisFormat(std::max(std::abs(axis.low), std::abs(axis.high)), step, unit);
    const double first = std::ceil(axis.low / step - 1e-9);
    for (double n = first; n * step <= axis.high + step * 1e-9; ++n)
        axis.ticks.push_back({n * step, metrics::format(n == 0 ? 0 : n * step, format)});
    return axis;
}

} // namespace

ValueAxis valueAxis(const metrics::Matrix& matrix, const metrics::Marks& marks, const QString& unit, int atMost) {
    return axisAround(extentOf(matrix, marks, wholeOf(matrix), {}), unit, atMost);
}

ValueAxis valueAxis(const GraphData& graph, int atMost) {
    return axisAround(extentOf(*graph.matrix, graph.marks, graph.seen(), graph.colours), graph.unit, atMost);
}

} // namespace ui
