// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/inventory.h"
#include "playbook/plan.h"
#include "playbook/playbook_file.h"
#include "playbook/variables.h"
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace playbook;

/// What is shipped reads, and holds what the runbooks of the teams hold (inventory_*.cpp).
class TestShippedPlaybooks final : public QObject {
    Q_OBJECT

private slots:
    void everyOne_readsWithoutFinding();
    void hosts_standInVariables();
    void default_isWhole();
    void people_agreeWithTheRunbook_data();
    void people_agreeWithTheRunbook();
    void steps_agreeWithTheRunbook_data();
    void steps_agreeWithTheRunbook();
    void signals_agreeWithTheRunbook_data();
    void signals_agreeWithTheRunbook();
    void words_agreeWithTheRunbook_data();
    void words_agreeWithTheRunbook();
    void quickLists_areInThePlan();
    void audiences_haveTheirChannels();
    void schemaForEditors_knowsWhatTheReaderKnows();
};

void TestShippedPlaybooks::everyOne_readsWithoutFinding() {
    QVERIFY(shippedPlaybooks().contains(QStringLiteral("default")));
    for (const QString& id : shippedPlaybooks()) {
        const auto source = findPlaybook(id, {});
        QVERIFY(source);
        const ReadPlaybook read = readPlaybook(source->yaml, source->id);
        for (const Finding& finding : read.findings)
            QFAIL(qPrintable(toText(finding, id)));
        QCOMPARE(read.playbook.id, id);
    }
}

void TestShippedPlaybooks::hosts_standInVariables() {
    for (const QString& id : shippedPlaybooks()) {
        const Playbook p = readPlaybook(findPlaybook(id, {})->yaml, id).playbook;
        for (const auto& [name, value] : p.variables) {
            if (value.contains(u"://"))
                QVERIFY2(value.contains(u"localhost") || value.contains(u".example"), qPrintable(value));
        }
        for (const Check& check : p.checks)
            QVERIFY2(check.kind == CheckKind::Command
                         ? !check.target.contains(u"://")
                         : (check.kind == CheckKind::Http ? check.http.url : check.target).startsWith(u"{{"),
                     qPrintable(check.id));
        for (const Role& role : p.roles)
            QVERIFY2(role.contact.isEmpty(), qPrintable(role.contact));
    }
}

void TestShippedPlaybooks::default_isWhole() {
    const Playbook p =
        readPlaybook(findPlaybook(QStringLiteral("default"), {})->yaml, QStringLiteral("default")).playbook;
    QCOMPARE(p.severities.size(), size_t(4));
    QVERIFY(p.phases.size() >= 5);
    QVERIFY(p.checks.size() >= 4);
    QVERIFY(p.panels.size() >= 4);
    QStringList generated;
    for (const Section& section : p.postMortem.sections) {
        if (section.kind == SectionKind::Generated)
            generated.append(section.id);
    }
    for (const QString& id : generatedSections())
        QVERIFY2(generated.contains(id), qPrintable(id));
    for (const char* when : {"declared", "update", "resolved"})
        QVERIFY(std::any_of(p.messages.begin(), p.messages.end(),
                            [&](const Message& m) { return m.when == QLatin1String(when); }));
}

namespace {

Playbook shipped(const QString& id) {
    return readPlaybook(findPlaybook(id, {})->yaml, id).playbook;
}

void everyTeam() {
    QTest::addColumn<int>("team");
    const auto teams = tests::everyInventory();
    for (size_t i = 0; i < teams.size(); ++i)
        QTest::newRow(qPrintable(teams[i].id)) << int(i);
}

tests::Inventory teamOf(int index) {
    return tests::everyInventory()[size_t(index)];
}

template <class Values, class TextOf>
QStringList textsOf(const Values& values, TextOf textOf) {
    QStringList texts;
    for (const auto& value : values)
        texts.append(textOf(value));
    return texts;
}

template <class Values>
QStringList idsOf(const Values& values) {
    return textsOf(values, [](const auto& value) { return value.id; });
}

QStringList keysOf(const QJsonObject& object) {
    QStringList keys = object[u"properties"].toObject().keys();
    keys.sort();
    return keys;
}

QStringList blanksOf(const QString& body) {
    QStringList names = variablesIn(body);
    names.sort();
    names.removeDuplicates();
    return names;
}

} // namespace

void TestShippedPlaybooks::people_agreeWithTheRunbook_data() {
    everyTeam();
}

void TestShippedPlaybooks::people_agreeWithTheRunbook() {
    QFETCH(int, team);
    const tests::Inventory wanted = teamOf(team);
    const Playbook p = shipped(wanted.id);
    QCOMPARE(idsOf(p.types), wanted.types);
    QCOMPARE(idsOf(p.severities), idsOf(wanted.severities));
    for (size_t i = 0; i < wanted.severities.size(); ++i) {
        const Severity& severity = p.severities[i];
        QVERIFY2(severity.respondWithin == wanted.severities[i].respond, qPrintable(severity.id));
        QVERIFY2(severity.updateEvery == wanted.severities[i].update, qPrintable(severity.id));
        QCOMPARE(severity.examples.size(), wanted.severities[i].examples);
        QVERIFY(!severity.means.isEmpty() && !severity.name.isEmpty() && !severity.notify.isEmpty());
    }
    std::vector<std::pair<QString, qsizetype>> roles;
    for (const Role& role : p.roles)
        roles.push_back({role.id, role.duties.size()});
    QCOMPARE(roles, wanted.roles);
    std::vector<std::pair<Millis, QString>> ladder;
    for (const Rung& rung : p.escalation)
        ladder.push_back({rung.after, rung.notify});
    QCOMPARE(ladder, wanted.ladder);
}

void TestShippedPlaybooks::steps_agreeWithTheRunbook_data() {
    everyTeam();
}

void TestShippedPlaybooks::steps_agreeWithTheRunbook() {
    QFETCH(int, team);
    const tests::Inventory wanted = teamOf(team);
    const Playbook p = shipped(wanted.id);
    QCOMPARE(idsOf(p.phases), idsOf(wanted.phases));
    for (size_t i = 0; i < wanted.phases.size(); ++i) {
        QVERIFY2(p.phases[i].items.size() == wanted.phases[i].items, qPrintable(p.phases[i].id));
        QVERIFY2(p.phases[i].window == wanted.phases[i].window, qPrintable(p.phases[i].id));
        QVERIFY2(p.phases[i].after == wanted.phases[i].after, qPrintable(p.phases[i].id));
    }
    QCOMPARE(idsOf(p.scenarios), idsOf(wanted.scenarios));
    for (size_t i = 0; i < wanted.scenarios.size(); ++i) {
        const Scenario& scenario = p.scenarios[i];
        const tests::ScenarioFigures& figures = wanted.scenarios[i];
        QCOMPARE(scenario.alerts, figures.alerts);
        QVERIFY2(scenario.symptoms.size() == figures.symptoms, qPrintable(scenario.id));
        QVERIFY2(scenario.diagnosis.size() == figures.diagnosis, qPrintable(scenario.id));
        QVERIFY2(scenario.resolution.size() == figures.resolution, qPrintable(scenario.id));
        QVERIFY2(scenario.verification.size() == figures.verification, qPrintable(scenario.id));
    }
}

void TestShippedPlaybooks::signals_agreeWithTheRunbook_data() {
    everyTeam();
}

void TestShippedPlaybooks::signals_agreeWithTheRunbook() {
    QFETCH(int, team);
    const tests::Inventory wanted = teamOf(team);
    const Playbook p = shipped(wanted.id);
    const auto asked = [](const Check& check) {
        return check.kind == CheckKind::Http ? check.http.url : QString(toText(check.kind) + u' ' + check.target);
    };
    QCOMPARE(textsOf(p.checks, asked), wanted.checks);
    QCOMPARE(p.panels.size(), wanted.allPanels);
    for (const tests::PanelFigures& figures : wanted.panels) {
        const Panel* panel = findPanel(p, figures.id);
        QVERIFY2(panel, qPrintable(figures.id));
        if (!figures.expr.isEmpty())
            QCOMPARE(panel->expr, figures.expr);
        QVERIFY2(panel->warn == figures.warn && panel->critical == figures.critical, qPrintable(figures.id));
    }
    QCOMPARE(idsOf(p.actions), idsOf(wanted.actions));
    for (size_t i = 0; i < wanted.actions.size(); ++i) {
        QCOMPARE(p.actions[i].http.method, wanted.actions[i].method);
        QVERIFY2(p.actions[i].http.url.startsWith(wanted.actions[i].url), qPrintable(p.actions[i].http.url));
        QVERIFY2(p.actions[i].http.body.contains(wanted.actions[i].body), qPrintable(p.actions[i].http.body));
    }
    QCOMPARE(p.links.size(), size_t(wanted.links));
}

void TestShippedPlaybooks::words_agreeWithTheRunbook_data() {
    everyTeam();
}

void TestShippedPlaybooks::words_agreeWithTheRunbook() {
    QFETCH(int, team);
    const tests::Inventory wanted = teamOf(team);
    const Playbook p = shipped(wanted.id);
    QCOMPARE(idsOf(p.messages), idsOf(wanted.messages));
    for (size_t i = 0; i < wanted.messages.size(); ++i)
        QCOMPARE(blanksOf(p.messages[i].body), wanted.messages[i].blanks);
    QCOMPARE(p.postMortem.due, wanted.due);
    const QStringList titles = textsOf(p.postMortem.sections, [](const Section& section) { return section.title; });
    QCOMPARE(titles.mid(0, wanted.sections.size()), wanted.sections);
    for (const Section& section : p.postMortem.sections)
        QVERIFY2(section.kind == SectionKind::Generated || !section.prompt.isEmpty(), qPrintable(section.id));
    QCOMPARE(p.upkeep.size(), size_t(wanted.upkeep));
}

/// The watermark lab's quick lists for P0 (8 items) and P1 (7) are items of its phases.
void TestShippedPlaybooks::quickLists_areInThePlan() {
    const Playbook p = shipped(QStringLiteral("watermark-lab"));
    const std::map<QString, QStringList> lists{{"P0",
                                                {"acknowledge", "open-channel", "page", "begin-log", "begin-customers",
                                                 "mitigate-at-once", "tell-leadership", "tell-dependencies"}},
                                               {"P1",
                                                {"acknowledge", "open-channel", "begin-investigation", "begin-log",
                                                 "mitigate", "tell-stakeholders", "watch-progress"}}};
    for (const auto& [severity, items] : lists) {
        domain::Incident incident;
        incident.severity = severity;
        QStringList planned;
        for (const PlannedPhase& phase : planFor(p, incident, incident.declaredAt).phases)
            planned += idsOf(phase.items);
        for (const QString& item : items)
            QVERIFY2(planned.count(item) == 1, qPrintable(severity + u' ' + item));
        QCOMPARE(planned.contains(QStringLiteral("begin-customers")), severity == u"P0");
    }
}

/// The reconciliation platform's matrix of audiences: users, team, management from SEV2 on, partners at SEV1.
void TestShippedPlaybooks::audiences_haveTheirChannels() {
    const Playbook p = shipped(QStringLiteral("reconciliation-platform"));
    const auto message = [&](const char* id) {
        return *std::find_if(p.messages.begin(), p.messages.end(),
                             [&](const Message& m) { return m.id == QLatin1String(id); });
    };
    QCOMPARE(message("declared").channels, QStringList({"slack #alerts"}));
    QCOMPARE(message("users").channels, QStringList({"status-page"}));
    QCOMPARE(message("team").channels, QStringList({"slack"}));
    QCOMPARE(message("management").severities, QStringList({"SEV1", "SEV2"}));
    QCOMPARE(message("partners").severities, QStringList({"SEV1"}));
    QCOMPARE(message("partners").channels, QStringList({"mail"}));
}

void TestShippedPlaybooks::schemaForEditors_knowsWhatTheReaderKnows() {
    QFile file(qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") +
               QStringLiteral("/resources/playbooks/playbook.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonParseError error;
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll(), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    const QJsonObject objects = schema[u"$defs"].toObject();
    for (const auto& [object, keys] : knownKeys()) {
        QStringList wanted = keys;
        wanted.sort();
        QCOMPARE(keysOf(object == u"playbook" ? schema : objects[object].toObject()), wanted);
    }
    QCOMPARE(size_t(objects.size()) + 1, knownKeys().size());
}

QTEST_GUILESS_MAIN(TestShippedPlaybooks)
#include "tst_shipped_playbooks.moc"
