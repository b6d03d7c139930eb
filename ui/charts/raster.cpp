// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/raster.h"

#include "ui/charts/line_spans.h"

#include <QPainter>
#include <array>

namespace ui {

namespace {

constexpr int blockWidth = 16; // columns composed at a time: one cache line of every row
constexpr std::size_t linesAtOnce = 48;

/// a over b, both premultiplied; coverage 0…256 of a.
QRgb over(QRgb a, QRgb b, uint coverage) {
    const uint keep = 256 - (qAlpha(a) + 1) * coverage / 256;
    const quint64 mask = 0x00ff00ff00ff00ffULL;
    const auto spread = [](QRgb p) { return (quint64(p) | (quint64(p) << 24)) & 0x00ff00ff00ff00ffULL; };
    const quint64 sum = ((spread(a) * coverage + spread(b) * keep) >> 8) & mask;
    return QRgb(sum | (sum >> 24));
}

/// One block of columns, row by row, blended line after line.
class Block {
public:
    explicit Block(int height)
        : m_pixels(static_cast<std::size_t>(height) * blockWidth)
        , m_change(static_cast<std::size_t>(height) + 2)
        , m_height(height) {}
    void load(const QImage& image, int x, int width) {
        for (int y = 0; y < m_height; ++y)
            std::copy_n(reinterpret_cast<const QRgb*>(image.constScanLine(y)) + x, width, row(y));
    }
    void store(QImage& image, int x, int width) {
        for (int y = 0; y < m_height; ++y)
            std::copy_n(row(y), width, reinterpret_cast<QRgb*>(image.scanLine(y)) + x);
    }
    /// Adds the spans of one pixel column (subcolumns first … first + count - 1 of the line), each with weight 1/count.
    void blend(int column, const LineSpans& line, int first, int count, QRgb colour) {
        int top = m_height;
        int bottom = -1;
        const float weight = 256.0F / static_cast<float>(count);
        for (int s = std::max(first, line.first()); s < std::min(first + count, line.end()); ++s) {
            const float low = std::max(line.top(s), 0.0F);
            const float high = std::min(line.bottom(s), static_cast<float>(m_height));
            if (low >= high)
                continue;
            deposit(low, weight);
            deposit(high, -weight);
            top = std::min(top, static_cast<int>(low));
            bottom = std::max(bottom, static_cast<int>(high));
        }
        float coverage = 0;
        for (int y = top; y <= bottom + 1 && y < m_height + 2; ++y) {
            coverage += m_change[static_cast<std::size_t>(y)];
            m_change[static_cast<std::size_t>(y)] = 0;
            const uint c = static_cast<uint>(std::max(coverage, 0.0F) + 0.5F);
            if (c > 0 && y < m_height)
                row(y)[column] = over(colour, row(y)[column], std::min(c, 256U));
        }
    }

private:
    QRgb* row(int y) { return m_pixels.data() + static_cast<std::size_t>(y) * blockWidth; }
    /// From y downward the coverage grows by weight; the row of y itself gets its share.
    void deposit(float y, float weight) {
        const auto i = static_cast<std::size_t>(y);
        const float part = (y - static_cast<float>(i)) * weight;
        m_change[i] += weight - part;
        m_change[i + 1] += part;
    }
    std::vector<QRgb> m_pixels;
    std::vector<float> m_change;
    int m_height;
};

struct Line {
    LineSpans spans;
    QRgb colour;
};

void compose(QImage& image, const std::vector<Line>& lines, int perPixel) {
    Block block(image.height());
    for (int x = 0; x < image.width(); x += blockWidth) {
        const int width = std::min(blockWidth, image.width() - x);
        const auto touches = [&](const Line& line) {
            return line.spans.first() < (x + width) * perPixel && line.spans.end() > x * perPixel;
        };
        if (std::none_of(lines.begin(), lines.end(), touches))
            continue;
        block.load(image, x, width);
        for (const Line& line : lines) {
            if (!touches(line))
                continue;
            for (int column = 0; column < width; ++column)
                block.blend(column, line.spans, (x + column) * perPixel, perPixel, line.colour);
        }
        block.store(image, x, width);
    }
}

void markInfinite(QImage& image, const std::vector<metrics::Reduced::Mark>& marks, const Frame& frame, double pen,
                  const QColor& colour) {
    if (marks.empty())
        return;
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double size = 3 * pen;
    double last = -size;
    for (const auto& mark : marks) {
        const double x = (mark.t - frame.from) / (frame.to - frame.from) * image.width();
        if (x - last < 1)
            continue; // one triangle a pixel is enough
        last = x;
        const double edge = mark.up ? 0 : image.height();
        const double base = mark.up ? size * 1.4 : image.height() - size * 1.4;
        painter.drawPolygon(QPolygonF({{x, edge}, {x - size, base}, {x + size, base}}));
    }
}

} // namespace

QImage rasterise(const RasterJob& job) {
    const Frame& frame = job.frame;
    if (!job.matrix || job.pixels.isEmpty() || !(frame.to > frame.from) || !(frame.high > frame.low))
        return {};
    QImage image(job.pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const int perPixel = job.antialiased ? 4 : 1;
    const auto colourOf = [&](std::size_t i) {
        return job.colours.empty() ? QColor(Qt::gray) : job.colours[i % job.colours.size()];
    };
    const auto& series = job.matrix->series;
    for (std::size_t begin = 0; begin < series.size(); begin += linesAtOnce) {
        std::vector<Line> lines;
        for (std::size_t i = begin; i < std::min(begin + linesAtOnce, series.size()); ++i) {
            const QColor colour = colourOf(i);
            const auto reduced = metrics::reduce(series[i], frame.from, frame.to, job.pixels.width() * perPixel,
                                                 static_cast<double>(job.matrix->step.count()));
            for (LineSpans& spans : spansOf(reduced, frame, job.pixels, perPixel, job.antialiased ? job.pen / 2 : 0))
                lines.push_back({std::move(spans), qPremultiply(colour.rgba())});
            markInfinite(image, reduced.infinite, frame, std::max(job.pen, 1.0), colour);
        }
        compose(image, lines, perPixel);
    }
    return image;
}

} // namespace ui
