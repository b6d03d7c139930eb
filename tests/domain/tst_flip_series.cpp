// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/flip_series.h"

#include <QtTest>

using namespace domain;
using namespace std::chrono_literals;

namespace {

const QUuid incidentId = QUuid::createUuid(), origin = QUuid::createUuid();
const Instant begin = instantFromMs(1'795'190'400'000);

/// A log made of changes of checks, and whatever else a test puts between them.
struct Log {
    std::vector<Event> events;
    void add(Body body, Instant at) {
        Event event;
        event.incident = incidentId;
        event.id = {origin, qint64(events.size()) + 1};
        event.clock = quint64(events.size()) + 1;
        event.occurredAt = event.recordedAt = at;
        event.author = QStringLiteral("bridgewatch");
        event.body = std::move(body);
        events.push_back(std::move(event));
    }
    void flip(CheckState state, Millis after, const QString& check = QStringLiteral("api")) {
        add(CheckChanged{.check = check,
                         .title = QStringLiteral("API"),
                         .state = state,
                         .was = state == CheckState::Up ? CheckState::Down : CheckState::Up,
                         .detail = state == CheckState::Up ? QString() : QStringLiteral("HTTP 503"),
                         .firstSeen = begin + after - 20s},
            begin + after);
    }
    Incident folded() const { return fold(events); }
};

QStringList texts(const Incident& incident) {
    QStringList all;
    for (const TimelineEntry& row : incident.timeline)
        all << row.text;
    return all;
}

} // namespace

class TestFlipSeries : public QObject {
    Q_OBJECT
private slots:
    void entry_namesFirstFailureDetectionAndRecovery();
    void flappingCheck_countsOnOneEntry();
    void oneMoreEvent_foldsAsTheWholeLog();
    void calmBetween_beginsAnew();
    void otherCheck_hasItsOwnEntry();
    void struckEntry_isLeftAlone();
};

void TestFlipSeries::entry_namesFirstFailureDetectionAndRecovery() {
    Log log;
    log.flip(CheckState::Down, 60s);
    log.flip(CheckState::Up, 10min);
    QCOMPARE(texts(log.folded()),
             (QStringList{QStringLiteral("API went DOWN: HTTP 503 (first failure 16:00:40, detected 16:01:00)"),
                          QStringLiteral("API is UP again (first failure 16:00:40, detected 16:01:00, recovered "
                                         "16:09:40)")}));
}

void TestFlipSeries::flappingCheck_countsOnOneEntry() {
    Log log;
    for (int i = 0; i < 40; ++i)
        log.flip(i % 2 ? CheckState::Up : CheckState::Down, 30s * (i + 1));
    const Incident incident = log.folded();
    QCOMPARE(incident.timeline.size(), size_t(3));
    QCOMPARE(incident.timeline[2].text, QStringLiteral("API flaps: changed 40 times since 16:00:30, now UP"));
    QCOMPARE(incident.flips.size(), size_t(40)); // what is counted stays exact
}

void TestFlipSeries::oneMoreEvent_foldsAsTheWholeLog() {
    Log log;
    Incident grown;
    for (int i = 0; i < 8; ++i) {
        log.flip(i % 2 ? CheckState::Up : CheckState::Down, 30s * (i + 1));
        if (i == 0)
            grown = log.folded();
        else
            apply(grown, log.events.back());
        QCOMPARE(grown, log.folded());
    }
}

void TestFlipSeries::calmBetween_beginsAnew() {
    Log log;
    for (int i = 0; i < 6; ++i)
        log.flip(i % 2 ? CheckState::Up : CheckState::Down, 30s * (i + 1));
    log.flip(CheckState::Down, 30min);
    QCOMPARE(log.folded().timeline.size(), size_t(4));
    QVERIFY(texts(log.folded()).last().startsWith(QStringLiteral("API went DOWN")));
}

void TestFlipSeries::otherCheck_hasItsOwnEntry() {
    Log log;
    for (int i = 0; i < 6; ++i) {
        log.flip(i % 2 ? CheckState::Up : CheckState::Down, 30s * (i + 1));
        log.flip(i % 2 ? CheckState::Up : CheckState::Down, 30s * (i + 1), QStringLiteral("web"));
    }
    QCOMPARE(log.folded().timeline.size(), size_t(6));
}

void TestFlipSeries::struckEntry_isLeftAlone() {
    Log log;
    for (int i = 0; i < 4; ++i)
        log.flip(i % 2 ? CheckState::Up : CheckState::Down, 30s * (i + 1));
    log.add(EntryStruck{.target = {origin, 3}, .reason = QStringLiteral("noise")}, begin + 3min);
    log.flip(CheckState::Down, 3min + 10s);
    const Incident incident = log.folded();
    QCOMPARE(incident.timeline.size(), size_t(4));
    QVERIFY(incident.timeline[2].text.contains(QStringLiteral("changed 4 times")));
    QVERIFY(incident.timeline[3].text.contains(QStringLiteral("changed 5 times")));
}

QTEST_GUILESS_MAIN(TestFlipSeries)
#include "tst_flip_series.moc"
