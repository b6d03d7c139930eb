// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_file.h"
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace playbook;

class TestShippedPlaybooks final : public QObject {
    Q_OBJECT

private slots:
    void everyOne_readsWithoutFinding();
    void hosts_standInVariables();
    void default_isWhole();
    void reconciliationPlatform_hasEveryFact();
    void reconciliationPlatform_hasItsDefectsMended();
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
            QVERIFY2((check.kind == CheckKind::Http ? check.http.url : check.target).startsWith(u"{{"),
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

Playbook reconciliationPlatform() {
    const QString id = QStringLiteral("reconciliation-platform");
    return readPlaybook(findPlaybook(id, {})->yaml, id).playbook;
}

const Scenario& scenarioOf(const Playbook& p, const char* id) {
    const auto found = std::find_if(p.scenarios.begin(), p.scenarios.end(),
                                    [&](const Scenario& s) { return s.id == QLatin1String(id); });
    Q_ASSERT(found != p.scenarios.end());
    return *found;
}

std::vector<Item> everyItem(const Playbook& p) {
    std::vector<Item> items;
    for (const Phase& phase : p.phases)
        items.insert(items.end(), phase.items.begin(), phase.items.end());
    for (const Scenario& scenario : p.scenarios) {
        items.insert(items.end(), scenario.diagnosis.begin(), scenario.diagnosis.end());
        items.insert(items.end(), scenario.resolution.begin(), scenario.resolution.end());
    }
    return items;
}

QStringList keysOf(const QJsonObject& object) {
    QStringList keys = object[u"properties"].toObject().keys();
    keys.sort();
    return keys;
}

} // namespace

/// Figures of the runbook that the playbook follows.
void TestShippedPlaybooks::reconciliationPlatform_hasEveryFact() {
    using namespace std::chrono_literals;
    const Playbook p = reconciliationPlatform();
    QCOMPARE(p.severities.size(), size_t(4));
    QCOMPARE(p.severities[0].respondWithin, RespondWithin(Millis(15min)));
    QCOMPARE(p.severities[1].respondWithin, RespondWithin(Millis(1h)));
    QCOMPARE(p.severities[2].respondWithin, RespondWithin(Millis(4h)));
    QCOMPARE(p.severities[3].respondWithin, RespondWithin(NextBusinessDay{}));
    const std::vector<qsizetype> examples{4, 4, 3, 3};
    for (size_t i = 0; i < 4; ++i) {
        QCOMPARE(p.severities[i].examples.size(), examples[i]);
        QCOMPARE(p.severities[i].updateEvery, UpdateEvery(UpdateRange{30min, 30min}));
        QVERIFY(!p.severities[i].means.isEmpty() && !p.severities[i].notify.isEmpty());
    }
    std::vector<Millis> rungs;
    for (const Rung& rung : p.escalation)
        rungs.push_back(rung.after);
    QCOMPARE(rungs, (std::vector<Millis>{0min, 15min, 15min, 30min, 60min}));
    std::vector<size_t> steps;
    for (const Phase& phase : p.phases)
        steps.push_back(phase.items.size());
    QCOMPARE(steps, (std::vector<size_t>{3, 4, 4, 4, 4}));

    qsizetype symptoms = 0, verification = 0;
    std::vector<size_t> diagnosis, resolution;
    for (const char* id :
         {"application-down", "database-issues", "high-error-rate", "performance-degradation", "security-incident"}) {
        const Scenario& scenario = scenarioOf(p, id);
        symptoms += scenario.symptoms.size();
        verification += scenario.verification.size();
        diagnosis.push_back(scenario.diagnosis.size());
        resolution.push_back(scenario.resolution.size());
    }
    QCOMPARE(symptoms, 20);
    QCOMPARE(verification, 15);
    QCOMPARE(diagnosis, (std::vector<size_t>{4, 4, 4, 4, 4}));
    QCOMPARE(resolution, (std::vector<size_t>{3, 3, 3, 4, 4}));
    const Scenario& security = scenarioOf(p, "security-procedure");
    QCOMPARE(security.diagnosis.size() + security.resolution.size() + size_t(security.verification.size()), size_t(20));
    QCOMPARE(scenarioOf(p, "performance-guide").diagnosis.size(), size_t(12));
    QCOMPARE(scenarioOf(p, "performance-guide").resolution.size(), size_t(12));
    QCOMPARE(scenarioOf(p, "toolbox").diagnosis.size(), size_t(13));

    const auto marks = [&](const char* panel) {
        const Panel* found = findPanel(p, QLatin1String(panel));
        return std::pair(found->warn.value_or(-1), found->critical.value_or(-1));
    };
    QCOMPARE(marks("response-time"), std::pair(2.0, 5.0));
    QCOMPARE(marks("error-rate"), std::pair(1.0, 5.0));
    QCOMPARE(marks("cpu-usage"), std::pair(80.0, 95.0));
    QCOMPARE(marks("memory-usage"), std::pair(85.0, 95.0));
    QCOMPARE(marks("disk-usage"), std::pair(80.0, 90.0));

    QCOMPARE(p.postMortem.due, std::optional<Millis>(24h));
    QStringList sections;
    for (const Section& section : p.postMortem.sections)
        sections.append(section.title);
    QCOMPARE(sections.mid(0, 7), QStringList({"Summary", "Timeline", "Impact", "Root cause", "Resolution",
                                              "Lessons learned", "Follow-up actions"}));
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
    QVERIFY(p.roles.size() >= 9);
}

void TestShippedPlaybooks::reconciliationPlatform_hasItsDefectsMended() {
    const Playbook p = reconciliationPlatform();
    static const QRegularExpression blank(QStringLiteral("<[a-z-]+>"));
    static const QRegularExpression oldColumns(QStringLiteral("\\b(mean_time|total_time)\\b"));
    for (const Item& item : everyItem(p)) {
        QVERIFY2(!item.run.contains(u"/api/v1/query"), qPrintable(item.id)); // not through a shell
        QVERIFY2(!item.run.contains(u"get secret"), qPrintable(item.id));
        QVERIFY2(!oldColumns.match(item.run).hasMatch(), qPrintable(item.id));
        QVERIFY2(!blank.match(item.run).hasMatch(), qPrintable(item.id));
        QVERIFY2(item.id == u"tool-shell" || !item.run.contains(u"/bin/bash"), qPrintable(item.id));
        QVERIFY2(!(item.http && item.http->url.contains(u"{{alertmanager}}/api/v1")), qPrintable(item.id));
    }
    for (const Action& action : p.actions)
        QVERIFY2(!action.http.url.contains(u"{{alertmanager}}/api/v1"), qPrintable(action.id));
    const bool nightRung = std::any_of(p.escalation.begin(), p.escalation.end(),
                                       [](const Rung& rung) { return rung.notify == u"Team lead"; });
    QVERIFY(nightRung);
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
