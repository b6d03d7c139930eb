// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/tail.h"
#include <QtTest>
#include <cmath>

using namespace metrics;
using namespace std::chrono_literals;

namespace {

/// What a server would answer: lines that come, go, have holes, jump back to zero and are no numbers at times.
Matrix truth(const RangeQuery& query) {
    Matrix matrix{query.from, query.to, query.step, {}, {}};
    for (int line = 0; line < 5; ++line) {
        Series series;
        series.labels = {{QStringLiteral("line"), QString::number(line)}};
        for (Instant at = query.from; at <= query.to; at += query.step) {
            const qint64 i = domain::toMs(at) / query.step.count();
            const bool there = line == 0 || (line == 1 && i % 97 < 60) || (line == 2 && i % 7 != 0) ||
                               (line == 3 && i / 50 % 2 == 0) || (line == 4 && i % 400 > 390);
            if (!there)
                continue;
            series.t.push_back(static_cast<double>(domain::toMs(at)));
            series.v.push_back(i % 31 == 0 ? HUGE_VAL : static_cast<double>(i % (40 + line))); // a counter that resets
        }
        if (!series.t.empty())
            matrix.series.push_back(std::move(series));
    }
    return matrix;
}

/// Series in order of their labels: the order of a joined matrix is that of first sight.
Matrix sorted(Matrix matrix) {
    std::sort(matrix.series.begin(), matrix.series.end(),
              [](const Series& a, const Series& b) { return a.labels < b.labels; });
    return matrix;
}

const Instant start = domain::instantFromMs(1'790'000'000'000);

} // namespace

class TestTail : public QObject {
    Q_OBJECT
private slots:
    void tails_and_pieces_give_the_whole_range();
    void pieces_share_no_instant_and_stay_under_the_limit();
    void everything_is_asked_for_when_the_tail_would_lie_data();
    void everything_is_asked_for_when_the_tail_would_lie();
    void newer_answer_replaces_older_samples();
    void lines_keep_their_places();
};

void TestTail::tails_and_pieces_give_the_whole_range() {
    for (const Millis step : {Millis(5s), Millis(14s), Millis(60s)}) {
        Matrix have;
        Instant now = start;
        int tails = 0;
        for (int poll = 0; poll < 200; ++poll) {
            now += poll % 50 == 49 ? Millis(1h) : Millis(5s + poll % 3 * 1s); // the laptop sleeps now and then
            const RangeQuery wanted = rangeEnding(now, QStringLiteral("x"), 90min, step);
            const RangeQuery missing = missingPart(wanted, have);
            tails += missing != wanted ? 1 : 0;
            have = missing == wanted ? truth(wanted) : joined(have, truth(missing), wanted.from);
            QCOMPARE(sorted(have), sorted(truth(wanted)));
        }
        QCOMPARE(tails, 199);
    }
}

void TestTail::pieces_share_no_instant_and_stay_under_the_limit() {
    const RangeQuery query = rangeEnding(start, QStringLiteral("x"), 24h * 7, 5s, 4);
    const auto pieces = piecesOf(query);
    QCOMPARE(pieces.size(), 4U);
    Matrix whole;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        QVERIFY((pieces[i].to - pieces[i].from) / pieces[i].step + 1 < maxPoints);
        whole = i == 0 ? truth(pieces[i]) : joined(whole, truth(pieces[i]), query.from);
    }
    QCOMPARE(sorted(whole), sorted(truth(query)));
    QCOMPARE(piecesOf(rangeEnding(start, QStringLiteral("x"), 1h, 5s)).size(), 1U);
    QCOMPARE(piecesOf({QStringLiteral("x"), start, start, Millis(0)}).size(), 1U);
}

void TestTail::everything_is_asked_for_when_the_tail_would_lie_data() {
    QTest::addColumn<QString>("expr");
    QTest::addColumn<int>("change");
    QTest::newRow("nothing wrong") << QStringLiteral("rate(x[5m])") << 0;
    QTest::newRow("another step") << QStringLiteral("x") << 1;
    QTest::newRow("longer window") << QStringLiteral("x") << 2;
    QTest::newRow("clock went back") << QStringLiteral("x") << 3;
    QTest::newRow("long ago") << QStringLiteral("x") << 4;
    QTest::newRow("came with a warning") << QStringLiteral("x") << 5;
    QTest::newRow("of the end") << QStringLiteral("x @ end()") << 6;
    QTest::newRow("of the start") << QStringLiteral("x offset 5m @ start( )") << 6;
    QTest::newRow("of the range") << QStringLiteral("range_max(x)") << 6;
    QTest::newRow("a metric of that name") << QStringLiteral("range_end") << 0;
}

void TestTail::everything_is_asked_for_when_the_tail_would_lie() {
    QFETCH(QString, expr);
    QFETCH(int, change);
    RangeQuery wanted = rangeEnding(start, expr, 1h, 5s);
    Matrix have = truth(rangeEnding(start - 20s, expr, 1h, 5s));
    if (change == 1)
        wanted = rangeEnding(start, expr, 1h, 10s);
    if (change == 2)
        wanted.from -= 1h;
    if (change == 3)
        wanted = rangeEnding(start - 60s, expr, 50min, 5s);
    if (change == 4)
        wanted = rangeEnding(start + 3h, expr, 1h, 5s);
    if (change == 5)
        have.warnings << QStringLiteral("partial data");
    QCOMPARE(missingPart(wanted, have) == wanted, change != 0);
}

void TestTail::newer_answer_replaces_older_samples() {
    const auto at = [](int second) { return static_cast<double>(domain::toMs(start)) + second * 1000.0; };
    Matrix have{start, start + 20s, 5s, {{{}, {}, {at(0), at(5), at(10), at(15)}, {1, 2, 3, 4}}}, {}};
    // A scrape that came late gives 10 another value, 15 none, and fills 20.
    Matrix part{start + 10s, start + 25s, 5s, {{{}, {}, {at(10), at(20)}, {9, 8}}}, {}};
    const Matrix whole = joined(have, part, start + 5s);
    QCOMPARE(whole.series.at(0).t, (std::vector<double>{at(5), at(10), at(20)}));
    QCOMPARE(whole.series.at(0).v, (std::vector<double>{2, 9, 8}));
    QCOMPARE(whole.from, start + 5s);
    QCOMPARE(whole.to, start + 25s);
}

void TestTail::lines_keep_their_places() {
    const auto line = [](const char* name, double t) {
        return Series{{{QStringLiteral("l"), QString::fromLatin1(name)}}, {}, {t}, {1}};
    };
    const auto ms = static_cast<double>(domain::toMs(start));
    Matrix have{start, start + 5s, 5s, {line("b", ms), line("gone", ms - 5000), line("c", ms)}, {}};
    Matrix part{start + 5s, start + 5s, 5s, {line("a", ms + 5000), line("c", ms + 5000), line("b", ms + 5000)}, {}};
    const Matrix whole = joined(have, part, start);
    QStringList names;
    for (const Series& series : whole.series)
        names << series.labels.at(QStringLiteral("l"));
    QCOMPARE(names, (QStringList{QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("a")}));
}

QTEST_GUILESS_MAIN(TestTail)
#include "tst_tail.moc"
