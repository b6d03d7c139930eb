// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "metrics/matrix.h"
#include "metrics/threshold.h"
#include "ui/charts/graph_data.h"

/// Where the ticks of a graph stand and what is written at them. Pure.
namespace ui {

struct Tick {
    double at = 0;
    QString label;
    bool operator==(const Tick&) const = default;
};

/// Round UTC times within [from, to], at most atMost of them; with the date where a day begins or days are the step.
std::vector<Tick> timeTicks(domain::Instant from, domain::Instant to, int atMost);

struct ValueAxis {
    double low = 0, high = 1; ///< round, around everything to be shown
    std::vector<Tick> ticks;
    bool operator==(const ValueAxis&) const = default;
};
/// Around all finite samples of the matrix' range and the marks; from zero unless the values lie far from it. Never
/// empty.
ValueAxis valueAxis(const metrics::Matrix& matrix, const metrics::Marks& marks, const QString& unit, int atMost);
/// The same around what is seen: samples of the span, of series that are not hidden.
ValueAxis valueAxis(const GraphData& graph, int atMost);

} // namespace ui
