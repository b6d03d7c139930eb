// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/pin.h"
#include "metrics/reduce.h"
#include <QtTest>
#include <cmath>
#include <random>
#include <set>

using namespace metrics;
using namespace std::chrono_literals;

namespace {

Series noise(int points, unsigned seed, double step = 1'000) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> value(-100, 100);
    Series series;
    for (int i = 0; i < points; ++i) {
        series.t.push_back(i * step);
        series.v.push_back(value(random));
    }
    return series;
}

/// The definition, sample by sample.
std::set<std::pair<double, double>> expected(const Series& series, double from, double to, int columns) {
    std::map<int, std::vector<std::size_t>> byColumn;
    for (std::size_t i = 0; i < series.t.size(); ++i)
        byColumn[static_cast<int>(std::floor((series.t[i] - from) * (columns / (to - from))))].push_back(i);
    std::set<std::pair<double, double>> kept;
    for (const auto& [column, members] : byColumn) {
        const auto byValue = [&](std::size_t a, std::size_t b) { return series.v[a] < series.v[b]; };
        for (const std::size_t i :
             {members.front(), members.back(), *std::min_element(members.begin(), members.end(), byValue),
              *std::max_element(members.begin(), members.end(), byValue)})
            kept.insert({series.t[i], series.v[i]});
    }
    return kept;
}

} // namespace

class TestReduce : public QObject {
    Q_OBJECT
private slots:
    void keeps_first_lowest_highest_and_last_of_every_column();
    void reducing_twice_changes_nothing();
    void runs_end_at_nan_infinity_and_wide_gaps();
    void neighbours_outside_the_range_are_kept();
    void nothing_comes_of_nothing();
    void nearest_sample_is_found_within_reach();
    void pin_comes_back_exactly();
    void pin_of_a_stranger_is_checked_data();
    void pin_of_a_stranger_is_checked();
};

void TestReduce::keeps_first_lowest_highest_and_last_of_every_column() {
    for (unsigned seed = 0; seed < 20; ++seed) {
        const Series series = noise(10'000, seed);
        const double to = series.t.back();
        const Reduced reduced = reduce(series, 0, to, 317, 1'000);
        QCOMPARE(reduced.runs, std::vector<std::size_t>{0});
        QVERIFY(std::is_sorted(reduced.t.begin(), reduced.t.end()));
        std::set<std::pair<double, double>> kept;
        for (std::size_t i = 0; i < reduced.t.size(); ++i)
            kept.insert({reduced.t[i], reduced.v[i]});
        QCOMPARE(kept.size(), reduced.t.size());
        QVERIFY(kept == expected(series, 0, to, 317));
    }
}

void TestReduce::reducing_twice_changes_nothing() {
    const Series series = noise(20'000, 7);
    const Reduced once = reduce(series, 0, series.t.back(), 200, 0);
    const Reduced twice = reduce({{}, {}, once.t, once.v}, 0, series.t.back(), 200, 0);
    QVERIFY(once == twice);
}

void TestReduce::runs_end_at_nan_infinity_and_wide_gaps() {
    const Series series{{}, {}, {0, 1, 2, 3, 4, 5, 6.5, 8.1, 9}, {1, 2, NAN, 3, HUGE_VAL, 4, 5, 6, -HUGE_VAL}};
    const Reduced reduced = reduce(series, 0, 9, 100, 1);
    QCOMPARE(reduced.t, (std::vector<double>{0, 1, 3, 5, 6.5, 8.1}));
    QCOMPARE(reduced.runs, (std::vector<std::size_t>{0, 2, 3, 5}));
    QCOMPARE(reduced.infinite, (std::vector<Reduced::Mark>{{4, true}, {9, false}}));
}

void TestReduce::neighbours_outside_the_range_are_kept() {
    const Series series{{}, {}, {0, 10, 20, 30, 40}, {1, 2, 3, 4, 5}};
    QCOMPARE(reduce(series, 15, 25, 10, 10).t, (std::vector<double>{10, 20, 30}));
}

void TestReduce::nothing_comes_of_nothing() {
    QVERIFY(reduce({}, 0, 1, 10, 1).t.empty());
    QVERIFY(reduce(noise(5, 1), 1, 1, 10, 1).t.empty());
    double low = 0;
    double high = 0;
    QVERIFY(!finiteRange({{}, {}, {1, 2}, {NAN, HUGE_VAL}}, 0, 9, low, high));
}

void TestReduce::nearest_sample_is_found_within_reach() {
    const Series series{{}, {}, {10, 20, 30}, {1, 2, 3}};
    QCOMPARE(nearest(series, 24, 10), 1);
    QCOMPARE(nearest(series, 26, 10), 2);
    QCOMPARE(nearest(series, 0, 10), 0);
    QCOMPARE(nearest(series, 41, 10), -1);
    QCOMPARE(nearest({}, 1, 10), -1);
}

void TestReduce::pin_comes_back_exactly() {
    Pin pin{QStringLiteral("err"),
            QStringLiteral("Error \"rate\""),
            QStringLiteral("sum(a{b=\"ä\"})"),
            QStringLiteral("percent"),
            QStringLiteral("http://prom:9090"),
            {0.1, 5.0 / 3},
            {}};
    pin.matrix.from = domain::instantFromMs(1'790'000'000'000);
    pin.matrix.to = domain::instantFromMs(1'790'003'600'000);
    pin.matrix.step = 15s;
    pin.matrix.warnings = {QStringLiteral("w")};
    pin.matrix.series.push_back({{{QStringLiteral("job"), QStringLiteral("x\ny")}},
                                 QStringLiteral("x"),
                                 {1'790'000'000'000, 1'790'000'015'001},
                                 {0.1 + 0.2, HUGE_VAL}});
    pin.matrix.series.push_back({{}, {}, {1'790'000'000'000, 1'790'000'000'001.0}, {-HUGE_VAL, 5e-324}});
    const QByteArray bytes = toBytes(pin);
    const auto back = pinFromBytes(bytes);
    QVERIFY2(back, back ? "" : qPrintable(back.error().text));
    QVERIFY(*back == pin);
    QCOMPARE(toBytes(*back), bytes);

    pin.matrix.series[0].v[0] = NAN; // not equal to itself
    const auto nan = pinFromBytes(toBytes(pin));
    QVERIFY(nan);
    QVERIFY(std::isnan(nan->matrix.series[0].v[0]));
    QCOMPARE(toBytes(*nan), toBytes(pin));
}

void TestReduce::pin_of_a_stranger_is_checked_data() {
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray head = R"({"format":"bridgewatch.graph/1","from":0,"to":10,"step":1,"warnings":[],"series":[)";
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("other JSON") << QByteArray("{}");
    QTest::newRow("cut") << QByteArray(head + "]");
    QTest::newRow("columns of two lengths") << QByteArray(head + R"({"labels":{},"t":[1,2],"v":[1]}]})");
    QTest::newRow("time goes back") << QByteArray(head + R"({"labels":{},"t":[2,1],"v":[1,2]}]})");
    QTest::newRow("time too large") << QByteArray(head + R"({"labels":{},"t":[1e300],"v":[1]}]})");
    QTest::newRow("word as value") << QByteArray(head + R"({"labels":{},"t":[1],"v":["x"]}]})");
    QTest::newRow("range goes back") << QByteArray(
        R"({"format":"bridgewatch.graph/1","from":10,"to":0,"step":1,"warnings":[],"series":[]})");
}

void TestReduce::pin_of_a_stranger_is_checked() {
    QFETCH(QByteArray, bytes);
    const auto pin = pinFromBytes(bytes);
    QVERIFY(!pin);
    QCOMPARE(pin.error().kind, domain::ErrorKind::Input);
}

QTEST_GUILESS_MAIN(TestReduce)
#include "tst_reduce.moc"
