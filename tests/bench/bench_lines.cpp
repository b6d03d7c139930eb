// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One full update of a live graph, new data and rendering with axes, offscreen at 1200 x 600: our line item against
// QLineSeries.
#include "bench/rounds.h"
#include "ui/charts/plot_chart.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"
#include <QApplication>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QPainter>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <random>

namespace {

constexpr QSize size(1200, 600);
constexpr double stepMs = 1'000;

/// How much is drawn, and what uPlot 1.6.32 took for the same in headless Chromium with forced raster on a machine of
/// this kind (1200 x 600), as a reference beside what this run measures.
struct Load {
    int series, points;
    double uPlotMs[2]; ///< pen 1, pen 2
};
constexpr Load loads[] = {{10, 10'000, {12.6, 41}}, {50, 11'000, {29, 121}}};

/// Noisy lines whose window begins at start.
std::vector<metrics::Series> lines(double start, const Load& load) {
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 1);
    std::vector<metrics::Series> all(static_cast<std::size_t>(load.series));
    for (int s = 0; s < load.series; ++s) {
        double walk = s * 10;
        for (int i = 0; i < load.points; ++i) {
            walk += noise(random) * 0.2;
            all[static_cast<std::size_t>(s)].t.push_back(start + i * stepMs);
            all[static_cast<std::size_t>(s)].v.push_back(walk + noise(random));
        }
    }
    return all;
}

metrics::MatrixPtr matrix(double start, const Load& load) {
    metrics::Matrix result;
    result.from = domain::instantFromMs(static_cast<qint64>(start));
    result.to = domain::instantFromMs(static_cast<qint64>(start + (load.points - 1) * stepMs));
    result.step = domain::Millis(static_cast<qint64>(stepMs));
    result.series = lines(start, load);
    return std::make_shared<const metrics::Matrix>(std::move(result));
}

double ink(const QImage& image) {
    double sum = 0;
    for (int y = 0; y < image.height(); y += 97) {
        for (int x = 0; x < image.width(); x += 13)
            sum += qGray(image.pixel(x, y));
    }
    return sum;
}

class Paper {
public:
    Paper()
        : m_image(size, QImage::Format_ARGB32_Premultiplied) {}
    double render(QGraphicsScene& scene) {
        m_image.fill(ui::tokensOf(ui::Theme::Dark).panel);
        QPainter painter(&m_image);
        painter.setRenderHint(QPainter::Antialiasing);
        scene.render(&painter, QRectF(QPointF(), size), QRectF(QPointF(), size));
        return ink(m_image);
    }

private:
    QImage m_image;
};

class Ours {
public:
    Ours(const Load& load, double pen, bool axesMove)
        : m_pen(pen)
        , m_axesMove(axesMove) {
        m_scene.addItem(&m_chart);
        m_chart.setLook(ui::lineLook(ui::tokensOf(ui::Theme::Dark), ui::fontOf(ui::TextSize::Small),
                                     ui::fontOf(ui::TextSize::Small)));
        m_chart.resize(size);
        for (int i = 0; i < 2; ++i)
            m_data.push_back({matrix(1.79e12 + (m_axesMove ? i * 60'000 : 0), load), {}, QStringLiteral("ms")});
        for (int pass = 0; pass < 2; ++pass) {
            m_chart.layout()->activate();
            m_chart.setContent(m_data[0], valueAxis(m_data[0], m_chart.valueLines()), {});
        }
        m_chart.layout()->activate();
        m_chart.place();
    }
    ~Ours() { m_scene.removeItem(&m_chart); }
    double update() {
        const ui::GraphData& graph = m_data[m_round++ % 2];
        ui::ValueAxis values = valueAxis(graph, m_chart.valueLines());
        if (m_axesMove && m_round % 2) {
            values.high += 1;
        }
        const ui::Frame frame = ui::PlotChart::frameOf(graph, values);
        const QImage picture = ui::rasterise(
            {graph.matrix, frame, m_chart.plotArea().size().toSize(), m_pen, true, m_chart.look().series});
        m_chart.setContent(graph, values, picture);
        return m_paper.render(m_scene);
    }
    double rasterOnly() {
        const ui::GraphData& graph = m_data[m_round++ % 2];
        const ui::Frame frame = ui::PlotChart::frameOf(graph, valueAxis(graph, m_chart.valueLines()));
        return ui::rasterise(
                   {graph.matrix, frame, m_chart.plotArea().size().toSize(), m_pen, true, m_chart.look().series})
            .width();
    }

private:
    QGraphicsScene m_scene;
    ui::PlotChart m_chart;
    Paper m_paper;
    std::vector<ui::GraphData> m_data;
    double m_pen;
    bool m_axesMove;
    std::size_t m_round = 0;
};

class LineSeries {
public:
    LineSeries(const Load& load, double pen) {
        m_scene.addItem(&m_chart);
        m_chart.legend()->hide();
        m_chart.setBackgroundVisible(false);
        m_chart.setMargins({});
        m_chart.resize(size);
        auto* x = new QValueAxis;
        auto* y = new QValueAxis;
        m_chart.addAxis(x, Qt::AlignBottom);
        m_chart.addAxis(y, Qt::AlignLeft);
        const auto all = lines(1.79e12, load);
        for (const metrics::Series& series : all) {
            auto* line = new QLineSeries;
            line->setPen(QPen(Qt::cyan, pen));
            m_chart.addSeries(line);
            line->attachAxis(x);
            line->attachAxis(y);
            QList<QPointF> samples;
            for (std::size_t i = 0; i < series.t.size(); ++i)
                samples << QPointF(series.t[i], series.v[i]);
            m_samples << samples;
        }
        x->setRange(all[0].t.front(), all[0].t.back());
        y->setRange(-60, 160);
        m_chart.layout()->activate();
    }
    ~LineSeries() { m_scene.removeItem(&m_chart); }
    double update() {
        const auto all = m_chart.series();
        for (qsizetype i = 0; i < all.size(); ++i)
            static_cast<QLineSeries*>(all[i])->replace(m_samples[i]);
        return m_paper.render(m_scene);
    }

private:
    QGraphicsScene m_scene;
    QChart m_chart;
    Paper m_paper;
    QList<QList<QPointF>> m_samples;
};

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    std::printf("antialiased, %d x %d\n", size.width(), size.height());
    for (const Load& load : loads) {
        for (const int pen : {1, 2}) {
            Ours still(load, pen, false);
            Ours moving(load, pen, true);
            LineSeries series(load, pen);
            char title[128];
            std::snprintf(title, sizeof title, "%d lines of %d samples, update and render, pen %d", load.series,
                          load.points, pen);
            bench::run(title,
                       {{"line item, axes as before", [&] { return still.update(); }},
                        {"line item, both ranges move", [&] { return moving.update(); }},
                        {"  of it: reduce and rasterise (worker)", [&] { return moving.rasterOnly(); }},
                        {"QLineSeries::replace", [&] { return series.update(); }}},
                       15);
            std::printf("  %-42s %9.2f ms (not measured here)\n", "uPlot 1.6.32, for reference", load.uPlotMs[pen - 1]);
        }
    }
}
