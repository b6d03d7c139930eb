// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_file.h"
#include "playbook/response.h"
#include <QTest>

using namespace playbook;
using namespace std::chrono_literals;
using domain::Instant;

/// Stands before the sample playbook: moc loses its place in raw strings.
class TestResponse final : public QObject {
    Q_OBJECT

private slots:
    void acknowledgement_states();
    void change_ofSeverityMovesTheTarget();
    void promises_areSaid();
    void businessDay_skipsTheWeekend_data();
    void businessDay_skipsTheWeekend();
};

namespace {

const Instant declared = domain::instantFromMs(1'800'000'000'000);

Playbook samplePlaybook() {
    const ReadPlaybook read = readPlaybook(R"(name: T
severities:
  - {id: SEV1, rank: 1, respond_within: at once}
  - {id: SEV2, rank: 2, respond_within: 15m}
  - {id: SEV4, rank: 3}
)",
                                           QStringLiteral("t"));
    Q_ASSERT(read.findings.empty());
    return read.playbook;
}

domain::Incident incidentOf(const QString& severity) {
    domain::Incident incident;
    incident.severity = severity;
    incident.declaredAt = declared;
    incident.severities = {{severity, declared}};
    return incident;
}

Instant at(const char* iso) {
    return *domain::parseMoment(QString::fromLatin1(iso), {});
}

} // namespace

void TestResponse::acknowledgement_states() {
    using State = Response::State;
    domain::Incident incident = incidentOf(QStringLiteral("SEV2"));
    const auto stateAt = [&](Millis elapsed) {
        return responseOf(samplePlaybook(), incident, declared + elapsed).state;
    };
    QCOMPARE(stateAt(15min), State::Waiting);
    QCOMPARE(stateAt(15min + 1ms), State::Late);
    incident.acknowledgedAt = declared + 14min;
    QCOMPARE(stateAt(2h), State::Met);
    QCOMPARE(responseOf(samplePlaybook(), incident, declared).took, std::optional<Millis>(14min));
    incident.acknowledgedAt = declared + 16min;
    QCOMPARE(stateAt(2h), State::Missed);
    QCOMPARE(responseOf(samplePlaybook(), incidentOf(QStringLiteral("SEV1")), declared).target,
             std::optional(declared + 1min));
    QCOMPARE(responseOf(samplePlaybook(), incidentOf(QStringLiteral("SEV4")), declared).state, State::NotPromised);
}

void TestResponse::change_ofSeverityMovesTheTarget() {
    domain::Incident incident = incidentOf(QStringLiteral("SEV2"));
    incident.severity = QStringLiteral("SEV1");
    incident.severities.push_back({QStringLiteral("SEV1"), declared + 5min});
    // Still counted from the declaration, by the severity now in force.
    QCOMPARE(responseOf(samplePlaybook(), incident, declared + 6min).target, std::optional(declared + 1min));
    QCOMPARE(responseOf(samplePlaybook(), incident, declared + 6min).promise, QStringLiteral("at once"));
    // An acknowledgement keeps the severity it answered.
    incident.acknowledgedAt = declared + 4min;
    QCOMPARE(responseOf(samplePlaybook(), incident, declared + 6min).state, Response::State::Met);
    incident.acknowledgedAt = declared + 5min;
    QCOMPARE(responseOf(samplePlaybook(), incident, declared + 6min).state, Response::State::Missed);
}

void TestResponse::promises_areSaid() {
    QCOMPARE(promiseText(Millis(15min)), QStringLiteral("within 15 min"));
    QCOMPARE(promiseText(NextBusinessDay{}), QStringLiteral("next business day"));
    QCOMPARE(promiseText(NotPromised{}), QString());
    QCOMPARE(cadenceText(UpdateRange{15min, 30min}), QStringLiteral("every 15 min to 30 min"));
    QCOMPARE(cadenceText(UpdateRange{15min, 15min}), QStringLiteral("every 15 min"));
    QCOMPARE(cadenceText(AsNeeded{}), QStringLiteral("as needed"));
}

void TestResponse::businessDay_skipsTheWeekend_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("end");
    QTest::newRow("Wednesday") << "2026-11-18T10:00:00Z"
                               << "Europe/Berlin"
                               << "2026-11-19T17:00:00Z";
    QTest::newRow("Friday") << "2026-11-20T10:00:00Z"
                            << "Europe/Berlin"
                            << "2026-11-23T17:00:00Z";
    QTest::newRow("Saturday") << "2026-11-21T10:00:00Z"
                              << "UTC"
                              << "2026-11-23T18:00:00Z";
    QTest::newRow("late Thursday is Friday there") << "2026-11-19T23:30:00Z"
                                                   << "Europe/Berlin"
                                                   << "2026-11-23T17:00:00Z";
    QTest::newRow("over the change of the clock") << "2026-10-23T10:00:00Z"
                                                  << "Europe/Berlin"
                                                  << "2026-10-26T17:00:00Z";
    QTest::newRow("no zone") << "2026-11-18T10:00:00Z"
                             << ""
                             << "2026-11-19T18:00:00Z";
}

void TestResponse::businessDay_skipsTheWeekend() {
    QFETCH(QString, from);
    QFETCH(QString, zone);
    QFETCH(QString, end);
    QCOMPARE(domain::toIso(nextBusinessDayEnd(at(qPrintable(from)), zone)), domain::toIso(at(qPrintable(end))));
}

QTEST_GUILESS_MAIN(TestResponse)
#include "tst_response.moc"
