// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/unit.h"
#include "ui/charts/graph_panel.h"
#include "ui/charts/graph_view.h"
#include "ui/graph_samples.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace ui;
using namespace std::chrono_literals;

namespace {

/// Everything a person could read in a widget.
QString textsOf(const QWidget& widget) {
    QStringList texts{widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()};
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&widget))
            texts << label->text();
    }
    return texts.join(u'\n');
}

/// Share of the plot's pixels that are closer to ink than to any other colour there.
int inkIn(const QImage& image, const QColor& ink) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            count +=
                std::abs(c.red() - ink.red()) + std::abs(c.green() - ink.green()) + std::abs(c.blue() - ink.blue()) < 24
                    ? 1
                    : 0;
        }
    }
    return count;
}

metrics::PanelView failing(metrics::PanelView view, metrics::FeedState state, const QString& sentence) {
    view.state = state;
    view.sentence = sentence;
    return view;
}

/// Lets everything that is under way arrive.
void settle() {
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
}

void show(GraphPanel& panel) {
    panel.resize(480, 340);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QTRY_VERIFY(panel.graph()->isSettled() || !panel.graph()->isVisible());
}

} // namespace

class TestGraphPanel : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void shows_value_level_query_and_range();
    void draws_the_lines_in_their_colours_in_both_themes();
    void level_is_never_colour_alone();
    void stale_graph_stays_with_its_age();
    void first_failure_shows_the_servers_words_as_text();
    void waiting_and_empty_are_said();
    void warnings_are_shown();
    void axes_carry_units_and_utc();
    void axes_and_lines_change_together();
    void crosshair_reads_values_by_keyboard_and_mouse();
    void crosshair_names_events();
    void pin_names_the_panel();
    void hidden_panel_draws_nothing();
    void stage_shows_no_query_and_no_server_words();
    void resizing_gives_a_picture_that_fits();
    void destroyed_panel_takes_no_picture();
};

void TestGraphPanel::initTestCase() {
    applyLook(*qApp, Theme::Dark);
}

void TestGraphPanel::shows_value_level_query_and_range() {
    GraphPanel panel;
    panel.setView(samples::errorRate());
    show(panel);
    const QString texts = textsOf(panel);
    QVERIFY2(texts.contains(QStringLiteral("Error rate")), qPrintable(texts));
    QVERIFY(texts.contains(metrics::formatValue(*panel.view().value, QStringLiteral("percent"))));
    QVERIFY(texts.contains(QStringLiteral("sum(rate(http_requests_total")));
    QVERIFY(texts.contains(QStringLiteral("critical")));
    QCOMPARE(panel.stateText(), QStringLiteral("1 h · step 5 s"));
}

void TestGraphPanel::draws_the_lines_in_their_colours_in_both_themes() {
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyLook(*qApp, theme);
        GraphPanel panel;
        panel.setView(samples::errorRate());
        show(panel);
        const QImage image = panel.graph()->grab().toImage();
        const Tokens& tokens = tokensOf(theme);
        QVERIFY(inkIn(image, tokens.series[0]) > 300);
        QVERIFY(inkIn(image, tokens.series[1]) > 300);
        QVERIFY(inkIn(image, tokens.series[2]) < 30);
        const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
        if (!folder.isEmpty())
            panel.grab().save(folder + (theme == Theme::Dark ? QStringLiteral("/graph-dark.png")
                                                             : QStringLiteral("/graph-light.png")));
    }
}

void TestGraphPanel::level_is_never_colour_alone() {
    GraphPanel panel;
    auto view = samples::errorRate();
    const auto wordAt = [&](metrics::Level level) {
        view.level = level;
        panel.setView(view);
        return panel.accessibleDescription();
    };
    panel.show();
    QVERIFY(wordAt(metrics::Level::Warn).contains(QStringLiteral("warning")));
    QVERIFY(wordAt(metrics::Level::Critical).contains(QStringLiteral("critical")));
    const QString fine = wordAt(metrics::Level::Ok);
    QVERIFY(!fine.contains(QStringLiteral("critical")) && !fine.contains(QStringLiteral("warning")));
}

void TestGraphPanel::stale_graph_stays_with_its_age() {
    GraphPanel panel;
    panel.setView(samples::errorRate());
    show(panel);
    const QImage lines = panel.graph()->item().lines();
    panel.setView(failing(samples::errorRate(), metrics::FeedState::Stale, QStringLiteral("connection refused")));
    panel.setNow(domain::instantFromMs(samples::end) + 42s);
    QCOMPARE(panel.stateText(), QStringLiteral("stale since %1 UTC, 42 s old · connection refused")
                                    .arg(domain::toClockText(domain::instantFromMs(samples::end), true)));
    QVERIFY(panel.graph()->isVisible());
    QVERIFY(panel.graph()->item().lines() == lines);
    QVERIFY2(!textsOf(panel).contains(QStringLiteral("critical")), "an old value has no level");
    panel.setNow(domain::instantFromMs(samples::end) + 3min);
    QVERIFY(panel.accessibleDescription().contains(QStringLiteral("3 min old")));
}

void TestGraphPanel::first_failure_shows_the_servers_words_as_text() {
    GraphPanel panel;
    auto view = failing(samples::errorRate(), metrics::FeedState::Error,
                        QStringLiteral("Prometheus refused the query (bad_data): <b>1:3</b>"));
    view.matrix = nullptr;
    view.value.reset();
    panel.setView(view);
    show(panel);
    QVERIFY(textsOf(panel).contains(QStringLiteral("<b>1:3</b>")));
    QVERIFY(!panel.graph()->isVisible());
    for (const QLabel* label : panel.findChildren<QLabel*>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestGraphPanel::waiting_and_empty_are_said() {
    GraphPanel panel;
    metrics::PanelView view;
    view.panel.title = QStringLiteral("T");
    panel.setView(view);
    show(panel);
    QVERIFY(textsOf(panel).contains(QStringLiteral("Waiting for the first answer")));
    view.state = metrics::FeedState::Empty;
    view.matrix = samples::matrix({});
    view.sentence = QStringLiteral("the query gave no samples in this window");
    panel.setView(view);
    QVERIFY(textsOf(panel).contains(QStringLiteral("No samples")));
}

void TestGraphPanel::warnings_are_shown() {
    GraphPanel panel;
    panel.setView(
        failing(samples::errorRate(), metrics::FeedState::Ok, QStringLiteral("only 5000 of 9000 series are shown")));
    show(panel);
    QVERIFY(textsOf(panel).contains(QStringLiteral("only 5000 of 9000")));
    QVERIFY(panel.graph()->isVisible());
}

void TestGraphPanel::axes_carry_units_and_utc() {
    GraphPanel panel;
    panel.setView(samples::latency());
    show(panel);
    QStringList labels;
    for (const Tick& tick : panel.graph()->timeAxis())
        labels << tick.label;
    QVERIFY2(labels.contains(QStringLiteral("14:30")), qPrintable(labels.join(u' ')));
    for (const Tick& tick : panel.graph()->valueTicks().ticks)
        QVERIFY(tick.label.endsWith(QStringLiteral(" s")));
}

void TestGraphPanel::axes_and_lines_change_together() {
    GraphPanel panel;
    panel.setView(samples::errorRate());
    show(panel);
    auto* view = panel.graph();
    const auto axisTop = [&] {
        return qobject_cast<QCategoryAxis*>(view->chart()->axes(Qt::Vertical).value(0))->max();
    };
    const double top = axisTop();
    QCOMPARE(view->item().frame().high, top);
    panel.setView(samples::throughput());
    QCOMPARE(axisTop(), top); // the new picture is not ready
    QCOMPARE(view->item().frame().high, top);
    QTRY_VERIFY(view->isSettled());
    QVERIFY(axisTop() != top);
    QCOMPARE(view->item().frame().high, axisTop());
}

void TestGraphPanel::crosshair_reads_values_by_keyboard_and_mouse() {
    GraphPanel panel;
    panel.setView(samples::errorRate());
    show(panel);
    panel.setFocus();
    QTest::keyClick(&panel, Qt::Key_Left);
    const QStringList readings = panel.graph()->readings();
    QCOMPARE(readings.size(), 3);
    QVERIFY2(readings[0].endsWith(QStringLiteral("UTC")), qPrintable(readings[0]));
    QVERIFY(readings[1].contains(QStringLiteral("%  checkout")));
    QVERIFY(panel.accessibleDescription().contains(readings[1]));
    QTest::keyClick(&panel, Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(panel.graph()->readings() != readings);
    QTest::keyClick(&panel, Qt::Key_Escape);
    QVERIFY(panel.graph()->readings().isEmpty());
    const quint64 picture = quint64(panel.graph()->item().lines().cacheKey());
    QTest::mouseMove(panel.graph()->viewport(), panel.graph()->viewport()->rect().center());
    QTRY_COMPARE(panel.graph()->readings().size(), 3);
    QCOMPARE(quint64(panel.graph()->item().lines().cacheKey()), picture); // nothing was drawn anew
}

void TestGraphPanel::crosshair_names_events() {
    GraphPanel panel;
    panel.setView(samples::errorRate());
    panel.setEvents({{domain::instantFromMs(samples::end), QStringLiteral("Raised to SEV1")}});
    show(panel);
    panel.graph()->moveCrosshair(0);
    QVERIFY(panel.graph()->readings().join(u'\n').contains(QStringLiteral("15:14  Raised to SEV1")));
}

void TestGraphPanel::pin_names_the_panel() {
    GraphPanel panel;
    QSignalSpy pinned(&panel, &GraphPanel::pinRequested);
    auto* button = panel.findChild<QToolButton*>();
    QVERIFY(button);
    QVERIFY(!button->isEnabled());
    panel.setView(samples::errorRate());
    show(panel);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(pinned.size(), 1);
    QCOMPARE(pinned[0][0].toString(), QStringLiteral("error-rate"));
    QVERIFY(button->accessibleName().contains(QStringLiteral("Error rate")));
}

void TestGraphPanel::hidden_panel_draws_nothing() {
    GraphPanel panel;
    panel.resize(480, 340);
    QSignalSpy drawn(panel.graph(), &GraphView::drawn);
    panel.setView(samples::errorRate());
    settle();
    QCOMPARE(drawn.size(), 0);
    show(panel);
    QTRY_VERIFY(drawn.size() > 0);
    panel.hide();
    drawn.clear();
    panel.setView(samples::latency());
    settle();
    QCOMPARE(drawn.size(), 0);
}

void TestGraphPanel::stage_shows_no_query_and_no_server_words() {
    GraphPanel panel(GraphPanel::Place::Stage);
    panel.setView(failing(samples::errorRate(), metrics::FeedState::Stale, QStringLiteral("CANARY refused")));
    show(panel);
    QString texts = textsOf(panel);
    for (const QLabel* label : panel.findChildren<QLabel*>()) // hidden ones too: absent, not hidden
        texts += label->text();
    QVERIFY(!texts.contains(QStringLiteral("CANARY")));
    QVERIFY(!texts.contains(QStringLiteral("http_requests_total")));
    QVERIFY(texts.contains(QStringLiteral("stale since ")));
    auto broken = failing(samples::errorRate(), metrics::FeedState::Error, QStringLiteral("CANARY refused"));
    broken.matrix = nullptr;
    panel.setView(broken);
    QVERIFY(!textsOf(panel).contains(QStringLiteral("CANARY")));
}

void TestGraphPanel::resizing_gives_a_picture_that_fits() {
    GraphPanel panel;
    panel.setView(samples::errorRate());
    show(panel);
    panel.resize(900, 500);
    QTRY_VERIFY(panel.graph()->isSettled() && panel.graph()->item().lines().width() > 600);
    const QSizeF area = panel.graph()->chart()->plotArea().size();
    QVERIFY(std::abs(panel.graph()->item().lines().width() - area.width()) <= 1);
    panel.resize(60, 50); // no room at all
    settle();
}

void TestGraphPanel::destroyed_panel_takes_no_picture() {
    for (int i = 0; i < 20; ++i) {
        auto panel = std::make_unique<GraphPanel>();
        panel->setView(samples::errorRate());
        panel->resize(480, 340);
        panel->show();
        QCoreApplication::processEvents();
        panel.reset();
    }
    settle();
}

QTEST_MAIN(TestGraphPanel)
#include "tst_graph_panel.moc"
