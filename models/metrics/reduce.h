// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/matrix.h"
#include <cstddef>

/// M4: of every pixel column the first, lowest, highest and last sample, which draw the same pixels as all samples do
/// (Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014). Pure.
namespace metrics {

/// A line in pieces: consecutive samples of one run are joined, nothing is drawn between runs.
struct Reduced {
    struct Mark {
        double t = 0;
        bool up = true; ///< +Inf, else -Inf
        bool operator==(const Mark&) const = default;
    };
    std::vector<double> t, v;      ///< finite only
    std::vector<std::size_t> runs; ///< index of each run's first sample
    std::vector<Mark> infinite;    ///< drawn as marks on the edge; a run ends before them
    bool operator==(const Reduced&) const = default;
};

/// Columns are equal parts of [from, to]. The samples next before and next after the range are kept, so that the line
/// reaches both edges. A run ends at NaN, at ±Inf and where two samples are more than 1.5 steps apart (step 0: never).
/// memory: a result that is no longer needed, whose memory is used again.
Reduced reduce(const Series& series, double from, double to, int columns, double step, Reduced memory = {});

/// Lowest and highest finite value in [from, to]; false when there is none.
bool finiteRange(const Series& series, double from, double to, double& low, double& high);
/// Index of the sample nearest to t, at most reach away; -1 when there is none.
std::ptrdiff_t nearest(const Series& series, double t, double reach);

} // namespace metrics
