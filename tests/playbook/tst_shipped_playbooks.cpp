// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_file.h"
#include <QTest>

using namespace playbook;

class TestShippedPlaybooks final : public QObject {
    Q_OBJECT

private slots:
    void everyOne_readsWithoutFinding();
    void hosts_standInVariables();
    void default_isWhole();
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
            QVERIFY2(check.http.url.startsWith(u"{{"), qPrintable(check.http.url));
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

QTEST_GUILESS_MAIN(TestShippedPlaybooks)
#include "tst_shipped_playbooks.moc"
