// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/evaluate.h"

#include "health/body_value.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CheckState;
using domain::Millis;
using net::Failure;

class TestEvaluate : public QObject {
    Q_OBJECT
private slots:
    void condition_decides_data();
    void condition_decides();
    void firstFailedCondition_isNamed();
    void withoutConditions_statusDecides();
    void slowButFine_isDegraded();
    void failure_isDownWithItsReason();
    void wrongRequest_isInconclusive();
    void tooLargeBody_mattersOnlyWhenRead();
    void detail_isShortAndWithoutSecrets();
    void wrongCondition_isNamedByRules();
    void result_carriesLatencyOnlyOfAnswers();
    void documentedCase_behavesAsInGatus_data();
    void documentedCase_behavesAsInGatus();
    void connected_isAskedOfAFailure();
    void everyCondition_isHeldForTheDetail();
    void pattern_matches_data();
    void pattern_matches();
};

Q_DECLARE_METATYPE(net::Response)

namespace {

net::Response answer(int status, const QByteArray& body = {}, qint64 totalUs = 12'000) {
    net::Response response;
    response.status = status;
    response.body = body;
    response.phases.totalUs = totalUs;
    return response;
}

health::Rules rules(const QStringList& conditions, std::optional<Millis> degradedOver = {}) {
    playbook::Check check;
    check.id = u"api"_s;
    check.degradedOver = degradedOver;
    check.conditions = {conditions.begin(), conditions.end()};
    return health::rulesOf(check).value();
}

const QByteArray json =
    R"({"status":"sick","count":3,"ratio":0.25,"big":9007199254740993,"ok":true,"none":null,"empty":"",
 "items":[{"id":7,"tags":["a","b"]},{"id":8}],"deep":{"a.b":1,"name":"john wick"},"digits":"200"})";

} // namespace

void TestEvaluate::condition_decides_data() {
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail"); // empty: holds
    const auto row = [](const char* condition, const char* detail, const QByteArray& body = json) {
        QTest::addRow("%s on %s", condition, body.left(12).constData())
            << QString::fromUtf8(condition) << body << QString::fromUtf8(detail);
    };
    row("[STATUS] == 200", "");
    row("[STATUS] != 200", "HTTP 200, expected != 200");
    row("[STATUS] == 204", "HTTP 200, expected 204");
    row("[STATUS] == any(200, 204)", "");
    row("[STATUS] == any(201, 204)", "HTTP 200, expected any(201, 204)");
    row("[STATUS] < 300", "");
    row("[STATUS] >= 300", "HTTP 200, expected >= 300");
    row("300 > [STATUS]", "");
    row("300 <= [STATUS]", "HTTP 200, expected >= 300");
    row("[STATUS] == pat(2*)", "");
    row("[RESPONSE_TIME] < 500", "");
    row("[RESPONSE_TIME] < 1s", "");
    row("[RESPONSE_TIME] <= 5", "answered in 12 ms, expected <= 5");
    row("[RESPONSE_TIME] > 10ms", "");
    row("[BODY].status == sick", "");
    row("[BODY].status == healthy", "[BODY].status is sick, expected healthy");
    row("[BODY].status != sick", "[BODY].status is sick, expected != sick");
    row("[BODY].status == any(up, sick)", "");
    row("[BODY].count == 3", "");
    row("[BODY].count == 03", "");
    row("[BODY].count > 2.5", "");
    row("[BODY].ratio == 0.25", "");
    row("[BODY].ratio > 0.3", "[BODY].ratio is 0.25, expected > 0.3");
    row("[BODY].big == 9007199254740993", "");
    row("[BODY].big == 9007199254740992", "[BODY].big is 9007199254740993, expected 9007199254740992");
    row("[BODY].ok == true", "");
    row("[BODY].none == null", "");
    row("[BODY].digits == 200", "");
    row("[BODY].digits == [STATUS]", "");
    row("[BODY].count == [STATUS]", "[BODY].count is 3, expected 200 ([STATUS])");
    row("[BODY].items[0].id == 7", "");
    row("[BODY].items[1].id == 7", "[BODY].items[1].id is 8, expected 7");
    row("[BODY].items[0].tags[1] == b", "");
    row("[BODY].items[2].id == 7", "[BODY].items[2].id is missing");
    row("[BODY].items == 7", "[BODY].items is “[{\"id\":7,\"tags\":[\"a\",\"b\"]},{\"id\":8}]”, expected 7");
    row("[BODY].deep.name == pat(john *)", "");
    row("[BODY].deep.name == pat(jane *)", "[BODY].deep.name is “john wick”, expected pat(jane *)");
    row("[BODY].deep.name != pat(jane *)", "");
    row("[BODY].status > 3", "[BODY].status is sick, expected > 3");
    row("[BODY].nothing == 1", "[BODY].nothing is missing");
    row("[BODY].nothing != 1", "[BODY].nothing is missing");
    row("[BODY].status.deeper == 1", "[BODY].status.deeper is missing");
    row("len([BODY].items) == 2", "");
    row("len([BODY].items) > 2", "len([BODY].items) is 2, expected > 2");
    row("len([BODY].status) == 4", "");
    row("len([BODY].nothing) == 0", "len([BODY].nothing) is missing");
    row("len([BODY]) == 15", "", R"({"a": 1, "b": [2]})");
    row("len([BODY].deep) == 28", "");
    row("has([BODY].status) == true", "");
    row("has([BODY].none) == false", "");
    row("has([BODY].empty) == true", "");
    row("has([BODY].nothing) == true", "[BODY].nothing is missing");
    row("has([BODY].status) == false", "[BODY].status is present");
    row("[BODY][0].id == 1", "", R"([{"id":1},{"id":2}])");
    row("[BODY][1] == 2", "", "[1, 2]");
    row("[BODY][0][1] == b", "", R"([["a","b"]])");
    row("len([BODY]) == 3", "", "[1,2,3]");
    row("[BODY].id == 1", "[BODY].id is missing", "[1]");
    row("[BODY] == OK", "", " OK\n");
    row("[BODY] == pat(*alive*)", "", "<html>alive and well</html>");
    row("[BODY].a == 1", "the body is not JSON, [BODY].a is missing", "<html>");
    row("has([BODY].a) == false", "", "<html>");
    row("len([BODY]) == 2", "", "OK");
    row("len([BODY]) > 0", "len([BODY]) is 0, expected > 0", "");
}

void TestEvaluate::condition_decides() {
    QFETCH(QString, condition);
    QFETCH(QByteArray, body);
    QFETCH(QString, detail);
    const health::Verdict verdict = health::evaluate(rules({condition}), answer(200, body));
    QCOMPARE(verdict.detail, detail.isEmpty() ? u"HTTP 200"_s : detail);
    QCOMPARE(verdict.state, detail.isEmpty() ? CheckState::Up : CheckState::Down);
}

/// What the table of conditions in Gatus' README says passes and fails, and what its placeholders and functions
/// promise.
void TestEvaluate::documentedCase_behavesAsInGatus_data() {
    QTest::addColumn<QString>("condition");
    QTest::addColumn<net::Response>("response");
    QTest::addColumn<bool>("holds");
    const auto row = [](const char* condition, const QByteArray& name, const net::Response& response, bool holds) {
        QTest::addRow("%s on %s", condition, name.constData()) << QString::fromUtf8(condition) << response << holds;
    };
    const auto status = [&](const char* condition, std::initializer_list<int> passing,
                            std::initializer_list<int> failing) {
        for (const int one : passing)
            row(condition, QByteArray::number(one), answer(one), true);
        for (const int one : failing)
            row(condition, QByteArray::number(one), answer(one), false);
    };
    status("[STATUS] == 200", {200}, {201, 404});
    status("[STATUS] < 300", {200, 201, 299}, {301, 302});
    status("[STATUS] <= 299", {200, 201, 299}, {301, 302});
    status("[STATUS] > 400", {401, 402, 403, 404}, {400, 200});
    status("[STATUS] == any(200, 429)", {200, 429}, {201, 400});
    status("[STATUS] == pat(2*)", {200, 204}, {301});
    const auto body = [&](const char* condition, const QByteArray& json, bool holds) {
        row(condition, json, answer(200, json), holds);
    };
    const auto took = [&](const char* condition, int ms, bool holds) {
        row(condition, QByteArray::number(ms), answer(200, {}, ms * 1000), holds);
    };
    for (const int ms : {100, 200, 300})
        took("[RESPONSE_TIME] < 500", ms, true);
    took("[RESPONSE_TIME] < 500", 500, false);
    took("[RESPONSE_TIME] < 500", 501, false);
    took("[RESPONSE_TIME] < 1s", 50, true);
    took("[RESPONSE_TIME] > 1s", 2000, true);
    const auto at = [&](const char* condition, const char* ip, bool holds) {
        net::Response response = answer(200);
        response.remoteIp = QString::fromLatin1(ip);
        row(condition, ip, response, holds);
    };
    at("[IP] == 127.0.0.1", "127.0.0.1", true);
    at("[IP] == 127.0.0.1", "0.0.0.0", false);
    at("[IP] == pat(192.168.*)", "192.168.0.232", true);
    body("[BODY] == 1", "1", true);
    body("[BODY] == 1", "2", false);
    body("[BODY] == 1", "{}", false);
    body("[BODY].user.name == john", R"({"user":{"name":"john"}})", true);
    body("[BODY].data[0].id == 1", R"({"data":[{"id":1}]})", true);
    body("[BODY].age == [BODY].id", R"({"age":1,"id":1})", true);
    body("len([BODY].data) < 5", R"({"data":[{"id":1}]})", true);
    body("len([BODY].name) == 8", R"({"name":"john.doe"})", true);
    body("len([BODY].name) == 8", R"({"name":"bob"})", false);
    body("len([BODY].user) == 7", R"({"user": { "a" : 1 } })", true); // minified JSON, counted in characters
    body("has([BODY].errors) == false", R"({"name":"john.doe"})", true);
    body("has([BODY].errors) == false", R"({"errors":[]})", false);
    body("has([BODY].users) == true", R"({"users":[]})", true);
    body("has([BODY].users) == true", "{}", false);
    body("[BODY].name == pat(john*)", R"({"name":"john.doe"})", true);
    body("[BODY].name == pat(john*)", R"({"name":"bob"})", false);
    for (const char* id : {"1", "2"})
        body("[BODY].id == any(1, 2)", QByteArray("{\"id\":") + id + "}", true);
    for (const char* id : {"3", "4", "5"})
        body("[BODY].id == any(1, 2)", QByteArray("{\"id\":") + id + "}", false);
    body("[BODY].ip == any(127.0.0.1, ::1)", R"({"ip":"::1"})", true);
    // Whole numbers are compared by value, in whatever base they are written.
    body("[BODY].data == 1", R"({"data":"0x1"})", true);
    body("[BODY].data == 12648243", R"({"data":"0xC0ff33"})", true);
    body("[BODY].data == 0o2", R"({"data":"0o2"})", true);
    body("[BODY].data == 2", R"({"data":"0b0010"})", true);
    body("[BODY].data > 0", R"({"data":"0b1"})", true);
    body("[BODY] < 124", "123", true);
    body("[BODY] > 123", "100", false);
    body("len([BODY].data) == 4", R"({"data":"0x01"})", true);
    body("[BODY].data.name == john", R"({"data":{"id":1}})", false);
    body("[BODY].user.firstName != [BODY].user.lastName", R"({"user":{"firstName":"john","lastName":"doe"}})", true);
    body("[BODY][0].id == 1", R"([{"id":1},{"id":2}])", true);
    body("[BODY][0].name == test", R"({"statusCode":500})", false);
    const auto expires = [&](const char* condition, int hours, bool holds) {
        net::Response response = answer(200);
        response.startedAt = domain::instantFromMs(1'795'000'000'000);
        response.certificateEndsAt = response.startedAt + std::chrono::hours(hours);
        row(condition, QByteArray::number(hours) + " h", response, holds);
    };
    for (const int hours : {49, 50, 123})
        expires("[CERTIFICATE_EXPIRATION] > 48h", hours, true);
    for (const int hours : {1, 24, -3})
        expires("[CERTIFICATE_EXPIRATION] > 48h", hours, false);
    row("[CERTIFICATE_EXPIRATION] > 48h", "no certificate", answer(200), false);
    row("[CONNECTED] == true", "true", answer(200), true);
    net::Response lost;
    lost.failure = Failure::Connect;
    lost.reason = u"connection refused by 127.0.0.1:1"_s;
    row("[CONNECTED] == true", "false", lost, false);
    net::Response named = answer(0);
    named.rcode = u"NOERROR"_s;
    row("[DNS_RCODE] == NOERROR", "NOERROR", named, true);
    named.rcode = u"NXDOMAIN"_s;
    row("[DNS_RCODE] == NOERROR", "NXDOMAIN", named, false);
}

void TestEvaluate::documentedCase_behavesAsInGatus() {
    QFETCH(QString, condition);
    QFETCH(net::Response, response);
    QFETCH(bool, holds);
    QCOMPARE(health::evaluate(rules({condition}), response).state, holds ? CheckState::Up : CheckState::Down);
}

void TestEvaluate::connected_isAskedOfAFailure() {
    net::Response lost;
    lost.failure = Failure::Connect;
    lost.reason = u"connection refused by 127.0.0.1:1"_s;
    QCOMPARE(health::evaluate(rules({u"[CONNECTED] == false"_s}), lost),
             (health::Verdict{CheckState::Up, lost.reason}));
    QCOMPARE(health::evaluate(rules({u"[CONNECTED] == true"_s}), lost),
             (health::Verdict{CheckState::Down, lost.reason}));
    QCOMPARE(health::evaluate(rules({u"[STATUS] != 200"_s}), lost).state, CheckState::Down);
}

void TestEvaluate::everyCondition_isHeldForTheDetail() {
    const auto held = health::conditionsHeld(
        rules({u"[STATUS] == 200"_s, u"[BODY].status == healthy"_s, u"has([BODY].items) == true"_s}),
        answer(200, json));
    QCOMPARE(held.size(), 3U);
    QCOMPARE(held[0], (health::Held{u"[STATUS] == 200"_s, {}}));
    QCOMPARE(held[1].found, u"[BODY].status is sick, expected healthy"_s);
    QCOMPARE(held[2].found, QString());
}

void TestEvaluate::firstFailedCondition_isNamed() {
    const auto both = rules({u"[STATUS] == 200"_s, u"[BODY].status == healthy"_s});
    QCOMPARE(health::evaluate(both, answer(503, json)).detail, u"HTTP 503"_s);
    QCOMPARE(health::evaluate(both, answer(200, json)).detail, u"[BODY].status is sick, expected healthy"_s);
    const auto bodyOnly = rules({u"[BODY].status == healthy"_s});
    QCOMPARE(health::evaluate(bodyOnly, answer(502, "<html>")).detail,
             u"HTTP 502, the body is not JSON, [BODY].status is missing"_s);
}

void TestEvaluate::withoutConditions_statusDecides() {
    QCOMPARE(health::evaluate(rules({}), answer(204)), (health::Verdict{CheckState::Up, u"HTTP 204"_s}));
    QCOMPARE(health::evaluate(rules({}), answer(302)).state, CheckState::Up);
    QCOMPARE(health::evaluate(rules({}), answer(404)), (health::Verdict{CheckState::Down, u"HTTP 404"_s}));
}

void TestEvaluate::slowButFine_isDegraded() {
    const auto limited = rules({u"[STATUS] == 200"_s}, Millis(500));
    QCOMPARE(health::evaluate(limited, answer(200, {}, 500'000)).state, CheckState::Up);
    QCOMPARE(health::evaluate(limited, answer(200, {}, 812'400)),
             (health::Verdict{CheckState::Degraded, u"answered in 812 ms, expected at most 500 ms"_s}));
    QCOMPARE(health::evaluate(limited, answer(500, {}, 812'000)).state, CheckState::Down);
}

void TestEvaluate::failure_isDownWithItsReason() {
    for (const Failure failure :
         {Failure::Dns, Failure::Connect, Failure::Tls, Failure::Timeout, Failure::Refused, Failure::Other}) {
        net::Response response;
        response.failure = failure;
        response.reason = u"timeout after 5 s"_s;
        QCOMPARE(health::evaluate(rules({}), response), (health::Verdict{CheckState::Down, u"timeout after 5 s"_s}));
    }
}

void TestEvaluate::wrongRequest_isInconclusive() {
    net::Response response;
    response.failure = Failure::BadRequest;
    response.reason = u"the URL is empty"_s;
    QCOMPARE(health::evaluate(rules({}), response).state, CheckState::Inconclusive);
}

void TestEvaluate::tooLargeBody_mattersOnlyWhenRead() {
    net::Response response = answer(200);
    response.failure = Failure::BodyTooLarge;
    response.reason = u"the answer is larger than 1 MiB"_s;
    QCOMPARE(health::evaluate(rules({u"[STATUS] == 200"_s}), response).state, CheckState::Up);
    const auto verdict = health::evaluate(rules({u"has([BODY].a) == false"_s}), response);
    QCOMPARE(verdict, (health::Verdict{CheckState::Down, response.reason}));
}

void TestEvaluate::detail_isShortAndWithoutSecrets() {
    const auto strict = rules({u"[BODY] == OK"_s});
    const QString longDetail = health::evaluate(strict, answer(200, QByteArray(5000, 'x'))).detail;
    QVERIFY(longDetail.size() < 120);
    const QString lines = health::evaluate(strict, answer(200, "a\nb\tc")).detail;
    QCOMPARE(lines, u"[BODY] is “a b c”, expected OK"_s);
    const QString secret = health::evaluate(strict, answer(200, "password=CANARY")).detail;
    QVERIFY2(!secret.contains(u"CANARY"_s), qPrintable(secret));
}

void TestEvaluate::wrongCondition_isNamedByRules() {
    playbook::Check check;
    check.id = u"api"_s;
    check.conditions = {u"[STATE] == 200"_s};
    const auto read = health::rulesOf(check);
    QVERIFY(!read);
    QVERIFY2(read.error().text.startsWith(u"check api, condition \"[STATE] == 200\", column 1: unknown placeholder"_s),
             qPrintable(read.error().text));
}

void TestEvaluate::result_carriesLatencyOnlyOfAnswers() {
    net::Response response = answer(503, {}, 34'000);
    response.startedAt = domain::instantFromMs(5);
    const auto result = health::resultOf(u"api"_s, {CheckState::Down, u"HTTP 503"_s}, response);
    QCOMPARE(result,
             (domain::CheckResult{u"api"_s, domain::instantFromMs(5), CheckState::Down, 34'000, 503, u"HTTP 503"_s}));
    response.failure = Failure::Timeout;
    QCOMPARE(health::resultOf(u"api"_s, {}, response).latencyUs, 0);
}

void TestEvaluate::pattern_matches_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("matches");
    const auto row = [](const QString& text, const QString& pattern, bool matches) {
        QTest::newRow(qPrintable(text.left(20) + u'~' + pattern.left(20))) << text << pattern << matches;
    };
    row(u"abc"_s, u"abc"_s, true);
    row(u"abc"_s, u"ab"_s, false);
    row(u"abc"_s, u"a*"_s, true);
    row(u"abc"_s, u"*c"_s, true);
    row(u"abc"_s, u"*b*"_s, true);
    row(u"abc"_s, u"a?c"_s, true);
    row(u"abc"_s, u"a?"_s, false);
    row(u""_s, u"*"_s, true);
    row(u""_s, u"?"_s, false);
    row(u"a/b.c\nd"_s, u"a*d"_s, true);
    row(u"aaab"_s, u"*ab"_s, true);
    row(u"a.c"_s, u"abc"_s, false);
    row(QString(100'000, u'a'), QString(u"*a*a*a*b"_s), false);
}

void TestEvaluate::pattern_matches() {
    QFETCH(QString, text);
    QFETCH(QString, pattern);
    QFETCH(bool, matches);
    QCOMPARE(health::matchesPattern(text, pattern), matches);
}

QTEST_GUILESS_MAIN(TestEvaluate)
#include "tst_evaluate.moc"
