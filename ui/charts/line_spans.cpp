// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/line_spans.h"

#include <cmath>

namespace ui {

namespace {

constexpr float nothing = 1e9F;
constexpr std::size_t mostLayers = 6; // only gaps narrower than a quarter pixel ever need more

} // namespace

/// Collects the bare extents of runs in one layer, then thickens them.
class SpanBuilder {
public:
    SpanBuilder(int columns, int reach)
        : m_columns(columns)
        , m_reach(reach)
        , m_top(static_cast<std::size_t>(columns), nothing)
        , m_bottom(static_cast<std::size_t>(columns), -nothing) {}
    bool isFreeAt(int column) const { return m_last < 0 || column > m_last + 2 * m_reach + 1; }
    /// Columns first … last are about to be touched.
    void reserve(int first, int last) {
        m_first = std::min(m_first, first);
        m_last = std::max(m_last, last);
    }
    void extend(int column, float y) {
        const auto i = static_cast<std::size_t>(column);
        m_top[i] = std::min(m_top[i], y);
        m_bottom[i] = std::max(m_bottom[i], y);
    }
    int columns() const { return m_columns; }

    LineSpans finish(double radius, int perPixel) const {
        LineSpans spans;
        if (m_last < 0)
            return spans;
        spans.m_first = std::max(m_first - m_reach, 0);
        const int end = std::min(m_last + m_reach + 1, m_columns);
        spans.m_top.assign(static_cast<std::size_t>(end - spans.m_first), nothing);
        spans.m_bottom.assign(spans.m_top.size(), -nothing);
        for (int k = -m_reach; k <= m_reach; ++k) {
            const double dx = static_cast<double>(k) / perPixel;
            const auto dy = static_cast<float>(std::sqrt(std::max(radius * radius - dx * dx, 0.0)));
            const int from = std::max({spans.m_first, m_first - k, 0});
            const int to = std::min({end, m_last + 1 - k, m_columns - k});
            // Bare pointers, so that the compiler takes several columns at a time.
            const float* const highest = m_top.data() + from + k;
            const float* const lowest = m_bottom.data() + from + k;
            float* const top = spans.m_top.data() + (from - spans.m_first);
            float* const bottom = spans.m_bottom.data() + (from - spans.m_first);
            const int count = to - from;
            for (int i = 0; i < count; ++i)
                top[i] = std::min(top[i], highest[i] - dy);
            for (int i = 0; i < count; ++i)
                bottom[i] = std::max(bottom[i], lowest[i] + dy);
        }
        if (radius == 0)
            wholeRows(spans);
        return spans;
    }

private:
    static void wholeRows(LineSpans& spans) {
        for (std::size_t i = 0; i < spans.m_top.size(); ++i) {
            if (spans.m_top[i] > spans.m_bottom[i])
                continue;
            spans.m_top[i] = std::floor(spans.m_top[i]);
            spans.m_bottom[i] = std::floor(spans.m_bottom[i]) + 1;
        }
    }
    int m_columns, m_reach;
    int m_first = 1 << 30, m_last = -1;
    std::vector<float> m_top, m_bottom;
};

namespace {

/// A sample in the picture: its place, and the column it falls into, which may lie one beside the picture.
struct Point {
    double x, y;
    int column;
};

/// Extents of the straight piece between two samples in every column it crosses; that of a itself is there already.
void addSegment(SpanBuilder& layer, const Point& a, const Point& b) {
    const auto y = [](double v) { return static_cast<float>(v); };
    const int end = layer.columns();
    if (a.column != b.column) {
        const double slope = (b.y - a.y) / (b.x - a.x);
        for (int c = a.column; c < b.column; ++c) { // the border between c and c + 1
            const float border = y(a.y + slope * (c + 1 - a.x));
            if (c >= 0)
                layer.extend(c, border);
            if (c + 1 < end)
                layer.extend(c + 1, border);
        }
    }
    if (b.column >= 0 && b.column < end)
        layer.extend(b.column, y(b.y));
}

SpanBuilder& layerFor(std::vector<SpanBuilder>& layers, int column, int columns, int reach) {
    for (SpanBuilder& layer : layers) {
        if (layer.isFreeAt(column))
            return layer;
    }
    if (layers.size() < mostLayers)
        layers.push_back(SpanBuilder(columns, reach));
    return layers.back();
}

} // namespace

std::vector<LineSpans> spansOf(const metrics::Reduced& line, const Frame& frame, QSize pixels, int perPixel,
                               double radius) {
    const int columns = pixels.width() * perPixel;
    const int reach = static_cast<int>(std::floor(radius * perPixel));
    const double xScale = columns / (frame.to - frame.from);
    const double yScale = pixels.height() / (frame.high - frame.low);
    // Far outside values keep their slope but stay where floats are exact enough.
    const auto at = [&](std::size_t i) {
        const double x = (line.t[i] - frame.from) * xScale;
        const int column = x < 0 ? -1 : x >= columns ? columns : static_cast<int>(x);
        return Point{x, std::clamp((frame.high - line.v[i]) * yScale, -1e7, 1e7), column};
    };
    std::vector<SpanBuilder> layers;
    for (std::size_t run = 0; run < line.runs.size(); ++run) {
        const std::size_t begin = line.runs[run];
        const std::size_t end = run + 1 < line.runs.size() ? line.runs[run + 1] : line.t.size();
        Point previous = at(begin);
        const int first = std::clamp(previous.column, 0, columns - 1);
        const int last = std::clamp(at(end - 1).column, 0, columns - 1);
        SpanBuilder& layer = layerFor(layers, first, columns, reach);
        layer.reserve(first, last);
        // A lone sample on the right edge belongs to the last column.
        const bool lone = end - begin == 1 && previous.x == columns;
        if ((previous.column >= 0 && previous.column < columns) || lone)
            layer.extend(first, static_cast<float>(previous.y));
        for (std::size_t i = begin + 1; i < end; ++i) {
            const Point point = at(i);
            addSegment(layer, previous, point);
            previous = point;
        }
    }
    std::vector<LineSpans> result;
    for (const SpanBuilder& layer : layers)
        result.push_back(layer.finish(radius, perPixel));
    return result;
}

} // namespace ui
