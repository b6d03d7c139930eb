// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "manual_clock.h"
#include "metrics/panel_feed.h"
#include "net/test_servers.h"
#include <QSignalSpy>
#include <QtTest>
#include <atomic>

using namespace metrics;
using namespace std::chrono_literals;

namespace {

playbook::Panel panel(std::optional<double> warn = {}, std::optional<double> critical = {}) {
    return {QStringLiteral("p"), QStringLiteral("P"), QStringLiteral("up"), {}, {}, warn, critical, {}};
}

std::string field(const std::string& body, const std::string& name) {
    const auto at = ("&" + body).find("&" + name + "=");
    if (at == std::string::npos)
        return {};
    const auto begin = at + name.size() + 1;
    return body.substr(begin, body.find('&', begin) - begin);
}

/// One series with one sample at the end of the window asked for.
tests::Answer success(const tests::Asked& asked, const std::string& value = "1") {
    tests::Answer answer;
    answer.type = "application/json";
    answer.body = R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{"job":"a"},"values":[[)" +
                  field(asked.body, "end") + ",\"" + value + "\"]]}]}}";
    return answer;
}

} // namespace

class TestPanelFeed : public QObject {
    Q_OBJECT
private slots:
    void polls_every_five_seconds_of_the_clock();
    void failure_keeps_the_last_good_graph();
    void first_failure_is_an_error_with_the_servers_words();
    void answer_without_samples_is_empty();
    void answer_of_an_earlier_window_is_dropped();
    void busy_server_is_asked_less_often();
    void wrong_address_is_an_error_without_a_request();
    void stopped_feed_asks_no_more();
    void destroyed_feed_takes_no_answer();
    void after_the_first_answer_only_the_tail_is_asked_for();
    void another_step_asks_for_everything();
    void window_that_grows_keeps_its_beginning();
    void long_window_comes_in_pieces();
    void query_that_means_its_range_is_asked_whole_every_time_data();
    void query_that_means_its_range_is_asked_whole_every_time();
    void headers_of_the_server_are_sent();
    void latest_value_is_the_worst_of_the_lines_that_reach_the_end();
};

void TestPanelFeed::polls_every_five_seconds_of_the_clock() {
    std::mutex mutex;
    std::vector<std::string> ends;
    tests::HttpServer server([&](const tests::Asked& asked) {
        const std::lock_guard lock(mutex);
        ends.push_back(field(asked.body, "end"));
        return success(asked, "7");
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(5, 10), server.url(), 1h, &clock, &transport);
    QSignalSpy changed(&feed, &PanelFeed::changed);
    QCOMPARE(feed.view().state, FeedState::Loading);
    feed.start();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(feed.view().state, FeedState::Ok);
    QCOMPARE(feed.view().value, std::optional(7.0));
    QCOMPARE(feed.view().level, Level::Warn);
    QCOMPARE(feed.view().matrix->to - feed.view().matrix->from, Millis(1h));
    QCOMPARE(feed.view().answeredAt, clock.now());
    const quint64 serial = feed.view().serial;
    clock.advance(4999ms);
    QCoreApplication::processEvents();
    QCOMPARE(transport.inFlight(), 0);
    clock.advance(1ms);
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(feed.view().serial > serial);
    const std::lock_guard lock(mutex);
    QCOMPARE(ends, (std::vector<std::string>{"1790000000", "1790000005"}));
}

void TestPanelFeed::failure_keeps_the_last_good_graph() {
    tests::HttpServer server([](const tests::Asked& asked) { return success(asked); });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(), server.url(), 1h, &clock, &transport);
    QSignalSpy changed(&feed, &PanelFeed::changed);
    feed.start();
    QTRY_COMPARE(changed.size(), 1);
    const MatrixPtr good = feed.view().matrix;
    const auto answeredAt = feed.view().answeredAt;
    server.stop();
    clock.advance(5s);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(feed.view().state, FeedState::Stale);
    QCOMPARE(feed.view().matrix, good);
    QCOMPARE(feed.view().answeredAt, answeredAt);
    QVERIFY2(feed.view().sentence.contains(QStringLiteral("refused")), qPrintable(feed.view().sentence));
    server.start();
    clock.advance(5s);
    QTRY_COMPARE(changed.size(), 3);
    QCOMPARE(feed.view().state, FeedState::Ok);
    QVERIFY(feed.view().sentence.isEmpty());
    QVERIFY(feed.view().matrix != good);
}

void TestPanelFeed::first_failure_is_an_error_with_the_servers_words() {
    tests::HttpServer server([](const tests::Asked&) {
        return tests::Answer{400, R"({"status":"error","errorType":"bad_data","error":"1:3: parse error"})",
                             "application/json"};
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(), server.url(), 1h, &clock, &transport);
    feed.start();
    QTRY_COMPARE(feed.view().state, FeedState::Error);
    QVERIFY(!feed.view().matrix);
    QVERIFY2(feed.view().sentence.contains(QStringLiteral("(bad_data): 1:3: parse error")),
             qPrintable(feed.view().sentence));
    QVERIFY(!pinOf(feed.view()));
}

void TestPanelFeed::answer_without_samples_is_empty() {
    tests::HttpServer server([](const tests::Asked&) {
        return tests::Answer{200, R"({"status":"success","data":{"resultType":"matrix","result":[]}})",
                             "application/json"};
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(1, 2), server.url(), 1h, &clock, &transport);
    feed.start();
    QTRY_COMPARE(feed.view().state, FeedState::Empty);
    QVERIFY(!feed.view().sentence.isEmpty());
    QCOMPARE(feed.view().level, Level::Unknown);
}

void TestPanelFeed::answer_of_an_earlier_window_is_dropped() {
    std::atomic<int> asked = 0;
    tests::HttpServer server([&](const tests::Asked& a) {
        tests::Answer answer = success(a, ++asked == 1 ? "1" : "2");
        answer.delayMs = asked == 1 ? 300 : 0;
        return answer;
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(), server.url(), 1h, &clock, &transport);
    std::vector<std::optional<double>> values;
    connect(&feed, &PanelFeed::changed, this, [&](const PanelView& view) { values.push_back(view.value); });
    feed.start();
    QTRY_COMPARE(asked.load(), 1);
    feed.setWindow(30min);
    QTRY_COMPARE(feed.view().state, FeedState::Ok);
    QCOMPARE(feed.view().matrix->to - feed.view().matrix->from, Millis(30min));
    QTRY_COMPARE(transport.inFlight(), 0);
    clock.advance(5s);
    QTRY_COMPARE(values.size(), 2U);
    QCOMPARE(values, (std::vector<std::optional<double>>{2, 2}));
}

void TestPanelFeed::busy_server_is_asked_less_often() {
    std::atomic<int> asked = 0;
    tests::HttpServer server([&](const tests::Asked&) {
        ++asked;
        tests::Answer answer{503, R"({"status":"error","errorType":"unavailable","error":"later"})",
                             "application/json"};
        answer.headers = {{"Retry-After", "20"}};
        return answer;
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(), server.url(), 1h, &clock, &transport);
    QSignalSpy changed(&feed, &PanelFeed::changed);
    feed.start();
    QTRY_COMPARE(changed.size(), 1);
    clock.advance(19s);
    QCoreApplication::processEvents();
    QCOMPARE(transport.inFlight(), 0);
    clock.advance(1s);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(asked.load(), 2);
}

void TestPanelFeed::wrong_address_is_an_error_without_a_request() {
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(), QStringLiteral("file:///etc/passwd"), 1h, &clock, &transport);
    feed.start();
    QCOMPARE(feed.view().state, FeedState::Error);
    QCOMPARE(transport.inFlight(), 0);
}

void TestPanelFeed::stopped_feed_asks_no_more() {
    std::atomic<int> asked = 0;
    tests::HttpServer server([&](const tests::Asked& a) {
        ++asked;
        return success(a);
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(), server.url(), 1h, &clock, &transport);
    QSignalSpy changed(&feed, &PanelFeed::changed);
    feed.start();
    QTRY_COMPARE(changed.size(), 1);
    feed.stop();
    clock.advance(60s);
    QCOMPARE(transport.inFlight(), 0);
    feed.start();
    QTRY_COMPARE(changed.size(), 2);
    clock.advance(5s);
    QTRY_COMPARE(changed.size(), 3); // one chain of polls, not two
    QCOMPARE(asked.load(), 3);
}

void TestPanelFeed::destroyed_feed_takes_no_answer() {
    std::atomic<int> asked = 0;
    tests::HttpServer server([&](const tests::Asked& a) {
        ++asked;
        tests::Answer answer = success(a);
        answer.delayMs = 200;
        return answer;
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    auto feed = std::make_unique<PanelFeed>(panel(), server.url(), 1h, &clock, &transport);
    feed->start();
    QTRY_COMPARE(asked.load(), 1);
    feed.reset();
    QTRY_COMPARE(transport.inFlight(), 0);
    clock.advance(60s);
    QCOMPARE(asked.load(), 1);
}

void TestPanelFeed::after_the_first_answer_only_the_tail_is_asked_for() {
    std::mutex mutex;
    std::vector<std::string> starts;
    tests::HttpServer server([&](const tests::Asked& asked) {
        const std::lock_guard lock(mutex);
        starts.push_back(field(asked.body, "start"));
        return success(asked, std::to_string(starts.size()));
    });
    tests::ManualClock clock; // at 1790000000 s
    net::Transport transport(&clock);
    PanelFeed feed(panel(), server.url(), 1h, &clock, &transport);
    QSignalSpy changed(&feed, &PanelFeed::changed);
    feed.start();
    QTRY_COMPARE(changed.size(), 1);
    clock.advance(5s);
    QTRY_COMPARE(changed.size(), 2);
    server.stop();
    clock.advance(5s);
    QTRY_COMPARE(changed.size(), 3);
    server.start();
    clock.advance(60s);
    QTRY_COMPARE(changed.size(), 4);
    const std::lock_guard lock(mutex);
    QCOMPARE(starts, (std::vector<std::string>{"1789996400", "1789999970", "1789999975"}));
    const Matrix& matrix = *feed.view().matrix;
    QCOMPARE(matrix.to - matrix.from, Millis(1h));
    // What the second answer no longer held is gone: it was asked for again.
    QCOMPARE(matrix.series.at(0).v, (std::vector<double>{3}));
}

void TestPanelFeed::another_step_asks_for_everything() {
    std::mutex mutex;
    std::vector<std::string> starts;
    tests::HttpServer server([&](const tests::Asked& asked) {
        const std::lock_guard lock(mutex);
        starts.push_back(field(asked.body, "start") + " " + field(asked.body, "step"));
        return success(asked);
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(), server.url(), 30min, &clock, &transport);
    QSignalSpy changed(&feed, &PanelFeed::changed);
    feed.start();
    QTRY_COMPARE(changed.size(), 1);
    feed.setWindow(15min); // within what is known
    QTRY_COMPARE(changed.size(), 2);
    feed.setWindow(1h);
    QTRY_COMPARE(changed.size(), 3);
    const std::lock_guard lock(mutex);
    QCOMPARE(starts, (std::vector<std::string>{"1789998200 5", "1789999970 5", "1789996400 5"}));
}

void TestPanelFeed::window_that_grows_keeps_its_beginning() {
    std::mutex mutex;
    std::vector<std::string> starts;
    tests::HttpServer server([&](const tests::Asked& asked) {
        const std::lock_guard lock(mutex);
        starts.push_back(field(asked.body, "start"));
        return success(asked);
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(), server.url(), 30min, &clock, &transport);
    feed.setSince(clock.now() - 10min);
    QSignalSpy changed(&feed, &PanelFeed::changed);
    feed.start();
    QTRY_COMPARE(changed.size(), 1);
    clock.advance(5s);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(feed.view().matrix->from, domain::instantFromMs(1'789'999'400'000));
    QCOMPARE(feed.view().matrix->to, domain::instantFromMs(1'790'000'005'000));
    const std::lock_guard lock(mutex);
    QCOMPARE(starts, (std::vector<std::string>{"1789999400", "1789999970"}));
}

void TestPanelFeed::long_window_comes_in_pieces() {
    std::mutex mutex;
    std::vector<std::pair<qint64, qint64>> asked;
    tests::HttpServer server([&](const tests::Asked& a) {
        const std::lock_guard lock(mutex);
        asked.push_back({std::stoll(field(a.body, "start")), std::stoll(field(a.body, "end"))});
        return success(a, std::to_string(asked.size()));
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    PanelFeed feed(panel(), server.url(), 24h, &clock, &transport);
    QSignalSpy changed(&feed, &PanelFeed::changed);
    feed.start();
    QTRY_COMPARE(changed.size(), 1);
    const std::lock_guard lock(mutex);
    QCOMPARE(asked.size(), 2U);
    QCOMPARE(asked[0].first, 1'790'000'000 - 86'400);
    QCOMPARE(asked[1].first, asked[0].second + 5);
    QCOMPARE(asked[1].second, 1'790'000'000);
    QVERIFY((asked[0].second - asked[0].first) / 5 + 1 < maxPoints);
    QCOMPARE(feed.view().matrix->series.at(0).v, (std::vector<double>{1, 2}));
    QCOMPARE(feed.view().matrix->to - feed.view().matrix->from, Millis(24h));
}

void TestPanelFeed::query_that_means_its_range_is_asked_whole_every_time_data() {
    QTest::addColumn<QString>("expr");
    QTest::addColumn<bool>("whole");
    QTest::newRow("end") << "up @ end()" << true;
    QTest::newRow("start") << "increase(requests_total[1h] @ start ())" << true;
    QTest::newRow("within") << "topk(3, sum by (job) (rate(requests_total[5m] @ end())))" << true;
    QTest::newRow("instant") << "up @ 1789990000" << false;
    QTest::newRow("words") << "end_total + start_total" << false;
}

/// Of a day, which other queries ask for in two pieces and then at its tail: each piece would have its own end().
void TestPanelFeed::query_that_means_its_range_is_asked_whole_every_time() {
    QFETCH(QString, expr);
    QFETCH(bool, whole);
    std::mutex mutex;
    std::vector<std::pair<qint64, qint64>> asked;
    tests::HttpServer server([&](const tests::Asked& a) {
        const std::lock_guard lock(mutex);
        asked.push_back({std::stoll(field(a.body, "start")), std::stoll(field(a.body, "end"))});
        // What end() stands for shows in every sample.
        const std::string end = std::to_string(asked.back().second), start = std::to_string(asked.back().first);
        tests::Answer answer = success(a);
        answer.body = R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[)" +
                      start + ",\"" + end + "\"],[" + end + ",\"" + end + "\"]]}]}}";
        return answer;
    });
    tests::ManualClock clock; // at 1790000000 s
    net::Transport transport(&clock);
    playbook::Panel ofRange = panel();
    ofRange.expr = expr;
    PanelFeed feed(ofRange, server.url(), 24h, &clock, &transport);
    QSignalSpy changed(&feed, &PanelFeed::changed);
    feed.start();
    QTRY_COMPARE(changed.size(), 1);
    const qint64 step = feed.view().matrix->step.count() / 1'000;
    for (const int polls : {2, 3}) {
        clock.advance(PanelFeed::every);
        QTRY_COMPARE(changed.size(), polls);
    }
    const std::lock_guard lock(mutex);
    QCOMPARE(asked.size(), whole ? 3U : 4U);
    if (!whole)
        return;
    for (const auto& [start, end] : asked) {
        QCOMPARE(end - start, 86'400 / step * step);
        QVERIFY((end - start) / step + 1 < maxPoints);
    }
    QCOMPARE(asked[2].second, asked[0].second + step);
    // No sample is left of the answer to the earlier range.
    const auto end = double(asked[2].second);
    QCOMPARE(feed.view().matrix->series.at(0).v, (std::vector<double>{end, end}));
}

void TestPanelFeed::headers_of_the_server_are_sent() {
    std::mutex mutex;
    std::multimap<std::string, std::string> seen;
    tests::HttpServer server([&](const tests::Asked& asked) {
        const std::lock_guard lock(mutex);
        seen = asked.headers;
        return success(asked);
    });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    Server tenant(server.url(QStringLiteral("/prefix")));
    tenant.headers = {{QStringLiteral("X-Scope-OrgID"), QStringLiteral("shop")}};
    PanelFeed feed(panel(), tenant, 1h, &clock, &transport);
    feed.start();
    QTRY_COMPARE(feed.view().state, FeedState::Ok);
    const std::lock_guard lock(mutex);
    QCOMPARE(seen.find("X-Scope-OrgID")->second, std::string("shop"));
}

void TestPanelFeed::latest_value_is_the_worst_of_the_lines_that_reach_the_end() {
    Matrix matrix;
    matrix.to = domain::instantFromMs(100'000);
    matrix.step = 10s;
    matrix.series = {{{}, {}, {90'000, 100'000}, {1, 4}},
                     {{}, {}, {90'000}, {6}},
                     {{}, {}, {50'000}, {99}},
                     {{}, {}, {100'000}, {std::nan("")}},
                     {}};
    QCOMPARE(latestValue(matrix, {1, 5}), std::optional(6.0));
    QCOMPARE(latestValue(matrix, {5, 1}), std::optional(4.0));
    QCOMPARE(latestValue({}, {}), std::nullopt);
}

QTEST_GUILESS_MAIN(TestPanelFeed)
#include "tst_panel_feed.moc"
