// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/plan.h"
#include "playbook/playbook_file.h"
#include <QTest>

using namespace playbook;
using namespace std::chrono_literals;
using domain::Instant;
using domain::ItemState;

/// Stands before the sample playbook: moc loses its place in raw strings.
class TestPlan final : public QObject {
    Q_OBJECT

private slots:
    void windows_areSaidInWords();
    void phasesMayOverlap_whereWeAre();
    void due_comesFromTheItemElseTheWindow();
    void urgency_followsTheClock();
    void severity_selectsItems();
    void ticks_surviveAChangeOfSeverity();
    void addedItems_joinTheirPhase();
    void itemsOfAnotherPlaybook_keepTheirRow();
    void variables_areFilledIn();
};

namespace {

const Instant declared = domain::instantFromMs(1'800'000'000'000);

Playbook samplePlaybook() {
    const ReadPlaybook read = readPlaybook(R"(name: T
variables: {service: "http://localhost:1"}
severities: [{id: SEV1, rank: 1}, {id: SEV2, rank: 2}]
phases:
  - id: declare
    title: Declare
    window: {from: 0m, to: 15m}
    items:
      - {id: ack, text: "Acknowledge {{service}}", due: 5m, run: "curl {{service}}/x -o '{{.Path}}'"}
      - {id: page, text: Page, severities: [SEV1]}
  - id: triage
    title: Triage
    window: {from: 10m, to: 30m}
    items: [{id: look, text: Look}]
  - {id: recover, title: Recover, window: {from: 30m}, items: [{id: verify, text: Verify}]}
  - {id: after, title: After, items: [{id: write, text: Write}]}
)",
                                           QStringLiteral("t"));
    Q_ASSERT(read.findings.empty());
    return read.playbook;
}

domain::Incident sampleIncident(const QString& severity = QStringLiteral("SEV1")) {
    domain::Incident incident;
    incident.severity = severity;
    incident.declaredAt = declared;
    return incident;
}

const PlannedItem* itemOf(const Plan& plan, const QString& id) {
    for (const PlannedPhase& phase : plan.phases) {
        for (const PlannedItem& item : phase.items) {
            if (item.id == id)
                return &item;
        }
    }
    return nullptr;
}

} // namespace

void TestPlan::windows_areSaidInWords() {
    const Plan plan = planFor(samplePlaybook(), sampleIncident(), declared);
    QStringList texts;
    for (const PlannedPhase& phase : plan.phases)
        texts.append(phase.windowText);
    QCOMPARE(texts, QStringList({QStringLiteral("0–15 min"), QStringLiteral("10–30 min"), QStringLiteral("30+ min"),
                                 QString()}));
}

void TestPlan::phasesMayOverlap_whereWeAre() {
    const auto marks = [](Millis elapsed) {
        QString text;
        for (const PlannedPhase& phase : planFor(samplePlaybook(), sampleIncident(), declared + elapsed).phases)
            text += phase.now ? u'1' : u'0';
        return text;
    };
    QCOMPARE(marks(0ms), QStringLiteral("1000"));
    QCOMPARE(marks(12min), QStringLiteral("1100"));
    QCOMPARE(marks(15min), QStringLiteral("0100"));
    QCOMPARE(marks(90min), QStringLiteral("0010"));
    domain::Incident over = sampleIncident();
    over.status = domain::Status::Resolved;
    QVERIFY(!planFor(samplePlaybook(), over, declared + 12min).phases[0].now);
}

void TestPlan::due_comesFromTheItemElseTheWindow() {
    const Plan plan = planFor(samplePlaybook(), sampleIncident(), declared);
    QCOMPARE(itemOf(plan, QStringLiteral("ack"))->due, std::optional(declared + 5min));
    QCOMPARE(itemOf(plan, QStringLiteral("page"))->due, std::optional(declared + 15min));
    QCOMPARE(itemOf(plan, QStringLiteral("verify"))->due, std::optional<Instant>());
    QCOMPARE(itemOf(plan, QStringLiteral("write"))->due, std::optional<Instant>());
}

void TestPlan::urgency_followsTheClock() {
    const auto urgency = [](Millis elapsed) {
        return itemOf(planFor(samplePlaybook(), sampleIncident(), declared + elapsed), QStringLiteral("page"))->urgency;
    };
    QCOMPARE(urgency(0ms), Due::Later);
    QCOMPARE(urgency(10min - 1ms), Due::Later);
    QCOMPARE(urgency(10min), Due::Soon);
    QCOMPARE(urgency(15min - 1ms), Due::Soon);
    QCOMPARE(urgency(15min), Due::Overdue);
    domain::Incident done = sampleIncident();
    done.items[QStringLiteral("page")].state = ItemState::Skipped;
    const Plan plan = planFor(samplePlaybook(), done, declared + 20min);
    QCOMPARE(itemOf(plan, QStringLiteral("page"))->urgency, Due::None);
    QCOMPARE(plan.overdue, 1); // ack
    QCOMPARE(plan.done, 1);
    QCOMPARE(plan.total, 5);
}

void TestPlan::severity_selectsItems() {
    QVERIFY(itemOf(planFor(samplePlaybook(), sampleIncident(), declared), QStringLiteral("page")));
    QVERIFY(
        !itemOf(planFor(samplePlaybook(), sampleIncident(QStringLiteral("SEV2")), declared), QStringLiteral("page")));
}

void TestPlan::ticks_surviveAChangeOfSeverity() {
    domain::Incident incident = sampleIncident(QStringLiteral("SEV2"));
    domain::ItemRecord record;
    record.state = ItemState::Skipped;
    record.reason = QStringLiteral("nobody there");
    record.by = QStringLiteral("@ic");
    record.at = declared + 3min;
    incident.items[QStringLiteral("page")] = record;
    const Plan plan = planFor(samplePlaybook(), incident, declared + 4min);
    const PlannedItem* kept = itemOf(plan, QStringLiteral("page"));
    QVERIFY(kept);
    QVERIFY(kept->noLongerPlanned);
    QCOMPARE(kept->reason, QStringLiteral("nobody there"));
    QCOMPARE(kept->at, std::optional(declared + 3min));
    incident.severity = QStringLiteral("SEV1");
    QVERIFY(!itemOf(planFor(samplePlaybook(), incident, declared + 4min), QStringLiteral("page"))->noLongerPlanned);
}

void TestPlan::addedItems_joinTheirPhase() {
    domain::Incident incident = sampleIncident();
    incident.addedItems = {
        {QStringLiteral("x1"), QStringLiteral("Call the bank"), QStringLiteral("triage"), Millis(20min)},
        {QStringLiteral("x2"), QStringLiteral("Anything"), QStringLiteral("gone"), std::nullopt}};
    incident.items[QStringLiteral("x1")].state = ItemState::Done;
    const Plan plan = planFor(samplePlaybook(), incident, declared);
    QCOMPARE(plan.phases[1].items.back().id, QStringLiteral("x1"));
    QVERIFY(plan.phases[1].items.back().added);
    QCOMPARE(plan.phases[1].items.back().state, ItemState::Done);
    QCOMPARE(plan.phases[1].items.back().due, std::optional(declared + 20min));
    QCOMPARE(plan.phases.back().title, QStringLiteral("Added"));
}

void TestPlan::itemsOfAnotherPlaybook_keepTheirRow() {
    domain::Incident incident = sampleIncident();
    incident.items[QStringLiteral("old")].state = ItemState::Done;
    incident.items[QStringLiteral("old")].text = QStringLiteral("Old step");
    const Plan plan = planFor(samplePlaybook(), incident, declared);
    QVERIFY(itemOf(plan, QStringLiteral("old")));
    QCOMPARE(itemOf(plan, QStringLiteral("old"))->text, QStringLiteral("Old step"));
    QVERIFY(itemOf(plan, QStringLiteral("old"))->noLongerPlanned);
}

void TestPlan::variables_areFilledIn() {
    const Plan plan = planFor(samplePlaybook(), sampleIncident(), declared);
    QCOMPARE(itemOf(plan, QStringLiteral("ack"))->text, QStringLiteral("Acknowledge http://localhost:1"));
    QCOMPARE(itemOf(plan, QStringLiteral("ack"))->run, QStringLiteral("curl http://localhost:1/x -o '{{.Path}}'"));
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
