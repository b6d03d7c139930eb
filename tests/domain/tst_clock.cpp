// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"
#include <QDateTime>
#include <QPointer>

using namespace domain;
using namespace std::chrono_literals;

class TestClock : public QObject {
    Q_OBJECT
private slots:
    void now_isUtc() {
        const SystemClock clock;
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const qint64 now = toMs(clock.now());
        QVERIFY(now >= before - 1);
        QVERIFY(now <= QDateTime::currentMSecsSinceEpoch() + 1);
        QCOMPARE(clock.speed(), 1.0);
    }

    void wakeAt_callsInOrderAndNotBefore() {
        SystemClock clock;
        QStringList calls;
        const Instant start = clock.now();
        clock.wakeAt(start + 40ms, this, [&] {
            QVERIFY(clock.now() >= start + 40ms);
            calls << QStringLiteral("later");
        });
        clock.wakeAt(start + 10ms, this, [&] { calls << QStringLiteral("sooner"); });
        QTRY_COMPARE(calls, (QStringList{QStringLiteral("sooner"), QStringLiteral("later")}));
    }

    void wakeAt_past_callsSoonButNotFromWithin() {
        SystemClock clock;
        int calls = 0;
        clock.wakeAt(clock.now() - 1h, this, [&] { ++calls; });
        QCOMPARE(calls, 0);
        QTRY_COMPARE(calls, 1);
    }

    void wakeAt_fromACallback_isHonoured() {
        SystemClock clock;
        int calls = 0;
        std::function<void()> again = [&] {
            if (++calls < 3)
                clock.wakeAt(clock.now(), this, again);
        };
        clock.wakeAt(clock.now(), this, again);
        QTRY_COMPARE(calls, 3);
    }

    void wakeAt_contextGone_isSilent() {
        SystemClock clock;
        bool called = false, done = false;
        {
            QObject context;
            clock.wakeAt(clock.now() + 5ms, &context, [&] { called = true; });
        }
        clock.wakeAt(clock.now() + 10ms, this, [&] { done = true; });
        QTRY_VERIFY(done);
        QVERIFY(!called);
    }

    void clock_deletedByACallback_doesNotTouchItself() {
        auto* clock = new SystemClock;
        const QPointer<SystemClock> alive(clock);
        clock->wakeAt(clock->now(), this, [clock] { delete clock; });
        QTRY_VERIFY(!alive);
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
