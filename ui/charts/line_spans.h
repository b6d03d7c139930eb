// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/reduce.h"
#include "ui/charts/raster.h"

namespace ui {

/// What a stroked line covers in every (sub)column: one span of rows, from the top downward, in 256ths of a row and
/// within the picture. Part of the rasteriser.
class LineSpans {
public:
    struct Rows {
        int top, bottom; ///< top >= bottom where nothing is
    };
    LineSpans() = default;
    int first() const { return m_first; }
    int end() const { return m_first + static_cast<int>(m_rows.size()); }
    const Rows& rows(int column) const { return m_rows[static_cast<std::size_t>(column - m_first)]; }

private:
    friend class SpanBuilder;
    int m_first = 0;
    std::vector<Rows> m_rows;
};

/// The spans of one reduced line, perPixel subcolumns to a pixel. radius: half the pen, with round caps; 0 gives every
/// pixel that the bare line touches (whole rows). Pieces that come closer than the pen is wide are kept in separate
/// results, so that no gap is filled by its neighbours.
std::vector<LineSpans> spansOf(const metrics::Reduced& line, const Frame& frame, QSize pixels, int perPixel,
                               double radius);

} // namespace ui
