// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/runbook_place.h"
#include <QTest>

using namespace playbook;

class TestRunbookPlace : public QObject {
    Q_OBJECT
private:
    static constexpr const char* runbook = "# Shop\n"
                                           "\n"
                                           "Restart it with care.\n"
                                           "\n"
                                           "## The **till** hangs\n"
                                           "1. Look at the till\n"
                                           "```\n"
                                           "tillctl status\n"
                                           "```\n"
                                           "2. Restart it\n"
                                           "\n"
                                           "## The search is slow\n"
                                           "1. Look at the index\n";
    static Scenario scenario(const char* id, const char* title) {
        Scenario one;
        one.id = QString::fromUtf8(id);
        one.title = QString::fromUtf8(title);
        return one;
    }
    static Item step(const char* text, const char* run = "") {
        Item one;
        one.text = QString::fromUtf8(text);
        one.run = QString::fromUtf8(run);
        return one;
    }

private slots:
    void scenario_isWhereTheCommentSays() {
        const QString yaml =
            QStringLiteral("scenarios:\n  # runbook lines 5-10\n  - id: till\n  # runbook line 12\n  - id: tills\n");
        QCOMPARE(placeOfScenario(scenario("till", "x"), yaml, QString()), (RunbookPlace{5, 10}));
        QCOMPARE(placeOfScenario(scenario("tills", "x"), yaml, QString()), (RunbookPlace{12, 12}));
    }
    void scenario_withoutCommentIsFoundByItsTitle() {
        QCOMPARE(placeOfScenario(scenario("a", "The till hangs"), QString(), runbook).first, 5);
        QCOMPARE(placeOfScenario(scenario("b", "the search is SLOW"), QString(), runbook).first, 12);
        QCOMPARE(placeOfScenario(scenario("c", "The moon is gone"), QString(), runbook), RunbookPlace{});
        QCOMPARE(placeOfScenario(scenario("d", ""), QString(), runbook), RunbookPlace{});
    }
    void step_isItsCommandsLineThenItsWords() {
        const RunbookPlace till{5, 10};
        QCOMPARE(placeOfStep(step("Look at the till", "tillctl status"), till, runbook), (RunbookPlace{8, 8}));
        QCOMPARE(placeOfStep(step("Look at the till"), till, runbook), (RunbookPlace{6, 6}));
        QCOMPARE(placeOfStep(step("Restart it"), till, runbook), (RunbookPlace{10, 10})); // not line 3
        QCOMPARE(placeOfStep(step("Call the bank"), till, runbook), till);
    }
    void step_ofAScenarioNobodyFoundMayStandAnywhere() {
        QCOMPARE(placeOfStep(step("Look at the index"), {}, runbook), (RunbookPlace{13, 13}));
        QCOMPARE(placeOfStep(step("Nowhere"), {}, runbook), RunbookPlace{});
    }
    void linesBeyondTheRunbook_areNoTrouble() {
        QCOMPARE(placeOfStep(step("Restart it"), {900, 1000}, runbook), (RunbookPlace{900, 1000}));
    }
};

QTEST_GUILESS_MAIN(TestRunbookPlace)
#include "tst_runbook_place.moc"
