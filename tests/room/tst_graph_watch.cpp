// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/panels.h"
#include "net/test_servers.h"
#include "net/transport.h"
#include "room/alert_watch.h"
#include "room/graph_watch.h"
#include "room/watch.h"
#include "ui/open_room.h"
#include <QSignalSpy>
#include <QUrlQuery>
#include <atomic>

using metrics::FeedState;
using namespace std::chrono_literals;

/// The graphs of one incident: servers with credentials, changes during the incident, what the samples say.
class TestGraphWatch : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void server_isAskedWithItsSecret();
    void missing_secretStandsOnTheGraph();
    void drills_ownServiceGetsNoCredentials();
    void graphs_thatStayKeepTheirSamples();
    void change_isAskedForAtOnce();
    void crossings_areToldInSentences();
    void missing_dataTellsNothing();

private:
    void open(const QByteArray& servers, const std::map<QString, QString>& over = {});
    /// One more round of questions, step seconds later.
    void askAgain(std::chrono::seconds later) {
        m_watch->stop();
        m_open->clock().set(m_open->clock().now() + later);
        QSignalSpy answered(m_watch.get(), &room::Watch::panelChanged);
        m_watch->start();
        QTRY_COMPARE(answered.size(), int(m_watch->panels().size()));
    }
    metrics::PanelView view(int i) const { return m_watch->panels().at(std::size_t(i)); }
    QStringList crossings() const {
        QStringList texts;
        for (const auto& entry : m_open->room()->incident().timeline) {
            if (entry.kind == QLatin1String("threshold.crossed"))
                texts << entry.text;
        }
        return texts;
    }

    std::atomic<double> m_value{0.5};
    std::atomic<bool> m_empty{false};
    std::atomic<int> m_let{0}, m_refused{0};
    bool m_guarded = false;
    std::unique_ptr<tests::HttpServer> m_server;
    std::unique_ptr<OpenRoom> m_open;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<room::Watch> m_watch;
};

void TestGraphWatch::init() {
    m_value = 0.5;
    m_empty = m_guarded = false;
    m_let = m_refused = 0;
    m_server = std::make_unique<tests::HttpServer>([this](const tests::Asked& asked) -> tests::Answer {
        const auto given = asked.headers.find("Authorization");
        if (m_guarded && (given == asked.headers.end() || given->second != "Bearer t0ken")) {
            ++m_refused;
            return {401, "<html><title>Sign in</title></html>", "text/html"};
        }
        if (!m_guarded && given != asked.headers.end())
            ++m_refused;
        ++m_let;
        const QUrlQuery form(QString::fromStdString(asked.body));
        const std::string end = form.queryItemValue(QStringLiteral("end")).toStdString();
        const std::string row =
            m_empty ? "" : R"({"metric":{"a":"b"},"values":[[)" + end + ",\"" + std::to_string(m_value) + "\"]]}";
        return {200, R"({"status":"success","data":{"resultType":"matrix","result":[)" + row + "]}}",
                "application/json"};
    });
}

void TestGraphWatch::open(const QByteArray& servers, const std::map<QString, QString>& over) {
    m_open = std::make_unique<OpenRoom>();
    m_open->declare(
        QStringLiteral("Checkout fails"), m_open->clock().now() - 10min,
        "name: Test\nseverities: [{id: SEV2, rank: 1}]\n" + servers +
            "\npanels:\n"
            "  - {id: errors, title: Error rate, expr: errors, unit: percent, warn: 1, critical: 5, hold: 0m}\n"
            "  - {id: load, title: Load, expr: load}\n");
    m_transport = std::make_unique<net::Transport>(&m_open->clock());
    m_watch = std::make_unique<room::Watch>(m_open->room(), m_transport.get(), over);
    m_watch->start();
}

void TestGraphWatch::cleanup() {
    m_watch.reset();
    m_transport.reset();
    m_open.reset();
    m_server.reset();
}

void TestGraphWatch::server_isAskedWithItsSecret() {
    qputenv("BRIDGEWATCH_SECRET_WATCH_TOKEN", "t0ken");
    m_guarded = true;
    open("prometheus: {url: '" + m_server->url({}).toUtf8() + "', auth: {bearer: '{{secret.WATCH_TOKEN}}'}}");
    QTRY_COMPARE(int(view(0).state), int(FeedState::Ok));
    QTRY_COMPARE(int(view(1).state), int(FeedState::Ok));
    QCOMPARE(m_refused.load(), 0); // nothing was asked before the secret was there
    QCOMPARE(m_watch->graphs()->server({}).value().login.bearer, QStringLiteral("t0ken"));
}

void TestGraphWatch::missing_secretStandsOnTheGraph() {
    qunsetenv("BRIDGEWATCH_SECRET_WATCH_TOKEN");
    m_guarded = true;
    open("prometheus: {url: '" + m_server->url({}).toUtf8() + "', auth: {bearer: '{{secret.WATCH_TOKEN}}'}}");
    QTRY_COMPARE(int(view(0).state), int(FeedState::Error));
    QVERIFY2(view(0).sentence.contains(QStringLiteral("WATCH_TOKEN")), qPrintable(view(0).sentence));
    QTRY_VERIFY(m_watch->alerts()->view().prometheus.at(0).sentence.contains(QStringLiteral("WATCH_TOKEN")));
    QCOMPARE(m_refused.load() + m_let.load(), 0);
}

void TestGraphWatch::drills_ownServiceGetsNoCredentials() {
    qunsetenv("BRIDGEWATCH_SECRET_WATCH_TOKEN");
    open("prometheus: {url: 'http://prometheus.example', auth: {bearer: '{{secret.WATCH_TOKEN}}'}}",
         {{QStringLiteral("prometheus"), m_server->url({})}});
    QTRY_COMPARE(int(view(0).state), int(FeedState::Ok));
    QCOMPARE(m_refused.load(), 0);
}

void TestGraphWatch::graphs_thatStayKeepTheirSamples() {
    open("prometheus: " + m_server->url({}).toUtf8());
    QTRY_COMPARE(int(view(1).state), int(FeedState::Ok));
    const auto matrix = view(1).matrix;
    QSignalSpy arranged(m_watch->graphs(), &room::GraphWatch::arranged);
    m_open->record(metrics::withoutPanel(m_open->room()->playbook().panels, QStringLiteral("errors")),
                   m_open->clock().now());
    QCOMPARE(arranged.size(), 1);
    QCOMPARE(m_watch->panels().size(), std::size_t(1));
    QCOMPARE(view(0).panel.id, QStringLiteral("load"));
    QCOMPARE(view(0).matrix, matrix);
    m_open->record(domain::EntryNoted{domain::EntryKind::Note, QStringLiteral("x"), false}, m_open->clock().now());
    QCOMPARE(arranged.size(), 1); // other events change no graph
}

void TestGraphWatch::change_isAskedForAtOnce() {
    open("prometheus: " + m_server->url({}).toUtf8());
    QTRY_COMPARE(int(view(1).state), int(FeedState::Ok));
    playbook::Panel changed = m_open->room()->playbook().panels[1];
    changed.expr = QStringLiteral("other");
    m_open->record(metrics::withPanel(m_open->room()->playbook().panels, changed), m_open->clock().now());
    QCOMPARE(view(1).panel.expr, QStringLiteral("other"));
    QTRY_COMPARE(int(view(1).state), int(FeedState::Ok));
}

void TestGraphWatch::crossings_areToldInSentences() {
    open("prometheus: " + m_server->url({}).toUtf8());
    QTRY_COMPARE(int(view(0).state), int(FeedState::Ok)); // 15:58:00
    for (const double value : {8.0, 2.0, 0.25}) {
        m_value = value;
        askAgain(10s);
    }
    QTRY_COMPARE(crossings().size(), 3);
    QCOMPARE(crossings()[0], QStringLiteral("Error rate over 5 % since 15:58:10 UTC: 8 %"));
    QCOMPARE(crossings()[1], QStringLiteral("Error rate no longer critical since 15:58:20 UTC, still over 1 %: 2 %"));
    QCOMPARE(crossings()[2], QStringLiteral("Error rate back under 1 % at 15:58:30 UTC: 0.25 %"));
    // A person may strike it, as any entry.
    const auto& entry = m_open->room()->incident().timeline.back();
    QVERIFY(entry.automatic);
    m_open->record(domain::EntryStruck{entry.id, QStringLiteral("a test")}, m_open->clock().now());
    QVERIFY(m_open->room()->incident().timeline.back().struck);
}

void TestGraphWatch::missing_dataTellsNothing() {
    open("prometheus: " + m_server->url({}).toUtf8());
    QTRY_COMPARE(int(view(0).state), int(FeedState::Ok));
    m_value = 8;
    askAgain(10s);
    QTRY_COMPARE(crossings().size(), 1);
    m_empty = true;
    askAgain(2min);
    askAgain(2min);
    QCOMPARE(crossings().size(), 1); // that it is back is not known
}

QTEST_GUILESS_MAIN(TestGraphWatch)
#include "tst_graph_watch.moc"
