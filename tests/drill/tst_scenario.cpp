// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/scenario.h"
#include "playbook/playbook_file.h"
#include <QTest>

using namespace drill;
using namespace std::chrono_literals;

class TestScenario final : public QObject {
    Q_OBJECT

private slots:
    void everyShippedScenario_reads();
    void everyShippedScenario_isADrill();
    void finding_data();
    void finding();
    void curve_isALineWithBoundedNoise();
    void curve_isTheSameEveryTime();
    void step_holdsUntilTheNext();

private:
    ReadScenario read(const QByteArray& yaml) const;
};

namespace {

const QByteArray book = "name: T\nseverities: [{id: S1, rank: 1}]\nroles: [{id: ic, title: IC}]\n"
                        "phases: [{id: p, title: P, items: [{id: i, text: I}]}]\n"
                        "checks: [{id: api, http: 'http://localhost/x', conditions: ['[STATUS] == 200']}]\n"
                        "panels: [{id: err, expr: up}]\nmessages: [{id: m, title: M, body: b}]\n"
                        "post_mortem: {sections: [{id: why, title: W}]}\n";
const QByteArray health = "health: [{check: api, steps: [{at: 0s, expect: up}]}]\n";
const QByteArray metrics = "metrics: [{panel: err, name: err, curves: [{line: [[0s, 1]]}]}]\n";
const QByteArray head = "name: N\nplaybook: t\nlength: 10m\n"; // three lines
const QByteArray acts = "acts: [{at: 0s, declare: {title: T, severity: S1}}, {at: 5m, status: resolved}]\n";

} // namespace

ReadScenario TestScenario::read(const QByteArray& yaml) const {
    return readScenario(yaml, QStringLiteral("n"), [](const QString& id) -> domain::Result<playbook::Playbook> {
        if (id != u"t")
            return domain::fail(domain::ErrorKind::NotFound, QStringLiteral("no playbook ") + id);
        return playbook::playbookFromYaml(book, QStringLiteral("t.yaml"));
    });
}

void TestScenario::everyShippedScenario_reads() {
    QVERIFY(shippedScenarios().contains(QStringLiteral("database-outage")));
    for (const QString& id : shippedScenarios()) {
        const auto found = findScenario(id, {});
        QVERIFY2(found, found ? "" : qPrintable(found.error().text));
        QCOMPARE(found->scenario.id, id);
        QCOMPARE(found->scenario.playbook, found->playbook.id);
        QVERIFY(!found->playbookYaml.isEmpty());
    }
    QCOMPARE(findScenario(QStringLiteral("nope"), {}).error().kind, domain::ErrorKind::NotFound);
}

void TestScenario::everyShippedScenario_isADrill() {
    for (const QString& id : shippedScenarios()) {
        const Found found = findScenario(id, {}).value();
        const Scenario& scenario = found.scenario;
        QVERIFY(scenario.length <= 40min);
        QVERIFY(scenario.acts.back().at < scenario.length);
        const auto count = [&](auto&& is) {
            return std::count_if(scenario.acts.begin(), scenario.acts.end(),
                                 [&](const Act& act) { return is(act.deed); });
        };
        QVERIFY(count([](const Deed& d) { return std::holds_alternative<PinGraph>(d); }) >= 1);
        QVERIFY(count([](const Deed& d) { return std::holds_alternative<WriteSection>(d); }) >= 3);
        QVERIFY(count([](const Deed& d) { return std::holds_alternative<SendMessage>(d); }) >= 2);
        QVERIFY(scenario.acts.size() >= 20);
        QVERIFY(count([](const Deed& d) { return std::holds_alternative<AttachScenario>(d); }) >= 1);
        // Every alert is one that a scenario of the playbook lists.
        QVERIFY(!scenario.alerts.empty());
        for (const ScriptedAlert& alert : scenario.alerts) {
            const auto& known = found.playbook.scenarios;
            QVERIFY2(std::any_of(known.begin(), known.end(),
                                 [&](const playbook::Scenario& s) { return s.alerts.contains(alert.name); }),
                     qPrintable(alert.name));
        }
    }
}

void TestScenario::finding_data() {
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("line");
    QTest::newRow("good") << head + health + metrics + acts << "" << 0;
    QTest::newRow("too long") << QByteArray("name: N\nplaybook: t\nlength: 41m\n") + health + metrics + acts
                              << "schema.duration" << 3;
    QTest::newRow("no such playbook") << QByteArray("name: N\nplaybook: u\nlength: 9m\n") + health << "schema.reference"
                                      << 2;
    QTest::newRow("check without health") << head + metrics + acts << "schema.missing" << 1;
    QTest::newRow("panel without curve") << head + health + acts << "schema.missing" << 1;
    QTest::newRow("unknown check") << head + metrics + acts + health +
                                          "  - {check: apu, steps: [{at: 0s, expect: up}]}\n"
                                   << "yaml.syntax" << 7;
    QTest::newRow("unknown panel") << head + health + acts +
                                          "metrics: [{panel: err, name: e, curves: [{line: [[0s, 1]]}]}, {panel: x, "
                                          "name: e, curves: [{line: [[0s, 1]]}]}]"
                                   << "schema.reference" << 6;
    QTest::newRow("health begins late") << head + metrics + acts +
                                               "health: [{check: api, steps: [{at: 5s, expect: up}]}]"
                                        << "schema.order" << 6;
    QTest::newRow("line runs back") << head + health + acts +
                                           "metrics: [{panel: err, name: e, curves: [{line: [[5s, 1], [1s, 2]]}]}]"
                                    << "schema.type" << 6;
    QTest::newRow("nobody declares") << head + health + metrics + "acts: [{at: 5m, status: resolved}]"
                                     << "schema.order" << 6;
    QTest::newRow("nobody resolves") << head + health + metrics + "acts: [{at: 0s, declare: {title: T, severity: S1}}]"
                                     << "schema.missing" << 6;
    QTest::newRow("acts out of order")
        << head + health + metrics + "acts: [{at: 1m, declare: {title: T, severity: S1}}, {at: 5s, status: resolved}]"
        << "schema.order" << 6;
    const auto withAct = [](const char* act) -> QByteArray {
        return head + health + metrics +
               "acts: [{at: 0s, declare: {title: T, severity: S1}}, {at: 5m, status: resolved},\n{at: 6m, " + act +
               "}]";
    };
    QTest::newRow("unknown item") << withAct("tick: j") << "schema.reference" << 7;
    QTest::newRow("unknown role") << withAct("assign: {role: x, person: '@p'}") << "schema.reference" << 7;
    QTest::newRow("unknown severity") << withAct("severity: {to: S9, reason: r}") << "schema.reference" << 7;
    QTest::newRow("unknown section") << withAct("write: {section: x, text: t}") << "schema.reference" << 7;
    QTest::newRow("unknown scenario") << withAct("attach: x") << "schema.reference" << 7;
    QTest::newRow("unknown act") << withAct("dance: true") << "schema.unknown-key" << 7;
    QTest::newRow("alert runs back") << head + health + metrics + acts + "alerts: [{name: A, from: 2m, to: 1m}]"
                                     << "schema.order" << 7;
    QTest::newRow("alert") << head + health + metrics + acts +
                                  "alerts: [{name: A, from: 2m, labels: {severity: critical}}]"
                           << "" << 0;
    QTest::newRow("after the end")
        << head + health + metrics + "acts: [{at: 0s, declare: {title: T, severity: S1}},\n{at: 11m, status: resolved}]"
        << "schema.duration" << 7;
}

void TestScenario::finding() {
    QFETCH(QByteArray, yaml);
    QFETCH(QString, rule);
    QFETCH(int, line);
    const ReadScenario made = read(yaml);
    if (rule.isEmpty()) {
        QVERIFY2(made.findings.empty(), made.findings.empty() ? "" : qPrintable(made.findings.front().message));
        return;
    }
    QVERIFY(!made.findings.empty());
    QVERIFY2(made.findings.front().rule == rule && made.findings.front().line == line,
             qPrintable(toText(made.findings.front(), made.findings.front().rule)));
}

void TestScenario::curve_isALineWithBoundedNoise() {
    Curve curve;
    curve.knots = {{10s, 0.0}, {20s, 100.0}};
    QCOMPARE(*valueAt(curve, -1h, 1, 1), 0.0);
    QCOMPARE(*valueAt(curve, 15s, 1, 1), 50.0);
    QCOMPARE(*valueAt(curve, 1h, 1, 1), 100.0);
    curve.gaps = {{12s, 14s}};
    QVERIFY(!valueAt(curve, 12s, 1, 1));
    QVERIFY(valueAt(curve, 14s, 1, 1));
    curve.noise = 3;
    bool moved = false;
    for (Millis at = 1min; at < 30min; at += 5s) {
        const double value = *valueAt(curve, at, 7, 1);
        QVERIFY(std::abs(value - 100) <= 3);
        moved = moved || value != 100;
    }
    QVERIFY(moved);
}

void TestScenario::curve_isTheSameEveryTime() {
    Curve curve;
    curve.knots = {{0s, 50.0}};
    curve.noise = 10;
    QCOMPARE(valueAt(curve, 77s, 3, 4), valueAt(curve, 77s, 3, 4));
    QVERIFY(valueAt(curve, 77s, 3, 4) != valueAt(curve, 77s, 3, 5));
    QVERIFY(valueAt(curve, 77s, 3, 4) != valueAt(curve, 77s, 4, 4));
}

void TestScenario::step_holdsUntilTheNext() {
    Health one;
    one.steps.resize(2);
    one.steps[1].at = 1min;
    one.steps[1].status = 503;
    QCOMPARE(stepAt(one, 0s).status, 200);
    QCOMPARE(stepAt(one, 1min - 1ms).status, 200);
    QCOMPARE(stepAt(one, 1min).status, 503);
    QCOMPARE(stepAt(one, 1h).status, 503);
}

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
