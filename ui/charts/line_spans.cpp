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
    /// The line covers from top down to bottom in this column; nothing happens beside the picture.
    void extend(int column, float top, float bottom) {
        if (column < 0 || column >= m_columns)
            return;
        const auto i = static_cast<std::size_t>(column);
        m_top[i] = std::min(m_top[i], top);
        m_bottom[i] = std::max(m_bottom[i], bottom);
    }

    LineSpans finish(double radius, int perPixel, int height) const {
        LineSpans spans;
        if (m_last < 0)
            return spans;
        spans.m_first = std::max(m_first - m_reach, 0);
        const int end = std::min(m_last + m_reach + 1, m_columns);
        std::vector<float> tops(static_cast<std::size_t>(end - spans.m_first), nothing);
        std::vector<float> bottoms(tops.size(), -nothing);
        for (int k = -m_reach; k <= m_reach; ++k) {
            const double dx = static_cast<double>(k) / perPixel;
            const auto dy = static_cast<float>(std::sqrt(std::max(radius * radius - dx * dx, 0.0)));
            const int from = std::max({spans.m_first, m_first - k, 0});
            const int to = std::min({end, m_last + 1 - k, m_columns - k});
            // Bare pointers, so that the compiler takes several columns at a time.
            const float* const highest = m_top.data() + from + k;
            const float* const lowest = m_bottom.data() + from + k;
            float* const top = tops.data() + (from - spans.m_first);
            float* const bottom = bottoms.data() + (from - spans.m_first);
            const int count = to - from;
            for (int i = 0; i < count; ++i)
                top[i] = std::min(top[i], highest[i] - dy);
            for (int i = 0; i < count; ++i)
                bottom[i] = std::max(bottom[i], lowest[i] + dy);
        }
        if (radius == 0)
            wholeRows(tops, bottoms);
        spans.m_top = inPicture(tops, height);
        spans.m_bottom = inPicture(bottoms, height);
        return spans;
    }

private:
    static void wholeRows(std::vector<float>& tops, std::vector<float>& bottoms) {
        for (std::size_t i = 0; i < tops.size(); ++i) {
            if (tops[i] > bottoms[i])
                continue;
            tops[i] = std::floor(tops[i]);
            bottoms[i] = std::floor(bottoms[i]) + 1;
        }
    }
    static std::vector<int> inPicture(const std::vector<float>& rows, int height) {
        const auto most = static_cast<float>(height);
        std::vector<int> fixed(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            fixed[i] = static_cast<int>(std::min(std::max(rows[i], 0.0F), most) * 256);
        return fixed;
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

/// Where the samples of a line lie. Far outside values keep their slope but stay where floats are exact enough.
class Places {
public:
    Places(const metrics::Reduced& line, const Frame& frame, int columns, int height)
        : m_line(line)
        , m_frame(frame)
        , m_columns(columns)
        , m_xScale(columns / (frame.to - frame.from))
        , m_yScale(height / (frame.high - frame.low)) {}
    Point at(std::size_t i) const {
        const double x = (m_line.t[i] - m_frame.from) * m_xScale;
        const int column = x < 0 ? -1 : x >= m_columns ? m_columns : static_cast<int>(x);
        return {x, std::clamp((m_frame.high - m_line.v[i]) * m_yScale, -1e7, 1e7), column};
    }

private:
    const metrics::Reduced& m_line;
    const Frame m_frame;
    const int m_columns;
    const double m_xScale, m_yScale;
};

/// Follows a run from sample to sample. What it covers of the column it is in stays in registers until it leaves it.
class Pen {
public:
    Pen(SpanBuilder& layer, const Point& start)
        : m_layer(layer)
        , m_at(start)
        , m_top(static_cast<float>(start.y))
        , m_bottom(m_top) {}
    ~Pen() { m_layer.extend(m_at.column, m_top, m_bottom); }
    Pen(const Pen&) = delete;
    Pen& operator=(const Pen&) = delete;

    void lineTo(const Point& to) {
        if (to.column != m_at.column) {
            const double slope = (to.y - m_at.y) / (to.x - m_at.x);
            for (int c = m_at.column; c < to.column; ++c) { // over the border between c and c + 1
                const auto border = static_cast<float>(m_at.y + slope * (c + 1 - m_at.x));
                cover(border);
                m_layer.extend(c, m_top, m_bottom);
                m_top = m_bottom = border;
            }
        }
        cover(static_cast<float>(to.y));
        m_at = to;
    }

private:
    void cover(float y) {
        m_top = std::min(m_top, y);
        m_bottom = std::max(m_bottom, y);
    }
    SpanBuilder& m_layer;
    Point m_at;
    float m_top, m_bottom;
};

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
    const Places places(line, frame, columns, pixels.height());
    std::vector<SpanBuilder> layers;
    for (std::size_t run = 0; run < line.runs.size(); ++run) {
        const std::size_t begin = line.runs[run];
        const std::size_t end = run + 1 < line.runs.size() ? line.runs[run + 1] : line.t.size();
        Point start = places.at(begin);
        const int first = std::clamp(start.column, 0, columns - 1);
        const int last = std::clamp(places.at(end - 1).column, 0, columns - 1);
        SpanBuilder& layer = layerFor(layers, first, columns, reach);
        layer.reserve(first, last);
        // A lone sample on the right edge belongs to the last column.
        if (end - begin == 1 && start.x == columns)
            start.column = first;
        Pen pen(layer, start);
        for (std::size_t i = begin + 1; i < end; ++i)
            pen.lineTo(places.at(i));
    }
    std::vector<LineSpans> result;
    result.reserve(layers.size());
    for (const SpanBuilder& layer : layers)
        result.push_back(layer.finish(radius, perPixel, pixels.height()));
    return result;
}

} // namespace ui
