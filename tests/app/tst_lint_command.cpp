// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program_run.h"
#include "metrics/real_prometheus.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using tests::Run;

/// `playbook lint --prometheus URL`: a real Prometheus says what it takes.
class TestLintCommand final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (!tests::RealPrometheus::isInstalled())
            QSKIP("no prometheus on this machine");
        m_prometheus = std::make_unique<tests::RealPrometheus>();
        QVERIFY2(m_prometheus->waitUntilReady(), qPrintable(m_prometheus->log()));
    }
    void refused_isNamedAtItsLineInTheServersWords() {
        const QString file = playbook("sum(rate(http_requests_total{job=\"api\"}[5m]))", "no_such_function(up)");
        const Run run = lint(file);
        QCOMPARE(run.status, 1);
        const QJsonArray findings = queryFindings(run);
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings[0][u"line"].toInt(), 8);
        QVERIFY2(findings[0][u"message"].toString().contains(u"no_such_function"),
                 qPrintable(findings[0][u"message"].toString()));
        QVERIFY2(findings[0][u"message"].toString().contains(u"parse error"),
                 qPrintable(findings[0][u"message"].toString()));
    }
    void taken_isNoFinding() {
        const QString file = playbook("up", "histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))");
        QCOMPARE(queryFindings(lint(file)).size(), 0);
    }
    void runbook_isAskedToo() {
        const QString file =
            written(QStringLiteral("runbook.md"), "# Runbook\n\n```bash\ncurl -G http://p.example:9090/api/v1/query "
                                                  "--data-urlencode 'query=sum(rate(x[5m])'\n```\n");
        const QJsonArray findings = queryFindings(lint(file));
        QCOMPARE(findings.size(), 1);
        QVERIFY2(findings[0][u"message"].toString().contains(u"parse error"),
                 qPrintable(findings[0][u"message"].toString()));
    }
    void silentServer_isSaidAndOurOwnCheckStandsIn() {
        const QString file = playbook("up", "sum(rate(up[5m])");
        const Run run = program().json({"playbook", "lint", file, "--prometheus", "http://127.0.0.1:1"});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("gave no answer"), run.err.constData());
        QCOMPARE(queryFindings(run).size(), 1);
    }

private:
    tests::Program program() const { return tests::Program(m_folder.filePath(QStringLiteral("data"))); }
    Run lint(const QString& file) const {
        return program().json({"playbook", "lint", file, "--prometheus", m_prometheus->url()});
    }
    QString written(const QString& name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return {};
        return file.fileName();
    }
    QString playbook(const QByteArray& one, const QByteArray& other) const {
        return written(QStringLiteral("asked.yaml"), "name: Asked\n"
                                                     "severities:\n"
                                                     "  - {id: SEV1, name: Critical, rank: 1, respond_within: 15m}\n"
                                                     "panels:\n"
                                                     "  - id: one\n"
                                                     "    expr: '" +
                                                         one +
                                                         "'\n"
                                                         "  - id: two\n"
                                                         "    expr: '" +
                                                         other + "'\n");
    }
    static QJsonArray queryFindings(const Run& run) {
        QJsonArray found;
        for (const QJsonValue finding : run.object()[u"findings"].toArray()) {
            if (finding[u"rule"].toString().startsWith(u"promql."))
                found.append(finding);
        }
        return found;
    }
    QTemporaryDir m_folder;
    std::unique_ptr<tests::RealPrometheus> m_prometheus;
};

QTEST_GUILESS_MAIN(TestLintCommand)
#include "tst_lint_command.moc"
