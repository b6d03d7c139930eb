// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"
#include "drill/service.h"
#include "metrics/pin.h"
#include "metrics/real_prometheus.h"
#include "net/transport.h"
#include "playbook/playbook_file.h"
#include "room/war_room.h"
#include "room/watch.h"
#include "store/database.h"
#include "store/lock.h"
#include "ui/charts/graph_panel.h"
#include "ui/charts/graph_view.h"
#include "ui/charts/report_graph.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/war_room_screen.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using metrics::FeedState;

namespace {

const QByteArray playbookYaml =
    "name: Journey\n"
    "variables: {prometheus: 'http://localhost:1', job: target}\n"
    "severities: [{id: SEV1, name: Critical, rank: 1}]\n"
    "roles: [{id: commander, title: Commander}]\n"
    "phases: [{id: p, title: P, items: [{id: i, text: Look}]}]\n"
    "panels:\n"
    "  - {id: errors, title: Error rate, expr: 'max(drill_error_percent{job=\"{{job}}\"})', unit: percent, warn: 1, "
    "critical: 5, hold: 0s}\n"
    "  - {id: latency, title: Latency p95, expr: 'drill_latency_seconds', unit: s, legend: '{{instance}}', warn: 0.5, "
    "critical: 2}\n"
    "  - {id: traffic, title: Throughput, expr: 'sum(drill_requests_per_second)', unit: reqps}\n"
    "  - {id: up, title: Scraped, expr: up, unit: short, legend: '{{job}}'}\n"
    "post_mortem: {sections: [{id: summary, title: Summary, kind: generated}]}\n";

/// A sick service whose numbers do not move, so that the test can know them.
drill::Scenario sickness() {
    const auto constant = [](const QString& panel, const QString& name, double value) {
        return drill::Metric{panel, name, {{{}, {{domain::Millis(0), value}}, 0, {}}}};
    };
    drill::Scenario scenario;
    scenario.metrics = {constant(u"errors"_s, u"drill_error_percent"_s, 8.3),
                        constant(u"latency"_s, u"drill_latency_seconds"_s, 0.25),
                        constant(u"traffic"_s, u"drill_requests_per_second"_s, 412)};
    return scenario;
}

} // namespace

/// From a query to the screen: the drill's service is scraped by a real Prometheus, the watch asks that Prometheus, the
/// war room draws; then the graph is pinned, and Prometheus goes away.
class TestJourneyQuery : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void graphs_show_what_prometheus_scraped();
    void critical_value_is_on_the_timeline();
    void pinned_graph_keeps_its_samples_for_the_post_mortem();
    void graphs_keep_their_lines_when_prometheus_goes_away();
    void cleanupTestCase();

private:
    void openRoom();

    QTemporaryDir m_folder;
    domain::SystemClock m_clock;
    std::unique_ptr<drill::Service> m_service;
    std::unique_ptr<tests::RealPrometheus> m_prometheus;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<room::WarRoom> m_room;
    std::unique_ptr<room::Watch> m_watch;
    std::unique_ptr<ui::WarRoomScreen> m_screen;
};

void TestJourneyQuery::initTestCase() {
    if (!tests::RealPrometheus::isInstalled())
        QSKIP("the program prometheus is not installed");
    ui::applyLook(*qApp, ui::Theme::Dark);
    const auto book = playbook::playbookFromYaml(playbookYaml, u"journey.yaml"_s);
    QVERIFY2(book, book ? "" : qPrintable(book.error().text));
    m_service = std::make_unique<drill::Service>(sickness(), *book, &m_clock, m_clock.now());
    QVERIFY(m_service->listen());
    m_prometheus = std::make_unique<tests::RealPrometheus>(u"127.0.0.1:%1"_s.arg(m_service->port()));
    m_transport = std::make_unique<net::Transport>(&m_clock);
    openRoom();
    QVERIFY(m_room);
    QVERIFY2(m_prometheus->waitUntilReady(), qPrintable(m_prometheus->log()));
    m_watch = std::make_unique<room::Watch>(m_room.get(), m_transport.get(),
                                            std::map<QString, QString>{{u"prometheus"_s, m_prometheus->url()}});
    m_screen = std::make_unique<ui::WarRoomScreen>();
    m_screen->setRoom(m_room.get(), m_watch.get());
    m_screen->resize(1920, 1080);
    m_screen->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_screen.get()));
    m_watch->start();
}

void TestJourneyQuery::openRoom() {
    const QString data = m_folder.filePath(u"data"_s);
    QDir().mkpath(data);
    m_database = std::make_unique<store::Database>(data);
    auto lock = store::Lock::take(data);
    QVERIFY(lock.has_value());
    bool opened = false;
    m_database->open(std::move(*lock), this, [&](const auto& result) { opened = result.has_value(); });
    QTRY_VERIFY(opened);
    room::WarRoom* declared = nullptr;
    room::WarRoom::declare(m_database.get(), &m_clock,
                           {.title = u"Checkout fails"_s,
                            .severity = u"SEV1"_s,
                            .playbookId = u"journey"_s,
                            .playbookYaml = playbookYaml,
                            .drill = false,
                            .scenario = {},
                            .at = m_clock.now(),
                            .commander = {}},
                           u"@ic"_s, this,
                           [&](const domain::Result<room::WarRoom*>& result) { declared = result.value_or(nullptr); });
    QTRY_VERIFY(declared);
    m_room.reset(declared);
}

void TestJourneyQuery::graphs_show_what_prometheus_scraped() {
    const std::map<QString, QString> shown{
        {u"errors"_s, u"8.3 %"_s}, {u"latency"_s, u"250 ms"_s}, {u"traffic"_s, u"412 req/s"_s}, {u"up"_s, u"1"_s}};
    for (const auto& [id, value] : shown) {
        ui::GraphPanel* panel = m_screen->graph(id);
        QVERIFY2(panel, qPrintable(id));
        QTRY_COMPARE_WITH_TIMEOUT(panel->view().state, FeedState::Ok, 30'000);
        QTRY_VERIFY(panel->graph()->isSettled());
        QVERIFY(!panel->graph()->item().lines().isNull());
        QVERIFY2(panel->accessibleDescription().startsWith(value), qPrintable(panel->accessibleDescription()));
        const ui::Frame& frame = panel->graph()->item().frame();
        QCOMPARE(frame.to, static_cast<double>(domain::toMs(panel->view().matrix->to)));
    }
    QVERIFY(m_screen->graph(u"errors"_s)->accessibleDescription().contains(u"critical"_s));
    QCOMPARE(m_screen->graph(u"up"_s)->view().matrix->series.size(), 2U);
    QStringList legends; // the server sorts by instance, that is, by our random ports
    for (const metrics::Series& series : m_screen->graph(u"up"_s)->view().matrix->series)
        legends << series.legend;
    legends.sort();
    QCOMPARE(legends, (QStringList{u"self"_s, u"target"_s}));
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
    if (!folder.isEmpty())
        m_screen->grab().save(folder + u"/journey-query.png"_s);
}

void TestJourneyQuery::critical_value_is_on_the_timeline() {
    const auto crossed = [this] {
        for (const domain::TimelineEntry& entry : m_room->incident().timeline) {
            if (entry.kind == u"threshold.crossed"_s)
                return entry.text;
        }
        return QString();
    };
    QTRY_VERIFY(!crossed().isEmpty());
    QVERIFY2(crossed().contains(u"Error rate"_s), qPrintable(crossed()));
    QVERIFY2(crossed().contains(u"8.3 %"_s), qPrintable(crossed()));
}

void TestJourneyQuery::pinned_graph_keeps_its_samples_for_the_post_mortem() {
    const metrics::PanelView view = m_screen->graph(u"errors"_s)->view();
    QVERIFY(view.matrix);
    std::optional<domain::Result<domain::Event>> pinned;
    m_watch->pin(u"errors"_s, u"as it began"_s,
                 [&](domain::Result<domain::Event> event) { pinned = std::move(event); });
    QTRY_VERIFY(pinned);
    QVERIFY2(pinned->has_value(), pinned->has_value() ? "" : qPrintable(pinned->error().text));
    QTRY_COMPARE(m_room->incident().pins.size(), 1U);
    const domain::GraphPinned& pin = m_room->incident().pins[0].pin;
    QCOMPARE(pin.expr, u"max(drill_error_percent{job=\"target\"})"_s);
    std::optional<domain::Result<QByteArray>> bytes;
    m_room->attachment(pin.samplesDigest, this, [&](domain::Result<QByteArray> result) { bytes = std::move(result); });
    QTRY_VERIFY(bytes);
    QVERIFY(bytes->has_value());
    const auto read = metrics::pinFromBytes(**bytes);
    QVERIFY2(read, read ? "" : qPrintable(read.error().text));
    QCOMPARE(read->server, m_prometheus->url());
    QCOMPARE(read->marks, (metrics::Marks{1, 5}));
    QVERIFY(!read->matrix.series.at(0).v.empty());
    for (const double value : read->matrix.series[0].v)
        QCOMPARE(value, 8.3);
    QVERIFY(ui::reportGraphPng(**bytes));
}

void TestJourneyQuery::graphs_keep_their_lines_when_prometheus_goes_away() {
    m_prometheus->stop();
    for (const QString& id : {u"errors"_s, u"latency"_s, u"traffic"_s, u"up"_s}) {
        ui::GraphPanel* panel = m_screen->graph(id);
        QTRY_COMPARE_WITH_TIMEOUT(panel->view().state, FeedState::Stale, 30'000);
        QVERIFY2(panel->stateText().startsWith(u"stale since "_s), qPrintable(panel->stateText()));
        QVERIFY2(panel->stateText().contains(u"refused"_s), qPrintable(panel->stateText()));
        QVERIFY(panel->graph()->isVisible());
        QVERIFY(!panel->graph()->item().lines().isNull());
    }
}

void TestJourneyQuery::cleanupTestCase() {
    m_screen.reset();
    m_watch.reset();
    m_room.reset();
    m_database.reset();
    m_transport.reset();
    m_prometheus.reset();
    m_service.reset();
}

QTEST_MAIN(TestJourneyQuery)
#include "tst_journey_query.moc"
