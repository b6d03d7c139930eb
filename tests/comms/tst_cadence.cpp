// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comms/cadence.h"
#include "playbook/playbook_file.h"
#include <QTest>

using namespace comms;
using namespace std::chrono_literals;

/// Stands before the sample playbook: moc loses its place in raw strings.
class TestCadence final : public QObject {
    Q_OBJECT

private slots:
    void firstUpdate_countsFromTheDeclaration();
    void nextUpdate_countsFromTheLastMessage();
    void raisedSeverity_asksForSooner();
    void promiseInTheMessage_countsWhenEarlier();
    void asNeeded_promisesNothing();
    void overIncident_owesNothing();
};

namespace {

const Instant declared = domain::instantFromMs(1'800'000'000'000);

playbook::Playbook samplePlaybook() {
    const auto read = playbook::readPlaybook(R"(name: T
timezone: Europe/Berlin
severities:
  - {id: SEV1, rank: 1, update_every: [15m, 30m], respond_within: at once}
  - {id: SEV2, rank: 2, update_every: 1h, respond_within: 15m}
  - {id: SEV3, rank: 3, update_every: as needed, respond_within: next business day}
  - {id: SEV4, rank: 4}
)",
                                             QStringLiteral("t"));
    Q_ASSERT(read.findings.empty());
    return read.playbook;
}

domain::Incident incidentOf(const QString& severity) {
    domain::Incident incident;
    incident.severity = severity;
    incident.declaredAt = declared;
    incident.severities.push_back({severity, declared});
    return incident;
}

domain::SentMessage messageAt(Instant at, std::optional<Instant> promise = {}) {
    domain::SentMessage message;
    message.at = at;
    message.nextUpdate = promise;
    return message;
}

} // namespace

void TestCadence::firstUpdate_countsFromTheDeclaration() {
    const NextUpdate next = nextUpdate(samplePlaybook(), incidentOf(QStringLiteral("SEV1")), declared + 5min);
    QVERIFY(next.promised);
    QCOMPARE(next.due, declared + 15min);
    QCOMPARE(next.left, Millis(10min));
    QVERIFY(!next.overdue);
    QVERIFY(!next.lastSent);
}

void TestCadence::nextUpdate_countsFromTheLastMessage() {
    domain::Incident incident = incidentOf(QStringLiteral("SEV1"));
    incident.messages = {messageAt(declared + 20min), messageAt(declared + 3min)}; // folded in another order
    const NextUpdate next = nextUpdate(samplePlaybook(), incident, declared + 36min);
    QCOMPARE(next.due, declared + 35min);
    QCOMPARE(next.left, Millis(-1min));
    QVERIFY(next.overdue);
    QCOMPARE(next.lastSent, std::optional(declared + 20min));
}

void TestCadence::raisedSeverity_asksForSooner() {
    domain::Incident incident = incidentOf(QStringLiteral("SEV2"));
    QCOMPARE(nextUpdate(samplePlaybook(), incident, declared).due, declared + 1h);
    incident.severity = QStringLiteral("SEV1");
    QCOMPARE(nextUpdate(samplePlaybook(), incident, declared).due, declared + 15min);
}

void TestCadence::promiseInTheMessage_countsWhenEarlier() {
    domain::Incident incident = incidentOf(QStringLiteral("SEV2"));
    incident.messages = {messageAt(declared, declared + 10min)};
    QCOMPARE(nextUpdate(samplePlaybook(), incident, declared).due, declared + 10min);
    incident.messages = {messageAt(declared, declared + 3h)};
    QCOMPARE(nextUpdate(samplePlaybook(), incident, declared).due, declared + 1h);
}

void TestCadence::asNeeded_promisesNothing() {
    QVERIFY(!nextUpdate(samplePlaybook(), incidentOf(QStringLiteral("SEV3")), declared + 24h).promised);
    QVERIFY(!nextUpdate(samplePlaybook(), incidentOf(QStringLiteral("gone")), declared + 24h).promised);
}

void TestCadence::overIncident_owesNothing() {
    domain::Incident incident = incidentOf(QStringLiteral("SEV1"));
    incident.status = domain::Status::Resolved;
    QVERIFY(!nextUpdate(samplePlaybook(), incident, declared + 24h).promised);
}

QTEST_GUILESS_MAIN(TestCadence)
#include "tst_cadence.moc"
