// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/raster.h"

#include "ui/charts/line_spans.h"

#include <QPainter>
#include <cstdlib>

namespace ui {

namespace {

/// a over b, both premultiplied; coverage 0…256 of a.
QRgb over(QRgb a, QRgb b, uint coverage) {
    const uint keep = 256 - (qAlpha(a) + 1) * coverage / 256;
    const quint64 mask = 0x00ff00ff00ff00ffULL;
    const auto spread = [](QRgb p) { return (quint64(p) | (quint64(p) << 24)) & 0x00ff00ff00ff00ffULL; };
    const quint64 sum = ((spread(a) * coverage + spread(b) * keep) >> 8) & mask;
    return QRgb(sum | (sum >> 24));
}

/// The pixels of a picture without its bookkeeping.
struct Canvas {
    explicit Canvas(QImage& image)
        : pixels(reinterpret_cast<QRgb*>(image.bits()))
        , stride(image.bytesPerLine() / qsizetype(sizeof(QRgb)))
        , width(image.width())
        , height(image.height())
        , change(static_cast<std::size_t>(height) + 2) {}
    QRgb* pixels;
    qsizetype stride;
    int width, height;
    /// Of the coverage from row to row in one column, 65,536 for a pixel that is covered whole; all zero between
    /// columns.
    std::vector<int> change;
};

/// From y (in 256ths of a row) downward the coverage grows by 256 weight; the row of y itself gets its share.
void deposit(int* change, int y, int weight) {
    const int part = (y & 255) * weight;
    change[y >> 8] += 256 * weight - part;
    change[(y >> 8) + 1] += part;
}

/// Adds the spans of one pixel column (subcolumns begin … end - 1 of the line), each with this weight of 256.
void blendColumn(Canvas& canvas, int x, const LineSpans& line, int begin, int end, int weight, QRgb colour) {
    int* const change = canvas.change.data();
    int top = canvas.height << 8;
    int bottom = -1;
    for (int s = begin; s < end; ++s) {
        const auto [low, high] = line.rows(s);
        if (low >= high)
            continue;
        deposit(change, low, weight);
        deposit(change, high, -weight);
        top = std::min(top, low);
        bottom = std::max(bottom, high);
    }
    if (bottom < 0)
        return;
    int coverage = 128; // rounds
    int y = top >> 8;
    for (QRgb* pixel = canvas.pixels + y * canvas.stride + x; y <= (bottom - 1) >> 8; ++y, pixel += canvas.stride) {
        coverage += change[y];
        change[y] = 0;
        *pixel = over(colour, *pixel, static_cast<uint>(coverage >> 8));
    }
    change[y] = change[y + 1] = 0;
}

void blendLine(Canvas& canvas, const LineSpans& line, int perPixel, QRgb colour) {
    const int weight = 256 / perPixel;
    for (int x = line.first() / perPixel; x < canvas.width && x * perPixel < line.end(); ++x) {
        const int begin = std::max(x * perPixel, line.first());
        blendColumn(canvas, x, line, begin, std::min((x + 1) * perPixel, line.end()), weight, colour);
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

/// A sample without neighbours is no line: it gets a dot that the eye finds.
void dotLone(QImage& image, const metrics::Reduced& line, const RasterJob& job, const QColor& colour) {
    QPainter painter;
    const double radius = job.pen * 1.25;
    double last = -radius;
    for (std::size_t run = 0; run < line.runs.size(); ++run) {
        const std::size_t i = line.runs[run];
        const std::size_t end = run + 1 < line.runs.size() ? line.runs[run + 1] : line.t.size();
        const double x = (line.t[i] - job.frame.from) / (job.frame.to - job.frame.from) * image.width();
        if (end - i != 1 || x < 0 || x > image.width() || x - last < 1)
            continue;
        last = x;
        if (!painter.isActive()) {
            painter.begin(&image);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
        }
        const double y = (job.frame.high - line.v[i]) / (job.frame.high - job.frame.low) * image.height();
        painter.drawEllipse(QPointF(x, std::clamp(y, -1e6, 1e6)), radius, radius);
    }
}

/// Pages that nothing is drawn on are never touched: the system hands them out zeroed.
QImage transparent(QSize size) {
    const auto stride = static_cast<std::size_t>(size.width()) * sizeof(QRgb);
    void* const memory = std::calloc(static_cast<std::size_t>(size.height()), stride);
    if (!memory)
        return {};
    return QImage(static_cast<uchar*>(memory), size.width(), size.height(), static_cast<qsizetype>(stride),
                  QImage::Format_ARGB32_Premultiplied, std::free, memory);
}

} // namespace

QImage rasterise(const RasterJob& job) {
    const Frame& frame = job.frame;
    if (!job.matrix || job.pixels.isEmpty() || !(frame.to > frame.from) || !(frame.high > frame.low))
        return {};
    QImage image = transparent(job.pixels);
    if (image.isNull())
        return image;
    const int perPixel = job.antialiased ? 4 : 1;
    const auto colourOf = [&](std::size_t i) {
        return job.colours.empty() ? QColor(Qt::gray) : job.colours[i % job.colours.size()];
    };
    const auto& series = job.matrix->series;
    Canvas canvas(image);
    metrics::Reduced reduced;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const QColor colour = colourOf(i);
        if (!colour.isValid())
            continue;
        reduced = metrics::reduce(series[i], frame.from, frame.to, job.pixels.width() * perPixel,
                                  static_cast<double>(job.matrix->step.count()), std::move(reduced));
        for (const LineSpans& line : spansOf(reduced, frame, job.pixels, perPixel, job.antialiased ? job.pen / 2 : 0))
            blendLine(canvas, line, perPixel, qPremultiply(colour.rgba()));
        if (job.antialiased)
            dotLone(image, reduced, job, colour);
        markInfinite(image, reduced.infinite, frame, std::max(job.pen, 1.0), colour);
    }
    return image;
}

} // namespace ui
