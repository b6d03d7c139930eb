// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comms/ladder.h"
#include "playbook/playbook_file.h"
#include <QTest>

using namespace comms;
using namespace std::chrono_literals;
using domain::Instant;
using domain::Millis;
using State = LadderRung::State;

/// Stands before the sample playbook: moc loses its place in raw strings.
class TestLadder final : public QObject {
    Q_OBJECT

private slots:
    void rungs_promptAtTheirMinutes();
    void rungs_ofOneMinuteAreAskedForInTurn();
    void rungs_followTheSeverity();
    void page_waitsForItsAnswer();
    void ladder_isQuietOnceAcknowledged();
    void ladder_isQuietOnceOver();
    void ladder_goesOnWhenALaterPageIsNotAnswered();
    void words_areSaid();
};

namespace {

const Instant declared = domain::instantFromMs(1'800'000'000'000);

playbook::Playbook samplePlaybook() {
    const auto read = playbook::readPlaybook(R"(name: T
severities: [{id: SEV1, rank: 1}, {id: SEV2, rank: 2}]
escalation:
  - {after: 30m, notify: Manager, severities: [SEV1]}
  - {after: 0m, notify: Primary}
  - {after: 15m, notify: Secondary, contact: "+1 555 0100"}
  - {after: 15m, notify: Team lead}
)",
                                             QStringLiteral("t"));
    Q_ASSERT(read.findings.empty());
    return read.playbook;
}

domain::Incident incidentOf(const QString& severity = QStringLiteral("SEV1")) {
    domain::Incident incident;
    incident.severity = severity;
    incident.declaredAt = declared;
    return incident;
}

void page(domain::Incident& incident, const char* who, const char* mark, Instant at) {
    incident.pages.push_back({QLatin1String(who), QLatin1String(mark), QStringLiteral("@ic"), at, {}});
}

QString prompted(const domain::Incident& incident, Millis elapsed) {
    const Ladder ladder = ladderOf(samplePlaybook(), incident, declared + elapsed);
    return ladder.prompt ? ladder.prompt->rung.notify : QString();
}

} // namespace

void TestLadder::rungs_promptAtTheirMinutes() {
    const domain::Incident incident = incidentOf();
    QCOMPARE(prompted(incident, 0min), QStringLiteral("Primary"));
    QCOMPARE(prompted(incident, 15min - 1ms), QStringLiteral("Primary"));
    QCOMPARE(prompted(incident, 15min), QStringLiteral("Secondary")); // who is late calls higher
    QCOMPARE(prompted(incident, 30min), QStringLiteral("Manager"));
    const Ladder ladder = ladderOf(samplePlaybook(), incident, declared + 16min);
    QCOMPARE(ladder.rungs.at(0).state, State::Passed);
    QCOMPARE(ladder.rungs.at(1).state, State::Due);
    QCOMPARE(ladder.rungs.at(2).state, State::Due);
    QCOMPARE(ladder.rungs.at(3).state, State::Later);
    QCOMPARE(ladder.next->rung.notify, QStringLiteral("Manager"));
    QCOMPARE(ladder.rungs.at(3).at, declared + 30min);
}

void TestLadder::rungs_ofOneMinuteAreAskedForInTurn() {
    domain::Incident incident = incidentOf();
    page(incident, "Secondary", "15m", declared + 15min);
    QCOMPARE(prompted(incident, 16min), QStringLiteral("Team lead"));
    page(incident, "Team lead", "15m", declared + 16min);
    QCOMPARE(prompted(incident, 17min), QString());
    QCOMPARE(prompted(incident, 30min), QStringLiteral("Manager"));
}

void TestLadder::rungs_followTheSeverity() {
    domain::Incident incident = incidentOf(QStringLiteral("SEV2"));
    QCOMPARE(prompted(incident, 40min), QStringLiteral("Secondary"));
    QCOMPARE(ladderOf(samplePlaybook(), incident, declared).rungs.size(), size_t(3));
    incident.severity = QStringLiteral("SEV1"); // raised late: its rung is due already
    QCOMPARE(prompted(incident, 40min), QStringLiteral("Manager"));
}

void TestLadder::page_waitsForItsAnswer() {
    domain::Incident incident = incidentOf();
    page(incident, "Primary", "0m", declared + 1min);
    Ladder ladder = ladderOf(samplePlaybook(), incident, declared + 4min);
    QVERIFY(!ladder.prompt);
    QCOMPARE(ladder.waiting->who, QStringLiteral("Primary"));
    QCOMPARE(ladder.rungs.at(0).state, State::Paged);
    QCOMPARE(answerOf(*ladder.waiting, declared + 4min),
             (domain::EscalationAnswered{QStringLiteral("Primary"), Millis(3min)}));
    incident.pages.back().answeredAt = declared + 4min;
    ladder = ladderOf(samplePlaybook(), incident, declared + 20min);
    QVERIFY(!ladder.prompt && !ladder.waiting && !ladder.next);
    QCOMPARE(ladder.rungs.at(0).state, State::Answered);
    QCOMPARE(ladder.rungs.at(1).state, State::Passed);
}

void TestLadder::ladder_isQuietOnceAcknowledged() {
    domain::Incident incident = incidentOf();
    page(incident, "Primary", "0m", declared + 1min);
    incident.acknowledgedAt = declared + 5min;
    const Ladder ladder = ladderOf(samplePlaybook(), incident, declared + 40min);
    QVERIFY(!ladder.prompt && !ladder.waiting);
    // Somebody called for help afterwards still waits for an answer.
    page(incident, "Manager", "30m", declared + 20min);
    QCOMPARE(ladderOf(samplePlaybook(), incident, declared + 21min).waiting->who, QStringLiteral("Manager"));
}

void TestLadder::ladder_isQuietOnceOver() {
    domain::Incident incident = incidentOf();
    page(incident, "Primary", "0m", declared + 1min);
    incident.status = domain::Status::Resolved;
    const Ladder ladder = ladderOf(samplePlaybook(), incident, declared + 40min);
    QVERIFY(!ladder.prompt && !ladder.waiting);
}

void TestLadder::ladder_goesOnWhenALaterPageIsNotAnswered() {
    domain::Incident incident = incidentOf();
    page(incident, "Primary", "0m", declared);
    incident.pages.back().answeredAt = declared + 2min;
    page(incident, "Secondary", "15m", declared + 15min);
    QCOMPARE(prompted(incident, 30min), QStringLiteral("Manager"));
}

void TestLadder::words_areSaid() {
    const Ladder ladder = ladderOf(samplePlaybook(), incidentOf(), declared + 15min);
    QCOMPARE(promptText(*ladder.prompt), QStringLiteral("15 min: page Secondary"));
    QCOMPARE(pageOf(*ladder.prompt), (domain::EscalationPaged{QStringLiteral("Secondary"), QStringLiteral("15m")}));
}

QTEST_GUILESS_MAIN(TestLadder)
#include "tst_ladder.moc"
