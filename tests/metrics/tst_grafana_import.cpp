// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/grafana_import.h"
#include "metrics/grafana_variables.h"
#include "playbook/playbook_file.h"
#include <QFile>
#include <QJsonDocument>
#include <QtTest>

using namespace metrics;

namespace {

/// A dashboard with everything that Grafana's users do to one.
QByteArray dashboard() {
    QFile file(qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") +
               QStringLiteral("/tests/metrics/grafana_dashboard.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestGrafanaImport : public QObject {
    Q_OBJECT
private slots:
    void panels_of_rows_come_in_order_with_their_parts();
    void what_could_not_be_taken_is_listed();
    void dashboards_of_before_grafana_5_are_read();
    void answers_of_the_http_api_are_read();
    void what_is_no_dashboard_is_refused_data();
    void what_is_no_dashboard_is_refused();
    void variables_are_filled_in_every_syntax();
    void written_panels_are_a_playbooks();
};

void TestGrafanaImport::panels_of_rows_come_in_order_with_their_parts() {
    const auto import = importGrafana(dashboard());
    QVERIFY(import);
    QCOMPARE(import->title, QStringLiteral("Checkout"));
    QStringList titles;
    for (const playbook::Panel& panel : import->panels)
        titles << panel.title;
    QCOMPARE(titles, (QStringList{QStringLiteral("Errors of shop"), QStringLiteral("Up (A)"), QStringLiteral("Up (B)"),
                                  QStringLiteral("Mixed"), QStringLiteral("Share")}));
    const playbook::Panel& errors = import->panels[0];
    QCOMPARE(errors.expr,
             QStringLiteral("sum by (instance) (rate(http_requests_total{job=\"shop\",instance=~\"(a\\\\.example:1|"
                            "b\\\\.example:2)\",region=~\".*\",code=~\"5..\"}[1m]))"));
    QCOMPARE(errors.unit, QStringLiteral("percentunit"));
    QCOMPARE(errors.legend, QStringLiteral("{{instance}}"));
    QCOMPARE(errors.warn, std::optional(0.01));
    QCOMPARE(errors.critical, std::optional(0.05));
    QCOMPARE(import->panels[1].legend, QString());
    QCOMPARE(import->panels[1].warn, std::optional(2.0));
    QCOMPARE(import->panels[1].critical, std::optional(3.0));
    QVERIFY(import->panels[2].expr.contains(QStringLiteral("\"$1\"")));
    QCOMPARE(import->panels[3].expr, QStringLiteral("b[1m]"));
    QCOMPARE(import->panels[3].critical, std::nullopt); // "80" is there by default and not drawn
}

void TestGrafanaImport::what_could_not_be_taken_is_listed() {
    const auto import = importGrafana(dashboard());
    QVERIFY(import);
    const QString all = import->leftOut.join(u'\n');
    for (const char* part :
         {"the variable empty has no current value", "“Read me”: text holds no query", "“Logs, query A”: asks loki",
          "“Mixed, query A”: hidden", "“Mixed, query C”: asks mysql", "“Mixed, query D”: the variable $empty",
          "the unit parsecs", "two highest of 3 thresholds", "thresholds in percent of the axis"})
        QVERIFY2(all.contains(QString::fromUtf8(part)), qPrintable(QString::fromUtf8(part) + u'\n' + all));
}

void TestGrafanaImport::dashboards_of_before_grafana_5_are_read() {
    const auto import = importGrafana(R"({"title":"Old","rows":[{"panels":[{"type":"graph","title":"Load",
        "yaxes":[{"format":"percent"},{"format":"short"}],"thresholds":[{"value":90,"op":"gt"},{"value":70,"op":"gt"}],
        "targets":[{"expr":"node_load1"}]}]}]})");
    QVERIFY(import);
    QCOMPARE(import->panels.size(), 1U);
    QCOMPARE(import->panels[0].unit, QStringLiteral("percent"));
    QCOMPARE(import->panels[0].warn, std::optional(70.0));
    QCOMPARE(import->panels[0].critical, std::optional(90.0));
}

void TestGrafanaImport::answers_of_the_http_api_are_read() {
    const auto import = importGrafana(
        R"({"meta":{},"dashboard":{"title":"T","panels":[{"type":"timeseries","targets":[{"expr":"up"}]}]}})");
    QVERIFY(import);
    QCOMPARE(import->panels.at(0).title, QStringLiteral("Graph"));
}

void TestGrafanaImport::what_is_no_dashboard_is_refused_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut off") << dashboard().left(400);
    QTest::newRow("a list") << QByteArray("[1,2]");
    QTest::newRow("other JSON") << QByteArray(R"({"panels": 3})");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("too large") << QByteArray((16 << 20) + 1, ' ');
}

void TestGrafanaImport::what_is_no_dashboard_is_refused() {
    QFETCH(QByteArray, json);
    const auto import = importGrafana(json);
    QVERIFY(!import);
    QCOMPARE(import.error().kind, domain::ErrorKind::Input);
}

void TestGrafanaImport::variables_are_filled_in_every_syntax() {
    const GrafanaVariables variables(
        QJsonDocument::fromJson(R"({"templating":{"list":[{"name":"a","current":{"value":"1"}},
            {"name":"b","current":{"value":["x","y.z"]}}]}})")
            .object());
    QCOMPARE(variables.filledIn(QStringLiteral("$a ${a} [[a]] ${a:csv} $ab ${b:csv} ${b:pipe} $b")),
             QStringLiteral("1 1 1 1 $ab x,y.z x|y.z (x|y\\\\.z)"));
    QCOMPARE(GrafanaVariables::firstOpen(QStringLiteral("$1 ${2} $ab")), QStringLiteral("$ab"));
    QCOMPARE(GrafanaVariables::firstOpen(QStringLiteral("x $1")), QString());
}

void TestGrafanaImport::written_panels_are_a_playbooks() {
    const auto import = importGrafana(dashboard());
    QVERIFY(import);
    const auto read = playbook::readPlaybook("name: T\nseverities: [{id: S, rank: 1}]\n" + panelsYaml(import->panels),
                                             QStringLiteral("t"));
    for (const playbook::Finding& finding : read.findings)
        qWarning("%s", qPrintable(finding.message));
    QVERIFY(read.findings.empty());
    QCOMPARE(read.playbook.panels, import->panels);
    QCOMPARE(panelsYaml({}), QByteArray("panels: []\n"));
}

QTEST_GUILESS_MAIN(TestGrafanaImport)
#include "tst_grafana_import.moc"
