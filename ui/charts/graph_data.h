// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/matrix.h"
#include "metrics/threshold.h"
#include "ui/charts/span.h"

namespace ui {

/// Something that happened, on the time axis of a graph.
struct EventMark {
    domain::Instant at;
    QString text;
    QString entry = {}; ///< domain::toText of the timeline entry's id; empty when there is none to go to
    bool operator==(const EventMark&) const = default;
};

inline Span wholeOf(const metrics::Matrix& matrix) {
    return {static_cast<double>(domain::toMs(matrix.from)), static_cast<double>(domain::toMs(matrix.to))};
}

/// What a graph shows.
struct GraphData {
    metrics::MatrixPtr matrix;
    metrics::Marks marks;
    QString unit;
    std::vector<int> colours = {}; ///< numbers of the series' colours in order, -1: hidden; empty: 0, 1, 2 …
    std::optional<Span> span = {}; ///< the part that is shown; all of it without one
    Span seen() const { return span ? *span : wholeOf(*matrix); }
    bool isHidden(std::size_t series) const { return series < colours.size() && colours[series] < 0; }
    std::size_t colourOf(std::size_t series) const {
        return isHidden(series) || series >= colours.size() ? series : static_cast<std::size_t>(colours[series]);
    }
    bool operator==(const GraphData&) const = default;
};

} // namespace ui
