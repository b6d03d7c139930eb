// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/decode.h"
#include "metrics/panel_feed.h"
#include "metrics/real_prometheus.h"
#include "metrics/tail.h"
#include <QSignalSpy>
#include <QtTest>
#include <map>
#include <optional>

using namespace metrics;
using namespace std::chrono_literals;

/// What we ask and read, against the servers themselves; every test runs with each of them.
class TestPrometheus : public QObject {
    Q_OBJECT
private slots:
    void initTestCase_data();
    void init();
    void feed_draws_what_the_server_scraped();
    void long_ranges_stay_under_the_servers_limit();
    void week_at_a_fine_step_comes_in_pieces();
    void tail_gives_what_the_whole_range_gives();
    void end_of_the_range_is_that_of_the_newest_question();
    void every_result_type_is_read();
    void refusals_quote_the_server();
    void expressions_arrive_byte_for_byte();
    void stopped_server_leaves_the_graph_stale();

private:
    template <class Decode>
    auto ask(domain::Result<net::Request> request, Decode decode) {
        std::optional<std::invoke_result_t<Decode, net::Response>> answer;
        QObject context;
        m_transport->fetch(*request, decode, &context, [&](auto value) { answer = std::move(value); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 30'000); }();
        return std::move(*answer);
    }
    domain::Result<Answer> instant(const char* expr) {
        return ask(instantRequest(url(), QString::fromUtf8(expr), m_clock.now()), &decodeAnswer);
    }

    domain::SystemClock m_clock;
    std::unique_ptr<net::Transport> m_transport;
    using Program = tests::RealPrometheus::Program;
    QString url() { return m_servers.at(m_program)->url(); }
    Program m_program = Program::Prometheus;
    std::map<Program, std::unique_ptr<tests::RealPrometheus>> m_servers;
};

void TestPrometheus::initTestCase_data() {
    QTest::addColumn<bool>("victoria");
    QTest::newRow("prometheus") << false;
    QTest::newRow("victoria-metrics") << true;
    m_transport = std::make_unique<net::Transport>(&m_clock);
}

void TestPrometheus::init() {
    QFETCH_GLOBAL(bool, victoria);
    m_program = victoria ? Program::VictoriaMetrics : Program::Prometheus;
    if (!tests::RealPrometheus::isInstalled(m_program))
        QSKIP("the program is not installed");
    auto& server = m_servers[m_program];
    if (server)
        return;
    server = std::make_unique<tests::RealPrometheus>(QString(), m_program);
    QVERIFY2(server->waitUntilReady(), qPrintable(server->log()));
}

void TestPrometheus::feed_draws_what_the_server_scraped() {
    playbook::Panel panel;
    panel.id = QStringLiteral("up");
    panel.expr = QStringLiteral("up{job=\"self\"}");
    PanelFeed feed(panel, url(), 5min, &m_clock, m_transport.get());
    feed.start();
    QTRY_COMPARE_WITH_TIMEOUT(feed.view().state, FeedState::Ok, 20'000);
    QCOMPARE(feed.view().value, std::optional(1.0));
    QCOMPARE(feed.view().matrix->series.size(), 1U);
    QVERIFY(feed.view().matrix->series[0].legend.startsWith(QStringLiteral("up{")));
    QVERIFY(feed.view().matrix->warnings.isEmpty());
}

void TestPrometheus::long_ranges_stay_under_the_servers_limit() {
    for (const Millis window :
         {Millis(1min), Millis(1h), Millis(24h), Millis(24h * 7), Millis(24h * 90), Millis(24h * 3650)}) {
        const RangeQuery query = rangeEnding(m_clock.now(), QStringLiteral("vector(1)"), window, 1s);
        const auto matrix =
            ask(rangeRequest(url(), query), [query](const net::Response& r) { return decodeRange(r, query); });
        QVERIFY2(matrix, matrix ? "" : qPrintable(matrix.error().text));
        QCOMPARE(qint64(matrix->series.at(0).t.size()), (query.to - query.from) / query.step + 1);
    }
}

void TestPrometheus::week_at_a_fine_step_comes_in_pieces() {
    playbook::Panel panel;
    panel.id = QStringLiteral("one");
    panel.expr = QStringLiteral("vector(1)");
    PanelFeed feed(panel, url(), 24h * 7, &m_clock, m_transport.get());
    QSignalSpy changed(&feed, &PanelFeed::changed);
    feed.start();
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 30'000);
    QVERIFY2(feed.view().state == FeedState::Ok, qPrintable(feed.view().sentence));
    const Matrix& matrix = *feed.view().matrix;
    QCOMPARE(matrix.step, Millis(14s)); // four answers hold it at this step
    QCOMPARE(qint64(matrix.series.at(0).t.size()), (matrix.to - matrix.from) / matrix.step + 1);
    QVERIFY(matrix.series.at(0).t.size() > std::size_t(3 * maxPoints));
}

void TestPrometheus::tail_gives_what_the_whole_range_gives() {
    // Of the past, so that no scrape arrives in between.
    RangeQuery query = rangeEnding(m_clock.now(), QStringLiteral("vector(time())"), 1h, 5s);
    const auto range = [this](const RangeQuery& q) {
        return ask(rangeRequest(url(), q), [q](const net::Response& r) { return decodeRange(r, q); });
    };
    RangeQuery earlier = query;
    earlier.from -= 10s;
    earlier.to -= 10s;
    const auto have = range(earlier);
    QVERIFY(have);
    const RangeQuery part = missingPart(query, *have);
    QCOMPARE(part.from, query.to - 40s);
    const auto tail = range(part);
    const auto whole = range(query);
    QVERIFY(tail && whole);
    QCOMPARE(joined(*have, *tail, query.from), *whole);
}

/// A line that means @ end() is flat at every moment; pieced together from two questions it would be a stair.
void TestPrometheus::end_of_the_range_is_that_of_the_newest_question() {
    playbook::Panel panel;
    panel.id = QStringLiteral("end");
    panel.expr = QStringLiteral("timestamp(up{job=\"self\"} @ end())");
    PanelFeed feed(panel, url(), 5min, &m_clock, m_transport.get());
    feed.start();
    QTRY_COMPARE_WITH_TIMEOUT(feed.view().state, FeedState::Ok, 20'000); // once a scrape is older than the end
    QSignalSpy changed(&feed, &PanelFeed::changed);
    for (const int polls : {0, 1}) {
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), polls, 20'000);
        QVERIFY2(feed.view().state == FeedState::Ok, qPrintable(feed.view().sentence));
        const std::vector<double>& values = feed.view().matrix->series.at(0).v;
        QVERIFY(values.size() > 10);
        QCOMPARE(*std::min_element(values.begin(), values.end()), *std::max_element(values.begin(), values.end()));
    }
}

void TestPrometheus::every_result_type_is_read() {
    const auto vector = instant("up");
    QVERIFY(vector);
    QCOMPARE(vector->type, QStringLiteral("vector"));
    QCOMPARE(vector->rows.at(0).samples.at(0).value, QStringLiteral("1"));
    QCOMPARE(instant("1/0")->rows.at(0).samples.at(0).value, QStringLiteral("+Inf"));
    if (m_program == Program::Prometheus) // the other knows no texts
        QCOMPARE(instant("\"text\"")->rows.at(0).samples.at(0).value, QStringLiteral("text"));
    const auto matrix = instant("up[5m]");
    QVERIFY(matrix);
    QCOMPARE(matrix->type, QStringLiteral("matrix"));
    QVERIFY(instant("absent_metric")->rows.empty());
}

void TestPrometheus::refusals_quote_the_server() {
    const auto syntax = instant("sum(");
    QVERIFY(!syntax);
    const bool victoria = m_program == Program::VictoriaMetrics;
    QVERIFY2(syntax.error().text.contains(victoria ? QStringLiteral("(422)") : QStringLiteral("(bad_data)")),
             qPrintable(syntax.error().text));
    QVERIFY2(syntax.error().text.contains(victoria ? QStringLiteral("parse") : QStringLiteral("parse error")),
             qPrintable(syntax.error().text));
    const auto execution = instant("label_replace(up, \"a\", \"$1\", \"job\", \"(\")");
    QVERIFY(!execution);
    QVERIFY2(execution.error().text.contains(QStringLiteral("refused")), qPrintable(execution.error().text));
}

void TestPrometheus::expressions_arrive_byte_for_byte() {
    const auto answer = instant("label_replace(vector(1), \"x\", \"a+b & c%41=ü;#\", \"\", \"\")");
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().text));
    QCOMPARE(answer->rows.at(0).metric.at(QStringLiteral("x")), QStringLiteral("a+b & c%41=ü;#"));
}

void TestPrometheus::stopped_server_leaves_the_graph_stale() {
    playbook::Panel panel;
    panel.id = QStringLiteral("up");
    panel.expr = QStringLiteral("up");
    PanelFeed feed(panel, url(), 5min, &m_clock, m_transport.get());
    feed.start();
    QTRY_COMPARE_WITH_TIMEOUT(feed.view().state, FeedState::Ok, 20'000);
    m_servers.at(m_program)->stop();
    QTRY_COMPARE_WITH_TIMEOUT(feed.view().state, FeedState::Stale, 20'000);
    QVERIFY(feed.view().matrix);
}

QTEST_GUILESS_MAIN(TestPrometheus)
#include "tst_prometheus.moc"
