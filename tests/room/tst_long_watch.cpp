// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/alert_watch.h"
#include "room/long_watch.h"
#include <QTest>

using namespace std::chrono_literals;

/// What a watch keeps in memory has a limit, however long it goes on. The eight hours are bench_watch's.
class TestLongWatch : public QObject {
    Q_OBJECT

private slots:
    void hours_keepNoMoreThanTheFirst();

private:
    struct Kept {
        size_t results = 0, answers = 0, samples = 0, alerts = 0, proposals = 0;
        bool operator==(const Kept&) const = default;
    };
    static Kept keptBy(const room::Watch& watch);
};

TestLongWatch::Kept TestLongWatch::keptBy(const room::Watch& watch) {
    Kept kept;
    kept.results = watch.recentResults().size();
    for (const room::CheckView& view : watch.checks())
        kept.answers += watch.answers(view.check.id).size();
    for (const metrics::PanelView& view : watch.panels()) {
        for (const metrics::Series& series : view.matrix->series)
            kept.samples += series.t.size();
    }
    kept.alerts = watch.alerts()->view().alerts.size();
    kept.proposals = watch.proposals().size();
    return kept;
}

void TestLongWatch::hours_keepNoMoreThanTheFirst() {
    tests::LongWatch night;
    QVERIFY(night.isReady());
    QVERIFY(night.pass(32min)); // more than the window of the graphs and the 120 results of a check
    const Kept first = keptBy(*night.watch());
    QCOMPARE(first.results, size_t(10 * 120));
    QCOMPARE(first.answers, size_t(10 * 5));
    QVERIFY(first.samples > 0);
    const qint64 asked = night.answers();
    const size_t told = night.room()->events().size();
    QVERIFY(night.pass(20min)); // the same moment of the twenty minutes
    const Kept second = keptBy(*night.watch());
    QVERIFY(night.answers() >= asked + 10 * 100);
    QVERIFY(night.room()->events().size() > told); // it broke, fired and came back
    QCOMPARE(second.results, first.results);
    QCOMPARE(second.answers, first.answers);
    QVERIFY2(second.samples <= first.samples + 60,
             qPrintable(QStringLiteral("%1 samples, then %2").arg(first.samples).arg(second.samples)));
    QCOMPARE(second.alerts, first.alerts);
    QCOMPARE(second.proposals, first.proposals);
}

QTEST_GUILESS_MAIN(TestLongWatch)
#include "tst_long_watch.moc"
