// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/reduce.h"
#include "ui/charts/axes.h"
#include "ui/charts/raster.h"
#include <QPainter>
#include <QtTest>
#include <cmath>
#include <random>
#include <set>

using namespace ui;
using namespace std::chrono_literals;

namespace {

/// A busy line: a random walk with single-sample spikes.
metrics::Series walk(int points, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> step(0, 1);
    metrics::Series series;
    double value = 0;
    for (int i = 0; i < points; ++i) {
        value = value * 0.999 + step(random);
        series.t.push_back(i * 1'000.0);
        series.v.push_back(random() % 500 == 0 ? value + 60 : value);
    }
    return series;
}

metrics::MatrixPtr matrixOf(metrics::Series series, int stepMs = 1'000) {
    metrics::Matrix matrix;
    matrix.from = domain::instantFromMs(static_cast<qint64>(series.t.front()));
    matrix.to = domain::instantFromMs(static_cast<qint64>(series.t.back()));
    matrix.step = domain::Millis(stepMs);
    matrix.series.push_back(std::move(series));
    return std::make_shared<const metrics::Matrix>(std::move(matrix));
}

Frame frameOf(const metrics::Series& series) {
    double low = 0;
    double high = 0;
    metrics::finiteRange(series, series.t.front(), series.t.back(), low, high);
    return {series.t.front(), series.t.back(), low - 1, high + 1};
}

RasterJob jobOf(const metrics::MatrixPtr& matrix, QSize size, double pen, bool antialiased) {
    return {matrix, frameOf(matrix->series[0]), size, pen, antialiased, {QColor(Qt::red)}};
}

bool inked(const QImage& image, int x, int y) {
    return qAlpha(image.pixel(x, y)) > 0;
}

/// The bare line of all samples, by definition: in every column all rows between its lowest and highest point there.
QImage allSamples(const metrics::Series& series, const Frame& frame, QSize size) {
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const double sx = size.width() / (frame.to - frame.from);
    const double sy = size.height() / (frame.high - frame.low);
    std::vector<double> top(static_cast<std::size_t>(size.width()), 1e9);
    std::vector<double> bottom(top.size(), -1e9);
    const auto touch = [&](int column, double y) {
        if (column < 0 || column >= size.width())
            return;
        auto i = static_cast<std::size_t>(column);
        top[i] = std::min(top[i], y);
        bottom[i] = std::max(bottom[i], y);
    };
    for (std::size_t i = 0; i + 1 < series.t.size(); ++i) {
        const double x0 = (series.t[i] - frame.from) * sx;
        const double x1 = (series.t[i + 1] - frame.from) * sx;
        const double y0 = (frame.high - series.v[i]) * sy;
        const double y1 = (frame.high - series.v[i + 1]) * sy;
        touch(static_cast<int>(x0), y0);
        for (int border = static_cast<int>(x0) + 1; border <= static_cast<int>(x1); ++border) {
            const double y = y0 + (y1 - y0) / (x1 - x0) * (border - x0);
            touch(border - 1, y);
            touch(border, y);
        }
        touch(static_cast<int>(x1), y1);
    }
    for (int x = 0; x < size.width(); ++x) {
        const auto i = static_cast<std::size_t>(x);
        for (int y = std::max(0, static_cast<int>(std::floor(static_cast<float>(top[i]))));
             y <= std::min<double>(size.height() - 1, std::floor(static_cast<float>(bottom[i]))); ++y)
            image.setPixel(x, y, 0xffff0000);
    }
    return image;
}

/// The line from pixel to pixel through Qt's own line drawing.
QImage byPainter(const std::vector<double>& t, const std::vector<double>& v, const Frame& frame, QSize size) {
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setPen(QPen(Qt::red, 0));
    QPolygon line;
    for (std::size_t i = 0; i < t.size(); ++i)
        line << QPoint(static_cast<int>((t[i] - frame.from) * (size.width() / (frame.to - frame.from))),
                       static_cast<int>((frame.high - v[i]) * (size.height() / (frame.high - frame.low))));
    for (qsizetype i = 1; i < line.size(); ++i)
        painter.drawLine(line[i - 1], line[i]);
    return image;
}

} // namespace

class TestRaster : public QObject {
    Q_OBJECT
private slots:
    void reduced_line_gives_the_pixels_of_all_samples_data();
    void reduced_line_gives_the_pixels_of_all_samples();
    void reduced_line_gives_the_pixels_of_all_samples_in_qt_too();
    void every_one_sample_spike_shows();
    void gaps_stay_empty();
    void close_pieces_are_not_joined();
    void lone_samples_show();
    void infinity_is_a_mark_on_the_edge();
    void flat_line_is_as_thick_as_its_pen_data();
    void flat_line_is_as_thick_as_its_pen();
    void steep_line_is_as_thick_as_its_pen();
    void values_far_outside_are_clipped();
    void broken_jobs_give_no_picture();
    void equal_jobs_give_equal_pictures();
    void many_series_are_all_drawn();
    void time_ticks_are_round_and_few();
    void days_are_written_as_dates();
    void value_axis_surrounds_samples_and_marks();
    void value_axis_survives_odd_values();
};

void TestRaster::reduced_line_gives_the_pixels_of_all_samples_data() {
    QTest::addColumn<int>("points");
    QTest::newRow("many samples a column") << 10'000;
    QTest::newRow("one or two samples a column") << 500;
    QTest::newRow("one sample in seven columns") << 43;
}

void TestRaster::reduced_line_gives_the_pixels_of_all_samples() {
    QFETCH(int, points);
    for (unsigned seed = 0; seed < 10; ++seed) {
        const auto matrix = matrixOf(walk(points, seed));
        const RasterJob job = jobOf(matrix, {301, 200}, 1, false);
        const QImage expected = allSamples(matrix->series[0], job.frame, job.pixels);
        const QImage image = rasterise(job);
        QCOMPARE(image.size(), expected.size());
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                QVERIFY2(inked(image, x, y) == inked(expected, x, y),
                         qPrintable(QStringLiteral("seed %1 at %2,%3").arg(seed).arg(x).arg(y)));
        }
    }
}

void TestRaster::reduced_line_gives_the_pixels_of_all_samples_in_qt_too() {
    for (unsigned seed = 0; seed < 10; ++seed) {
        const metrics::Series series = walk(10'000, seed);
        const Frame frame = frameOf(series);
        const QSize size(300, 200);
        const auto reduced = metrics::reduce(series, frame.from, frame.to, size.width(), 1'000);
        QVERIFY(reduced.t.size() < series.t.size() / 5);
        QVERIFY(byPainter(reduced.t, reduced.v, frame, size) == byPainter(series.t, series.v, frame, size));
    }
}

void TestRaster::every_one_sample_spike_shows() {
    for (const int at : {0, 1, 777, 5'000, 9'998, 9'999}) {
        metrics::Series series;
        for (int i = 0; i < 10'000; ++i) {
            series.t.push_back(i * 1'000.0);
            series.v.push_back(i == at ? 100 : 1);
        }
        const auto matrix = matrixOf(std::move(series));
        for (const bool antialiased : {false, true}) {
            const QImage image = rasterise(jobOf(matrix, {400, 101}, 1, antialiased));
            bool seen = false;
            for (int x = 0; x < image.width(); ++x)
                seen = seen || inked(image, x, 2);
            QVERIFY2(seen, qPrintable(QString::number(at)));
        }
    }
}

void TestRaster::gaps_stay_empty() {
    metrics::Series series;
    for (int i = 0; i <= 100; ++i) {
        if (i > 60 && i < 80)
            continue; // missing samples
        series.t.push_back(i * 1'000.0);
        series.v.push_back(i >= 30 && i <= 40 ? std::nan("") : 5);
    }
    const auto matrix = matrixOf(std::move(series));
    RasterJob job = jobOf(matrix, {1'000, 50}, 2, true);
    const QImage image = rasterise(job);
    const auto column = [&](int x) {
        for (int y = 0; y < image.height(); ++y) {
            if (inked(image, x, y))
                return true;
        }
        return false;
    };
    QVERIFY(column(200));
    QVERIFY(!column(350));
    QVERIFY(column(500));
    QVERIFY(!column(700));
    QVERIFY(column(900));
}

void TestRaster::close_pieces_are_not_joined() {
    // Two pieces a third of a pixel apart, at different heights.
    metrics::Series series{{}, {}, {0, 499, 500, 501, 1'000}, {10, 10, std::nan(""), 90, 90}};
    const auto matrix = matrixOf(std::move(series), 1'000);
    RasterJob job{matrix, {0, 1'000, 0, 100}, {300, 100}, 2, true, {QColor(Qt::red)}};
    const QImage image = rasterise(job);
    for (int x = 0; x < image.width(); ++x)
        QVERIFY2(!inked(image, x, 50), qPrintable(QString::number(x)));
    QVERIFY(inked(image, 100, 90));
    QVERIFY(inked(image, 200, 10));
}

void TestRaster::lone_samples_show() {
    metrics::Series series{{}, {}, {0, 500, 1'000}, {5, 5, 5}};
    const auto matrix = matrixOf(std::move(series), 10); // far more than a step apart
    const QImage image = rasterise({matrix, {0, 1'000, 0, 10}, {101, 20}, 2, true, {QColor(Qt::red)}});
    QVERIFY(inked(image, 50, 10));
    QVERIFY(inked(image, 0, 10));
    QVERIFY(inked(image, 100, 10));
    QVERIFY(!inked(image, 25, 10));
}

void TestRaster::infinity_is_a_mark_on_the_edge() {
    metrics::Series series{{}, {}, {0, 250, 500, 750, 1'000}, {5, HUGE_VAL, 5, -HUGE_VAL, 5}};
    const auto matrix = matrixOf(std::move(series), 250);
    const QImage image = rasterise({matrix, {0, 1'000, 0, 10}, {200, 60}, 2, true, {QColor(Qt::red)}});
    QVERIFY(inked(image, 50, 4));
    QVERIFY(inked(image, 150, 56));
    QVERIFY(!inked(image, 50, 30));
}

void TestRaster::flat_line_is_as_thick_as_its_pen_data() {
    QTest::addColumn<double>("pen");
    QTest::addColumn<double>("value");
    QTest::newRow("1, on a row") << 1.0 << 5.5;
    QTest::newRow("1, between rows") << 1.0 << 5.0;
    QTest::newRow("2, on a row") << 2.0 << 5.5;
    QTest::newRow("2, between rows") << 2.0 << 5.0;
    QTest::newRow("1.5") << 1.5 << 5.2;
}

void TestRaster::flat_line_is_as_thick_as_its_pen() {
    QFETCH(double, pen);
    QFETCH(double, value);
    metrics::Series series{{}, {}, {0, 1'000}, {value, value}};
    const auto matrix = matrixOf(std::move(series));
    const QImage image = rasterise({matrix, {0, 1'000, 0, 10}, {50, 10}, pen, true, {QColor(Qt::red)}});
    double ink = 0;
    for (int y = 0; y < image.height(); ++y)
        ink += qAlpha(image.pixel(25, y)) / 255.0;
    QVERIFY2(std::abs(ink - pen) < 0.03, qPrintable(QString::number(ink)));
}

void TestRaster::steep_line_is_as_thick_as_its_pen() {
    metrics::Series series{{}, {}, {0, 1'000}, {0, 10}};
    const auto matrix = matrixOf(std::move(series));
    // 45 degrees: a row crosses √2 times the pen.
    const QImage image = rasterise({matrix, {0, 1'000, 0, 10}, {200, 200}, 2, true, {QColor(Qt::red)}});
    double ink = 0;
    for (int x = 0; x < image.width(); ++x)
        ink += qAlpha(image.pixel(x, 100)) / 255.0;
    QVERIFY2(std::abs(ink - 2 * std::sqrt(2)) < 0.35, qPrintable(QString::number(ink)));
}

void TestRaster::values_far_outside_are_clipped() {
    metrics::Series series{{}, {}, {0, 500, 1'000}, {1e300, -1e300, 5}};
    const auto matrix = matrixOf(std::move(series));
    const QImage image = rasterise({matrix, {100, 900, 0, 10}, {80, 40}, 2, true, {QColor(Qt::red)}});
    QVERIFY(!image.isNull());
}

void TestRaster::broken_jobs_give_no_picture() {
    const auto matrix = matrixOf(walk(10, 1));
    QVERIFY(rasterise({nullptr, {0, 1, 0, 1}, {10, 10}, 1, true, {}}).isNull());
    QVERIFY(rasterise({matrix, {0, 1, 0, 1}, {0, 10}, 1, true, {}}).isNull());
    QVERIFY(rasterise({matrix, {1, 1, 0, 1}, {10, 10}, 1, true, {}}).isNull());
    QVERIFY(rasterise({matrix, {0, 1, std::nan(""), 1}, {10, 10}, 1, true, {}}).isNull());
}

void TestRaster::equal_jobs_give_equal_pictures() {
    const auto matrix = matrixOf(walk(5'000, 3));
    QVERIFY(rasterise(jobOf(matrix, {333, 111}, 2, true)) == rasterise(jobOf(matrix, {333, 111}, 2, true)));
}

void TestRaster::many_series_are_all_drawn() {
    metrics::Matrix matrix;
    matrix.step = 1'000ms;
    for (int i = 0; i < 200; ++i)
        matrix.series.push_back({{}, {}, {0, 1'000}, {i + 0.5, i + 0.5}});
    const QImage image = rasterise(
        {std::make_shared<const metrics::Matrix>(matrix), {0, 1'000, 0, 200}, {20, 200}, 1, true, {QColor(Qt::red)}});
    for (int y = 0; y < 200; ++y)
        QVERIFY2(inked(image, 10, y), qPrintable(QString::number(y)));
}

void TestRaster::time_ticks_are_round_and_few() {
    const auto from = domain::instantFromMs(1'795'184'055'000); // 14:14:15
    const auto ticks = timeTicks(from, from + 1h, 5);
    QStringList labels;
    for (const Tick& tick : ticks)
        labels << tick.label;
    QCOMPARE(labels, (QStringList{QStringLiteral("14:15"), QStringLiteral("14:30"), QStringLiteral("14:45"),
                                  QStringLiteral("15:00")}));
    for (const auto length : {1s, 10s, 100s, 1'000s, 10'000s, 100'000s, 10'000'000s, 1'000'000'000s}) {
        for (const int atMost : {1, 3, 8}) {
            const auto some = timeTicks(from, from + length, atMost);
            QVERIFY(some.size() <= static_cast<std::size_t>(atMost));
            double last = static_cast<double>(domain::toMs(from)) - 1;
            for (const Tick& tick : some) {
                QVERIFY(tick.at > last && tick.at <= static_cast<double>(domain::toMs(from + length)));
                last = tick.at;
            }
        }
    }
}

void TestRaster::days_are_written_as_dates() {
    const auto from = domain::instantFromMs(1'795'184'055'000); // 2026-11-20
    const auto ticks = timeTicks(from, from + 24h, 5);
    QStringList labels;
    for (const Tick& tick : ticks)
        labels << tick.label;
    QVERIFY2(labels.contains(QStringLiteral("11-21")), qPrintable(labels.join(u' ')));
}

void TestRaster::value_axis_surrounds_samples_and_marks() {
    metrics::Matrix matrix;
    matrix.from = domain::instantFromMs(0);
    matrix.to = domain::instantFromMs(1'000);
    matrix.series.push_back({{}, {}, {0, 500, 1'000}, {0.3, 8.2, HUGE_VAL}});
    const ValueAxis axis = valueAxis(matrix, {1, 12}, QStringLiteral("percent"), 6);
    QCOMPARE(axis.low, 0.0);
    QVERIFY(axis.high > 12 && axis.high <= 15);
    QCOMPARE(axis.ticks.front().label, QStringLiteral("0 %"));
    for (int atMost = 3; atMost < 8; ++atMost)
        QVERIFY(valueAxis(matrix, {1, 12}, {}, atMost).ticks.size() >= 2);
    matrix.series[0].v = {1'000'001, 1'000'003, 1'000'002};
    const ValueAxis far = valueAxis(matrix, {}, {}, 6);
    QVERIFY(far.low > 999'990 && far.high < 1'000'010);
}

void TestRaster::value_axis_survives_odd_values() {
    metrics::Matrix matrix;
    matrix.to = domain::instantFromMs(1'000);
    for (const std::vector<double>& values : {std::vector<double>{},
                                              {std::nan("")},
                                              {HUGE_VAL},
                                              {0},
                                              {-5},
                                              {5e-324},
                                              {1e308, -1e308},
                                              {1e308},
                                              {-1e-300, 1e-300}}) {
        matrix.series = {{{}, {}, std::vector<double>(values.size(), 0), values}};
        for (std::size_t i = 0; i < values.size(); ++i)
            matrix.series[0].t[i] = static_cast<double>(i);
        const ValueAxis axis = valueAxis(matrix, {}, QStringLiteral("s"), 5);
        QVERIFY(axis.high > axis.low);
        QVERIFY(axis.ticks.size() < 30);
        std::set<QString> unique;
        for (const Tick& tick : axis.ticks)
            unique.insert(tick.label);
        QCOMPARE(unique.size(), axis.ticks.size());
    }
}

QTEST_GUILESS_MAIN(TestRaster)
#include "tst_raster.moc"
