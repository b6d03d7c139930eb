// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/report_graph.h"
#include "ui/graph_samples.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include <QtTest>

using namespace ui;

namespace {

metrics::Pin pinned() {
    return *metrics::pinOf(samples::errorRate());
}

int inkIn(const QImage& image, const QColor& ink) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == ink ? 1 : 0;
    }
    return count;
}

} // namespace

class TestReportGraph : public QObject {
    Q_OBJECT
private slots:
    void picture_is_the_same_in_every_theme_and_scale();
    void shows_lines_and_marks();
    void title_unit_marks_and_range_change_the_picture();
    void graph_without_samples_says_so();
    void broken_attachment_is_refused();
};

void TestReportGraph::picture_is_the_same_in_every_theme_and_scale() {
    const QByteArray bytes = metrics::toBytes(pinned());
    applyLook(*qApp, Theme::Light);
    const auto light = reportGraphPng(bytes);
    applyLook(*qApp, Theme::Dark, 1.5);
    const auto dark = reportGraphPng(bytes);
    QVERIFY(light);
    QVERIFY(light->startsWith("\x89PNG"));
    QVERIFY(*light == *dark);
    QVERIFY2(light->size() < 400'000, qPrintable(QString::number(light->size())));
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
    if (!folder.isEmpty())
        reportGraph(pinned()).save(folder + QStringLiteral("/report-graph.png"));
}

void TestReportGraph::shows_lines_and_marks() {
    const QImage image = reportGraph(pinned());
    const Tokens& tokens = tokensOf(Theme::Light);
    QVERIFY(inkIn(image, tokens.series[0]) > 2'000);
    QVERIFY(inkIn(image, tokens.series[1]) > 2'000);
    QVERIFY(inkIn(image, tokens.down) > 200);
    QVERIFY(inkIn(image, tokens.degraded) > 200);
    metrics::Pin bare = pinned();
    bare.marks = {};
    QVERIFY(inkIn(reportGraph(bare), tokens.down) < 20);
}

void TestReportGraph::title_unit_marks_and_range_change_the_picture() {
    const QImage image = reportGraph(pinned());
    const auto differs = [&](auto change) {
        metrics::Pin pin = pinned();
        change(pin);
        return reportGraph(pin) != image;
    };
    QVERIFY(!differs([](metrics::Pin&) {}));
    QVERIFY(differs([](metrics::Pin& pin) { pin.title = QStringLiteral("Other"); }));
    QVERIFY(differs([](metrics::Pin& pin) { pin.expr = QStringLiteral("up"); }));
    QVERIFY(differs([](metrics::Pin& pin) { pin.unit = QStringLiteral("s"); }));
    QVERIFY(differs([](metrics::Pin& pin) { pin.server = QStringLiteral("http://other:9090"); }));
    QVERIFY(differs([](metrics::Pin& pin) { pin.marks.warn = 2; }));
    QVERIFY(differs([](metrics::Pin& pin) { pin.matrix.step = domain::Millis(6'000); }));
    QVERIFY(differs([](metrics::Pin& pin) { pin.matrix.from -= domain::Millis(60'000); }));
    QVERIFY(differs([](metrics::Pin& pin) { pin.matrix.series[1].legend = QStringLiteral("x"); }));
}

void TestReportGraph::graph_without_samples_says_so() {
    metrics::Pin pin = pinned();
    pin.matrix.series.clear();
    QVERIFY(inkIn(reportGraph(pin), tokensOf(Theme::Light).muted) > 20);
    pin.matrix.to = pin.matrix.from;
    QVERIFY(!reportGraph(pin).isNull());
}

void TestReportGraph::broken_attachment_is_refused() {
    const auto png = reportGraphPng("nonsense");
    QVERIFY(!png);
    QCOMPARE(png.error().kind, domain::ErrorKind::Input);
}

QTEST_MAIN(TestReportGraph)
#include "tst_report_graph.moc"
