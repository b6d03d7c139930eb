// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/draft.h"
#include "playbook/playbook_file.h"
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <sys/resource.h>

using namespace importer;

namespace {

QString sourceDir() {
    return qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR");
}
QByteArray contentOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}
Draft draftOf(const QByteArray& markdown, const QString& name = QStringLiteral("test.md")) {
    auto draft = importRunbook(markdown, name);
    if (!draft)
        qFatal("%s", qPrintable(draft.error().text));
    return *draft;
}
QString firstFinding(const Draft& draft) {
    const auto read = playbook::readPlaybook(yamlOf(draft), draft.id);
    return read.findings.empty() ? QString()
                                 : playbook::toText(read.findings.front(), draft.fileName) + QStringLiteral("\n") +
                                       QString::fromUtf8(yamlOf(draft));
}

QString text(const QJsonObject& row, const char* key) {
    return row.value(QLatin1String(key)).toString();
}
QString count(const QJsonObject& row, const char* key) {
    return QString::number(row.value(QLatin1String(key)).toArray().size());
}
/// The report as the expectation files write it: one line for each row.
QJsonObject shortened(const QJsonObject& report) {
    QJsonObject made{{"title", report.value("title")}};
    const auto rows = [&](const char* key, auto line) {
        QJsonArray lines;
        for (const QJsonValue& row : report.value(QLatin1String(key)).toArray())
            lines << line(row.toObject());
        if (!lines.isEmpty())
            made.insert(QLatin1String(key), lines);
    };
    const auto pipe = QStringLiteral("|");
    rows("severities", [&](const QJsonObject& r) -> QString {
        return text(r, "id") + pipe + text(r, "name") + pipe + text(r, "response_time");
    });
    rows("roles", [&](const QJsonObject& r) -> QString { return text(r, "name"); });
    rows("escalation", [&](const QJsonObject& r) -> QString { return text(r, "who") + pipe + text(r, "after"); });
    rows("update_cadence",
         [&](const QJsonObject& r) -> QString { return text(r, "severity") + pipe + text(r, "text"); });
    rows("checklists", [&](const QJsonObject& r) -> QString { return text(r, "heading") + pipe + count(r, "items"); });
    rows("scenarios", [&](const QJsonObject& r) -> QString {
        return text(r, "title") + pipe + count(r, "symptoms") + pipe + count(r, "diagnosis") + pipe +
               count(r, "resolution") + pipe + count(r, "verification");
    });
    rows("http_checks", [&](const QJsonObject& r) -> QString { return text(r, "method") + u' ' + text(r, "url"); });
    rows("http_actions", [&](const QJsonObject& r) -> QString { return text(r, "method") + u' ' + text(r, "url"); });
    rows("promql", [&](const QJsonObject& r) -> QString { return text(r, "expr"); });
    rows("messages", [&](const QJsonObject& r) -> QString {
        QStringList blanks;
        for (const QJsonValue& blank : r.value("placeholders").toArray())
            blanks << blank.toString();
        return text(r, "heading") + pipe + blanks.join(QStringLiteral(", "));
    });
    rows("contacts", [&](const QJsonObject& r) -> QString { return text(r, "role") + pipe + text(r, "value"); });
    if (const auto sections = report.value("postmortem_sections").toArray(); !sections.isEmpty())
        made.insert("postmortem_sections", sections);
    if (const auto commands = report.value("commands").toArray().size(); commands > 0)
        made.insert("commands", commands);
    return made;
}

} // namespace

class TestRunbookImport : public QObject {
    Q_OBJECT

private slots:
    void sample_isUnderstood_data() {
        QTest::addColumn<QString>("path");
        const QDir folder(sourceDir() + u"/tests/data/runbooks");
        const QStringList names = folder.entryList({"*.md"}, QDir::Files, QDir::Name);
        QVERIFY(names.size() >= 15);
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void sample_isUnderstood() {
        QFETCH(QString, path);
        const Draft draft = draftOf(contentOf(path), QFileInfo(path).fileName());
        const QJsonObject given = shortened(reportOf(draft));
        const QJsonObject expected = QJsonDocument::fromJson(contentOf(path.chopped(3) + u".json")).object();
        QVERIFY(!expected.isEmpty());
        QStringList keys = expected.keys() + given.keys();
        keys.removeDuplicates();
        for (const QString& key : keys) {
            const auto show = [&](const QJsonObject& object) {
                return QString::fromUtf8(
                    QJsonDocument(QJsonObject{{key, object.value(key)}}).toJson(QJsonDocument::Compact));
            };
            if (given.value(key) != expected.value(key))
                qWarning("given    %s\nexpected %s", qPrintable(show(given)), qPrintable(show(expected)));
        }
        QCOMPARE(given, expected);
    }
    void sample_becomesAPlaybookWithoutFinding_data() { sample_isUnderstood_data(); }
    void sample_becomesAPlaybookWithoutFinding() {
        QFETCH(QString, path);
        const Draft draft = draftOf(contentOf(path), QFileInfo(path).fileName());
        QCOMPARE(firstFinding(draft), QString());
        const auto read = playbook::readPlaybook(yamlOf(draft), draft.id).playbook;
        auto made = playbookOf(draft);
        QCOMPARE(read.severities, made.severities);
        QCOMPARE(read.checks.size(), made.checks.size());
        QCOMPARE(read.scenarios.size(), made.scenarios.size());
        QCOMPARE(read.phases.size(), made.phases.size());
        QCOMPARE(read.panels, made.panels);
        QCOMPARE(read.escalation, made.escalation);
    }

    /// The documents of the first five teams against their hand-made truth, by the scorer that judges them.
    void firstUsers_areUnderstood() {
        const QString shared = sourceDir() + u"/../shared";
        const QString scorer = shared + u"/tools/score_import.py";
        const QStringList names = QDir(shared + u"/runbooks").entryList({"*.md"}, QDir::Files, QDir::Name);
        if (names.size() != 5 || !QFile::exists(scorer) ||
            QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty())
            QSKIP("the five runbooks, their truth or python3 are not here");
        QTemporaryDir folder;
        QStringList arguments{scorer, QStringLiteral("--detail"), QStringLiteral("--min"), QStringLiteral("0.97")};
        for (int i = 0; i < names.size(); ++i) {
            const Draft draft = draftOf(contentOf(shared + u"/runbooks/" + names[i]), names[i]);
            QCOMPARE(firstFinding(draft), QString());
            QFile out(folder.filePath(QString::number(i) + u".json"));
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(QJsonDocument(reportOf(draft)).toJson());
            arguments << out.fileName() << QStringLiteral("%1/truth/S%2.truth.json").arg(shared).arg(i);
        }
        QProcess python;
        python.start(QStringLiteral("python3"), arguments);
        QVERIFY(python.waitForFinished());
        const QString told = QString::fromUtf8(python.readAllStandardOutput());
        qInfo("%s", qPrintable(told));
        QCOMPARE(python.exitCode(), 0);
        QVERIFY(told.contains(u"serious faults: 0"));
    }

    void dropped_thingsDoNotGoIn() {
        Draft draft = draftOf("# A\n## Severity\n- P1: all down, respond within 5 minutes\n- P2: some down\n## P1 "
                              "checklist\n- [ ] one\n- [ ] two\n");
        QCOMPARE(playbookOf(draft).phases.front().items.front().severities, QStringList{QStringLiteral("P1")});
        for (Found& found : draft.found) {
            if (found.kind == Kind::Severity && found.title.startsWith(u"P1"))
                found.accepted = false;
        }
        const auto made = playbookOf(draft);
        QCOMPARE(made.severities.size(), size_t(1));
        QCOMPARE(made.severities.front().rank, 1);
        QVERIFY(made.phases.front().items.front().severities.isEmpty());
        QCOMPARE(firstFinding(draft), QString());
    }

    void secrets_becomeNames() {
        const Draft draft = draftOf("# A\n```bash\n# Purge\ncurl -X POST https://a.example/purge -H 'Authorization: "
                                    "Bearer abc123def456' -d '{\"x\": 1}'\n```\n");
        const auto made = playbookOf(draft);
        QCOMPARE(made.actions.size(), size_t(1));
        QVERIFY(made.actions.front().http.headers.at(QStringLiteral("Authorization")).startsWith(u"Bearer {{secret."));
        QCOMPARE(made.actions.front().http.body, QStringLiteral("{\"x\": 1}"));
        QVERIFY(made.checks.empty());
    }

    /// The address of a change is never polled, wherever the runbook writes it.
    void changes_areNeverChecks_data() {
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("sentence") << QByteArray("Then POST https://a.example/health and wait.");
        QTest::newRow("item") << QByteArray("- Drain it: DELETE https://a.example/ready");
        QTest::newRow("cell") << QByteArray("| what | how |\n|---|---|\n| drain | PUT https://a.example/live |");
        QTest::newRow("code") << QByteArray("`PATCH https://a.example/health`");
        QTest::newRow("verb outside of code") << QByteArray("POST `https://a.example/health` now");
        QTest::newRow("command line") << QByteArray("Run this:\n\n$ curl -X POST https://a.example/ready\n");
        QTest::newRow("wrapped command") << QByteArray("Run\n$ curl -s -d x https://a.example/health\nand wait");
        QTest::newRow("html") << QByteArray("<p>POST https://a.example/health</p>");
        QTest::newRow("far from its verb") << QByteArray("Send a POST request to https://a.example/ready once.");
        QTest::newRow("method behind") << QByteArray("- https://a.example/ready (POST)");
        QTest::newRow("method in a cell") << QByteArray("| m | u |\n|---|---|\n| POST | https://a.example/ready |");
        QTest::newRow("wiki") << QByteArray("== a ==\n== b ==\n* DELETE https://a.example/health\n");
    }
    void changes_areNeverChecks() {
        QFETCH(QByteArray, words);
        const QJsonObject report = reportOf(draftOf("# A\n\n" + words + "\n"));
        QCOMPARE(report.value("http_checks").toArray(), QJsonArray());
        QCOMPARE(report.value("http_actions").toArray().size(), 1);
    }

    void windows_areReadFromHeadings() {
        const auto made = playbookOf(draftOf("# A\n## Look (15–30 minutes)\n1. a\n2. b\n## Mend (30+ min)\n1. c\n2. "
                                             "d\n## Act in den ersten 5 Minuten\n1. e\n2. f\n"));
        QCOMPARE(made.phases.size(), size_t(3));
        std::map<QString, playbook::Window> windows;
        for (const auto& phase : made.phases)
            windows[phase.id] = phase.window.value_or(playbook::Window{});
        using namespace std::chrono_literals;
        QCOMPARE(windows.at(QStringLiteral("look")), (playbook::Window{15min, 30min}));
        QCOMPARE(windows.at(QStringLiteral("mend")), (playbook::Window{30min, {}}));
        QCOMPARE(windows.at(QStringLiteral("act-in-den-ersten-5-minuten")), (playbook::Window{0min, 5min}));
    }

    void everyLine_isTakenOrKept() {
        const QByteArray markdown = "# A\n\nIntro.\n\n## Odd things\n\nA paragraph nobody understands.\n\n- and a "
                                    "bullet\n- and another\n\n| x | y |\n|---|---|\n| 1 | 2 |\n";
        const Draft draft = draftOf(markdown);
        QCOMPARE(draft.source, QString::fromUtf8(markdown));
        QSet<int> lines;
        for (const Found& found : draft.found) {
            for (const Lines& one : found.lines) {
                for (int line = one.first; line <= one.last; ++line)
                    lines.insert(line);
            }
        }
        for (const int line : {7, 9, 10, 12, 14})
            QVERIFY2(lines.contains(line), qPrintable(QString::number(line)));
        QCOMPARE(playbookOf(draft).description, QStringLiteral("Intro."));
    }

    void bigRunbook_isRead() {
        QByteArray markdown = "# Big\n## Severity\n| Severity | Response time |\n|---|---|\n| P1 | 5 min |\n| P2 | 1 h "
                              "|\n\n## Common problems\n";
        int scenarios = 0;
        while (markdown.size() < 150'000) {
            ++scenarios;
            markdown +=
                "\n### Service " + QByteArray::number(scenarios) +
                " down\n\n**Symptoms:**\n- no answer\n\n**Diagnosis:**\n```bash\ncurl http://s" +
                QByteArray::number(scenarios) +
                ".example/health\n```\n\n**Resolution:**\n1. Restart it\n   ```bash\n   systemctl restart s\n   ```\n";
        }
        const Draft draft = draftOf(markdown);
        const QJsonObject report = reportOf(draft);
        QCOMPARE(report.value("scenarios").toArray().size(), scenarios);
        QCOMPARE(report.value("http_checks").toArray().size(), scenarios);
        QCOMPARE(report.value("commands").toArray().size(), scenarios * 2);
        QCOMPARE(firstFinding(draft), QString());
    }

    /// Refused or read, in bounded memory; the time is bounded by the test's TIMEOUT.
    void hostile_data() {
        QTest::addColumn<QByteArray>("markdown");
        QTest::newRow("brackets") << QByteArray(1 << 20, '[');
        QTest::newRow("nested lists") << QByteArray("- ").repeated(100'000) + "x";
        QByteArray deep;
        for (int i = 0; i < 700; ++i)
            deep += QByteArray(i * 2, ' ') + "- x\n";
        QTest::newRow("deep lists") << deep;
        QTest::newRow("quotes") << QByteArray(100'000, '>') + "x\n";
        QTest::newRow("50 MB") << QByteArray("some words in a line\n").repeated(2'500'000);
        QTest::newRow("headings") << QByteArray("# P1 - Critical every 5 minutes\n").repeated(20'000);
        QTest::newRow("one long line") << QByteArray("P1 every 5 minutes respond within 3 minutes; ").repeated(20'000);
        QTest::newRow("bold") << QByteArray("**a**: b\n").repeated(50'000);
        QTest::newRow("fences") << QByteArray("```a\n").repeated(100'000);
        QTest::newRow("html") << QByteArray("<table><tr><td>").repeated(30'000);
        QTest::newRow("wiki") << QByteArray("== a ==\n* x\n").repeated(20'000);
        QTest::newRow("wiki table") << "== a ==\n== b ==\n{|\n" + QByteArray("|-\n| a || b\n").repeated(15'000);
        QTest::newRow("confluence") << QByteArray("h2. a\n* x\n|a|b|\n").repeated(15'000);
        QTest::newRow("open code macros") << "h1. a\nh1. b\n" + QByteArray("{code}\n{quote}\n").repeated(20'000);
        QTest::newRow("definitions") << QByteArray("a\n: b\n\n").repeated(20'000);
        QTest::newRow("html definitions") << "<dl>" + QByteArray("<dt>a<dd>b").repeated(30'000);
        QTest::newRow("html quotes") << QByteArray("<blockquote>").repeated(50'000);
        QTest::newRow("signs") << QByteArray("\xe2\x98\x90 a\n").repeated(50'000);
        QTest::newRow("bold titles") << QByteArray("**1. a**\n\n").repeated(20'000);
        QTest::newRow("calls")
            << QByteArray(QByteArray("After 5 minutes page the lead. ").repeated(500) + "\n\n").repeated(20);
        QTest::newRow("queries") << QByteArray("`sum(rate(a_b[5m]))` ").repeated(30'000);
        QTest::newRow("brackets in code") << QByteArray("`sum(" + QByteArray("(a").repeated(900) + "`\n").repeated(300);
        QTest::newRow("parts") << "## Scenarios\n### X down\n" +
                                      QByteArray("**Symptoms**\n\n- a\n\n**Foo**\n\n- b\n\n").repeated(8'000);
        QTest::newRow("a section without a name in words") << QByteArray(
            "##**\n   ```bash\n   # c\n   curl http://a/health\n   kubectl delete pod x\n   `\240\237\365\331  - [ ] "
            "nested\n- 0-15 min: primary\n- 15+ min: lead (business hours)\n\n> quote `curl x`\n");
        QTest::newRow("open quotes in shell")
            << "```bash\n" + QByteArray("curl 'http://a.example/\" $( \n").repeated(5'000) + "```\n";
    }
    void hostile() {
        QFETCH(QByteArray, markdown);
        rusage before{};
        getrusage(RUSAGE_SELF, &before);
        const auto draft = importRunbook(markdown, QStringLiteral("hostile.md"));
        if (draft)
            QVERIFY(!yamlOf(*draft).isEmpty());
        else
            QVERIFY(draft.error().text.size() > 20);
        rusage after{};
        getrusage(RUSAGE_SELF, &after);
        QVERIFY2(after.ru_maxrss - before.ru_maxrss < 700L * 1024,
                 qPrintable(QString::number((after.ru_maxrss - before.ru_maxrss) / 1024) + u" MiB more"));
    }
};

QTEST_GUILESS_MAIN(TestRunbookImport)
#include "tst_runbook_import.moc"
