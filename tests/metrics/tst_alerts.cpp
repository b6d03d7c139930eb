// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alert_tracker.h"
#include "metrics/alertmanager.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace metrics;
using namespace std::chrono_literals;

namespace {

const domain::Instant start = *domain::parseMoment(QStringLiteral("2026-11-20T14:31:00Z"), {});

Matcher matcher(const char* text) {
    return *parseMatcher(QString::fromUtf8(text));
}

std::vector<Matcher> matchersFrom(const QStringList& texts) {
    std::vector<Matcher> matchers;
    for (const QString& text : texts)
        matchers.push_back(*parseMatcher(text));
    return matchers;
}

Alert alert(const char* name, const char* instance, AlertState state = AlertState::Firing) {
    Alert made;
    made.name = QString::fromUtf8(name);
    made.labels = {{QStringLiteral("alertname"), made.name}, {QStringLiteral("instance"), QString::fromUtf8(instance)}};
    made.fingerprint = fingerprintOf(made.labels);
    made.state = state;
    made.since = start;
    return made;
}

AlertReport report(const std::vector<Alert>& alerts, std::optional<domain::Instant> began = start) {
    return {true, alerts, began, QStringLiteral("Alertmanager")};
}

AlertReport reportOf(const char* server, const std::vector<Alert>& alerts) {
    return {true, alerts, start, QStringLiteral("Prometheus “%1”").arg(QString::fromLatin1(server))};
}

AlertReport awayOf(const char* server) {
    AlertReport report = reportOf(server, {});
    report.answered = false;
    return report;
}

const AlertReport away{false, {}, {}, QStringLiteral("Alertmanager")};

net::Response answer(const QByteArray& body, int status = 200) {
    net::Response response;
    response.status = status;
    response.body = body;
    response.effectiveUrl = QStringLiteral("http://127.0.0.1:9093/api/v2/alerts");
    return response;
}

QStringList words(const std::vector<AlertChange>& changes) {
    QStringList all;
    for (const AlertChange& change : changes) {
        const char* kind = change.kind == AlertChange::Kind::Fired      ? "fired"
                           : change.kind == AlertChange::Kind::Resolved ? "resolved"
                                                                        : "lost";
        all << QString::fromLatin1(kind) + u' ' + change.alert.name +
                   (change.reason.isEmpty() ? QString() : u": " + change.reason);
    }
    return all;
}

} // namespace

/// Alerts, matchers and silences as values: what is read, refused, matched and followed.
class TestAlerts : public QObject {
    Q_OBJECT
private slots:
    void matcher_isReadAndWritten_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::newRow("equal") << "severity=critical"
                               << R"(severity="critical")";
        QTest::newRow("quoted") << R"( job = "a b" )"
                                << R"(job="a b")";
        QTest::newRow("not") << "team!=db"
                             << R"(team!="db")";
        QTest::newRow("regex") << "instance=~db-[0-9]+"
                               << R"(instance=~"db-[0-9]+")";
        QTest::newRow("not regex") << "instance!~db.*"
                                   << R"(instance!~"db.*")";
        QTest::newRow("quotes within") << "path=\"a\\\"b\""
                                       << "path=\"a\\\"b\"";
        QTest::newRow("value with =") << "query=a=b"
                                      << R"(query="a=b")";
    }
    void matcher_isReadAndWritten() {
        QFETCH(QString, text);
        const auto read = parseMatcher(text);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().text));
        QTEST(toText(*read), "written");
        QCOMPARE(*parseMatcher(toText(*read)), *read);
    }
    void wrongMatcher_isRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("no operator") << "severity"
                                     << "write label=value";
        QTest::newRow("no name") << "=x"
                                 << "write label=value";
        QTest::newRow("name") << "a-b=x"
                              << "write label=value";
        QTest::newRow("regex") << "a=~("
                               << "is wrong at character";
    }
    void wrongMatcher_isRefused() {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto read = parseMatcher(text);
        QVERIFY(!read);
        QVERIFY2(read.error().text.contains(says), qPrintable(read.error().text));
    }
    void matching_followsAlertmanager_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("does");
        QTest::newRow("same") << "a=x" << true;
        QTest::newRow("other") << "a=y" << false;
        QTest::newRow("missing label is empty") << "b=\"\"" << true;
        QTest::newRow("missing label is not x") << "b!=x" << true;
        QTest::newRow("regex is anchored") << "long=~bc" << false;
        QTest::newRow("regex with dots") << "long=~.*bc.*" << true;
        QTest::newRow("alternatives are anchored too") << "a=~y|xx" << false;
        QTest::newRow("not regex") << "long!~z.*" << true;
    }
    void matching_followsAlertmanager() {
        QFETCH(QString, text);
        const Labels labels{{QStringLiteral("a"), QStringLiteral("x")},
                            {QStringLiteral("long"), QStringLiteral("abcd")}};
        QTEST(matches(*parseMatcher(text), labels), "does");
    }
    void wideSilence_isRefused_data() {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<bool>("refused");
        QTest::newRow("none") << QStringList{} << true;
        QTest::newRow("anything") << QStringList{"alertname=~.*"} << true;
        QTest::newRow("anything named") << QStringList{"alertname=~.+"} << true;
        QTest::newRow("long anything") << QStringList{"alertname=~.+", "severity=~(.|x)*"} << true;
        QTest::newRow("only not") << QStringList{"severity!=critical"} << true;
        QTest::newRow("empty value") << QStringList{"team=\"\""} << true;
        QTest::newRow("one narrow") << QStringList{"alertname=~.+", "instance=db-1"} << false;
        QTest::newRow("names") << QStringList{"alertname=~High.*"} << false;
    }
    void wideSilence_isRefused() {
        QFETCH(QStringList, texts);
        QTEST(objectionTo(matchersFrom(texts)).has_value(), "refused");
    }
    void silenceRequest_refusesWhatNobodyWouldUnderstand() {
        Silence silence;
        silence.matchers = {matcher("alertname=A")};
        silence.startsAt = start;
        silence.endsAt = start + 1h;
        silence.createdBy = QStringLiteral("@ic");
        silence.comment = QStringLiteral("INC-0001: deploy");
        const QString server = QStringLiteral("http://127.0.0.1:9093/am/");
        const auto request = silenceRequest(server, silence);
        QVERIFY(request);
        QCOMPARE(request->method, QStringLiteral("POST"));
        QCOMPARE(request->url, QStringLiteral("http://127.0.0.1:9093/am/api/v2/silences"));
        const QJsonObject body = QJsonDocument::fromJson(request->body).object();
        QCOMPARE(body["matchers"].toArray().at(0).toObject(),
                 (QJsonObject{{"name", "alertname"}, {"value", "A"}, {"isRegex", false}, {"isEqual", true}}));
        QCOMPARE(body["startsAt"].toString(), QStringLiteral("2026-11-20T14:31:00Z"));
        Silence broken = silence;
        broken.comment = QStringLiteral("  ");
        QVERIFY(!silenceRequest(server, broken));
        broken = silence;
        broken.endsAt = start;
        QVERIFY(!silenceRequest(server, broken));
        broken = silence;
        broken.matchers.clear();
        QVERIFY(!silenceRequest(server, broken));
        QVERIFY(!silenceRequest(QStringLiteral("file:///etc"), silence));
        QVERIFY(!expireRequest(server, QString()));
        QCOMPARE(expireRequest(server, QStringLiteral("a/../b"))->url,
                 QStringLiteral("http://127.0.0.1:9093/am/api/v2/silence/a%2F..%2Fb"));
    }
    void troubles_areToldInTheServersWords_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("says");
        QTest::newRow("bare string") << QByteArray("\"bad matcher format\"") << 400 << "HTTP 400: bad matcher format";
        QTest::newRow("code and message") << QByteArray(R"({"code":601,"message":"matchers in body is required"})")
                                          << 422 << "HTTP 422: matchers in body is required";
        QTest::newRow("web page") << QByteArray("<html>sign in</html>") << 200 << "a web page instead of data";
        QTest::newRow("no JSON") << QByteArray("nope") << 200 << "not valid JSON; it begins “nope”";
        QTest::newRow("cut off") << QByteArray("[{\"labels\":") << 200 << "not valid JSON (";
        QTest::newRow("nothing") << QByteArray() << 200 << "HTTP 200 with an empty body";
        QTest::newRow("another server") << QByteArray("404 page not found") << 404
                                        << "HTTP 404: 404 page not found; is this the right address?";
        QTest::newRow("login page") << QByteArray("<html><title>401 Authorization Required</title></html>") << 401
                                    << "does not let us in, HTTP 401: 401 Authorization Required; the user, password";
        QTest::newRow("forbidden") << QByteArray("no such tenant") << 403
                                   << "does not let us in, HTTP 403: no such tenant; this user, tenant or";
        QTest::newRow("gone API") << QByteArray("") << 410 << "HTTP 410";
        QTest::newRow("other JSON") << QByteArray(R"({"status":"success"})") << 200 << "no list of alerts";
    }
    void troubles_areToldInTheServersWords() {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, says);
        const auto read = decodeAlertmanagerAlerts(answer(body, status));
        QVERIFY(!read);
        QVERIFY2(read.error().text.contains(says), qPrintable(read.error().text));
    }
    void hostileAlerts_areTaken() {
        const QJsonObject annotations{{"runbook_url", "file:///etc/passwd"},
                                      {"summary", "with password=hunter2 in it"}};
        const QJsonArray alerts{QJsonObject(), 7, QJsonObject{{"labels", 3}},
                                QJsonObject{{"labels", QJsonObject{{"alertname", ""}}}},
                                QJsonObject{{"labels", QJsonObject{{"alertname", "A"}}},
                                            {"startsAt", "never"},
                                            {"generatorURL", "javascript:x"},
                                            {"annotations", annotations}}};
        const auto read = decodeAlertmanagerAlerts(answer(QJsonDocument(alerts).toJson()));
        QVERIFY(read);
        QCOMPARE(read->size(), std::size_t(5));
        const Alert& last = read->back();
        QCOMPARE(last.name, QStringLiteral("A"));
        QVERIFY(last.sourceUrl.isEmpty());
        QVERIFY(runbookUrlOf(last).isEmpty());
        QVERIFY(!summaryOf(last).contains(u"hunter2"));
    }
    void bothSources_areOneList() {
        Alert withMore = alert("A", "1");
        withMore.labels[QStringLiteral("cluster")] = QStringLiteral("eu");
        withMore.fingerprint = fingerprintOf(withMore.labels);
        const auto all =
            mergedAlerts({withMore}, {alert("A", "1"), alert("A", "2"), alert("P", "1", AlertState::Pending)});
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(all.back().state, AlertState::Pending);
    }

    // --- What an absent alert means
    void alert_firesOnceAndResolves() {
        AlertTracker tracker;
        QCOMPARE(words(tracker.observe(report({alert("A", "1"), alert("B", "1")}), {})),
                 QStringList({"fired A", "fired B"}));
        QVERIFY(tracker.observe(report({alert("A", "1", AlertState::Silenced), alert("B", "1")}), {}).empty());
        QCOMPARE(words(tracker.observe(report({alert("B", "1")}), {})), QStringList({"resolved A"}));
        QCOMPARE(tracker.alerts().size(), std::size_t(1));
    }
    void pendingAlert_isShownAndNotTold() {
        AlertTracker tracker;
        QVERIFY(tracker.observe({}, {report({alert("A", "1", AlertState::Pending)})}).empty());
        QCOMPARE(tracker.alerts().size(), std::size_t(1));
        QCOMPARE(words(tracker.observe(away, {report({alert("A", "1")})})), QStringList({"fired A"}));
    }
    void absentWhileSourceIsAway_isLostNotResolved() {
        AlertTracker tracker;
        tracker.observe(report({alert("A", "1")}), {});
        QCOMPARE(words(tracker.observe(away, {})), QStringList({"lost A: Alertmanager does not answer"}));
        QVERIFY(tracker.observe(away, {}).empty());
        QCOMPARE(tracker.alerts().front().state, AlertState::Lost);
        // It is back and still fires: no news, it never ended.
        QVERIFY(tracker.observe(report({alert("A", "1")}), {}).empty());
        QCOMPARE(tracker.alerts().front().state, AlertState::Firing);
    }
    void absentAfterRestart_isLostNotResolved() {
        AlertTracker tracker;
        tracker.observe(report({alert("A", "1")}), {});
        QCOMPARE(words(tracker.observe(report({}, start + 1min), {})), QStringList({"lost A: Alertmanager restarted"}));
        QVERIFY2(tracker.observe(report({}, start + 1min), {}).empty(), "it stays lost, however long it is absent");
        QCOMPARE(tracker.alerts().front().state, AlertState::Lost);
        QCOMPARE(words(tracker.observe(report({alert("A", "1")}, start + 1min), {})), QStringList());
        QCOMPARE(words(tracker.observe(report({}, start + 1min), {})), QStringList({"resolved A"}));
    }
    void restartWhileAway_isStillARestart() {
        AlertTracker tracker;
        tracker.observe(report({alert("A", "1")}), {});
        QCOMPARE(tracker.observe(away, {}).size(), std::size_t(1));
        QVERIFY(tracker.observe(report({}, start + 5min), {}).empty());
        QCOMPARE(tracker.alerts().front().state, AlertState::Lost);
    }
    void otherSourceThatHadIt_decides() {
        AlertTracker tracker;
        tracker.observe(report({alert("A", "1")}), {report({alert("A", "1")})});
        QVERIFY2(tracker.observe(away, {report({alert("A", "1")})}).empty(), "Prometheus still has it");
        QCOMPARE(words(tracker.observe(away, {report({})})), QStringList({"resolved A"}));
    }
    void record_isNotToldTwice() {
        AlertTracker tracker;
        tracker.restore({alert("A", "1"), alert("B", "1")});
        QCOMPARE(words(tracker.observe(report({alert("A", "1"), alert("C", "1")}), {})),
                 QStringList({"resolved B", "fired C"}));
    }
    void serverWithoutStart_isTakenAtItsWord() {
        AlertTracker tracker;
        tracker.observe(report({alert("A", "1")}, std::nullopt), {});
        QCOMPARE(words(tracker.observe(report({}, std::nullopt), {})), QStringList({"resolved A"}));
    }
    void record_isOverOnlyWhenEverybodySaysSo() {
        AlertTracker tracker;
        tracker.restore({alert("A", "1"), alert("B", "1")});
        QCOMPARE(words(tracker.observe({}, {reportOf("main", {alert("A", "1")}), awayOf("eu")})),
                 QStringList({"lost B: Prometheus “eu” does not answer"}));
    }

    // --- Several Prometheus servers
    void sameAlertOfTwoServers_isOne() {
        AlertTracker tracker;
        Alert main = alert("A", "1", AlertState::Pending), eu = alert("A", "1");
        main.servers = {QStringLiteral("main")};
        eu.servers = {QStringLiteral("eu")};
        eu.since = start + 1min;
        QCOMPARE(words(tracker.observe({}, {reportOf("main", {main}), reportOf("eu", {eu})})),
                 QStringList({"fired A"}));
        QCOMPARE(tracker.alerts().size(), std::size_t(1));
        QCOMPARE(tracker.alerts()[0].servers, QStringList({"main", "eu"}));
        QCOMPARE(tracker.alerts()[0].state, AlertState::Firing);
        QCOMPARE(tracker.alerts()[0].since, eu.since);
    }
    void fewerLabelsAtAnotherServer_areAnotherAlert() {
        AlertTracker tracker;
        Alert more = alert("A", "1");
        more.labels[QStringLiteral("zone")] = QStringLiteral("b");
        more.fingerprint = fingerprintOf(more.labels);
        QCOMPARE(tracker.observe({}, {reportOf("main", {more}), reportOf("eu", {alert("A", "1")})}).size(),
                 std::size_t(2));
        QCOMPARE(words(tracker.observe({}, {awayOf("main"), reportOf("eu", {alert("A", "1")})})),
                 QStringList({"lost A: Prometheus “main” does not answer"}));
    }
    void serverThatIsAway_losesOnlyItsOwn() {
        AlertTracker tracker;
        tracker.observe({}, {reportOf("main", {alert("A", "1")}), reportOf("eu", {alert("B", "1")})});
        QCOMPARE(words(tracker.observe({}, {reportOf("main", {}), awayOf("eu")})),
                 QStringList({"resolved A", "lost B: Prometheus “eu” does not answer"}));
        QCOMPARE(words(tracker.observe({}, {reportOf("main", {}), reportOf("eu", {alert("B", "1")})})), QStringList());
        QCOMPARE(words(tracker.observe({}, {awayOf("main"), reportOf("eu", {})})), QStringList({"resolved B"}));
    }
    void alertmanagersAlert_namesTheServersThatHaveIt() {
        Alert eu = alert("A", "1");
        eu.servers = {QStringLiteral("eu")};
        Alert sent = alert("A", "1");
        sent.labels[QStringLiteral("cluster")] = QStringLiteral("eu");
        sent.fingerprint = fingerprintOf(sent.labels);
        const auto all = mergedAlerts({sent, alert("B", "1")}, {eu});
        QCOMPARE(all.size(), std::size_t(2));
        for (const Alert& one : all)
            QCOMPARE(one.servers, one.name == u"A" ? QStringList({"eu"}) : QStringList());
    }
};

QTEST_GUILESS_MAIN(TestAlerts)
#include "tst_alerts.moc"
