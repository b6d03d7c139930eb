// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/scripted_alerts.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace drill;
using namespace std::chrono_literals;

namespace {

const Instant start = domain::instantFromMs(1'800'000'000'000);

const std::vector<ScriptedAlert> two{
    {"HighErrorRate", 1min, 5min, {{"severity", "critical"}, {"service", "api"}}, {{"summary", "Many errors"}}},
    {"DiskFull", 2min, {}, {{"instance", "db-1"}}, {}}};

QJsonArray listOf(const Answer& answer) {
    return QJsonDocument::fromJson(answer.body).array();
}

QByteArray silenceOf(const QByteArray& matchers, Instant from, Instant to) {
    return "{\"matchers\":[" + matchers + "],\"startsAt\":\"" + domain::toIso(from).toUtf8() + "\",\"endsAt\":\"" +
           domain::toIso(to).toUtf8() + "\",\"createdBy\":\"@ic\",\"comment\":\"c\"}";
}

QString idOf(const Answer& answer) {
    return QJsonDocument::fromJson(answer.body)[u"silenceID"].toString();
}

} // namespace

class TestScriptedAlerts final : public QObject {
    Q_OBJECT

private slots:
    void alert_firesFromItsMomentToItsEnd();
    void alertmanager_tellsWhatTheRealOneTells();
    void prometheus_tellsTheSameAlerts();
    void silence_mutesWhatItMatches();
    void silence_matchesAsAlertmanagerDoes_data();
    void silence_matchesAsAlertmanagerDoes();
    void silence_endsAndIsExpired();
    void wrongSilence_isRefused();
};

void TestScriptedAlerts::alert_firesFromItsMomentToItsEnd() {
    QVERIFY(!firesAt(two[0], 59s));
    QVERIFY(firesAt(two[0], 1min));
    QVERIFY(firesAt(two[0], 5min - 1ms));
    QVERIFY(!firesAt(two[0], 5min));
    QVERIFY(firesAt(two[1], 40min));
    const ScriptedAlerts alerts(two, start);
    QCOMPARE(listOf(alerts.alertmanager({}, start)).size(), 0);
    QCOMPARE(listOf(alerts.alertmanager({}, start + 3min)).size(), 2);
    QCOMPARE(listOf(alerts.alertmanager({}, start + 6min)).size(), 1);
}

void TestScriptedAlerts::alertmanager_tellsWhatTheRealOneTells() {
    const ScriptedAlerts alerts(two, start);
    const QJsonObject alert = listOf(alerts.alertmanager({}, start + 3min))[0].toObject();
    // The required fields of gettableAlert, Alertmanager api/v2/openapi.yaml.
    for (const char* key :
         {"labels", "annotations", "receivers", "fingerprint", "startsAt", "updatedAt", "endsAt", "status"})
        QVERIFY2(alert.contains(QLatin1String(key)), key);
    QCOMPARE(alert[u"labels"][u"alertname"].toString(), QStringLiteral("HighErrorRate"));
    QCOMPARE(alert[u"labels"][u"service"].toString(), QStringLiteral("api"));
    QCOMPARE(alert[u"annotations"][u"summary"].toString(), QStringLiteral("Many errors"));
    QCOMPARE(alert[u"startsAt"].toString(), domain::toIso(start + 1min));
    QCOMPARE(alert[u"status"][u"state"].toString(), QStringLiteral("active"));
}

void TestScriptedAlerts::prometheus_tellsTheSameAlerts() {
    const ScriptedAlerts alerts(two, start);
    const QJsonObject answer = QJsonDocument::fromJson(alerts.prometheus(start + 3min).body).object();
    QCOMPARE(answer[u"status"].toString(), QStringLiteral("success"));
    const QJsonArray list = answer[u"data"][u"alerts"].toArray();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[1][u"labels"][u"alertname"].toString(), QStringLiteral("DiskFull"));
    QCOMPARE(list[1][u"state"].toString(), QStringLiteral("firing"));
    QCOMPARE(list[1][u"activeAt"].toString(), domain::toIso(start + 2min));
}

void TestScriptedAlerts::silence_mutesWhatItMatches() {
    ScriptedAlerts alerts(two, start);
    const Instant now = start + 3min;
    const QString id = idOf(
        alerts.silence(silenceOf(R"({"name":"alertname","value":"DiskFull","isRegex":false})", now, now + 1h), now));
    QVERIFY(!id.isEmpty());
    const QJsonArray all = listOf(alerts.alertmanager({}, now));
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0][u"status"][u"state"].toString(), QStringLiteral("active"));
    QCOMPARE(all[1][u"status"][u"state"].toString(), QStringLiteral("suppressed"));
    QCOMPARE(all[1][u"status"][u"silencedBy"][0].toString(), id);
    QCOMPARE(listOf(alerts.alertmanager({{"silenced", "false"}}, now)).size(), 1);
    const QJsonArray silences = listOf(alerts.silences(now));
    QCOMPARE(silences.size(), 1);
    QCOMPARE(silences[0][u"id"].toString(), id);
    QCOMPARE(silences[0][u"createdBy"].toString(), QStringLiteral("@ic"));
    QCOMPARE(silences[0][u"status"][u"state"].toString(), QStringLiteral("active"));
}

void TestScriptedAlerts::silence_matchesAsAlertmanagerDoes_data() {
    QTest::addColumn<QByteArray>("matchers");
    QTest::addColumn<int>("left");
    const auto row = [](const char* name, const char* matchers, int left) {
        QTest::newRow(name) << QByteArray(matchers) << left;
    };
    row("regular expression", R"({"name":"alertname","value":"Disk.*","isRegex":true})", 1);
    row("anchored", R"({"name":"alertname","value":"Disk","isRegex":true})", 2);
    row("both must match",
        R"({"name":"service","value":"api","isRegex":false},{"name":"alertname","value":"DiskFull","isRegex":false})",
        2);
    row("not equal", R"({"name":"service","value":"api","isRegex":false,"isEqual":false})", 1);
    row("a label that is missing is empty", R"({"name":"service","value":"","isRegex":false})", 1);
}

void TestScriptedAlerts::silence_matchesAsAlertmanagerDoes() {
    QFETCH(QByteArray, matchers);
    QFETCH(int, left);
    ScriptedAlerts alerts(two, start);
    const Instant now = start + 3min;
    QVERIFY(!idOf(alerts.silence(silenceOf(matchers, now, now + 1h), now)).isEmpty());
    QCOMPARE(listOf(alerts.alertmanager({{"silenced", "false"}}, now)).size(), left);
}

void TestScriptedAlerts::silence_endsAndIsExpired() {
    ScriptedAlerts alerts(two, start);
    const Instant now = start + 3min;
    const QByteArray matcher = R"({"name":"alertname","value":"DiskFull","isRegex":false})";
    const QString first = idOf(alerts.silence(silenceOf(matcher, now, now + 1min), now));
    const QString second = idOf(alerts.silence(silenceOf(matcher, now, now + 1h), now));
    QVERIFY(first != second);
    QCOMPARE(alerts.expire(second, now + 30s).status, 200);
    QCOMPARE(listOf(alerts.alertmanager({{"silenced", "false"}}, now + 45s)).size(), 1); // the first still holds
    QCOMPARE(listOf(alerts.alertmanager({{"silenced", "false"}}, now + 1min)).size(), 2);
    for (const QJsonValue silence : listOf(alerts.silences(now + 1min)))
        QCOMPARE(silence[u"status"][u"state"].toString(), QStringLiteral("expired"));
    QCOMPARE(alerts.expire(QStringLiteral("nobody"), now).status, 404);
}

void TestScriptedAlerts::wrongSilence_isRefused() {
    ScriptedAlerts alerts(two, start);
    QCOMPARE(alerts.silence("no JSON", start).status, 400);
    QCOMPARE(alerts.silence(silenceOf({}, start, start + 1h), start).status, 400);
    QCOMPARE(alerts.silence(silenceOf("{\"name\":\"a\",\"value\":\"b\"}", start + 1h, start), start).status, 400);
    QCOMPARE(listOf(alerts.silences(start)).size(), 0);
}

QTEST_GUILESS_MAIN(TestScriptedAlerts)
#include "tst_scripted_alerts.moc"
