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
    void extend(int column, float y) {
        m_first = std::min(m_first, column);
        m_last = std::max(m_last, column);
        auto i = static_cast<std::size_t>(column);
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
            for (int c = from; c < to; ++c) {
                const auto i = static_cast<std::size_t>(c - spans.m_first);
                const auto source = static_cast<std::size_t>(c + k);
                spans.m_top[i] = std::min(spans.m_top[i], m_top[source] - dy);
                spans.m_bottom[i] = std::max(spans.m_bottom[i], m_bottom[source] + dy);
            }
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

struct Point {
    double x, y;
};

/// Extents of the straight piece between two samples in every column it crosses.
void addSegment(SpanBuilder& layer, Point a, Point b) {
    const int last = layer.columns() - 1;
    const int c0 = static_cast<int>(std::floor(std::clamp(a.x, -1.0, last + 1.0)));
    const int c1 = static_cast<int>(std::floor(std::clamp(b.x, -1.0, last + 1.0)));
    const auto y = [](double v) { return static_cast<float>(v); };
    if (c0 == c1) {
        if (c0 >= 0 && c0 <= last) {
            layer.extend(c0, y(a.y));
            layer.extend(c0, y(b.y));
        }
        return;
    }
    const double slope = (b.y - a.y) / (b.x - a.x);
    if (c0 >= 0 && c0 <= last)
        layer.extend(c0, y(a.y));
    for (int c = std::max(c0, -1); c < std::min(c1, last + 1); ++c) { // the border between c and c + 1
        const float border = y(a.y + slope * (c + 1 - a.x));
        if (c >= 0)
            layer.extend(c, border);
        if (c + 1 <= last)
            layer.extend(c + 1, border);
    }
    if (c1 >= 0 && c1 <= last)
        layer.extend(c1, y(b.y));
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
        return Point{(line.t[i] - frame.from) * xScale, std::clamp((frame.high - line.v[i]) * yScale, -1e7, 1e7)};
    };
    std::vector<SpanBuilder> layers;
    for (std::size_t run = 0; run < line.runs.size(); ++run) {
        const std::size_t begin = line.runs[run];
        const std::size_t end = run + 1 < line.runs.size() ? line.runs[run + 1] : line.t.size();
        Point previous = at(begin);
        const int start = static_cast<int>(std::clamp(std::floor(previous.x), 0.0, columns - 1.0));
        SpanBuilder& layer = layerFor(layers, start, columns, reach);
        if (end - begin == 1 && previous.x >= 0 && previous.x <= columns)
            layer.extend(start, static_cast<float>(previous.y));
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
