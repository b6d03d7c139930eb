// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/decode.h"
#include "metrics/panel_feed.h"
#include "metrics/real_prometheus.h"
#include <QtTest>
#include <optional>

using namespace metrics;
using namespace std::chrono_literals;

/// What we ask and read, against the server itself.
class TestPrometheus : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void feed_draws_what_the_server_scraped();
    void long_ranges_stay_under_the_servers_limit();
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
        return ask(instantRequest(m_server->url(), QString::fromUtf8(expr), m_clock.now()), &decodeAnswer);
    }

    domain::SystemClock m_clock;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<tests::RealPrometheus> m_server;
};

void TestPrometheus::initTestCase() {
    if (!tests::RealPrometheus::isInstalled())
        QSKIP("the program prometheus is not installed");
    m_transport = std::make_unique<net::Transport>(&m_clock);
    m_server = std::make_unique<tests::RealPrometheus>();
    QVERIFY2(m_server->waitUntilReady(), qPrintable(m_server->log()));
}

void TestPrometheus::feed_draws_what_the_server_scraped() {
    playbook::Panel panel;
    panel.id = QStringLiteral("up");
    panel.expr = QStringLiteral("up{job=\"self\"}");
    PanelFeed feed(panel, m_server->url(), 5min, &m_clock, m_transport.get());
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
        const auto matrix = ask(rangeRequest(m_server->url(), query),
                                [query](const net::Response& r) { return decodeRange(r, query); });
        QVERIFY2(matrix, matrix ? "" : qPrintable(matrix.error().text));
        QCOMPARE(qint64(matrix->series.at(0).t.size()), (query.to - query.from) / query.step + 1);
    }
}

void TestPrometheus::every_result_type_is_read() {
    const auto vector = instant("up");
    QVERIFY(vector);
    QCOMPARE(vector->type, QStringLiteral("vector"));
    QCOMPARE(vector->rows.at(0).samples.at(0).value, QStringLiteral("1"));
    QCOMPARE(instant("1/0")->rows.at(0).samples.at(0).value, QStringLiteral("+Inf"));
    QCOMPARE(instant("\"text\"")->rows.at(0).samples.at(0).value, QStringLiteral("text"));
    const auto matrix = instant("up[5m]");
    QVERIFY(matrix);
    QCOMPARE(matrix->type, QStringLiteral("matrix"));
    QVERIFY(instant("absent_metric")->rows.empty());
}

void TestPrometheus::refusals_quote_the_server() {
    const auto syntax = instant("sum(");
    QVERIFY(!syntax);
    QVERIFY2(syntax.error().text.contains(QStringLiteral("(bad_data)")), qPrintable(syntax.error().text));
    QVERIFY2(syntax.error().text.contains(QStringLiteral("parse error")), qPrintable(syntax.error().text));
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
    PanelFeed feed(panel, m_server->url(), 5min, &m_clock, m_transport.get());
    feed.start();
    QTRY_COMPARE_WITH_TIMEOUT(feed.view().state, FeedState::Ok, 20'000);
    m_server->stop();
    QTRY_COMPARE_WITH_TIMEOUT(feed.view().state, FeedState::Stale, 20'000);
    QVERIFY(feed.view().matrix);
}

QTEST_GUILESS_MAIN(TestPrometheus)
#include "tst_prometheus.moc"
