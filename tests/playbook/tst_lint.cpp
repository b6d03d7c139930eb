// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/lint.h"

#include "playbook/playbook_file.h"
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

const lint::Terms& terms() {
    static const lint::Terms at{*domain::parseMoment(u"2026-11-20T12:00:00Z"_s, {}), {}};
    return at;
}

QString source() {
    return qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR");
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList places(const lint::Findings& findings) {
    QStringList lines;
    for (const auto& finding : findings)
        lines << QString::number(finding.line) + u' ' + finding.rule;
    return lines;
}

QStringList lintText(const char* markdown) {
    return places(lint::lintRunbook(QByteArray(markdown), terms()));
}

} // namespace

class TestLint : public QObject {
    Q_OBJECT
private slots:
    void defects_areFoundAtTheirLines_data();
    void defects_areFoundAtTheirLines();
    void everyFinding_saysWhyAndHowToMend();
    void cleanRunbook_hasNoFinding();
    void shippedPlaybooks_haveNoFinding();
    void playbookDefects_areFoundAtTheirLines();
    void everyRule_isShownByASample();
    void page_explainsExactlyTheRules();
    void server_hasTheLastWordOnPromQl();
    void queries_areThoseThatAreAsked();
    void harmlessText_hasNoFinding_data();
    void harmlessText_hasNoFinding();
    void hostileText_endsSoon_data();
    void hostileText_endsSoon();
    void sharedRunbooks_haveTheirKnownDefects_data();
    void sharedRunbooks_haveTheirKnownDefects();
};

void TestLint::defects_areFoundAtTheirLines_data() {
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("queries") << QStringList{"9 shell.mangled-query",  "11 curl.url-globbing", "13 shell.mangled-query",
                                            "15 shell.mangled-query", "17 promql.syntax",     "19 promql.syntax",
                                            "21 shell.mangled-query", "35 promql.syntax",     "44 alertmanager.v1-api",
                                            "47 alertmanager.matcher"};
    QTest::newRow("commands") << QStringList{"8 command.destructive",
                                             "21 redis.pattern",
                                             "27 command.interactive",
                                             "33 sql.removed-column",
                                             "40 sql.removed-column",
                                             "45 command.not-shell",
                                             "48 rds.static-parameter",
                                             "54 command.prints-secret",
                                             "57 command.prints-secret",
                                             "71 command.destructive",
                                             "72 date.past"};
    QTest::newRow("promises") << QStringList{
        "5 reference.dangling",     "13 severity.no-response-time",    "17 severity.response-contradiction",
        "18 escalation.uncovered",  "24 escalation.uncovered",         "29 escalation.contradiction",
        "36 cadence.contradiction", "40 placeholder.unfilled",         "41 placeholder.unfilled",
        "42 placeholder.unfilled",  "50 template.hard-coded-severity", "52 date.past"};
    QTest::newRow("deutsch") << QStringList{"5 severity.no-response-time", "11 escalation.uncovered",
                                            "24 command.destructive"};
}

void TestLint::defects_areFoundAtTheirLines() {
    QFETCH(QStringList, expected);
    const QByteArray markdown =
        contentOf(source() + u"/tests/data/lint/"_s + QString::fromLatin1(QTest::currentDataTag()) + u".md"_s);
    QVERIFY(!markdown.isEmpty());
    QCOMPARE(places(lint::lintRunbook(markdown, terms())), expected);
    QByteArray windows = "\xEF\xBB\xBF" + markdown;
    windows.replace("\n", "\r\n");
    QCOMPARE(places(lint::lintRunbook(windows, terms())), expected);
}

void TestLint::everyFinding_saysWhyAndHowToMend() {
    for (const QString& name : QDir(source() + u"/tests/data/lint"_s).entryList({"*.md"})) {
        for (const auto& finding : lint::lintRunbook(contentOf(source() + u"/tests/data/lint/"_s + name), terms())) {
            QVERIFY2(finding.message.contains(u": "), qPrintable(finding.message));
            QVERIFY(!finding.fix.isEmpty());
            QVERIFY(finding.line > 0);
        }
    }
}

void TestLint::cleanRunbook_hasNoFinding() {
    QCOMPARE(places(lint::lintRunbook(contentOf(source() + u"/tests/data/lint/clean.md"_s), terms())), QStringList());
}

void TestLint::shippedPlaybooks_haveNoFinding() {
    QVERIFY(!playbook::shippedPlaybooks().isEmpty());
    for (const QString& id : playbook::shippedPlaybooks()) {
        const auto found = playbook::findPlaybook(id, {});
        QVERIFY(found);
        QVERIFY2(places(lint::lintPlaybook(found->yaml, id, terms())).isEmpty(),
                 qPrintable(id + u": "_s + places(lint::lintPlaybook(found->yaml, id, terms())).join(u", "_s)));
    }
}

void TestLint::playbookDefects_areFoundAtTheirLines() {
    const QByteArray yaml = contentOf(source() + u"/tests/data/lint/defects.yaml"_s);
    QCOMPARE(places(lint::lintPlaybook(yaml, u"defects"_s, terms())),
             (QStringList{"8 severity.no-response-time", "8 escalation.uncovered", "24 shell.mangled-query",
                          "25 alertmanager.v1-api", "26 schema.reference", "28 promql.syntax",
                          "36 template.hard-coded-severity"}));
    QCOMPARE(places(lint::lintPlaybook("a: [", u"x"_s, terms())).size(), 1);
}

void TestLint::everyRule_isShownByASample() {
    QSet<QString> shown;
    for (const QString& name : QDir(source() + u"/tests/data/lint"_s).entryList({"*.md"})) {
        for (const auto& finding : lint::lintRunbook(contentOf(source() + u"/tests/data/lint/"_s + name), terms()))
            shown.insert(finding.rule);
    }
    for (const lint::Rule& rule : lint::rules())
        QVERIFY2(shown.contains(QString::fromLatin1(rule.id)), rule.id);
}

void TestLint::page_explainsExactlyTheRules() {
    const QString page = lint::rulesPage();
    QStringList headings, ids;
    for (const QString& line : page.split(u'\n')) {
        if (line.startsWith(u"## ") && line.contains(u'.'))
            headings << line.mid(3);
    }
    for (const lint::Rule& rule : lint::rules()) {
        ids << QString::fromLatin1(rule.id);
        QVERIFY2(page.contains(u"- Why it hurts: "_s + QString::fromUtf8(rule.why) + u'.'), rule.id);
        QVERIFY2(page.contains(u"- How to mend it: "_s + QString::fromUtf8(rule.fix) + u'.'), rule.id);
    }
    QCOMPARE(headings, ids);
}

void TestLint::server_hasTheLastWordOnPromQl() {
    lint::Terms asking = terms();
    QStringList asked;
    asking.ask = [&asked](const QString& expr) {
        asked << expr;
        return expr == u"up" ? std::optional<QString>(u"no such thing"_s) : std::nullopt;
    };
    const QByteArray runbook = "```promql\nup\n```\n\n```promql\nrate(a)\n```\n";
    const auto findings = lint::lintRunbook(runbook, asking);
    QCOMPARE(places(findings), QStringList{"2 promql.syntax"});
    QVERIFY(findings.front().message.contains(u"no such thing"));
    QCOMPARE(asked, (QStringList{"up", "rate(a)"}));
}

void TestLint::queries_areThoseThatAreAsked() {
    QCOMPARE(lint::queriesOfRunbook(
                 "```bash\ncurl -g "
                 "'http://p/api/v1/query?query=up{a=\"b\"}'\n```\n\n```promql\nrate(a[$__interval])\n```\n"),
             (QStringList{"up{a=\"b\"}", "rate(a[5m])"}));
    QCOMPARE(lint::queriesOfPlaybook(contentOf(source() + u"/tests/data/lint/defects.yaml"_s)),
             (QStringList{"sum(rate(a[5m]))", "sum(rate(a[5m])"}));
}

void TestLint::harmlessText_hasNoFinding_data() {
    QTest::addColumn<QByteArray>("markdown");
    const auto row = [](const char* name, const char* markdown) { QTest::newRow(name) << QByteArray(markdown); };
    row("Prometheus v1", "```bash\ncurl http://prometheus:9090/api/v1/alerts\ncurl http://app/api/v1/status\n```\n");
    row("bracketed host", "```bash\ncurl 'http://[::1]:8080/health'\n```\n");
    row("variables in addresses", "```bash\ncurl https://${HOST}/x\ncurl \"https://h/{{id}}\"\n```\n");
    row("names of secrets",
        "```bash\nkubectl get secrets -n x\nkubectl describe secret db\nkubectl get secret db -o name\n```\n");
    row("sql in psql", "```bash\npsql -c 'SELECT mean_exec_time FROM pg_stat_statements'\n```\n");
    row("own mean_time", "```sql\nSELECT mean_time FROM our_statistics;\n```\n");
    row("a list of tools", "```bash\n# Shell\nkubectl exec -it <pod> -- /bin/bash\n\n# Pods\nkubectl get pods\n```\n");
    row("dates to come", "```bash\nreport --until 2031-01-01\n```\n");
    row("choice of severities", "## Templates\n\n```\n[RESOLVED] P0/P1 - summary\n```\n");
    row("severity in a post-mortem", "## Post-mortem template\n\n```\nSeverity: SEV 2\n```\n");
    row("image and code anchors", "[x](other.md#part) ![y](#)\n");
    row("code of another language", "```python\nrm = 1\nDROP TABLE\n```\n");
    row("warned below the heading", "### Caution\n\n```bash\nrm -rf /var/tmp/x\n```\n");
    row("blank in a message", "## Contact templates\n\n```\nHello [Name]\n```\n");
    row("cadence per severity", "## Updates\n\n- SEV 1: every 15 minutes\n- SEV 2: every hour\n");
    row("same cadence twice", "## Updates\n\nUpdates every 30 minutes.\n\n## Status page\n\nEvery 30 minutes.\n");
    row("nothing", "\n");
}

void TestLint::harmlessText_hasNoFinding() {
    QFETCH(QByteArray, markdown);
    if (markdown.trimmed().isEmpty()) {
        QCOMPARE(lintText("\n"), QStringList{"1 runbook.unreadable"});
        return;
    }
    QCOMPARE(places(lint::lintRunbook(markdown, terms())), QStringList());
}

void TestLint::hostileText_endsSoon_data() {
    QTest::addColumn<QByteArray>("markdown");
    QTest::newRow("brackets") << QByteArray("[").repeated(1'000'000);
    QTest::newRow("fences") << QByteArray("```bash\ncurl x\n```\n\n").repeated(20'000);
    QTest::newRow("one long fence") << "```bash\n" + QByteArray("kubectl delete pod x && (\n").repeated(10'000) +
                                           "```\n";
    QTest::newRow("windows") << "# Escalation\n\n" + QByteArray("- 0-15 min: a\n").repeated(20'000);
    QTest::newRow("table inside a cell") << QByteArray("<table><tr><td>a<table>b<td>c</table>d</table>\n\ntext\n");
    QTest::newRow("row inside a cell") << QByteArray("<table><tr><td>a<tr>b<td>c</table>\n\ntext\n");
    QTest::newRow("cadences") << "# Updates\n\n" +
                                     QByteArray("every 5 minutes\n\nevery 6 minutes\n\n").repeated(10'000);
}

void TestLint::hostileText_endsSoon() {
    QFETCH(QByteArray, markdown);
    lint::lintRunbook(markdown, terms()); // ctest's time limit is the bound
}

/// FIELD 4.6.
void TestLint::sharedRunbooks_haveTheirKnownDefects_data() {
    QTest::addColumn<QStringList>("defects");
    QTest::newRow("0") << QStringList{"64 alertmanager.v1-api", "64 alertmanager.matcher", "64 date.past",
                                      "269 curl.url-globbing", "9 severity.no-response-time"};
    QTest::newRow("1") << QStringList{"84 shell.mangled-query",
                                      "226 curl.url-globbing",
                                      "255 curl.url-globbing",
                                      "339 curl.url-globbing",
                                      "229 sql.removed-column",
                                      "352 template.hard-coded-severity",
                                      "364 template.hard-coded-severity",
                                      "375 template.hard-coded-severity"};
    QTest::newRow("2") << QStringList{
        "245 shell.mangled-query",   "295 shell.mangled-query",      "516 shell.mangled-query",
        "522 alertmanager.v1-api",   "191 sql.removed-column",       "307 sql.removed-column",
        "130 command.interactive",   "136 command.interactive",      "177 command.interactive",
        "274 command.prints-secret", "543 escalation.contradiction", "52 escalation.uncovered"};
    QTest::newRow("3") << QStringList{"15 severity.no-response-time"};
    QTest::newRow("4") << QStringList{"421 rds.static-parameter", "244 redis.pattern", "149 command.interactive",
                                      "62 severity.response-contradiction", "264 cadence.contradiction"};
}

void TestLint::sharedRunbooks_haveTheirKnownDefects() {
    QFETCH(QStringList, defects);
    const QDir folder(source() + u"/../shared/runbooks"_s);
    const QStringList names = folder.entryList({QString::fromLatin1(QTest::currentDataTag()) + u"-*.md"_s});
    if (names.isEmpty())
        QSKIP("the runbooks are not beside the sources");
    const QStringList found = places(lint::lintRunbook(contentOf(folder.filePath(names.front())), terms()));
    for (const QString& defect : defects)
        QVERIFY2(found.contains(defect), qPrintable(defect + u" is not among "_s + found.join(u", "_s)));
}

QTEST_APPLESS_MAIN(TestLint)
#include "tst_lint.moc"
