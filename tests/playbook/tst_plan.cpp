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
    void needs_blockUntilTheyAreDone();
    void needs_thatAreNotPlannedDoNotBlock();
    void repeat_bringsTheItemBack();
    void repeat_endsWithTheIncident();
    void services_selectItems();
    void followUps_countFromTheResolution();
    void days_areSaidAsDays();
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

namespace {

Playbook waitingPlaybook() {
    const ReadPlaybook read = readPlaybook(R"(name: T
severities: [{id: SEV1, rank: 1}, {id: SEV2, rank: 2}]
phases:
  - id: p
    title: P
    items:
      - {id: a, text: Apply, severities: [SEV1]}
      - {id: b, text: Verify, needs: [a]}
      - {id: post, text: Post an update, repeat: 15m, due: 10m}
      - {id: queue, text: Drain the queue, services: [Checkout, login]}
  - id: after
    title: After
    after: resolved
    window: {from: 0m, to: 24h}
    items: [{id: write, text: Write, due: 4h}, {id: review, text: Review}]
  - {id: week, title: Week, after: resolved, window: {from: 24h, to: 7d}, items: [{id: learn, text: Learn}]}
)",
                                           QStringLiteral("t"));
    Q_ASSERT(read.findings.empty());
    return read.playbook;
}

void tick(domain::Incident& incident, const char* id, Instant at) {
    domain::ItemRecord& record = incident.items[QLatin1String(id)];
    if (record.state == ItemState::Done)
        record.earlier.push_back({record.by, record.at});
    record.state = ItemState::Done;
    record.by = QStringLiteral("@ic");
    record.at = at;
}

PlannedItem planned(const domain::Incident& incident, const char* id, Instant now) {
    const Plan plan = planFor(waitingPlaybook(), incident, now);
    const PlannedItem* found = findPlanned(plan, QLatin1String(id));
    return found ? *found : PlannedItem{};
}

} // namespace

void TestPlan::needs_blockUntilTheyAreDone() {
    domain::Incident incident = sampleIncident();
    PlannedItem item = planned(incident, "b", declared);
    QCOMPARE(item.waitsFor, QStringList({"a"}));
    QCOMPARE(item.waitsForTexts, QStringList({"Apply"}));
    QCOMPARE(tickOf(item).remark, std::optional(QStringLiteral("before “Apply”")));
    tick(incident, "b", declared + 1min); // all the same
    QVERIFY(planned(incident, "b", declared + 1min).waitsFor.isEmpty());
    incident.items.erase(QStringLiteral("b"));
    tick(incident, "a", declared + 1min);
    item = planned(incident, "b", declared + 1min);
    QVERIFY(item.waitsFor.isEmpty());
    QCOMPARE(tickOf(item), (domain::ItemTicked{QStringLiteral("b"), QStringLiteral("Verify")}));
    incident.items[QStringLiteral("a")].state = ItemState::Skipped;
    QVERIFY(planned(incident, "b", declared + 1min).waitsFor.isEmpty());
}

void TestPlan::needs_thatAreNotPlannedDoNotBlock() {
    QVERIFY(planned(sampleIncident(QStringLiteral("SEV2")), "b", declared).waitsFor.isEmpty());
}

void TestPlan::repeat_bringsTheItemBack() {
    domain::Incident incident = sampleIncident();
    QCOMPARE(planned(incident, "post", declared).due, std::optional(declared + 10min));
    tick(incident, "post", declared + 8min);
    PlannedItem item = planned(incident, "post", declared + 20min);
    QCOMPARE(item.state, ItemState::Done);
    QCOMPARE(item.again, std::optional(declared + 23min));
    QCOMPARE(item.times, 1);
    item = planned(incident, "post", declared + 23min);
    QCOMPARE(item.state, ItemState::Open);
    QCOMPARE(item.urgency, Due::Overdue);
    QCOMPARE(item.due, std::optional(declared + 23min));
    QCOMPARE(tickOf(item).round, std::optional<qint64>(2));
    tick(incident, "post", declared + 25min);
    item = planned(incident, "post", declared + 30min);
    QCOMPARE(item.times, 2);
    QCOMPARE(item.again, std::optional(declared + 40min));
    QCOMPARE(untickOf(item).round, std::optional<qint64>(2));
}

void TestPlan::repeat_endsWithTheIncident() {
    domain::Incident incident = sampleIncident();
    tick(incident, "post", declared + 8min);
    incident.status = domain::Status::Resolved;
    incident.resolvedAt = declared + 10min;
    QCOMPARE(planned(incident, "post", declared + 60min).state, ItemState::Done);
    QVERIFY(!planned(incident, "post", declared + 60min).again);
}

void TestPlan::services_selectItems() {
    domain::Incident incident = sampleIncident();
    QCOMPARE(planned(incident, "queue", declared).id, QString());
    incident.services = {QStringLiteral("checkout")};
    QCOMPARE(planned(incident, "queue", declared).id, QStringLiteral("queue"));
    tick(incident, "queue", declared + 1min);
    incident.services.clear();
    QVERIFY(planned(incident, "queue", declared + 2min).noLongerPlanned); // what was done stays
}

void TestPlan::followUps_countFromTheResolution() {
    domain::Incident incident = sampleIncident();
    QVERIFY(!planned(incident, "write", declared + 48h).due);
    QCOMPARE(followUps(waitingPlaybook(), incident, declared + 48h), FollowUps{});
    const Instant resolved = declared + 60min;
    incident.status = domain::Status::Resolved;
    incident.resolvedAt = resolved;
    QCOMPARE(planned(incident, "write", resolved).due, std::optional(resolved + 4h));
    QCOMPARE(planned(incident, "review", resolved).due, std::optional(resolved + 24h));
    QCOMPARE(planned(incident, "learn", resolved).due, std::optional(resolved + 168h));
    QCOMPARE(followUps(waitingPlaybook(), incident, resolved), (FollowUps{3, 0, resolved + 4h}));
    incident.status = domain::Status::Closed;
    QCOMPARE(followUps(waitingPlaybook(), incident, resolved + 5h), (FollowUps{3, 1, resolved + 4h}));
    const Plan plan = planFor(waitingPlaybook(), incident, resolved + 5h);
    QVERIFY(!plan.phases[0].now);
    QVERIFY(plan.phases[1].now && plan.phases[1].followUp);
    QVERIFY(!plan.phases[2].now);
    tick(incident, "write", resolved + 5h);
    tick(incident, "review", resolved + 5h);
    QCOMPARE(followUps(waitingPlaybook(), incident, resolved + 30h), (FollowUps{1, 0, resolved + 168h}));
    tick(incident, "learn", resolved + 30h);
    QCOMPARE(followUps(waitingPlaybook(), incident, resolved + 999h).open, 0);
}

void TestPlan::days_areSaidAsDays() {
    const Plan plan = planFor(waitingPlaybook(), sampleIncident(), declared);
    QCOMPARE(plan.phases[1].windowText, QStringLiteral("0–24 h after resolution"));
    QCOMPARE(plan.phases[2].windowText, QStringLiteral("1–7 d after resolution"));
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
