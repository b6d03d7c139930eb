// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_file.h"
#include "room/proposals.h"
#include <QTest>
#include <cmath>

using namespace room;
using namespace std::chrono_literals;
using domain::CheckState;
using playbook::Criterion;

/// Stands before the sample playbook: moc loses its place in raw strings.
class TestProposals final : public QObject {
    Q_OBJECT

private slots:
    void check_proposesAfterItsTime();
    void check_thatBreaksBeginsAnew();
    void check_withoutNewsHoldsNothing();
    void inconclusive_isNoSuccess();
    void refusal_lastsUntilTheCriterionWasBroken();
    void watchWithoutCriterion_proposesNothing();
    void series_isMetFromItsLastBreach_data();
    void series_isMetFromItsLastBreach();
    void everySeries_mustMeetTheCriterion();
    void panel_proposesFromItsHistory();
    void panel_withoutDataHoldsNothing();
    void panel_remembersWhatLeftTheWindow();
    void unmet_saysWhatIsMissingAndSinceWhen();
    void unmet_saysWhenNothingIsHeard();
};

namespace {

const Instant start = domain::instantFromMs(1'800'000'000'000);

playbook::Playbook samplePlaybook() {
    const auto read = playbook::readPlaybook(R"(name: T
severities: [{id: SEV1, rank: 1}]
checks: [{id: api, title: API, http: "http://a.example", conditions: ["[STATUS] == 200"], every: 10s, timeout: 5s}]
panels: [{id: errors, title: Error rate, expr: up, unit: percent}]
phases:
  - id: p
    title: P
    items:
      - {id: look, text: Look, watch: api}
      - {id: up, text: Up, watch: {check: api, stable_for: 10m}}
      - {id: low, text: Low, watch: {panel: errors, criterion: "< 1", stable_for: 10m}}
)",
                                             QStringLiteral("t"));
    Q_ASSERT(read.findings.empty());
    return read.playbook;
}

/// Results every ten seconds, from one moment to another.
void see(Proposals& proposals, CheckState state, Millis from, Millis to) {
    for (Millis at = from; at <= to; at += 10s)
        proposals.checkSeen(QStringLiteral("api"), state, start + at);
}

QStringList itemsOf(const std::vector<Proposal>& all) {
    QStringList ids;
    for (const Proposal& one : all)
        ids << one.item;
    return ids;
}

/// A window of 30 minutes that ends at to, a sample a minute.
metrics::Matrix matrix(Instant to, const std::function<double(int)>& valueAtMinute) {
    metrics::Matrix made;
    made.from = to - 30min;
    made.to = to;
    made.step = 1min;
    metrics::Series series;
    for (int minute = 0; minute <= 30; ++minute) {
        const double value = valueAtMinute(minute);
        if (std::isinf(value)) // stands for "no sample"
            continue;
        series.t.push_back(double(domain::toMs(made.from + std::chrono::minutes(minute))));
        series.v.push_back(value);
    }
    made.series = {series};
    return made;
}

metrics::MatrixPtr shared(metrics::Matrix matrix) {
    return std::make_shared<const metrics::Matrix>(std::move(matrix));
}

} // namespace

void TestProposals::check_proposesAfterItsTime() {
    Proposals proposals(samplePlaybook());
    see(proposals, CheckState::Down, 0min, 1min);
    see(proposals, CheckState::Up, 2min, 12min - 10s);
    QVERIFY(proposals.at(start + 12min - 10s).empty());
    see(proposals, CheckState::Up, 12min, 12min);
    QCOMPARE(proposals.at(start + 12min),
             (std::vector<Proposal>{{QStringLiteral("up"), QStringLiteral("API up for 10 min"), start + 2min}}));
}

void TestProposals::check_thatBreaksBeginsAnew() {
    Proposals proposals(samplePlaybook());
    see(proposals, CheckState::Up, 0min, 9min);
    see(proposals, CheckState::Degraded, 9min + 10s, 9min + 10s);
    see(proposals, CheckState::Up, 9min + 20s, 15min);
    QVERIFY(proposals.at(start + 15min).empty());
}

void TestProposals::check_withoutNewsHoldsNothing() {
    Proposals proposals(samplePlaybook());
    see(proposals, CheckState::Up, 0min, 10min);
    QCOMPARE(itemsOf(proposals.at(start + 10min)), QStringList({"up"}));
    QVERIFY(proposals.at(start + 11min).empty()); // nothing was heard since
    see(proposals, CheckState::Up, 12min, 12min);
    QVERIFY(proposals.at(start + 12min).empty()); // the gap began it anew
}

void TestProposals::inconclusive_isNoSuccess() {
    Criterion criterion;
    QCOMPARE(meets(criterion, CheckState::Inconclusive), std::optional<bool>());
    QCOMPARE(meets(criterion, CheckState::Unknown), std::optional<bool>());
    criterion.kind = Criterion::Kind::NotDown;
    QCOMPARE(meets(criterion, CheckState::Inconclusive), std::optional<bool>());
    QCOMPARE(meets(criterion, CheckState::Degraded), std::optional(true));
    QCOMPARE(meets(criterion, CheckState::Down), std::optional(false));
    Proposals proposals(samplePlaybook());
    see(proposals, CheckState::Up, 0min, 9min);
    see(proposals, CheckState::Inconclusive, 9min + 10s, 9min + 10s);
    see(proposals, CheckState::Up, 9min + 20s, 12min);
    QVERIFY(proposals.at(start + 12min).empty());
}

void TestProposals::refusal_lastsUntilTheCriterionWasBroken() {
    Proposals proposals(samplePlaybook());
    see(proposals, CheckState::Up, 0min, 10min);
    proposals.refuse(QStringLiteral("up"));
    QVERIFY(proposals.at(start + 10min).empty());
    see(proposals, CheckState::Up, 10min, 30min);
    QVERIFY(proposals.at(start + 30min).empty());
    see(proposals, CheckState::Down, 31min, 31min);
    see(proposals, CheckState::Up, 31min + 10s, 42min);
    QCOMPARE(itemsOf(proposals.at(start + 42min)), QStringList({"up"}));
}

void TestProposals::watchWithoutCriterion_proposesNothing() {
    Proposals proposals(samplePlaybook());
    see(proposals, CheckState::Up, 0min, 60min);
    QVERIFY(!itemsOf(proposals.at(start + 60min)).contains(QStringLiteral("look")));
}

void TestProposals::series_isMetFromItsLastBreach_data() {
    QTest::addColumn<std::function<double(int)>>("values");
    QTest::addColumn<int>("minute"); // −1: not met
    using Values = std::function<double(int)>;
    QTest::newRow("always") << Values([](int) { return 0.5; }) << 0;
    QTest::newRow("since minute 12") << Values([](int m) { return m < 12 ? 5.0 : 0.5; }) << 12;
    QTest::newRow("one spike") << Values([](int m) { return m == 20 ? 5.0 : 0.5; }) << 21;
    QTest::newRow("on the mark is not below it") << Values([](int m) { return m == 20 ? 1.0 : 0.5; }) << 21;
    QTest::newRow("broken at the end") << Values([](int m) { return m == 30 ? 5.0 : 0.5; }) << -1;
    QTest::newRow("not a number") << Values([](int m) { return m == 20 ? std::nan("") : 0.5; }) << 21;
    QTest::newRow("gap") << Values([](int m) { return m > 14 && m < 18 ? INFINITY : 0.5; }) << 18;
    QTest::newRow("nothing at the end") << Values([](int m) { return m > 26 ? INFINITY : 0.5; }) << -1;
}

void TestProposals::series_isMetFromItsLastBreach() {
    QFETCH(std::function<double(int)>, values);
    QFETCH(int, minute);
    const Criterion criterion{Criterion::Kind::Less, 1, 5min};
    const metrics::Matrix made = matrix(start, values);
    const auto expected = minute < 0 ? std::nullopt : std::optional<Instant>(made.from + std::chrono::minutes(minute));
    QCOMPARE(metSince(criterion, made), expected);
}

void TestProposals::everySeries_mustMeetTheCriterion() {
    const Criterion criterion{Criterion::Kind::Less, 1, 5min};
    metrics::Matrix two = matrix(start, [](int) { return 0.5; });
    two.series.push_back(matrix(start, [](int m) { return m < 8 ? 2.0 : 0.2; }).series.front());
    QCOMPARE(metSince(criterion, two), std::optional<Instant>(two.from + 8min));
    two.series.push_back(matrix(start, [](int) { return 2.0; }).series.front());
    QCOMPARE(metSince(criterion, two), std::optional<Instant>());
    two.series.clear();
    QCOMPARE(metSince(criterion, two), std::optional<Instant>());
}

void TestProposals::panel_proposesFromItsHistory() {
    Proposals proposals(samplePlaybook());
    proposals.panelSeen(QStringLiteral("errors"), shared(matrix(start, [](int m) { return m < 21 ? 5.0 : 0.5; })));
    QVERIFY(proposals.at(start).empty());
    proposals.panelSeen(QStringLiteral("errors"),
                        shared(matrix(start + 1min, [](int m) { return m < 20 ? 5.0 : 0.5; })));
    QCOMPARE(
        proposals.at(start + 1min),
        (std::vector<Proposal>{{QStringLiteral("low"), QStringLiteral("Error rate < 1 % for 10 min"), start - 9min}}));
}

void TestProposals::panel_withoutDataHoldsNothing() {
    Proposals proposals(samplePlaybook());
    proposals.panelSeen(QStringLiteral("errors"), shared(matrix(start, [](int) { return 0.5; })));
    QCOMPARE(proposals.at(start).size(), size_t(1));
    proposals.panelSeen(QStringLiteral("errors"), nullptr);
    QVERIFY(proposals.at(start).empty());
    proposals.panelSeen(QStringLiteral("errors"), shared(matrix(start, [](int) { return 0.5; })));
    QVERIFY(proposals.at(start + 5min).empty()); // an answer of five minutes ago
}

void TestProposals::panel_remembersWhatLeftTheWindow() {
    Proposals proposals(samplePlaybook());
    proposals.panelSeen(QStringLiteral("errors"), shared(matrix(start, [](int m) { return m < 10 ? 5.0 : 0.5; })));
    for (int minute = 1; minute < 60; ++minute)
        proposals.panelSeen(QStringLiteral("errors"),
                            shared(matrix(start + std::chrono::minutes(minute),
                                          [minute](int m) { return m < 10 - minute ? 5.0 : 0.5; })));
    QCOMPARE(proposals.at(start + 59min).at(0).since, start - 20min);
}

QStringList sentences(const std::vector<Unmet>& all) {
    QStringList said;
    for (const Unmet& one : all)
        said << one.item + u"|" + one.sentence;
    return said;
}

void TestProposals::unmet_saysWhatIsMissingAndSinceWhen() {
    Proposals proposals(samplePlaybook());
    see(proposals, CheckState::Down, 0s, 1min);
    proposals.panelSeen(QStringLiteral("errors"), shared(matrix(start + 1min, [](int) { return 4.0; })));
    QCOMPARE(sentences(proposals.unmet(start + 1min)),
             QStringList({QStringLiteral("up|API up for 10 min: now down"),
                          QStringLiteral("low|Error rate < 1 % for 10 min: now 4 %")}));
    see(proposals, CheckState::Up, 70s, 4min + 10s);
    proposals.panelSeen(QStringLiteral("errors"),
                        shared(matrix(start + 4min, [](int m) { return m < 27 ? 4.0 : 0.5; })));
    QCOMPARE(sentences(proposals.unmet(start + 4min + 10s)),
             QStringList({QStringLiteral("up|API up for 10 min: now up, holds since 08:01:10 UTC, 3 min so far"),
                          QStringLiteral("low|Error rate < 1 % for 10 min: now 0.5 %, holds since 08:01:00 UTC, "
                                         "3 min so far")}));
    see(proposals, CheckState::Up, 4min + 20s, 11min + 10s);
    proposals.panelSeen(QStringLiteral("errors"), shared(matrix(start + 11min, [](int) { return 0.5; })));
    QCOMPARE(sentences(proposals.unmet(start + 11min + 10s)), QStringList());
    // Who refused the tick has not said that recovery held no longer.
    proposals.refuse(QStringLiteral("up"));
    QVERIFY(proposals.unmet(start + 11min + 10s).empty());
}

void TestProposals::unmet_saysWhenNothingIsHeard() {
    Proposals proposals(samplePlaybook());
    QCOMPARE(sentences(proposals.unmet(start)),
             QStringList({QStringLiteral("up|API up for 10 min: no answer yet"),
                          QStringLiteral("low|Error rate < 1 % for 10 min: no answer yet")}));
    see(proposals, CheckState::Up, 0s, 11min);
    QCOMPARE(sentences(proposals.unmet(start + 12min)).first(),
             QStringLiteral("up|API up for 10 min: no news since 08:11:00 UTC"));
}

QTEST_GUILESS_MAIN(TestProposals)
#include "tst_proposals.moc"
