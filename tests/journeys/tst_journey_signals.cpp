// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/real_servers.h"
#include "drill/run.h"
#include "items/alerts_model.h"
#include "metrics/panels.h"
#include "net/transport.h"
#include "room/alert_watch.h"
#include "room/graph_watch.h"
#include "room/room.h"
#include "ui/alerts_panel.h"
#include "ui/charts/elided_label.h"
#include "ui/charts/graph_panel.h"
#include "ui/charts/graph_view.h"
#include "ui/graphs_panel.h"
#include "ui/look/style.h"
#include "ui/status_strip.h"
#include "ui/virtual_list.h"
#include "ui/war_room_screen.h"
#include <QChart>
#include <QScrollBar>

using namespace std::chrono_literals;

/// A drill at speed 1 as a commander has it in the window: checks, graphs that were added, edited and moved, alerts of
/// a real Prometheus and a silence at a real Alertmanager, all on one screen.
class TestJourneySignals final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void changed_graphsAreDrawnInTheirOrder();
    void silence_isInForceAndCountedDown();
    void checks_haveAnswered();
    void everything_fitsTheScreen_data();
    void everything_fitsTheScreen();
    void cleanupTestCase();

private:
    const std::vector<playbook::Panel>& panels() const { return m_shown; }
    void arrange(const domain::GraphsArranged& graphs);

    QTemporaryDir m_folder;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<drill::Run> m_run;
    std::unique_ptr<ui::WarRoomScreen> m_screen;
    std::vector<playbook::Panel> m_shown;
};

void TestJourneySignals::initTestCase() {
    if (!drill::RealServers::areInstalled())
        QSKIP("prometheus and prometheus-alertmanager are not both installed");
    m_database = std::make_unique<store::Database>(m_folder.path());
    VERIFY_OK(record::open(*m_database));
    drill::Run::Setup setup;
    setup.found = drill::findScenario(QStringLiteral("database-outage"), {}).value();
    for (drill::ScriptedAlert& alert : setup.found.scenario.alerts)
        alert.from = 0s; // nobody waits for minutes here
    setup.database = m_database.get();
    setup.now = domain::SystemClock().now();
    setup.author = QStringLiteral("@ic");
    setup.makeTransport = &net::drillTransport;
    m_run = std::make_unique<drill::Run>(std::move(setup));
    QSignalSpy opened(m_run.get(), &drill::Run::opened);
    m_run->start();
    QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), 60'000);
    QVERIFY2(m_run->usesRealServers(), qPrintable(m_run->servers()));
    ui::applyLook(*qApp, ui::Theme::Dark);
    m_screen = std::make_unique<ui::WarRoomScreen>();
    m_screen->resize(1280, 720);
    m_screen->show();
    m_screen->setRoom(m_run->room(), m_run->watch());
    m_shown = m_run->room()->playbook().panels;
}

void TestJourneySignals::arrange(const domain::GraphsArranged& graphs) {
    VERIFY_OK(record::append(*m_run->room(), graphs));
    m_shown = metrics::panelsOf(m_run->room()->playbook(), m_run->room()->incident());
}

void TestJourneySignals::changed_graphsAreDrawnInTheirOrder() {
    playbook::Panel added;
    added.title = QStringLiteral("Scraped targets & what they are called, at some length");
    added.expr = QStringLiteral("up");
    added.legend = QStringLiteral("{{job}} on {{instance}}");
    arrange(metrics::withPanel(panels(), added));
    const QString id = panels().back().id;
    arrange(metrics::withMoved(panels(), id, -2));
    playbook::Panel edited = panels().front();
    edited.title = QStringLiteral("Failed requests");
    arrange(metrics::withPanel(panels(), edited));
    QCOMPARE(panels().at(panels().size() - 3).id, id);
    QTRY_COMPARE(m_screen->graphs()->graphs().size(), panels().size());
    for (std::size_t i = 0; i < panels().size(); ++i) {
        ui::GraphPanel* graph = m_screen->graph(panels()[i].id);
        QVERIFY(graph);
        QTRY_COMPARE_WITH_TIMEOUT(graph->view().state, metrics::FeedState::Ok, 60'000);
        QCOMPARE(graph->view().panel.title, panels()[i].title);
        if (i > 0) { // rows of the grid, from left to right
            const QPoint here = graph->mapTo(m_screen.get(), QPoint());
            const QPoint before = m_screen->graph(panels()[i - 1].id)->mapTo(m_screen.get(), QPoint());
            QVERIFY(here.y() > before.y() || (here.y() == before.y() && here.x() > before.x()));
        }
    }
}

void TestJourneySignals::silence_isInForceAndCountedDown() {
    room::AlertWatch* alerts = m_run->watch()->alerts();
    items::AlertsModel* model = m_screen->alerts()->model();
    QTRY_VERIFY_WITH_TIMEOUT((alerts->refresh(), model->countOf(metrics::AlertState::Firing) == 2), 60'000);
    record::Answer<QString> made;
    alerts->silence({*metrics::parseMatcher(QStringLiteral("alertname=DatabaseDown"))}, 1h,
                    QStringLiteral("being worked on"), made.sink());
    VERIFY_OK(made.wait());
    QTRY_VERIFY_WITH_TIMEOUT((alerts->refresh(), model->countOf(metrics::AlertState::Silenced) == 1), 60'000);
    // Alerts and silences are two questions: the list may have been asked before the silence was made.
    QTRY_COMPARE_WITH_TIMEOUT((alerts->refresh(), model->index(0).data().toString()),
                              QStringLiteral("alertname=\"DatabaseDown\""), 60'000);
    const QModelIndex row = model->index(0);
    QVERIFY2(row.data(items::AlertsModel::TimeRole).toString().startsWith(QStringLiteral("00:5")),
             qPrintable(row.data(items::AlertsModel::TimeRole).toString()));
    QTRY_VERIFY(m_screen->status()->text().contains(QStringLiteral("1 silence until")));
}

void TestJourneySignals::checks_haveAnswered() {
    for (const room::CheckView& view : m_run->watch()->checks()) {
        if (view.check.kind == playbook::CheckKind::Command)
            continue; // not run in a drill
        const auto state = [this, id = view.check.id] {
            for (const room::CheckView& now : m_run->watch()->checks()) {
                if (now.check.id == id)
                    return now.state;
            }
            return domain::CheckState::Unknown;
        };
        QTRY_VERIFY_WITH_TIMEOUT(state() != domain::CheckState::Unknown, 60'000);
    }
}

void TestJourneySignals::everything_fitsTheScreen_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const bool dark : {true, false}) {
        for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)})
            QTest::addRow("%dx%d-%s", size.width(), size.height(), dark ? "dark" : "light") << size << dark;
    }
}

void TestJourneySignals::everything_fitsTheScreen() {
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    ui::applyLook(*qApp, dark ? ui::Theme::Dark : ui::Theme::Light);
    m_screen->resize(size);
    for (const auto& [id, graph] : m_screen->graphs()->graphs())
        QTRY_VERIFY(graph->graph()->isSettled());
    // To be looked at.
    if (const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES"); !folder.isEmpty())
        m_screen->grab().save(
            QStringLiteral("%1/signals-%2.png").arg(folder, QString::fromLatin1(QTest::currentDataTag())));
    QCOMPARE(m_screen->size(), size);
    for (const auto& [id, graph] : m_screen->graphs()->graphs()) {
        // The chart does not shrink below what its axes need: what is beyond the view is cut.
        const QRectF chart = graph->graph()->chart()->geometry();
        QVERIFY2(chart.bottom() <= graph->graph()->viewport()->height() &&
                     chart.right() <= graph->graph()->viewport()->width(),
                 qPrintable(QStringLiteral("%1: %2 of %3").arg(id).arg(chart.bottom()).arg(graph->graph()->height())));
    }
    // The question whom to page stands beside what is watched, not in its place.
    QVERIFY(!m_screen->status()->prompt().text.isEmpty());
    const auto labels = m_screen->status()->findChildren<ui::ElidedLabel*>();
    QCOMPARE(labels.size(), 1);
    QVERIFY(labels[0]->text().contains(QStringLiteral("1 silence until")));
    QVERIFY2(labels[0]->isVisible() &&
                 labels[0]->fontMetrics().horizontalAdvance(labels[0]->text()) <= labels[0]->contentsRect().width(),
             qPrintable(labels[0]->text()));
    QVERIFY(m_screen->alerts()->isVisible());
    QCOMPARE(m_screen->alerts()->height(), m_screen->alerts()->wantedHeight());
    QCOMPARE(m_screen->alerts()->list()->verticalScrollBar()->maximum(), 0); // three rows need no scrolling
}

void TestJourneySignals::cleanupTestCase() {
    m_screen.reset();
    m_run.reset();
    m_database.reset();
}

QTEST_MAIN(TestJourneySignals)
#include "tst_journey_signals.moc"
