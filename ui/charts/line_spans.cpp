// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/line_spans.h"

#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr float nothing = 1e9F;
constexpr std::size_t mostLayers = 6; // only gaps narrower than a quarter pixel ever need more
constexpr std::size_t block = 256;    // columns or samples whose numbers stay in the fastest memory

/// Like std::min and std::max, but by value: only so the compiler takes several numbers at a time. Never b when it is
/// NaN.
template <typename T>
T lesser(T a, T b) {
    return b < a ? b : a;
}
template <typename T>
T greater(T a, T b) {
    return a < b ? b : a;
}

/// What is covered of a column: its top, and its bottom as a negative, so that a minimum extends both.
struct Extent {
    float top, minusBottom;
};
constexpr Extent none{nothing, nothing};
Extent lesser(const Extent& a, const Extent& b) {
    return {lesser(a.top, b.top), lesser(a.minusBottom, b.minusBottom)};
}
Extent operator-(const Extent& a, float by) {
    return {a.top - by, a.minusBottom - by};
}

} // namespace

/// Collects the bare extents of runs in one layer, then thickens them.
class SpanBuilder {
public:
    SpanBuilder(int columns, int reach)
        : m_columns(columns)
        , m_reach(reach)
        , m_bare(static_cast<std::size_t>(columns + 2 * (reach + 1)), none) {}
    bool isFreeAt(int column) const { return m_last < 0 || column > m_last + 2 * m_reach + 1; }
    /// Columns first … last are about to be touched.
    void reserve(int first, int last) {
        m_first = std::min(m_first, first);
        m_last = std::max(m_last, last);
    }
    /// The column may lie one beside the picture, where nothing comes of it.
    void extend(int column, const Extent& by) { *bare(column) = lesser(*bare(column), by); }

    LineSpans finish(double radius, int perPixel, int height) {
        LineSpans spans;
        if (m_last < 0)
            return spans;
        *bare(-1) = *bare(m_columns) = none;
        spans.m_first = std::max(m_first - m_reach, 0);
        const int end = std::min(m_last + m_reach + 1, m_columns);
        spans.m_rows.resize(static_cast<std::size_t>(end - spans.m_first));
        std::array<Extent, block> thick;
        for (std::size_t done = 0; done < spans.m_rows.size(); done += block) {
            const std::size_t count = std::min(block, spans.m_rows.size() - done);
            const Extent* const own = bare(spans.m_first + static_cast<int>(done));
            for (int k = 0; k <= m_reach; ++k) {
                const double dx = static_cast<double>(k) / perPixel;
                thicken(thick.data(), own, count, k, static_cast<float>(std::sqrt(radius * radius - dx * dx)));
            }
            if (radius == 0)
                wholeRows(thick.data(), count);
            inPicture(thick.data(), count, height, spans.m_rows.data() + done);
        }
        return spans;
    }

private:
    Extent* bare(int column) { return m_bare.data() + (column + m_reach + 1); }
    /// Adds what the pen covers k columns beside the bare line, by rows above and below it; first of all k = 0.
    static void thicken(Extent* thick, const Extent* own, std::size_t count, int k, float by) {
        if (k == 0) {
            for (std::size_t i = 0; i < count; ++i)
                thick[i] = own[i] - by;
            return;
        }
        const Extent* const left = own - k;
        const Extent* const right = own + k;
        for (std::size_t i = 0; i < count; ++i)
            thick[i] = lesser(thick[i], lesser(left[i], right[i]) - by);
    }
    static void wholeRows(Extent* extents, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            if (extents[i].top <= -extents[i].minusBottom)
                extents[i] = {std::floor(extents[i].top), -std::floor(-extents[i].minusBottom) - 1};
        }
    }
    static void inPicture(const Extent* extents, std::size_t count, int height, LineSpans::Rows* rows) {
        const auto most = static_cast<float>(height);
        const auto fixed = [most](float y) { return static_cast<int>(std::min(std::max(y, 0.0F), most) * 256); };
        for (std::size_t i = 0; i < count; ++i)
            rows[i] = {fixed(extents[i].top), fixed(-extents[i].minusBottom)};
    }
    int m_columns, m_reach;
    int m_first = 1 << 30, m_last = -1;
    std::vector<Extent> m_bare; ///< and as many columns of nothing on both sides as the pen may reach
};

namespace {

/// Consecutive samples in the picture: their places, and the columns they fall into, which may lie one beside the
/// picture.
struct Places {
    std::array<double, block> x;
    std::array<float, block> y;
    std::array<int, block> column;
};

/// From samples to places. Far outside values keep their slope but stay where floats are exact enough.
class Scale {
public:
    Scale(const Frame& frame, int columns, int height)
        : m_frame(frame)
        , m_columns(columns)
        , m_x(columns / (frame.to - frame.from))
        , m_y(height / (frame.high - frame.low))
        , m_lowest(frame.high - 1e7 / m_y)
        , m_highest(frame.high + 1e7 / m_y) {}
    double x(double t) const { return (t - m_frame.from) * m_x; }
    float y(double v) const {
        return static_cast<float>((m_frame.high - lesser(greater(v, m_lowest), m_highest)) * m_y);
    }
    int column(double x) const { return static_cast<int>(columnAndOne(x)) - 1; }
    void place(const double* t, const double* v, std::size_t count, Places& to) const {
        std::array<double, block> columns;
        for (std::size_t i = 0; i < count; ++i) {
            to.x[i] = x(t[i]);
            to.y[i] = y(v[i]);
            columns[i] = columnAndOne(to.x[i]);
        }
        for (std::size_t i = 0; i < count; ++i)
            to.column[i] = static_cast<int>(columns[i]) - 1;
    }

private:
    double columnAndOne(double x) const { return lesser(greater(x + 1, 0.0), m_columns + 1); }
    const Frame m_frame;
    const double m_columns, m_x, m_y, m_lowest, m_highest;
};

/// Covers the columns between sample i and the next. Returns where the line leaves the column of i.
float bridge(SpanBuilder& layer, const Places& at, std::size_t i) {
    const auto yAt = [&, slope = (at.y[i + 1] - at.y[i]) / (at.x[i + 1] - at.x[i])](int border) {
        return static_cast<float>(at.y[i] + slope * (border - at.x[i]));
    };
    const float leaves = yAt(at.column[i] + 1);
    float left = leaves;
    for (int c = at.column[i] + 1; c < at.column[i + 1]; ++c) {
        const float right = yAt(c + 1);
        layer.extend(c, {lesser(left, right), -greater(left, right)});
        left = right;
    }
    return leaves;
}

/// Joins the samples. No step depends on whether a line leaves its column, which no processor foresees.
void trace(SpanBuilder& layer, const Places& at, std::size_t count) {
    std::array<float, block> before; // where the line comes into the column of a sample, or the sample before
    std::array<float, block> after;  // where it leaves the column
    std::array<Extent, block> extents;
    before[0] = at.y[0];
    after[count - 1] = at.y[count - 1];
    int widest = 0;
    for (std::size_t i = 0; i + 1 < count; ++i) {
        // In one column: none of the way, and NaN when two samples have one time, which no minimum takes.
        const float way = greater(static_cast<float>(at.column[i + 1] - at.x[i]), 0.0F);
        const auto whole = static_cast<float>(at.x[i + 1] - at.x[i]);
        const float border = at.y[i] + (at.y[i + 1] - at.y[i]) * (way / whole);
        before[i + 1] = border;
        after[i] = border;
        widest = greater(widest, at.column[i + 1] - at.column[i]);
    }
    for (std::size_t i = 0; widest > 1 && i + 1 < count; ++i) {
        if (at.column[i + 1] - at.column[i] > 1)
            after[i] = bridge(layer, at, i);
    }
    for (std::size_t i = 0; i < count; ++i) {
        extents[i].top = lesser(lesser(at.y[i], before[i]), after[i]);
        extents[i].minusBottom = -greater(greater(at.y[i], before[i]), after[i]);
    }
    for (std::size_t i = 0; i < count; ++i)
        layer.extend(at.column[i], extents[i]);
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
    const Scale scale(frame, columns, pixels.height());
    std::vector<SpanBuilder> layers;
    Places places;
    for (std::size_t run = 0; run < line.runs.size(); ++run) {
        const std::size_t begin = line.runs[run];
        const std::size_t end = run + 1 < line.runs.size() ? line.runs[run + 1] : line.t.size();
        const double x = scale.x(line.t[begin]);
        const int first = std::clamp(scale.column(x), 0, columns - 1);
        const int last = std::clamp(scale.column(scale.x(line.t[end - 1])), 0, columns - 1);
        SpanBuilder& layer = layerFor(layers, first, columns, reach);
        layer.reserve(first, last);
        // A lone sample on the right edge belongs to the last column.
        if (end - begin == 1 && x >= 0 && x <= columns) {
            const float y = scale.y(line.v[begin]);
            layer.extend(first, {y, -y});
        }
        // The last sample of a block is the first of the next.
        for (std::size_t i = begin; i + 1 < end; i += block - 1) {
            const std::size_t count = std::min(block, end - i);
            scale.place(line.t.data() + i, line.v.data() + i, count, places);
            trace(layer, places, count);
        }
    }
    std::vector<LineSpans> result;
    result.reserve(layers.size());
    for (SpanBuilder& layer : layers)
        result.push_back(layer.finish(radius, perPixel, pixels.height()));
    return result;
}

} // namespace ui
