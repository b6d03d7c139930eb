// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/stats.h"
#include "health/tracker.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CheckResult;
using domain::CheckState;
using health::Flip;
using health::Tracker;

class TestTracker : public QObject {
    Q_OBJECT
private slots:
    void flips_followTheRules_data();
    void flips_followTheRules();
    void flip_namesFirstProbeAndDetection();
    void flip_upNamesFirstGoodProbe();
    void restoredState_flipsNoMore();
    void strip_keepsLatestAndCounts();
};

namespace {

/// U up, D down, G degraded, I inconclusive, one every 10 s.
CheckResult result(QChar letter, int index) {
    static const std::map<QChar, CheckState> states{{u'U', CheckState::Up},
                                                    {u'D', CheckState::Down},
                                                    {u'G', CheckState::Degraded},
                                                    {u'I', CheckState::Inconclusive}};
    return {u"api"_s, domain::instantFromMs(10'000 * index),        states.at(letter), 1000 * (index + 1),
            200,      QString(u"probe "_s + QString::number(index))};
}

std::vector<Flip> feed(Tracker& tracker, const QString& letters) {
    std::vector<Flip> flips;
    for (int i = 0; i < letters.size(); ++i) {
        if (const auto flip = tracker.take(result(letters[i], i)))
            flips.push_back(*flip);
    }
    return flips;
}

} // namespace

void TestTracker::flips_followTheRules_data() {
    QTest::addColumn<int>("downAfter");
    QTest::addColumn<int>("upAfter");
    QTest::addColumn<QString>("letters");
    QTest::addColumn<QString>("expected"); // "index:state"
    const auto row = [](int downAfter, int upAfter, const char* letters, const char* expected) {
        QTest::addRow("%d/%d %s", downAfter, upAfter, letters)
            << downAfter << upAfter << QString::fromUtf8(letters) << QString::fromUtf8(expected);
    };
    row(3, 2, "UUUU", "0:up");
    row(3, 2, "UDDDDD", "0:up 3:down");
    row(3, 2, "UDDUDDUDD", "0:up");
    row(3, 2, "UDDDUU", "0:up 3:down 5:up");
    row(3, 2, "UDDDUDUU", "0:up 3:down 7:up");
    row(3, 2, "DDD", "2:down");
    row(3, 2, "DDU", "2:up");
    row(1, 1, "UDUD", "0:up 1:down 2:up 3:down");
    row(3, 2, "UGGG", "0:up 3:degraded");
    row(3, 2, "UGDG", "0:up 3:degraded");
    row(3, 2, "UGDGDDD", "0:up 3:degraded 6:down");
    row(3, 2, "UGGGUU", "0:up 3:degraded 5:up");
    row(3, 2, "UDDDGG", "0:up 3:down 5:degraded");
    row(3, 2, "UDDDUG", "0:up 3:down 5:degraded");
    row(3, 2, "UDDDUU", "0:up 3:down 5:up");
    row(3, 2, "UDIDID", "0:up 5:down");
    row(3, 2, "UDDIIID", "0:up 5:inconclusive 6:down");
    row(3, 2, "UIII", "0:up 3:inconclusive");
    row(3, 2, "UIIU", "0:up");
    row(3, 2, "UIIIUU", "0:up 3:inconclusive 4:up");
    row(3, 2, "III", "2:inconclusive");
    row(0, 0, "UDU", "0:up 1:down 2:up");
}

void TestTracker::flips_followTheRules() {
    QFETCH(int, downAfter);
    QFETCH(int, upAfter);
    QFETCH(QString, letters);
    QFETCH(QString, expected);
    Tracker tracker(downAfter, upAfter);
    QStringList seen;
    for (const Flip& flip : feed(tracker, letters))
        seen.append(QString::number(domain::toMs(flip.detected) / 10'000) + u':' + toText(flip.state));
    QCOMPARE(seen.join(u' '), expected);
}

void TestTracker::flip_namesFirstProbeAndDetection() {
    Tracker tracker(3, 2);
    const auto flips = feed(tracker, u"UUDUDDD"_s);
    QCOMPARE(flips.size(), 2U);
    const Flip expected{
        u"api"_s,    CheckState::Down, CheckState::Up, domain::instantFromMs(40'000), domain::instantFromMs(60'000),
        u"probe 6"_s};
    QCOMPARE(flips.back(), expected);
}

void TestTracker::flip_upNamesFirstGoodProbe() {
    Tracker tracker(1, 3, CheckState::Down);
    const auto flips = feed(tracker, u"DUDUUU"_s);
    QCOMPARE(flips.size(), 1U);
    QCOMPARE(flips[0].firstSeen, domain::instantFromMs(30'000));
    QCOMPARE(flips[0].detected, domain::instantFromMs(50'000));
    QCOMPARE(flips[0].was, CheckState::Down);
}

void TestTracker::restoredState_flipsNoMore() {
    Tracker tracker(2, 2, CheckState::Down);
    QVERIFY(feed(tracker, u"DDDD"_s).empty());
    QCOMPARE(tracker.state(), CheckState::Down);
}

void TestTracker::strip_keepsLatestAndCounts() {
    health::Strip strip(4);
    QCOMPARE(strip.stats(), health::Stats{});
    const QString letters = u"DUGUDI"_s;
    for (int i = 0; i < letters.size(); ++i)
        strip.add(result(letters[i], i));
    QCOMPARE(strip.results().size(), 4U);
    QCOMPARE(strip.results().front().at, domain::instantFromMs(20'000));
    const health::Stats stats = strip.stats(); // latencies 3, 4, 5, 6 ms
    QCOMPARE(stats.probes, 4);
    QCOMPARE(stats.up, 1);
    QCOMPARE(stats.degraded, 1);
    QCOMPARE(stats.down, 1);
    QCOMPARE(stats.inconclusive, 1);
    QCOMPARE(stats.p50Us.value(), 4000);
    QCOMPARE(stats.p95Us.value(), 6000);
}

QTEST_GUILESS_MAIN(TestTracker)
#include "tst_tracker.moc"
