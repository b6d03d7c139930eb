// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/real_alertmanager.h"
#include "net/test_servers.h"
#include "playbook/incident_words.h"
#include "room/action_run.h"

#include "room/room.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using playbook::HttpRequest;
using room::ActionRun;

/// The HTTP actions that runbooks hold, against a scripted server, and a silence against a real Alertmanager.
class TestActionRun : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void statusPage_incidentIsCreated();
    void statusPage_incidentIsUpdated();
    void maintenance_isSwitchedOn();
    void chat_isTold();
    void silence_isCreatedInARealAlertmanager();
    void missingValue_isAnErrorBeforeSending_data();
    void missingValue_isAnErrorBeforeSending();
    void values_cannotChangeTheShapeAroundThem();
    void refusal_isRecordedWithItsAnswer();
    void answer_isCappedAndRedacted();
    void noAnswer_isRecordedAsSuch();

private:
    domain::Result<HttpRequest> filled(const HttpRequest& http, const playbook::BlankValues& blanks = {}) const;
    domain::Result<domain::HttpActionRan> sent(const HttpRequest& http, const playbook::BlankValues& blanks = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    record::StillClock m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<room::WarRoom> m_room;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<tests::HttpServer> m_server;
    std::mutex m_mutex;
    std::vector<tests::Asked> m_asked;
    tests::Answer m_answer;
    std::map<QString, QString> m_variables;
};

namespace {

QString s(const char* text) {
    return QString::fromUtf8(text);
}

HttpRequest request(const char* method, const char* url, const char* body,
                    std::map<QString, QString> headers = {{s("Content-Type"), s("application/json")}}) {
    return {.method = s(method), .url = s(url), .headers = std::move(headers), .body = s(body)};
}

QJsonObject jsonOf(const std::string& body) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(body)).object();
}

std::string header(const tests::Asked& asked, const char* name) {
    const auto found = asked.headers.find(name);
    return found == asked.headers.end() ? std::string() : found->second;
}

} // namespace

void TestActionRun::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = std::make_unique<store::Database>(m_folder->path());
    VERIFY_OK(record::open(*m_database));
    m_room = record::declareRoom(*m_database, m_clock, s("Checkout \"fails\""));
    m_transport = std::make_unique<net::Transport>(&m_clock);
    m_asked.clear();
    m_answer = {};
    m_server = std::make_unique<tests::HttpServer>([this](const tests::Asked& asked) {
        const std::lock_guard lock(m_mutex);
        m_asked.push_back(asked);
        return m_answer;
    });
    m_variables = {{s("page"), m_server->url(s("/v1"))}, {s("empty"), {}}};
    qputenv("BRIDGEWATCH_SECRET_STATUSPAGE", "canary-status-key");
}

void TestActionRun::cleanup() {
    qunsetenv("BRIDGEWATCH_SECRET_STATUSPAGE");
    m_room.reset();
    m_transport.reset();
    m_server.reset();
    m_database.reset();
}

domain::Result<HttpRequest> TestActionRun::filled(const HttpRequest& http, const playbook::BlankValues& blanks) const {
    return comms::filled(
        http,
        [this](const QString& name) -> domain::Result<QString> {
            const auto found = m_variables.find(name);
            if (found != m_variables.end() && !found->second.isEmpty())
                return found->second;
            if (const auto word = playbook::incidentWord(name, m_room->incident(), m_room->key(), m_room->author(),
                                                         domain::instantFromMs(QDateTime::currentMSecsSinceEpoch())))
                return *word;
            return domain::fail(domain::ErrorKind::Input, name + s(" has no value"));
        },
        blanks);
}

domain::Result<domain::HttpActionRan> TestActionRun::sent(const HttpRequest& http,
                                                          const playbook::BlankValues& blanks) {
    const auto ready = filled(http, blanks);
    if (!ready)
        return tl::unexpected(ready.error());
    auto* run = new ActionRun(m_room.get(), m_transport.get(), s("act"), s("Act"), *ready);
    std::optional<domain::Result<domain::Event>> result;
    connect(run, &ActionRun::recorded, this, [&result](const domain::Result<domain::Event>& event) { result = event; });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, 30'000))
        qFatal("no end");
    if (!*result)
        return tl::unexpected(result->error());
    return std::get<domain::HttpActionRan>((*result)->body);
}

void TestActionRun::statusPage_incidentIsCreated() {
    m_answer = {.status = 201, .body = R"({"id":"inc_77","name":"x"})", .type = "application/json"};
    const auto event = sent(
        request("POST", "{{page}}/incidents",
                R"({"incident":{"name":"{{incident_title}}","status":"investigating","impact":"<impact>"}})",
                {{s("Content-Type"), s("application/json")}, {s("Authorization"), s("OAuth {{secret.STATUSPAGE}}")}}),
        {{s("impact"), s("major")}});
    VERIFY_OK(event);
    QCOMPARE(event->httpStatus, 201);
    QCOMPARE(event->answer, s(R"({"id":"inc_77","name":"x"})"));
    QCOMPARE(event->title, s("Act"));
    QCOMPARE(m_asked.size(), 1U);
    QCOMPARE(m_asked[0].method, std::string("POST"));
    QCOMPARE(m_asked[0].path, std::string("/v1/incidents"));
    QCOMPARE(header(m_asked[0], "Authorization"), std::string("OAuth canary-status-key"));
    const QJsonObject incident = jsonOf(m_asked[0].body)[s("incident")].toObject();
    QCOMPARE(incident[s("name")].toString(), s("Checkout \"fails\""));
    QCOMPARE(incident[s("impact")].toString(), s("major"));
    const domain::TimelineEntry& entry = m_room->incident().timeline.back();
    QCOMPARE(entry.kind, s("http_action.ran"));
    QCOMPARE(entry.author, s("@ic"));
}

void TestActionRun::statusPage_incidentIsUpdated() {
    const auto event =
        sent(request("PATCH", "{{page}}/incidents/<incident-id>", R"({"incident":{"status":"identified"}})"),
             {{s("incident-id"), s("inc/77")}});
    VERIFY_OK(event);
    QCOMPARE(m_asked.size(), 1U);
    QCOMPARE(m_asked[0].method, std::string("PATCH"));
    QCOMPARE(m_asked[0].target, std::string("/v1/incidents/inc%2F77"));
}

void TestActionRun::maintenance_isSwitchedOn() {
    const auto event = sent(request("PUT", "{{page}}/maintenance", R"({"enabled": true, "until": "{{in_2h}}"})"));
    VERIFY_OK(event);
    QCOMPARE(m_asked[0].method, std::string("PUT"));
    const QJsonObject body = jsonOf(m_asked[0].body);
    QVERIFY(body[s("enabled")].toBool());
    QVERIFY(QDateTime::fromString(body[s("until")].toString(), Qt::ISODate).isValid());
}

void TestActionRun::chat_isTold() {
    // No Content-Type is written: the body says what it is.
    const auto event =
        sent(request("POST", "{{page}}/services/T0/B0/hook", R"({"text":"{{incident_key}}: [service] is down"})", {}),
             {{s("service"), s("check\nout")}});
    QVERIFY(!event); // a blank is one line
    VERIFY_OK(
        sent(request("POST", "{{page}}/services/T0/B0/hook", R"({"text":"{{incident_key}}: [service] is down"})", {}),
             {{s("service"), s("check\"out")}}));
    QCOMPARE(jsonOf(m_asked[0].body)[s("text")].toString(), m_room->key() + s(": check\"out is down"));
    QCOMPARE(header(m_asked[0], "Content-Type"), std::string("application/json"));
}

void TestActionRun::silence_isCreatedInARealAlertmanager() {
    if (!tests::RealAlertmanager::isInstalled())
        QSKIP("prometheus-alertmanager is not installed");
    tests::RealAlertmanager alertmanager;
    QVERIFY(alertmanager.start());
    m_variables[s("alertmanager")] = alertmanager.url();
    const auto event = sent(
        request(
            "POST", "{{alertmanager}}/api/v2/silences",
            R"({"matchers":[{"name":"service","value":"<service>","isRegex":false}],"startsAt":"{{now}}","endsAt":"{{in_2h}}",)"
            R"("createdBy":"{{author}}","comment":"{{incident_key}}"})"),
        {{s("service"), s("checkout")}});
    VERIFY_OK(event);
    QCOMPARE(event->httpStatus, 200);
    const QString id = jsonOf(event->answer.toStdString())[s("silenceID")].toString();
    QVERIFY2(!id.isEmpty(), qPrintable(event->answer));
    const auto listed = sent(request("GET", "{{alertmanager}}/api/v2/silences", ""));
    VERIFY_OK(listed);
    QVERIFY(listed->answer.contains(id));
    QVERIFY(listed->answer.contains(s("checkout")));
    QVERIFY(listed->answer.contains(m_room->key()));
}

void TestActionRun::missingValue_isAnErrorBeforeSending_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("named");
    QTest::newRow("variable") << s("{{nothing}}/x") << s("{}") << s("nothing");
    QTest::newRow("empty variable") << s("{{page}}/{{empty}}") << s("{}") << s("empty");
    QTest::newRow("blank") << s("{{page}}/<id>") << s("{}") << s("<id>");
    QTest::newRow("secret") << s("{{page}}/x") << s("{\"key\":\"{{secret.NOBODY_SET_IT}}\"}") << s("NOBODY_SET_IT");
    QTest::newRow("secret in a URL") << s("{{page}}/{{secret.STATUSPAGE}}") << s("{}") << s("secret.STATUSPAGE");
}

void TestActionRun::missingValue_isAnErrorBeforeSending() {
    QFETCH(QString, url);
    QFETCH(QString, body);
    QFETCH(QString, named);
    const auto event = sent({.method = s("POST"), .url = url, .headers = {}, .body = body});
    QVERIFY(!event);
    QVERIFY2(event.error().text.contains(named), qPrintable(event.error().text));
    QVERIFY(m_asked.empty());
    QCOMPARE(m_room->incident().timeline.back().kind == s("http_action.ran"), false);
}

void TestActionRun::values_cannotChangeTheShapeAroundThem() {
    m_variables[s("note")] = s("a\",\"admin\":true,\"x\":\"b\\");
    VERIFY_OK(sent(request("POST", "{{page}}/x?q={{note}}", R"({"note":"{{note}}","blank":"<blank>"})"),
                   {{s("blank"), s("\"},{\"<b>")}}));
    const QJsonObject body = jsonOf(m_asked[0].body);
    QCOMPARE(body.keys(), QStringList({s("blank"), s("note")}));
    QCOMPARE(body[s("note")].toString(), m_variables[s("note")]);
    QCOMPARE(body[s("blank")].toString(), s("\"},{\"<b>"));
    QVERIFY(!filled(request("POST", "{{page}}/x", R"({"a":"<blank>"})"), {{s("blank"), s("{{secret.STATUSPAGE}}")}}));
}

void TestActionRun::refusal_isRecordedWithItsAnswer() {
    m_answer = {.status = 422, .body = "name is missing"};
    const auto event = sent(request("POST", "{{page}}/incidents", "{}"));
    VERIFY_OK(event);
    QCOMPARE(event->httpStatus, 422);
    QCOMPARE(event->answer, s("name is missing"));
}

void TestActionRun::answer_isCappedAndRedacted() {
    // It echoes the secret, says another, and goes on for long.
    m_answer = {.status = 200, .body = "you sent canary-status-key; password=canary-two " + std::string(100'000, 'x')};
    const auto event = sent(request("POST", "{{page}}/echo", R"({"key":"{{secret.STATUSPAGE}}"})"));
    VERIFY_OK(event);
    QVERIFY(!event->answer.contains(s("canary")));
    QVERIFY(event->answer.size() < 4200);
    QCOMPARE(jsonOf(m_asked[0].body)[s("key")].toString(), s("canary-status-key"));
}

void TestActionRun::noAnswer_isRecordedAsSuch() {
    m_server->stop();
    const auto event = sent(request("POST", "{{page}}/x", "{}"));
    VERIFY_OK(event);
    QCOMPARE(event->httpStatus, 0);
    QVERIFY(event->answer.contains(s("refused")));
}

QTEST_GUILESS_MAIN(TestActionRun)
#include "tst_action_run.moc"
