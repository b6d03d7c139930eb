// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/time.h"

#include <QTest>
#include <ctime>

using namespace domain;
using namespace std::chrono_literals;

namespace {
Instant iso(const char* text) {
    const auto moment = parseMoment(QString::fromLatin1(text), Instant{});
    return moment ? *moment : instantFromMs(-1);
}
void setZone(const char* zone) {
    qputenv("TZ", zone);
    tzset();
}
} // namespace

class TestTime : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { setZone("UTC"); }

    void isoText_roundTrips() {
        for (const qint64 ms :
             {0LL, 1LL, 999LL, 1'000LL, 1'795'186'683'120LL, 951'782'400'000LL /* 29 February 2000 */, -1'000LL})
            QCOMPARE(toMs(iso(toIso(instantFromMs(ms)).toLatin1().constData())), ms);
        QCOMPARE(toIso(instantFromMs(0)), QStringLiteral("1970-01-01T00:00:00Z"));
        QCOMPARE(toIso(instantFromMs(120)), QStringLiteral("1970-01-01T00:00:00.120Z"));
        QCOMPARE(toClockText(instantFromMs(53'883'999)), QStringLiteral("14:58"));
        QCOMPARE(toClockText(instantFromMs(53'883'999), true), QStringLiteral("14:58:03"));
        QCOMPARE(toDateText(instantFromMs(-1)), QStringLiteral("1969-12-31"));
    }

    void moment_isRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected"); // now is 2026-11-20T15:00:30Z
        QTest::newRow("clock before now") << "14:58"
                                          << "2026-11-20T14:58:00Z";
        QTest::newRow("this very minute") << "15:00"
                                          << "2026-11-20T15:00:00Z";
        QTest::newRow("with seconds") << "15:00:30"
                                      << "2026-11-20T15:00:30Z";
        QTest::newRow("a second ahead is yesterday") << "15:00:31"
                                                     << "2026-11-19T15:00:31Z";
        QTest::newRow("clock after now is yesterday") << "23:59"
                                                      << "2026-11-19T23:59:00Z";
        QTest::newRow("one digit hour") << "9:05"
                                        << "2026-11-20T09:05:00Z";
        QTest::newRow("minutes ago") << "-5m"
                                     << "2026-11-20T14:55:30Z";
        QTest::newRow("hours and minutes ago") << "-1h30m"
                                               << "2026-11-20T13:30:30Z";
        QTest::newRow("typographic minus") << QString(QChar(0x2212) + QStringLiteral("5m")) << "2026-11-20T14:55:30Z";
        QTest::newRow("ISO without offset") << "2026-11-18T01:02"
                                            << "2026-11-18T01:02:00Z";
        QTest::newRow("ISO with Z and fraction") << "2026-11-18T01:02:03.4Z"
                                                 << "2026-11-18T01:02:03.400Z";
        QTest::newRow("ISO with offset") << "2026-11-18T01:02:03+01:00"
                                         << "2026-11-18T00:02:03Z";
        QTest::newRow("ISO with negative offset") << "2026-11-18T23:30-0530"
                                                  << "2026-11-19T05:00:00Z";
        QTest::newRow("ISO with a blank") << "2026-11-18 01:02:03"
                                          << "2026-11-18T01:02:03Z";
        QTest::newRow("leap day") << "2028-02-29T00:00Z"
                                  << "2028-02-29T00:00:00Z";
        QTest::newRow("blanks around") << "  14:58 "
                                       << "2026-11-20T14:58:00Z";
        for (const char* bad : {"",
                                " ",
                                "14",
                                "24:00",
                                "14:60",
                                "14:58:60",
                                "14.58",
                                "soon",
                                "-",
                                "-5",
                                "5m",
                                "--5m",
                                "-5m5",
                                "2026-11-20",
                                "2026-02-29T00:00Z",
                                "2026-13-01T00:00Z",
                                "2026-11-20T25:00Z",
                                "2026-11-20T14:58+99:00",
                                "14:58Z",
                                "١٤:٥٨"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << QString();
    }
    void moment_isRead() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto moment = parseMoment(text, iso("2026-11-20T15:00:30Z"));
        if (!expected.isEmpty()) {
            QVERIFY2(moment.has_value(), qPrintable(text));
            QCOMPARE(toIso(*moment), expected);
            return;
        }
        QVERIFY(!moment.has_value());
        QCOMPARE(moment.error().kind, ErrorKind::Usage);
        QVERIFY(moment.error().text.contains(text));
    }

    void localMoment_isRead_data() {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("expected");
        const QByteArray berlin = "Europe/Berlin"; // forward 2026-03-29 01:00Z, back 2026-10-25 01:00Z
        QTest::newRow("winter") << berlin << "14:58"
                                << "2026-11-20T15:00:00Z"
                                << "2026-11-20T13:58:00Z";
        QTest::newRow("summer") << berlin << "14:58"
                                << "2026-07-20T15:00:00Z"
                                << "2026-07-20T12:58:00Z";
        QTest::newRow("later than now is yesterday") << berlin << "17:00"
                                                     << "2026-07-20T14:00:00Z"
                                                     << "2026-07-19T15:00:00Z";
        QTest::newRow("after midnight here, before in UTC") << berlin << "00:10"
                                                            << "2026-07-20T22:30:00Z"
                                                            << "2026-07-20T22:10:00Z";
        QTest::newRow("yesterday had another offset") << berlin << "23:00"
                                                      << "2026-03-29T10:00:00Z"
                                                      << "2026-03-28T22:00:00Z";
        QTest::newRow("hour that happens twice, second time over") << berlin << "02:30"
                                                                   << "2026-10-25T05:00:00Z"
                                                                   << "2026-10-25T01:30:00Z";
        QTest::newRow("hour that happens twice, first time only") << berlin << "02:30"
                                                                  << "2026-10-25T01:10:00Z"
                                                                  << "2026-10-25T00:30:00Z";
        QTest::newRow("hour that never was") << berlin << "02:30"
                                             << "2026-03-29T10:00:00Z" << QString();
        QTest::newRow("hour that never was yesterday") << berlin << "02:30"
                                                       << "2026-03-29T23:00:00Z" << QString();
        QTest::newRow("west of Greenwich") << QByteArray("America/New_York") << "20:00"
                                           << "2026-11-20T02:00:00Z"
                                           << "2026-11-20T01:00:00Z";
        QTest::newRow("half-hour zone") << QByteArray("Asia/Kolkata") << "08:15"
                                        << "2026-11-20T06:00:00Z"
                                        << "2026-11-20T02:45:00Z";
        QTest::newRow("other forms as everywhere") << berlin << "-5m"
                                                   << "2026-11-20T15:00:00Z"
                                                   << "2026-11-20T14:55:00Z";
        QTest::newRow("ISO stays UTC") << berlin << "2026-11-20T14:00"
                                       << "2026-11-20T15:00:00Z"
                                       << "2026-11-20T14:00:00Z";
    }
    void localMoment_isRead() {
        QFETCH(QByteArray, zone);
        QFETCH(QString, text);
        QFETCH(QString, now);
        QFETCH(QString, expected);
        setZone(zone.constData());
        const auto moment = parseLocalMoment(text, iso(now.toLatin1().constData()));
        QCOMPARE(moment ? toIso(*moment) : QString(), expected);
        if (!moment)
            QVERIFY(moment.error().text.contains(QStringLiteral("2026-03-29")));
    }

    void duration_isRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms"); // -1: refused
        const auto row = [](const char* text, qint64 ms) { QTest::newRow(text) << QString::fromUtf8(text) << ms; };
        row("500ms", 500);
        row("15s", 15'000);
        row("15m", 900'000);
        row("1h30m", 5'400'000);
        row("24h", 86'400'000);
        row("7d", 604'800'000);
        row("0m", 0);
        row("1d2h3m4s5ms", 93'784'005);
        for (const char* bad : {"", "m", "15", "-15m", "+15m", "1.5h", "15 m", "30m1h", "15M", "1h1h", "9999999999s",
                                "999999999d", "15min"})
            row(bad, -1);
    }
    void duration_isRead() {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto duration = parseDuration(text);
        QCOMPARE(duration ? duration->count() : -1, ms);
        if (duration)
            QCOMPARE(parseDuration(toDurationText(*duration)).value(), *duration);
    }

    void durationText_isShort() {
        QCOMPARE(toDurationText(15min), QStringLiteral("15m"));
        QCOMPARE(toDurationText(90min), QStringLiteral("1h30m"));
        QCOMPARE(toDurationText(std::chrono::hours(24 * 7)), QStringLiteral("7d"));
        QCOMPARE(toDurationText(0ms), QStringLiteral("0m"));
        QCOMPARE(toDurationText(-5min), QStringLiteral("0m"));
    }

    void humanDuration_hasTwoUnitsAtMost() {
        QCOMPARE(toHumanDuration(35'900ms), QStringLiteral("35 s"));
        QCOMPARE(toHumanDuration(42min + 59s), QStringLiteral("42 min"));
        QCOMPARE(toHumanDuration(1h + 16min + 40s), QStringLiteral("1 h 16 min"));
        QCOMPARE(toHumanDuration(2h), QStringLiteral("2 h"));
        QCOMPARE(toHumanDuration(51h + 59min), QStringLiteral("2 d 3 h"));
        QCOMPARE(toHumanDuration(-1min), QStringLiteral("0 s"));
    }

    void runningClock_growsDaysAfterHundredHours() {
        QCOMPARE(toRunningClock(42min + 17s), QStringLiteral("00:42:17"));
        QCOMPARE(toRunningClock(99h + 59min + 59s + 999ms), QStringLiteral("99:59:59"));
        QCOMPARE(toRunningClock(100h), QStringLiteral("4 d 04:00:00"));
        QCOMPARE(toRunningClock(-1ms), QStringLiteral("00:00:00"));
    }
};

QTEST_GUILESS_MAIN(TestTime)
#include "tst_time.moc"
