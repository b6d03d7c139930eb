// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/graph_panel.h"
#include "ui/charts/graph_view.h"
#include "ui/charts/series_colours.h"
#include "ui/charts/series_key.h"
#include "ui/charts/values_dialog.h"
#include "ui/graph_samples.h"
#include "ui/graphs_panel.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>
#include <QWheelEvent>
#include <QtTest>

using namespace ui;
using namespace std::chrono_literals;

namespace {

constexpr double from = samples::end - 3'600'000.0;
constexpr double to = samples::end;

int inkIn(const QImage& image, const QColor& ink) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == ink ? 1 : 0;
    }
    return count;
}

metrics::Series named(const char* name) {
    return samples::series(QString::fromLatin1(name), 1, 2, 1);
}

} // namespace

/// Graphs side by side: what is shared, what is each one's own, by mouse and by keys.
class TestGraphsPanel : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyLook(*qApp, Theme::Dark); }
    void init();
    void cleanup() { m_panel.reset(); }
    void spans_stayWithinTheWhole();
    void wheel_zoomsAllGraphsAboutThePointer();
    void drag_pansAndAClickDoesNot();
    void keys_zoomPanAndShowAll();
    void zoomedAxis_fitsWhatIsSeen();
    void crosshair_isSharedByAllGraphs();
    void click_onAMomentAsksForAnEntry();
    void click_onAMarkGoesToItsEntry();
    void keys_findMarkPinAndValues();
    void colours_stayWithTheirLines();
    void hidden_linesAreNotDrawnAndNotRead();
    void key_isolatesAndToggles();
    void values_standInATableThatHidesLines();
    void menu_copiesTheQueryAndOpensPrometheus();
    void panels_thatStayKeepWhatTheyAre();
    void picture();

private:
    GraphView* view(int i) const { return graph(i)->graph(); }
    GraphPanel* graph(int i) const {
        return m_panel->graph(i == 0 ? QStringLiteral("error-rate") : QStringLiteral("latency-p95"));
    }
    QPoint at(int i, double share) const {
        const QRectF area = view(i)->chart()->plotArea();
        return view(i)->mapFromScene(
            view(i)->chart()->mapToScene(QPointF(area.left() + area.width() * share, area.center().y())));
    }
    void wheel(int i, double share, int notches, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        const QPoint where = at(i, share);
        QWheelEvent event(where, view(i)->viewport()->mapToGlobal(where), {}, {0, 120 * notches}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view(i)->viewport(), &event);
    }
    std::unique_ptr<GraphsPanel> m_panel;
};

void TestGraphsPanel::init() {
    m_panel = std::make_unique<GraphsPanel>();
    m_panel->setSynchronous(true);
    m_panel->setEvents({{domain::instantFromMs(samples::end - 1'800'000), QStringLiteral("Rolled back"),
                         QStringLiteral("7d9f1e52-0c6b-4b0e-9d0a-3b2f8a1c4e5d/3")}});
    m_panel->setPanels({samples::errorRate(), samples::latency()});
    m_panel->resize(1100, 420);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    QTRY_VERIFY(view(0)->isSettled() && view(1)->isSettled());
}

void TestGraphsPanel::spans_stayWithinTheWhole() {
    const Span whole{0, 1'000'000};
    QCOMPARE(zoomed(whole, whole, 0.5, 250'000), (std::optional<Span>{{125'000, 625'000}}));
    QCOMPARE(zoomed(whole, {0, 500'000}, 0.5, 0), (std::optional<Span>{{0, 250'000}}));
    QCOMPARE(zoomed(whole, {100'000, 500'000}, 10, 300'000), std::nullopt);
    QCOMPARE(zoomed(whole, {0, 12'000}, 0.1, 6'000)->to - zoomed(whole, {0, 12'000}, 0.1, 6'000)->from, narrowestSpan);
    QCOMPARE(moved(whole, {100'000, 300'000}, 50'000), (std::optional<Span>{{150'000, 350'000}}));
    QCOMPARE(moved(whole, {100'000, 300'000}, -500'000), (std::optional<Span>{{0, 200'000}}));
    QCOMPARE(moved(whole, {100'000, 300'000}, 5e9), (std::optional<Span>{{800'000, 1'000'000}}));
    QCOMPARE(moved(whole, whole, 5), std::nullopt);
}

void TestGraphsPanel::wheel_zoomsAllGraphsAboutThePointer() {
    wheel(0, 0.25, 1);
    QVERIFY(m_panel->span());
    const Span span = *m_panel->span();
    QVERIFY(qAbs((span.to - span.from) - 3'600'000 * 0.8) < 1);
    // The moment under the pointer stays there.
    QVERIFY(qAbs((from + 900'000 - span.from) / (span.to - span.from) - 0.25) < 0.01);
    for (int i : {0, 1})
        QCOMPARE(view(i)->item().frame().from, span.from);
    QVERIFY(graph(0)->stateText().contains(QStringLiteral("of 1 h")));
    for (int n = 0; n < 30; ++n)
        wheel(1, 0.5, -1);
    QVERIFY(!m_panel->span());
    QCOMPARE(view(0)->item().frame().from, from);
}

void TestGraphsPanel::drag_pansAndAClickDoesNot() {
    wheel(0, 0.5, 4);
    const Span before = *m_panel->span();
    QSignalSpy moment(m_panel.get(), &GraphsPanel::entryRequested);
    QTest::mousePress(view(0)->viewport(), Qt::LeftButton, {}, at(0, 0.5));
    QTest::mouseMove(view(0)->viewport(), at(0, 0.75));
    QTest::mouseRelease(view(0)->viewport(), Qt::LeftButton, {}, at(0, 0.75));
    QVERIFY(moment.isEmpty());
    const Span after = *m_panel->span();
    const double quarter = (before.to - before.from) / 4;
    QVERIFY2(qAbs((before.from - after.from) - quarter) < quarter * 0.05,
             qPrintable(QString::number((before.from - after.from) / quarter)));
    QVERIFY(qAbs((after.to - after.from) - (before.to - before.from)) < 1);
}

void TestGraphsPanel::keys_zoomPanAndShowAll() {
    graph(0)->setFocus();
    QTest::keyClick(graph(0), Qt::Key_Plus);
    QVERIFY(m_panel->span());
    const Span middle = *m_panel->span();
    QVERIFY(qAbs((middle.to - middle.from) - 1'800'000) < 1);
    QTest::keyClick(graph(0), Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(qAbs(m_panel->span()->from - middle.from - 450'000) < 1);
    QTest::keyClick(graph(0), Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(qAbs(m_panel->span()->from - middle.from) < 1);
    QTest::keyClick(graph(0), Qt::Key_Minus);
    QVERIFY(!m_panel->span());
    QTest::keyClick(graph(0), Qt::Key_Plus);
    QTest::keyClick(graph(0), Qt::Key_0);
    QVERIFY(!m_panel->span());
}

void TestGraphsPanel::zoomedAxis_fitsWhatIsSeen() {
    m_panel->setPanels({samples::latency()});
    GraphView* latency = graph(1)->graph();
    QTRY_VERIFY(latency->isSettled());
    const double high = latency->valueTicks().high;
    metrics::PanelView calm = samples::latency();
    calm.panel.warn.reset();
    calm.panel.critical.reset();
    m_panel->setPanels({calm});
    emit latency->spanWanted(Span{from, from + 600'000}); // before the trouble
    QTRY_VERIFY(latency->isSettled());
    QVERIFY2(latency->valueTicks().high < high / 4, qPrintable(QString::number(latency->valueTicks().high)));
}

void TestGraphsPanel::crosshair_isSharedByAllGraphs() {
    QTest::mouseMove(view(0)->viewport(), at(0, 0.5));
    QTRY_VERIFY(view(0)->item().crosshair());
    QVERIFY(view(1)->item().crosshair());
    QCOMPARE(*view(1)->item().crosshair(), *view(0)->item().crosshair());
    QVERIFY(qAbs(*view(0)->item().crosshair() - (from + to) / 2) < 20'000);
    view(0)->hideCrosshair();
    QVERIFY(!view(1)->item().crosshair());
    graph(1)->setFocus();
    QTest::keyClick(graph(1), Qt::Key_Left);
    QCOMPARE(view(0)->item().crosshair(), view(1)->item().crosshair());
}

void TestGraphsPanel::click_onAMomentAsksForAnEntry() {
    QSignalSpy moment(m_panel.get(), &GraphsPanel::entryRequested);
    QTest::mouseClick(view(0)->viewport(), Qt::LeftButton, {}, at(0, 0.25));
    QCOMPARE(moment.size(), 1);
    const auto asked = moment[0][0].value<domain::Instant>();
    QVERIFY(qAbs(double(domain::toMs(asked)) - (from + 900'000)) < 15'000);
    QCOMPARE(domain::toMs(asked) % 1'000, 0);
    graph(0)->setFocus();
    QTest::keyClick(graph(0), Qt::Key_Left);
    QTest::keyClick(graph(0), Qt::Key_Return);
    QCOMPARE(moment.size(), 2);
}

void TestGraphsPanel::click_onAMarkGoesToItsEntry() {
    QSignalSpy mark(m_panel.get(), &GraphsPanel::markRequested);
    QSignalSpy moment(m_panel.get(), &GraphsPanel::entryRequested);
    QTest::mouseClick(view(1)->viewport(), Qt::LeftButton, {}, at(1, 0.5));
    QCOMPARE(mark.size(), 1);
    QCOMPARE(mark[0][0].toString(), QStringLiteral("7d9f1e52-0c6b-4b0e-9d0a-3b2f8a1c4e5d/3"));
    QVERIFY(moment.isEmpty());
    QTest::mouseMove(view(1)->viewport(), at(1, 0.5));
    graph(1)->setFocus();
    QTest::keyClick(graph(1), Qt::Key_M);
    QCOMPARE(mark.size(), 2);
}

void TestGraphsPanel::keys_findMarkPinAndValues() {
    QSignalSpy mark(m_panel.get(), &GraphsPanel::markRequested);
    graph(1)->setFocus();
    QTest::keyClick(graph(1), Qt::Key_M); // first to the mark, from wherever one is
    QVERIFY(mark.isEmpty());
    QVERIFY(qAbs(*view(1)->item().crosshair() - (from + 1'800'000)) < 15'000);
    QVERIFY2(graph(1)->accessibleDescription().contains(QStringLiteral("Rolled back")),
             qPrintable(graph(1)->accessibleDescription()));
    QTest::keyClick(graph(1), Qt::Key_M);
    QCOMPARE(mark.size(), 1);
    QSignalSpy pin(graph(1), &GraphPanel::pinRequested);
    QTest::keyClick(graph(1), Qt::Key_P);
    QCOMPARE(pin.size(), 1);
    QTest::keyClick(graph(1), Qt::Key_V);
    QVERIFY(graph(1)->findChild<ValuesDialog*>());
}

void TestGraphsPanel::colours_stayWithTheirLines() {
    SeriesColours colours;
    const auto of = [&](std::initializer_list<const char*> names) {
        std::vector<metrics::Series> all;
        for (const char* name : names)
            all.push_back(named(name));
        return colours.of(*samples::matrix(std::move(all)));
    };
    QCOMPARE(of({"a", "b", "c"}), (std::vector<int>{0, 1, 2}));
    QCOMPARE(of({"c", "a"}), (std::vector<int>{2, 0}));           // another order, one gone
    QCOMPARE(of({"new", "c", "a"}), (std::vector<int>{1, 2, 0})); // takes a number that is free
    QCOMPARE(of({"b", "a"}), (std::vector<int>{1, 0}));           // is what it was
    colours.toggle(named("a").labels);
    QCOMPARE(of({"b", "a"}), (std::vector<int>{1, -1}));
    colours.toggle(named("a").labels);
    colours.isolate(named("a").labels);
    QCOMPARE(of({"b", "a", "late"}), (std::vector<int>{-1, 0, -1})); // also of lines that come later
    colours.isolate(named("a").labels);
    QVERIFY(!colours.anyHidden());
    colours.isolate(named("a").labels);
    colours.toggle(named("b").labels); // the two of them
    QCOMPARE(of({"b", "a", "late"}), (std::vector<int>{1, 0, -1}));
}

void TestGraphsPanel::hidden_linesAreNotDrawnAndNotRead() {
    const QColor second = tokensOf(Theme::Dark).series[1];
    QVERIFY(inkIn(view(0)->item().lines(), second) > 100);
    emit graph(0)->findChild<SeriesKey*>()->toggleRequested(1);
    QTRY_VERIFY(view(0)->isSettled());
    QCOMPARE(inkIn(view(0)->item().lines(), second), 0);
    view(0)->moveCrosshair(-10);
    QVERIFY(view(0)->readings().join(u'\n').contains(QStringLiteral("checkout")));
    QVERIFY(!view(0)->readings().join(u'\n').contains(QStringLiteral("payments")));
    // The next answer changes nothing of it.
    metrics::PanelView next = samples::errorRate();
    next.serial = 2;
    graph(0)->setView(next);
    QTRY_VERIFY(view(0)->isSettled());
    QCOMPARE(inkIn(view(0)->item().lines(), second), 0);
}

void TestGraphsPanel::key_isolatesAndToggles() {
    auto* key = graph(0)->findChild<SeriesKey*>();
    QVERIFY(key->isVisible());
    key->setFocus();
    QTest::keyClick(key, Qt::Key_Right);
    QTest::keyClick(key, Qt::Key_Return);
    QTRY_VERIFY(view(0)->isSettled());
    QCOMPARE(inkIn(view(0)->item().lines(), tokensOf(Theme::Dark).series[0]), 0);
    QVERIFY(inkIn(view(0)->item().lines(), tokensOf(Theme::Dark).series[1]) > 100);
    QTest::keyClick(key, Qt::Key_Return);
    QTRY_VERIFY(view(0)->isSettled());
    QVERIFY(inkIn(view(0)->item().lines(), tokensOf(Theme::Dark).series[0]) > 100);
    QTest::mouseClick(key, Qt::LeftButton, Qt::ControlModifier, QPoint(20, key->height() / 2));
    QTRY_VERIFY(view(0)->isSettled());
    QCOMPARE(inkIn(view(0)->item().lines(), tokensOf(Theme::Dark).series[0]), 0);
}

void TestGraphsPanel::values_standInATableThatHidesLines() {
    graph(0)->showValues();
    auto* dialog = graph(0)->findChild<ValuesDialog*>();
    QVERIFY(dialog);
    auto* table = dialog->findChild<QTableWidget*>();
    QCOMPARE(table->rowCount(), 2);
    QCOMPARE(table->item(0, 0)->text(), QStringLiteral("checkout")); // the largest first
    QVERIFY(table->item(0, 3)->text().endsWith(QStringLiteral(" %")));
    table->item(0, 0)->setCheckState(Qt::Unchecked);
    QTRY_VERIFY(view(0)->isSettled());
    QCOMPARE(inkIn(view(0)->item().lines(), tokensOf(Theme::Dark).series[0]), 0);
    table->selectRow(1);
    QTest::keyClick(dialog, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("payments\t")));
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
    if (!folder.isEmpty())
        dialog->grab().save(folder + QStringLiteral("/values.png"));
}

void TestGraphsPanel::menu_copiesTheQueryAndOpensPrometheus() {
    QSignalSpy link(m_panel.get(), &GraphsPanel::linkChosen);
    graph(0)->showMenu(graph(0)->mapToGlobal(QPoint(10, 10)));
    auto* menu = graph(0)->findChild<QMenu*>();
    QVERIFY(menu);
    for (QAction* action : menu->actions()) {
        if (action->text().contains(QStringLiteral("Copy the query")))
            action->trigger();
        if (action->text().contains(QStringLiteral("Open in Prometheus")))
            action->trigger();
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), samples::errorRate().panel.expr);
    QCOMPARE(link.size(), 1);
    const QUrl url = link[0][0].toUrl();
    QVERIFY(
        url.toString(QUrl::FullyEncoded).startsWith(QStringLiteral("http://localhost:9090/graph?g0.expr=sum%28rate")));
    QVERIFY(url.toString(QUrl::FullyEncoded).contains(QStringLiteral("g0.range_input=3600s")));
    QVERIFY(url.toString(QUrl::FullyEncoded).contains(QStringLiteral("g0.end_input=2026-11-20%2015:14:15")));
    menu->close();
}

void TestGraphsPanel::panels_thatStayKeepWhatTheyAre() {
    GraphPanel* kept = graph(0);
    QPointer<GraphPanel> gone = graph(1);
    emit kept->findChild<SeriesKey*>()->toggleRequested(1);
    m_panel->setPanels({samples::throughput(), samples::errorRate()});
    QCOMPARE(graph(0), kept);
    QCOMPARE(m_panel->graphs().size(), 2U);
    QTRY_VERIFY(!gone);
    QTRY_VERIFY(view(0)->isSettled());
    QCOMPARE(inkIn(view(0)->item().lines(), tokensOf(Theme::Dark).series[1]), 0);
}

void TestGraphsPanel::picture() {
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
    if (folder.isEmpty())
        QSKIP("set BRIDGEWATCH_PICTURES to a folder to look at it");
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        applyLook(*qApp, theme);
        wheel(0, 0.6, 2);
        view(0)->moveCrosshair(-120);
        QTRY_VERIFY(view(0)->isSettled() && view(1)->isSettled());
        m_panel->grab().save(
            folder + (theme == Theme::Dark ? QStringLiteral("/graphs-dark.png") : QStringLiteral("/graphs-light.png")));
    }
    applyLook(*qApp, Theme::Dark);
}

QTEST_MAIN(TestGraphsPanel)
#include "tst_graphs_panel.moc"
