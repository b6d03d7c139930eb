// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/curl.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using importer::CurlCall;
using importer::readCurl;

namespace {

std::optional<CurlCall> call(const QString& text) {
    const auto parts = importer::readLine(text, 1);
    return parts.empty() ? std::nullopt : readCurl(parts[0]);
}

QString promQl(const QString& text) {
    const auto found = call(text);
    const auto query = found ? importer::promQlOf(*found) : std::nullopt;
    return query ? query->expr : QString();
}

} // namespace

class TestCurl : public QObject {
    Q_OBJECT
private slots:
    void method_followsTheOptions_data();
    void method_followsTheOptions();
    void options_areReadAsCurlDoes();
    void otherPrograms_areNoCalls_data();
    void otherPrograms_areNoCalls();
    void request_isPutTogether_data();
    void request_isPutTogether();
    void body_isSentAsWritten();
    void promQl_isExactlyAsMeant_data();
    void promQl_isExactlyAsMeant();
    void rangeQuery_hasItsWindow();
    void otherCalls_askNoPromQl_data();
    void otherCalls_askNoPromQl();
    void credentials_areFound_data();
    void credentials_areFound();
    void sharedRunbooks_haveSevenQueries();
};

void TestCurl::method_followsTheOptions_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("method");
    QTest::addColumn<bool>("reading");
    const auto row = [](const char* text, const char* method, bool reading) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(method) << reading;
    };
    row("curl x", "GET", true);
    row("curl -I x", "HEAD", true);
    row("curl --head x", "HEAD", true);
    row("curl -sS -o /dev/null x", "GET", true);
    row("curl -d a=b x", "POST", false);
    row("curl --data-urlencode a=b x", "POST", false);
    row("curl --json '{}' x", "POST", false);
    row("curl -F f=@x x", "POST", false);
    row("curl -T file x", "PUT", false);
    row("curl -G -d a=b x", "GET", true);
    row("curl -sG --data-urlencode 'q=a b' x", "GET", true);
    row("curl -X DELETE x", "DELETE", false);
    row("curl -XPATCH -d '{}' x", "PATCH", false);
    row("curl -sSLXPUT x", "PUT", false);
    row("curl --request POST x", "POST", false);
    row("curl --upload file x", "PUT", false);
    row("curl -X GET -T file x", "GET", false);
    row("curl -fsS -m 5 --retry 3 x", "GET", true);
}

void TestCurl::method_followsTheOptions() {
    QFETCH(QString, text);
    QFETCH(QString, method);
    QFETCH(bool, reading);
    const auto found = call(text);
    QVERIFY(found);
    QCOMPARE(found->method, method);
    QCOMPARE(importer::isReading(*found), reading);
    QCOMPARE(found->url, u"x"_s);
}

void TestCurl::options_areReadAsCurlDoes() {
    const auto found =
        call(u"sudo /usr/bin/curl -skLf -u ops:pw -A me -m 2.5 --cacert ca.pem -x http://p:3128 -gw '%{http_code}' "
             "-H 'X-A: b:c' -H'Accept;' --connect-timeout 3 -- https://h.example/a?b=1"_s);
    QVERIFY(found);
    QVERIFY(found->silent && found->insecure && found->follow && found->failOnError && found->globOff);
    QCOMPARE(found->user, u"ops:pw"_s);
    QCOMPARE(found->maxTime, domain::Millis(2500));
    QCOMPARE(found->caFile, u"ca.pem"_s);
    QCOMPARE(found->proxy, u"http://p:3128"_s);
    const std::vector<std::pair<QString, QString>> headers{{"User-Agent", "me"}, {"X-A", "b:c"}, {"Accept", ""}};
    QCOMPARE(found->headers, headers);
    QCOMPARE(found->others, (QStringList{"--write-out", "%{http_code}", "--connect-timeout", "3"}));
    QCOMPARE(found->url, u"https://h.example/a?b=1"_s);
}

void TestCurl::otherPrograms_areNoCalls_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("exec") << u"kubectl exec web -- curl localhost/health"_s;
    QTest::newRow("compose") << u"docker-compose exec web curl localhost"_s;
    QTest::newRow("echo") << u"echo curl x"_s;
    QTest::newRow("curlie") << u"curlie x"_s;
    QTest::newRow("install") << u"apt-get install curl"_s;
}

void TestCurl::otherPrograms_areNoCalls() {
    QFETCH(QString, text);
    QVERIFY(!call(text));
}

void TestCurl::request_isPutTogether_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::newRow("scheme") << u"curl localhost:8080/health"_s << u"http://localhost:8080/health"_s;
    QTest::newRow("variable") << u"curl \"$BASE/health\""_s << u"$BASE/health"_s;
    QTest::newRow("get with data") << u"curl -G http://h/x -d a=1 --data-urlencode 'b=c d&e'"_s
                                   << u"http://h/x?a=1&b=c%20d%26e"_s;
    QTest::newRow("get with a query") << u"curl -G 'http://h/x?z=0' -d a=1"_s << u"http://h/x?z=0&a=1"_s;
    QTest::newRow("url option") << u"curl --url http://h/x"_s << u"http://h/x"_s;
}

void TestCurl::request_isPutTogether() {
    QFETCH(QString, text);
    QFETCH(QString, url);
    QCOMPARE(importer::requestUrl(*call(text)), url);
}

void TestCurl::body_isSentAsWritten() {
    const auto post = call(u"curl -X POST http://s.example/api \\\n -H \"Authorization: Bearer $PAGE_TOKEN\" \\\n"
                           " -d '{\"title\": \"it\\u0027s down\",\n \"n\": 1}'"_s);
    QVERIFY(post);
    QCOMPARE(importer::requestBody(*post), u"{\"title\": \"it\\u0027s down\",\n \"n\": 1}"_s);
    QCOMPARE(importer::requestBody(*call(u"curl -d a=b --data-urlencode 'c=d e' x"_s)), u"a=b&c=d%20e"_s);
    const auto json = call(u"curl --json '{\"a\":1}' x"_s);
    QCOMPARE(json->headers.front().second, u"application/json"_s);
}

void TestCurl::promQl_isExactlyAsMeant_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expr");
    const auto row = [](const char* name, const char* text, const char* expr) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(expr);
    };
    row("escaped in double quotes",
        R"x(curl -s "http://prom:9090/api/v1/query?query=rate(req_total{code=~\"5..\"}[5m])" | jq .)x",
        R"(rate(req_total{code=~"5.."}[5m]))");
    row("bare with braces", R"(curl https://prom.example/api/v1/query?query=up{job="guard"})", R"(up{job="guard"})");
    row("single quotes",
        R"(curl 'https://prom.example/api/v1/query?query=histogram_quantile(0.95,rate(d_bucket{job="guard"}[5m]))')",
        R"(histogram_quantile(0.95,rate(d_bucket{job="guard"}[5m])))");
    row("comparison", R"(curl 'https://prom.example/api/v1/query?query=rate(req_total{code="200"}[5m]) > 100')",
        R"(rate(req_total{code="200"}[5m]) > 100)");
    row("bare with parentheses", R"(curl http://prom:9090/api/v1/query?query=rate(req_total{code=~"5.."}[5m]))",
        R"(rate(req_total{code=~"5.."}[5m]))");
    row("bare quantile", "curl http://prom:9090/api/v1/query?query=histogram_quantile(0.95,rate(d_bucket[5m]))",
        "histogram_quantile(0.95,rate(d_bucket[5m]))");
    row("blank", "curl http://prom:9090/api/v1/query?query=<metric-name>", "<metric-name>");
    row("bare with a rest", "curl -s http://prom/api/v1/query?query=sum(rate(a{b=\"c\"}[1m])) by (job)",
        "sum(rate(a{b=\"c\"}[1m])) by (job)");
    row("bare comparison", "curl -s http://prom/api/v1/query?query=sum(rate(a[1m])) > 5", "sum(rate(a[1m])) > 5");
    row("percent-encoded",
        "curl 'http://prom/api/v1/query?query=sum%28rate%28a%7Bb%3D%22c%2Bd%22%7D%5B5m%5D%29%29+%2F+2'",
        "sum(rate(a{b=\"c+d\"}[5m])) / 2");
    row("plus that is meant", "curl 'http://prom/api/v1/query?query=a+b'", "a+b");
    row("plus for a blank", "curl 'http://prom/api/v1/query?query=sum+by+(job)(up)'", "sum by (job)(up)");
    row("urlencode", "curl -G http://prom/api/v1/query --data-urlencode 'query=sum by (job) (up{a=\"x&y=z\"} + 1)'",
        "sum by (job) (up{a=\"x&y=z\"} + 1)");
    row("urlencode in front", "curl -fsG --data-urlencode \"query=up == 0\" http://prom/prefix/api/v1/query",
        "up == 0");
    row("form", "curl http://prom/api/v1/query -d 'query=up{a=\"b\"}' -d time=1", "up{a=\"b\"}");
    row("regular expression", R"(curl 'http://prom/api/v1/query?query=up{host=~"web-\\d+"}')",
        R"(up{host=~"web-\\d+"})");
    row("other parameters first", "curl 'http://prom/api/v1/query?time=123&query=up&timeout=5s'", "up");
    row("unicode", "curl 'http://prom/api/v1/query?query=up{a=\"%C3%BC\"}'", "up{a=\"ü\"}");
}

void TestCurl::promQl_isExactlyAsMeant() {
    QFETCH(QString, text);
    QFETCH(QString, expr);
    QCOMPARE(promQl(text), expr);
}

void TestCurl::rangeQuery_hasItsWindow() {
    const auto query = importer::promQlOf(*call(
        u"curl 'https://prom.example/x/api/v1/query_range?query=mem{job=\"guard\"}&start=2024-01-01T00:00:00Z&end=2024-01-01T12:00:00Z&step=300s'"_s));
    QVERIFY(query);
    QVERIFY(query->range);
    QCOMPARE(query->expr, u"mem{job=\"guard\"}"_s);
    QCOMPARE(query->server, u"https://prom.example/x"_s);
    QCOMPARE(query->start, u"2024-01-01T00:00:00Z"_s);
    QCOMPARE(query->end, u"2024-01-01T12:00:00Z"_s);
    QCOMPARE(query->step, u"300s"_s);
}

void TestCurl::otherCalls_askNoPromQl_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("targets") << u"curl http://prom/api/v1/targets"_s;
    QTest::newRow("alerts") << u"curl http://am/api/v1/alerts"_s;
    QTest::newRow("empty") << u"curl http://prom/api/v1/query?query="_s;
    QTest::newRow("queries") << u"curl http://app/api/v1/queryplans?query=x"_s;
    QTest::newRow("path in a parameter") << u"curl http://app/x?next=/api/v1/query?query=up"_s;
}

void TestCurl::otherCalls_askNoPromQl() {
    QFETCH(QString, text);
    QVERIFY(!importer::promQlOf(*call(text)));
}

void TestCurl::credentials_areFound_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char* text, const QStringList& found) {
        QTest::newRow(text) << QString::fromUtf8(text) << found;
    };
    row("curl -H 'Authorization: Bearer $PAGE_TOKEN' x", {"PAGE_TOKEN=$PAGE_TOKEN"});
    row("curl -H 'Authorization: Bearer ${T:?}' x", {"T=${T:?}"});
    row("curl -H 'authorization: token <github-token>' x", {"GITHUB_TOKEN=<github-token>"});
    row("curl -H 'Authorization: GenieKey abc' https://api.opsgenie.example/v2", {"API_TOKEN=abc"});
    row("curl -H 'PRIVATE-TOKEN: [your token]' x", {"YOUR_TOKEN=[your token]"});
    row("curl -H 'X-Api-Key: k1' http://grafana:3000", {"GRAFANA_X_API_KEY=k1"});
    row("curl -u ops:$PW x", {"PW=$PW"});
    row("curl --oauth2-bearer $B x", {"B=$B"});
    row("curl 'https://h.example/x?token=abc&b=1'", {"H_TOKEN=abc"});
    row("curl https://ops:s3cret@h.example/", {"H_PASSWORD=s3cret"});
    row("curl -d '{}' https://hooks.slack.com/services/T0/B0/xyz", {"HOOKS_WEBHOOK=T0/B0/xyz"});
    row("curl -d '{\"routing_key\": \"r1\", \"a\": \"b\"}' https://events.example/v2", {"EVENTS_TOKEN=r1"});
    row("curl -d 'user=a&password=p1' http://h/login", {"H_TOKEN=p1"});
    row("curl -H 'Accept: text/plain' -H 'X-Scope-OrgID: team' http://h/?page=1", {});
}

void TestCurl::credentials_areFound() {
    QFETCH(QString, text);
    QFETCH(QStringList, found);
    QStringList places;
    const auto secrets = importer::secretsOf(*call(text));
    for (const auto& secret : secrets)
        places << secret.name + u'=' + secret.text;
    QCOMPARE(places, found);
    QCOMPARE(importer::withSecretNames(u"Bearer $X"_s, {{importer::SecretPlace::Where::Header, u"$X"_s, u"X"_s}}),
             u"Bearer {{secret.X}}"_s);
}

void TestCurl::sharedRunbooks_haveSevenQueries() {
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") + u"/../shared/runbooks/";
    if (!QFile::exists(folder))
        QSKIP("the runbooks are not beside the sources");
    QStringList found;
    for (const QString& name : QDir(folder).entryList({"*.md"})) {
        QFile file(folder + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        int number = 0;
        for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            ++number;
            if (const QString expr = line.contains(u"/api/v1/query") ? promQl(line.trimmed()) : QString();
                !expr.isEmpty())
                found << name.left(1) + u':' + QString::number(number) + u' ' + expr;
        }
    }
    QCOMPARE(
        found,
        (QStringList{
            R"(0:269 rate(http_requests_total{status=~"5.."}[5m]))",
            R"(1:84 up{job="healing-guard"})",
            R"(1:226 histogram_quantile(0.95,rate(http_request_duration_seconds_bucket{job="healing-guard"}[5m])))",
            R"(1:255 process_resident_memory_bytes{job="healing-guard"})",
            R"(1:339 rate(http_requests_total{status="200"}[5m]) > 100)",
            R"(2:245 rate(http_requests_total{status=~"5.."}[5m]))",
            R"(2:295 histogram_quantile(0.95,rate(http_request_duration_seconds_bucket[5m])))",
            R"(2:516 <metric-name>)",
        }));
}

QTEST_APPLESS_MAIN(TestCurl)
#include "tst_curl.moc"
