// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/panels.h"
#include "net/test_servers.h"
#include "net/transport.h"
#include "room/graph_watch.h"
#include "room/watch.h"
#include "ui/charts/graph_panel.h"
#include "ui/charts/graph_view.h"
#include "ui/grafana_dialog.h"
#include "ui/graphs_panel.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/open_room.h"
#include "ui/panel_dialog.h"
#include "ui/promql_edit.h"
#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace ui;
using namespace std::chrono_literals;

/// Stands before the sample answers: moc loses its place in raw strings.
/// Graphs that are added, edited, moved and removed while the incident runs, by mouse and by keys.
class TestPanelDialog : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyLook(*qApp, Theme::Dark); }
    void init();
    void cleanup();
    void graph_isWrittenTriedAndAdded();
    void fault_isUnderlinedWithoutAsking();
    void refusal_isUnderlinedWhereTheServerSays();
    void server_decidesWhatItTakes();
    void words_areOfferedAndTaken();
    void wrong_numbersAreRefused();
    void server_isChosenAmongSeveral();
    void range_isChosen_data();
    void range_isChosen();
    void range_followsTheIncident();
    void graph_isEditedMovedAndRemovedByKeys();
    void menu_offersTheSame();
    void graph_isCarriedByItsHead();
    void arrangement_isUndoneAndSurvivesReopening();
    void dashboard_isLookedIntoBeforeAnythingIsTaken();
    void dropped_fileIsLookedInto();
    void unreadable_dashboardSaysWhy();
    void closed_roomOffersNoChange();
    void picture_data();
    void picture();

private:
    void openPanel();
    void chooseRange(const QString& name);
    /// What the first graph shows, from one end to the other.
    domain::Millis window() const {
        const auto& view = m_watch->panels().front();
        return view.state == metrics::FeedState::Ok ? view.matrix->to - view.matrix->from : domain::Millis(0);
    }
    QStringList ids() const {
        QStringList ids;
        for (const auto& view : m_watch->panels())
            ids << view.panel.id;
        return ids;
    }
    static QString dashboard() {
        return qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") + QStringLiteral("/tests/metrics/grafana_dashboard.json");
    }
    PanelDialog* dialog() const { return m_panel->findChild<PanelDialog*>(); }
    void key(const char* graph, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(m_panel->graph(QString::fromLatin1(graph)), key, modifiers);
    }

    std::unique_ptr<tests::HttpServer> m_server;
    std::unique_ptr<OpenRoom> m_open;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<room::Watch> m_watch;
    std::unique_ptr<GraphsPanel> m_panel;
};

namespace {

/// A Prometheus that draws two lines for everything but "broken", and knows a few words.
tests::Answer prometheus(const tests::Asked& asked) {
    const auto json = [](const std::string& data) {
        return tests::Answer{200, R"({"status":"success","data":)" + data + "}", "application/json"};
    };
    if (asked.path == "/api/v1/label/__name__/values")
        return json(R"(["rails_requests_total","up"])");
    if (asked.path == "/api/v1/labels")
        return json(R"(["__name__","instance","job"])");
    if (asked.path == "/api/v1/label/job/values")
        return json(R"(["api","gate\"way"])");
    if (asked.path != "/api/v1/query_range")
        return {404, "not here", "text/plain"};
    if (asked.body.find("broken") != std::string::npos)
        return {400, R"({"status":"error","errorType":"bad_data","error":"1:3: parse error: not today"})",
                "application/json"};
    const auto start = asked.body.find("end=") + 4;
    const std::string end = asked.body.substr(start, asked.body.find('&', start) - start);
    const std::string values = R"(,"values":[[)" + end + R"(,"7.5"]]})";
    return json(R"({"resultType":"matrix","result":[{"metric":{"job":"a"})" + values + R"(,{"metric":{"job":"b"})" +
                values + "]}");
}

} // namespace

void TestPanelDialog::init() {
    m_server = std::make_unique<tests::HttpServer>(&prometheus);
    m_open = std::make_unique<OpenRoom>();
    const QByteArray url = m_server->url({}).toUtf8();
    m_open->declare(QStringLiteral("Checkout fails"), m_open->clock().now() - 10min,
                    "name: Test\nvariables: {job: api}\n"
                    "prometheus: [{id: main, url: '" +
                        url +
                        "'}, {id: long, url: 'http://127.0.0.1:9'}]\n"
                        "severities: [{id: SEV2, name: Major, rank: 1}]\n"
                        "panels: [{id: a, title: First, expr: up}, {id: b, title: Second, expr: up, hold: 1m},\n"
                        "         {id: c, title: Third, expr: up}]\n");
    openPanel();
}

void TestPanelDialog::openPanel() {
    m_transport = std::make_unique<net::Transport>(&m_open->clock());
    m_watch = std::make_unique<room::Watch>(m_open->room(), m_transport.get());
    m_panel = std::make_unique<GraphsPanel>();
    m_panel->setSynchronous(true);
    m_panel->setRoom(m_open->room(), m_watch.get());
    m_panel->resize(1300, 500);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_watch->start();
}

void TestPanelDialog::cleanup() {
    m_panel.reset();
    m_watch.reset();
    m_transport.reset();
    m_open.reset();
    m_server.reset();
}

void TestPanelDialog::graph_isWrittenTriedAndAdded() {
    m_panel->addButton()->menu()->actions().first()->trigger();
    QVERIFY(dialog());
    dialog()->title()->setText(QStringLiteral("  Error rate "));
    dialog()->query()->setPlainText(QStringLiteral("sum by (job) (rate(x{job=\"{{job}}\"}[5m]))"));
    dialog()->warn()->setText(QStringLiteral("5"));
    QTRY_COMPARE(dialog()->verdict(), QStringLiteral("2 series in the last 30 min, 2 samples."));
    QVERIFY(!dialog()->verdictIsBad());
    QTRY_VERIFY(dialog()->preview()->isSettled());
    QTest::keyClick(dialog()->query(), Qt::Key_Return);
    QTRY_COMPARE(ids(), (QStringList{"a", "b", "c", "error-rate"}));
    QTRY_VERIFY(m_panel->graph(QStringLiteral("error-rate")));
    QTRY_COMPARE(int(m_panel->graph(QStringLiteral("error-rate"))->view().state), int(metrics::FeedState::Ok));
    QCOMPARE(m_open->room()->incident().timeline.back().text, QStringLiteral("Added graph “Error rate”"));
    // What is kept is what was written, not what was asked.
    QVERIFY(m_open->room()->incident().graphs->back().expr.contains(QStringLiteral("{{job}}")));
}

void TestPanelDialog::fault_isUnderlinedWithoutAsking() {
    m_panel->addGraph();
    m_server->stop();
    dialog()->query()->setPlainText(QStringLiteral("rate({{job}}[5m]) )"));
    QVERIFY(dialog()->verdictIsBad());
    QVERIFY2(dialog()->verdict().startsWith(QStringLiteral("This is no PromQL: ")), qPrintable(dialog()->verdict()));
    QCOMPARE(dialog()->query()->error(), std::optional(18));
    QCOMPARE(dialog()->query()->extraSelections().size(), 1);
    dialog()->query()->setPlainText(QStringLiteral("up"));
    QVERIFY(!dialog()->query()->error() && dialog()->query()->extraSelections().isEmpty());
    QTRY_VERIFY(dialog()->verdict().contains(QStringLiteral("refused"))); // the connection
}

void TestPanelDialog::refusal_isUnderlinedWhereTheServerSays() {
    m_panel->addGraph();
    dialog()->query()->setPlainText(QStringLiteral("broken"));
    QTRY_VERIFY(dialog()->verdict().contains(QStringLiteral("(bad_data): 1:3: parse error: not today")));
    QVERIFY(dialog()->verdictIsBad());
    QCOMPARE(dialog()->query()->error(), std::optional(2));
    // It may be taken all the same: the server may be the one that is ill.
    dialog()->verb()->click();
    QTRY_COMPARE(ids().back(), QStringLiteral("broken"));
}

void TestPanelDialog::server_decidesWhatItTakes() {
    m_panel->addGraph();
    dialog()->query()->setPlainText(QStringLiteral("rollup_of_another_server(up)"));
    QVERIFY(dialog()->verdictIsBad());
    QTRY_COMPARE(dialog()->verdict(), QStringLiteral("2 series in the last 30 min, 2 samples."));
    QVERIFY(!dialog()->query()->error());
}

void TestPanelDialog::words_areOfferedAndTaken() {
    m_panel->addGraph();
    PromqlEdit* edit = dialog()->query();
    QVERIFY(QTest::qWaitForWindowExposed(dialog()));
    dialog()->activateWindow();
    edit->setFocus();
    QTRY_VERIFY(edit->hasFocus());
    const auto popup = [edit] { return edit->offered(); };
    QTest::keyClicks(edit, QStringLiteral("ra"));
    QTRY_COMPARE(popup().mid(0, 3), (QStringList{"rad", "rails_requests_total", "rate"}));
    edit->take(QStringLiteral("rate"));
    QCOMPARE(edit->toPlainText(), QStringLiteral("rate()"));
    QCOMPARE(edit->textCursor().position(), 5);
    QTest::keyClicks(edit, QStringLiteral("up{j"));
    QTRY_COMPARE(popup(), QStringList{QStringLiteral("job")});
    edit->take(QStringLiteral("job"));
    QTest::keyClicks(edit, QStringLiteral("=\"ga"));
    QTRY_COMPARE(popup(), QStringList{QStringLiteral("gate\"way")});
    edit->take(QStringLiteral("gate\"way"));
    QCOMPARE(edit->toPlainText(), QStringLiteral("rate(up{job=\"gate\\\"way)"));
}

void TestPanelDialog::wrong_numbersAreRefused() {
    m_panel->editGraph(QStringLiteral("b"));
    dialog()->warn()->setText(QStringLiteral("5 %"));
    dialog()->verb()->click();
    QVERIFY(dialog()->isVisible());
    QCOMPARE(dialog()->verdict(), QStringLiteral("Warn and critical are numbers such as 5 or 0.8, or stay empty."));
    dialog()->query()->clear();
    dialog()->verb()->click();
    QCOMPARE(dialog()->verdict(), QStringLiteral("Write a query first."));
}

void TestPanelDialog::server_isChosenAmongSeveral() {
    m_panel->editGraph(QStringLiteral("a"));
    QCOMPARE(dialog()->server()->count(), 2);
    QTRY_VERIFY(dialog()->verdict().startsWith(QStringLiteral("2 series")));
    dialog()->server()->setCurrentText(QStringLiteral("long"));
    QTRY_VERIFY(dialog()->verdict().contains(QStringLiteral("refused")));
    dialog()->verb()->click();
    QTRY_COMPARE(m_watch->panels().front().panel.server, QStringLiteral("long"));
    QTRY_COMPARE(m_watch->panels().front().server, QStringLiteral("http://127.0.0.1:9"));
}

void TestPanelDialog::chooseRange(const QString& name) {
    QMenu* menu = m_panel->rangeButton()->menu();
    emit menu->aboutToShow();
    for (QAction* action : menu->actions()) {
        if (action->text() == name && action->isEnabled())
            action->trigger();
    }
    QCOMPARE(m_panel->rangeButton()->text(), name);
}

void TestPanelDialog::range_isChosen_data() {
    QTest::addColumn<qint64>("minutes");
    const std::pair<const char*, int> ranges[] = {{"Last 15 min", 15}, {"Last 30 min", 30},   {"Last 1 h", 60},
                                                  {"Last 3 h", 180},   {"Last 6 h", 360},     {"Last 12 h", 720},
                                                  {"Last 24 h", 1440}, {"Last 2 days", 2880}, {"Last 7 days", 10080}};
    for (const auto& [name, minutes] : ranges)
        QTest::newRow(name) << qint64(minutes);
}

void TestPanelDialog::range_isChosen() {
    QFETCH(qint64, minutes);
    QTRY_COMPARE(window(), domain::Millis(30min));
    chooseRange(QString::fromLatin1(QTest::currentDataTag()));
    // From and to stand on multiples of the step.
    QTRY_VERIFY(std::chrono::abs(window() - std::chrono::minutes(minutes)) <= m_watch->panels().front().matrix->step);
}

void TestPanelDialog::range_followsTheIncident() {
    const domain::Instant now = m_open->clock().now();
    const auto shows = [this](domain::Millis wanted) {
        return std::chrono::abs(window() - wanted) <= m_watch->panels().front().matrix->step;
    };
    QTRY_COMPARE(window(), domain::Millis(30min));
    chooseRange(QStringLiteral("Since declared"));
    QTRY_VERIFY(shows(10min));
    QMenu* menu = m_panel->rangeButton()->menu();
    const auto impact = [menu] { return menu->actions().last(); };
    QCOMPARE(impact()->text(), QStringLiteral("Since impact began"));
    QVERIFY(!impact()->isEnabled());
    const auto began = [&](domain::Millis ago) {
        domain::ImpactSet body;
        body.began = now - ago;
        m_open->record(body, now);
    };
    began(25min);
    chooseRange(QStringLiteral("Since impact began"));
    QTRY_VERIFY(shows(25min));
    began(50min); // it was earlier than thought
    QTRY_VERIFY(shows(50min));
    chooseRange(QStringLiteral("Last 1 h"));
    began(40min);
    QTRY_VERIFY(shows(60min));
}

void TestPanelDialog::graph_isEditedMovedAndRemovedByKeys() {
    key("a", Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(ids(), (QStringList{"b", "a", "c"}));
    key("c", Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(ids(), (QStringList{"b", "c", "a"}));
    key("c", Qt::Key_Delete);
    QTRY_COMPARE(ids(), (QStringList{"b", "a"}));
    QTRY_VERIFY(!m_panel->graph(QStringLiteral("c")));
    key("b", Qt::Key_E);
    QVERIFY(dialog());
    QCOMPARE(dialog()->query()->toPlainText(), QStringLiteral("up"));
    dialog()->title()->setText(QStringLiteral("Other"));
    dialog()->verb()->click();
    QTRY_COMPARE(m_panel->graph(QStringLiteral("b"))->view().panel.title, QStringLiteral("Other"));
    QCOMPARE(m_watch->panels().front().panel.hold, std::optional<domain::Millis>(1min)); // as it was
    QCOMPARE(m_open->room()->incident().timeline.back().text, QStringLiteral("Changed graph “Other”"));
}

void TestPanelDialog::menu_offersTheSame() {
    GraphPanel* graph = m_panel->graph(QStringLiteral("a"));
    graph->showMenu(graph->mapToGlobal(QPoint(10, 10)));
    auto* menu = graph->findChild<QMenu*>();
    QStringList texts;
    for (QAction* action : menu->actions()) {
        texts << action->text();
        if (action->text() == QStringLiteral("Remove"))
            action->trigger();
    }
    for (const char* text : {"Edit…", "Move earlier", "Move later"})
        QVERIFY(texts.contains(QString::fromUtf8(text)));
    QTRY_COMPARE(ids(), (QStringList{"b", "c"}));
}

void TestPanelDialog::graph_isCarriedByItsHead() {
    GraphPanel* first = m_panel->graph(QStringLiteral("a"));
    GraphPanel* third = m_panel->graph(QStringLiteral("c"));
    const QPoint head(60, 12);
    const QPoint there = first->mapFromGlobal(third->mapToGlobal(third->rect().center()));
    QTest::mousePress(first, Qt::LeftButton, {}, head);
    QMouseEvent move(QEvent::MouseMove, head + QPoint(40, 10), first->mapToGlobal(head + QPoint(40, 10)), Qt::NoButton,
                     Qt::LeftButton, {});
    QCoreApplication::sendEvent(first, &move);
    QCOMPARE(first->cursor().shape(), Qt::ClosedHandCursor);
    QTest::mouseRelease(first, Qt::LeftButton, {}, there);
    QTRY_COMPARE(ids(), (QStringList{"b", "c", "a"}));
    QTest::mouseClick(first, Qt::LeftButton, {}, head); // a click carries nothing
    QCOMPARE(ids(), (QStringList{"b", "c", "a"}));
}

void TestPanelDialog::arrangement_isUndoneAndSurvivesReopening() {
    key("a", Qt::Key_Delete);
    QTRY_COMPARE(ids(), (QStringList{"b", "c"}));
    key("b", Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(ids(), (QStringList{"c", "b"}));
    m_open->room()->undo();
    QTRY_COMPARE(ids(), (QStringList{"b", "c"}));
    QVERIFY(m_open->room()->incident().timeline.back().struck);
    m_open->room()->redo();
    QTRY_COMPARE(ids(), (QStringList{"c", "b"}));
    m_panel.reset();
    m_watch.reset();
    m_open->reopen();
    openPanel();
    QCOMPARE(ids(), (QStringList{"c", "b"}));
    QVERIFY(m_panel->graph(QStringLiteral("c")));
}

void TestPanelDialog::dashboard_isLookedIntoBeforeAnythingIsTaken() {
    m_panel->importFile(dashboard());
    QTRY_VERIFY(m_panel->findChild<GrafanaDialog*>());
    auto* found = m_panel->findChild<GrafanaDialog*>();
    QCOMPARE(ids().size(), 3);
    const int count = int(found->boxes().size());
    QVERIFY(count > 1);
    QVERIFY(found->leftOut().size() > 0);
    found->boxes().front()->setChecked(false);
    found->verb()->click();
    QTRY_COMPARE(ids().size(), 3 + count - 1);
    QVERIFY(
        m_open->room()->incident().timeline.back().text.startsWith(QStringLiteral("Added %1 graphs: ").arg(count - 1)));
}

void TestPanelDialog::dropped_fileIsLookedInto() {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(dashboard())});
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_panel.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_panel.get(), &drop);
    QTRY_VERIFY(m_panel->findChild<GrafanaDialog*>());
    data.setUrls({QUrl(QStringLiteral("https://grafana.example/d.json"))});
    QDragEnterEvent foreign({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
    foreign.ignore();
    QCoreApplication::sendEvent(m_panel.get(), &foreign);
    QVERIFY(!foreign.isAccepted());
}

void TestPanelDialog::unreadable_dashboardSaysWhy() {
    QSignalSpy troubled(m_panel.get(), &GraphsPanel::troubled);
    m_panel->importFile(QStringLiteral("/nowhere/board.json"));
    QTRY_COMPARE(troubled.size(), 1);
    QVERIFY(troubled[0][0].toString().contains(QStringLiteral("/nowhere/board.json")));
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("{\"panels\":");
    file.close();
    m_panel->importFile(file.fileName());
    QTRY_COMPARE(troubled.size(), 2);
}

void TestPanelDialog::closed_roomOffersNoChange() {
    m_panel->setRoom(nullptr, nullptr);
    m_panel->setPanels({});
    QVERIFY(!m_panel->addButton()->isVisibleTo(m_panel.get()));
    m_panel->addGraph();
    QVERIFY(!dialog());
}

void TestPanelDialog::picture_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
}

/// For looking at: written where BRIDGEWATCH_PICTURES names a folder.
void TestPanelDialog::picture() {
    QFETCH(bool, dark);
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
    if (folder.isEmpty())
        QSKIP("BRIDGEWATCH_PICTURES is not set");
    applyLook(*qApp, dark ? Theme::Dark : Theme::Light);
    const QString name = dark ? QStringLiteral("dark") : QStringLiteral("light");
    m_panel->editGraph(QStringLiteral("a"));
    dialog()->query()->setPlainText(QStringLiteral("sum by (job) (rate(http_requests_total{code=~\"5..\"}[5m])"));
    dialog()->grab().save(folder + QStringLiteral("/panel-fault-%1.png").arg(name));
    dialog()->query()->setPlainText(QStringLiteral("sum by (job) (rate(http_requests_total{code=~\"5..\"}[5m]))"));
    QTRY_VERIFY(dialog()->verdict().startsWith(QStringLiteral("2 series")));
    QTRY_VERIFY(dialog()->preview()->isSettled());
    dialog()->grab().save(folder + QStringLiteral("/panel-%1.png").arg(name));
    dialog()->reject();
    m_panel->importFile(dashboard());
    QTRY_VERIFY(m_panel->findChild<GrafanaDialog*>());
    m_panel->findChild<GrafanaDialog*>()->grab().save(folder + QStringLiteral("/grafana-%1.png").arg(name));
    m_panel->grab().save(folder + QStringLiteral("/graphs-arranged-%1.png").arg(name));
    applyLook(*qApp, Theme::Dark);
}

QTEST_MAIN(TestPanelDialog)
#include "tst_panel_dialog.moc"
