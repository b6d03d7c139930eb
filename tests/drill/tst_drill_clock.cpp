// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/drill_clock.h"
#include <QSignalSpy>
#include <QTest>

using namespace drill;
using namespace std::chrono_literals;

namespace {
const Instant start = domain::instantFromMs(1'800'000'000'000);
}

class TestDrillClock final : public QObject {
    Q_OBJECT

private slots:
    void steppedClock_jumpsFromAlarmToAlarm();
    void steppedClock_standsStillWhileHeld();
    void steppedClock_doesOneAlarmAtATime();
    void steppedClock_handlesPostedEventsFirst();
    void steppedClock_isNoFasterThanSpeed();
    void alarm_ofADestroyedContextIsDropped();
    void token_mayOutliveTheClock();
    void pacedClock_runsAtSpeed();
};

void TestDrillClock::steppedClock_jumpsFromAlarmToAlarm() {
    SteppedClock clock(start, 1e9);
    std::vector<Millis> seen;
    for (const Millis at : {Millis(2h), Millis(1min), Millis(1min), Millis(3s)})
        clock.wakeAt(start + at, this, [&] { seen.push_back(clock.now() - start); });
    QCoreApplication::processEvents();
    QVERIFY(seen.empty()); // not before start
    QCOMPARE(clock.now(), start);
    clock.start();
    QTRY_COMPARE(seen.size(), size_t(4));
    QCOMPARE(seen, (std::vector<Millis>{3s, 1min, 1min, 2h}));
}

void TestDrillClock::steppedClock_standsStillWhileHeld() {
    SteppedClock clock(start, 1e9);
    std::shared_ptr<void> token;
    bool second = false;
    clock.wakeAt(start + 1s, this, [&] { token = clock.hold(); });
    clock.wakeAt(start + 2s, this, [&] { second = true; });
    clock.start();
    QTRY_VERIFY(token);
    for (int i = 0; i < 100; ++i)
        QCoreApplication::processEvents();
    QVERIFY(!second);
    QCOMPARE(clock.now(), start + 1s);
    token.reset();
    QTRY_VERIFY(second);
    QCOMPARE(clock.now(), start + 2s);
}

void TestDrillClock::steppedClock_doesOneAlarmAtATime() {
    SteppedClock clock(start, 1e9);
    std::shared_ptr<void> token;
    QStringList order;
    clock.wakeAt(start + 1s, this, [&] {
        order.append(QStringLiteral("a"));
        token = clock.hold();
        QMetaObject::invokeMethod(
            this,
            [&] {
                order.append(QStringLiteral("answer of a"));
                clock.wakeAt(clock.now(), this, [&] { order.append(QStringLiteral("set by a")); });
                token.reset();
            },
            Qt::QueuedConnection);
    });
    clock.wakeAt(start + 1s, this, [&] { order.append(QStringLiteral("b")); });
    clock.start();
    QTRY_COMPARE(order.size(), 4);
    QCOMPARE(order, QStringList({"a", "answer of a", "b", "set by a"}));
}

void TestDrillClock::steppedClock_handlesPostedEventsFirst() {
    SteppedClock clock(start, 1e9);
    QStringList order;
    clock.wakeAt(start + 1s, this, [&] {
        QMetaObject::invokeMethod(
            this, [&] { order.append(QStringLiteral("posted at %1").arg((clock.now() - start).count())); },
            Qt::QueuedConnection);
    });
    clock.wakeAt(start + 2s, this, [&] { order.append(QStringLiteral("alarm")); });
    clock.start();
    QTRY_COMPARE(order.size(), 2);
    QCOMPARE(order, QStringList({"posted at 1000", "alarm"}));
}

void TestDrillClock::steppedClock_isNoFasterThanSpeed() {
    SteppedClock clock(start, 100);
    bool done = false;
    clock.wakeAt(start + 30s, this, [&] { done = true; });
    QElapsedTimer real;
    real.start();
    clock.start();
    QTRY_VERIFY(done);
    QVERIFY(real.elapsed() >= 300); // 30 s at a hundred times the speed
}

void TestDrillClock::alarm_ofADestroyedContextIsDropped() {
    SteppedClock clock(start, 1e9);
    auto context = std::make_unique<QObject>();
    bool dead = false, alive = false;
    clock.wakeAt(start + 1s, context.get(), [&] { dead = true; });
    clock.wakeAt(start + 2s, this, [&] { alive = true; });
    context.reset();
    clock.start();
    QTRY_VERIFY(alive);
    QVERIFY(!dead);
}

void TestDrillClock::token_mayOutliveTheClock() {
    auto clock = std::make_unique<SteppedClock>(start, 1);
    auto token = clock->hold();
    clock.reset();
    token.reset(); // must not touch the clock
}

void TestDrillClock::pacedClock_runsAtSpeed() {
    PacedClock clock(start, 20);
    QElapsedTimer real;
    real.start();
    std::optional<Instant> woken;
    clock.wakeAt(start + 4s, this, [&] { woken = clock.now(); });
    QTRY_VERIFY(woken);
    QVERIFY(*woken >= start + 4s);
    QVERIFY(real.elapsed() >= 190);
    QVERIFY(!clock.hold());
}

QTEST_GUILESS_MAIN(TestDrillClock)
#include "tst_drill_clock.moc"
