// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/check_now.h"
#include "health/real_servers.h"
#include "net/test_servers.h"
#include "net/transport_probe.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tests;
using domain::CheckResult;
using domain::CheckState;
using playbook::Check;
using playbook::CheckKind;

/// Every kind of check, whole: from the playbook's values to the verdict, against real servers.
class TestProbeKinds : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void tcp_connects();
    void tls_looksAtTheCertificate();
    void tls_namesWhatIsWrong_data();
    void tls_namesWhatIsWrong();
    void dns_looksAtTheAnswer();
    void deadNameServer_isATimeout_andStallsNobody();
    void redis_answersPing();
    void redis_throughTls();
    void postgres_isReady_andAnswers();
    void clientCertificate_isShownToTheServer();
    void http_saysWhoWeAre();
    void http_followsOnlyWhenAsked();
    void https_trustsTheAuthorityItIsGiven();
    void trust_isEachChecksOwn_data();
    void trust_isEachChecksOwn();
    void http_goesThroughTheProxy();

private:
    CheckResult probe(const Check& check);
    QTemporaryDir m_folder;
    HeldClock m_clock;
};

namespace {

Check check(CheckKind kind, const QString& target, const QStringList& conditions = {}) {
    Check one;
    one.id = one.title = u"c"_s;
    one.kind = kind;
    (kind == CheckKind::Http ? one.http.url : one.target) = target;
    one.conditions = {conditions.begin(), conditions.end()};
    one.timeout = 10s;
    return one;
}

QString address(int port) {
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

} // namespace

void TestProbeKinds::initTestCase() {
    qputenv("BRIDGEWATCH_KEYCHAIN", "off");
    qputenv("BRIDGEWATCH_SECRET_RIGHT", "s3cret value");
    qputenv("BRIDGEWATCH_SECRET_WRONG", "CANARY-wrong");
}

CheckResult TestProbeKinds::probe(const Check& check) {
    net::Transport transport(&m_clock);
    std::optional<std::vector<CheckResult>> results;
    health::checkNow({check}, {}, &m_clock, &transport, this,
                     [&](std::vector<CheckResult> r) { results = std::move(r); });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(results.has_value(), 60'000); }();
    return results ? results->at(0) : CheckResult{};
}

void TestProbeKinds::tcp_connects() {
    auto server = std::make_unique<RawServer>([](int) {});
    const Check open = check(CheckKind::Tcp, address(server->port()));
    const CheckResult up = probe(open);
    QCOMPARE(up.state, CheckState::Up);
    QCOMPARE(up.detail, u"connected"_s);
    QVERIFY(up.latencyUs > 0);
    QCOMPARE(
        probe(check(CheckKind::Tcp, address(server->port()), {u"[CONNECTED] == true"_s, u"[IP] == 127.0.0.1"_s})).state,
        CheckState::Up);
    server.reset();
    const CheckResult down = probe(open);
    QCOMPARE(down.state, CheckState::Down);
    QVERIFY2(down.detail.startsWith(u"connection refused"_s), qPrintable(down.detail));
    Check closed = open;
    closed.conditions = {u"[CONNECTED] == false"_s};
    QCOMPARE(probe(closed).state, CheckState::Up);
}

void TestProbeKinds::tls_looksAtTheCertificate() {
    const Certificate good = makeCertificate(m_folder.path(), u"good"_s, "IP:127.0.0.1,DNS:shop.example", -1, 30);
    HttpServer server([](const Asked&) { return Answer{}; }, good.certificate, good.key);
    Check one = check(CheckKind::Tls, address(server.port()), {u"[CERTIFICATE_EXPIRATION] > 168h"_s});
    one.ca = good.certificate;
    CheckResult result = probe(one);
    QCOMPARE(result.state, CheckState::Up);
    QVERIFY2(result.detail.contains(u"29 more days"_s), qPrintable(result.detail));
    one.conditions = {u"[CERTIFICATE_EXPIRATION] > 1000h"_s};
    result = probe(one);
    QCOMPARE(result.state, CheckState::Down);
    QCOMPARE(result.detail, u"the certificate expires in 29 days, expected > 1000h"_s);
    one.conditions = {};
    one.serverName = u"shop.example"_s; // another name than that of the address
    QCOMPARE(probe(one).state, CheckState::Up);
    one.serverName = u"other.example"_s;
    QCOMPARE(probe(one).state, CheckState::Down);
}

void TestProbeKinds::tls_namesWhatIsWrong_data() {
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QString>("part");
    QTest::newRow("expired") << QByteArray("IP:127.0.0.1") << -30 << -1 << true << u"has expired"_s;
    QTest::newRow("not yet") << QByteArray("IP:127.0.0.1") << 1 << 30 << true << u"not valid yet"_s;
    QTest::newRow("of somebody else") << QByteArray("DNS:else.example") << -1 << 30 << true << u"is not for"_s;
    QTest::newRow("self-signed") << QByteArray("IP:127.0.0.1") << -1 << 30 << false << u"self-signed"_s;
}

void TestProbeKinds::tls_namesWhatIsWrong() {
    QFETCH(QByteArray, names);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(bool, trusted);
    QFETCH(QString, part);
    const Certificate one = makeCertificate(m_folder.path(), u"wrong"_s, names, from, to);
    HttpServer server([](const Asked&) { return Answer{}; }, one.certificate, one.key);
    Check asked = check(CheckKind::Tls, address(server.port()));
    if (trusted)
        asked.ca = one.certificate;
    const CheckResult result = probe(asked);
    QCOMPARE(result.state, CheckState::Down);
    QVERIFY2(result.detail.contains(part), qPrintable(result.detail));
}

void TestProbeKinds::dns_looksAtTheAnswer() {
    NameServer server([](const QByteArray& question) {
        return question.contains("missing") ? dnsAnswer(question, 3) : dnsAnswer(question, 0, {"10.1.2.3", "10.1.2.4"});
    });
    Check one = check(CheckKind::Dns, u"shop.example"_s, {u"[DNS_RCODE] == NOERROR"_s, u"[BODY] == pat(*10.1.2.4*)"_s});
    one.nameServer = server.address();
    CheckResult result = probe(one);
    QCOMPARE(result.detail, u"NOERROR"_s);
    QCOMPARE(result.state, CheckState::Up);
    one.target = u"missing.example"_s;
    result = probe(one);
    QCOMPARE(result.state, CheckState::Down);
    QCOMPARE(result.detail, u"the name server says NXDOMAIN, expected NOERROR"_s);
    one.conditions = {};
    QCOMPARE(probe(one).detail, u"the name server says NXDOMAIN"_s);
    one.conditions = {u"[DNS_RCODE] == NXDOMAIN"_s};
    QCOMPARE(probe(one).state, CheckState::Up);
}

void TestProbeKinds::deadNameServer_isATimeout_andStallsNobody() {
    NameServer silent([](const QByteArray&) { return QByteArray(); });
    HttpServer quick([](const Asked&) { return Answer{}; });
    net::Transport transport(&m_clock);
    Check dead = check(CheckKind::Dns, u"shop.example"_s);
    dead.nameServer = silent.address();
    dead.timeout = 3s;
    std::optional<std::vector<CheckResult>> late, soon;
    health::checkNow({dead}, {}, &m_clock, &transport, this, [&](std::vector<CheckResult> r) { late = std::move(r); });
    health::checkNow({check(CheckKind::Http, quick.url(), {u"[STATUS] == 200"_s})}, {}, &m_clock, &transport, this,
                     [&](std::vector<CheckResult> r) {
                         QVERIFY(!late); // the other still waits
                         soon = std::move(r);
                     });
    QTRY_VERIFY_WITH_TIMEOUT(late.has_value() && soon.has_value(), 30'000);
    QCOMPARE(soon->at(0).state, CheckState::Up);
    QCOMPARE(late->at(0).state, CheckState::Down);
    QVERIFY2(late->at(0).detail.contains(u"timeout after 3 s"_s), qPrintable(late->at(0).detail));
}

void TestProbeKinds::redis_answersPing() {
    if (!RealRedis::isInstalled())
        QSKIP("no redis-server on this machine");
    RealRedis server(u"s3cret value"_s);
    QVERIFY(server.waitUntilReady());
    Check one = check(CheckKind::Redis, server.address());
    QCOMPARE(probe(one).detail, u"redis refuses: NOAUTH Authentication required."_s);
    one.auth.password = u"{{secret.WRONG}}"_s;
    const CheckResult wrong = probe(one);
    QCOMPARE(wrong.state, CheckState::Down);
    QVERIFY2(wrong.detail.contains(u"WRONGPASS"_s) && !wrong.detail.contains(u"CANARY"_s), qPrintable(wrong.detail));
    one.auth.password = u"{{secret.RIGHT}}"_s;
    one.conditions = {u"[BODY] == PONG"_s, u"[RESPONSE_TIME] < 10s"_s};
    const CheckResult right = probe(one);
    QCOMPARE(right.detail, u"PONG"_s);
    QCOMPARE(right.state, CheckState::Up);
    QVERIFY(right.latencyUs > 0);
    // Something else listens there.
    HttpServer web([](const Asked&) { return Answer{}; });
    QCOMPARE(probe(check(CheckKind::Redis, address(web.port()))).state, CheckState::Down);
}

void TestProbeKinds::redis_throughTls() {
    if (!RealRedis::isInstalled())
        QSKIP("no redis-server on this machine");
    const Certificate own = makeCertificate(m_folder.path(), u"redis"_s, "IP:127.0.0.1", -1, 400);
    const Certificate me = makeCertificate(m_folder.path(), u"me"_s, "DNS:me.example");
    RealRedis server(u"s3cret value"_s, {own.certificate, own.key, {}});
    QVERIFY(server.waitUntilReady());
    Check one = check(CheckKind::Redis, u"rediss://"_s + server.address(), {u"[BODY] == PONG"_s});
    one.auth.password = u"{{secret.RIGHT}}"_s;
    one.ca = own.certificate;
    CheckResult result = probe(one);
    QVERIFY2(result.detail.contains(u"more days"_s), qPrintable(result.detail)); // its certificate is watched too
    QCOMPARE(result.state, CheckState::Up);
    Check untrusted = one;
    untrusted.ca = me.certificate;
    result = probe(untrusted);
    QCOMPARE(result.state, CheckState::Down);
    QVERIFY2(result.detail.contains(u"self-signed"_s), qPrintable(result.detail));
    Check plain = one; // TLS is spoken there, and we do not
    plain.target = server.address();
    QCOMPARE(probe(plain).state, CheckState::Down);

    RealRedis strict(u"s3cret value"_s, {own.certificate, own.key, me.certificate});
    QVERIFY(strict.waitUntilReady());
    one.target = u"rediss://"_s + strict.address();
    QCOMPARE(probe(one).state, CheckState::Down);
    one.client = {me.certificate, me.key};
    result = probe(one);
    QVERIFY2(result.detail.contains(u"more days"_s), qPrintable(result.detail)); // its certificate is watched too
    QCOMPARE(result.state, CheckState::Up);
}

void TestProbeKinds::clientCertificate_isShownToTheServer() {
    if (!RealNginx::isInstalled())
        QSKIP("no nginx on this machine");
    const Certificate own = makeCertificate(m_folder.path(), u"nginx"_s, "IP:127.0.0.1", -1, 400);
    const Certificate me = makeCertificate(m_folder.path(), u"client"_s, "DNS:me.example");
    const Certificate stranger = makeCertificate(m_folder.path(), u"stranger"_s, "DNS:stranger.example");
    RealNginx server({own.certificate, own.key, me.certificate});
    QVERIFY(server.waitUntilReady());
    Check one = check(CheckKind::Http, server.url(), {u"[STATUS] == 200"_s, u"[BODY] == CN=test"_s});
    one.ca = own.certificate;
    CheckResult result = probe(one);
    QCOMPARE(result.state, CheckState::Down);
    QCOMPARE(result.httpStatus, 400); // nginx: no required certificate was sent
    one.client = {me.certificate, me.key};
    result = probe(one);
    QCOMPARE(result.detail, u"HTTP 200"_s);
    QCOMPARE(result.state, CheckState::Up);
    one.client = {stranger.certificate, stranger.key};
    QCOMPARE(probe(one).httpStatus, 400);
    one.client = {me.certificate, stranger.key}; // do not belong together
    result = probe(one);
    QVERIFY(result.state != CheckState::Up);
    QVERIFY2(result.detail.contains(u"private key"_s), qPrintable(result.detail));
    one.client = {m_folder.filePath(u"missing.crt"_s), me.key};
    result = probe(one);
    QVERIFY(result.state != CheckState::Up);
    QVERIFY2(result.detail.contains(u"certificate"_s), qPrintable(result.detail));
}

void TestProbeKinds::postgres_isReady_andAnswers() {
    if (!RealPostgres::isInstalled())
        QSKIP("no PostgreSQL 15 on this machine");
    RealPostgres server(u"s3cret value"_s);
    QVERIFY2(server.waitUntilReady(), qPrintable(server.log()));
    Check one = check(CheckKind::Postgres, server.address());
    // It accepts connections some moments before its start-up is over.
    QTRY_COMPARE_WITH_TIMEOUT(probe(one).detail, u"ready"_s, 30'000);
    one.auth = {u"watcher"_s, u"{{secret.RIGHT}}"_s, {}};
    one.database = u"postgres"_s;
    one.conditions = {u"[BODY] == 1"_s};
    const CheckResult right = probe(one);
    QCOMPARE(right.detail, u"1"_s);
    QCOMPARE(right.state, CheckState::Up);
    one.auth.password = u"{{secret.WRONG}}"_s;
    const CheckResult wrong = probe(one);
    QCOMPARE(wrong.state, CheckState::Down);
    QVERIFY2(wrong.detail.contains(u"password authentication failed"_s), qPrintable(wrong.detail));
    one.auth.password = u"{{secret.RIGHT}}"_s;
    one.database = u"nothing"_s;
    QVERIFY(probe(one).detail.contains(u"does not exist"_s));
    one.target.replace(u"127.0.0.1"_s, u"localhost"_s); // a name is looked up beside libpq
    one.database = u"postgres"_s;
    QCOMPARE(probe(one).state, CheckState::Up);
    RawServer mute([](int socket) { readRequest(socket); });
    Check hangs = check(CheckKind::Postgres, address(mute.port()));
    hangs.timeout = 1s;
    QCOMPARE(probe(hangs).state, CheckState::Down);
    QCOMPARE(probe(check(CheckKind::Postgres, u"127.0.0.1:1"_s)).detail, u"connection refused by 127.0.0.1:1"_s);
}

void TestProbeKinds::http_saysWhoWeAre() {
    std::mutex mutex;
    std::multimap<std::string, std::string> seen;
    HttpServer server([&](const Asked& asked) {
        const std::lock_guard lock(mutex);
        seen = asked.headers;
        return Answer{};
    });
    Check one = check(CheckKind::Http, server.url(), {u"[STATUS] == 200"_s});
    one.auth.bearer = u"{{secret.RIGHT}}"_s;
    QCOMPARE(probe(one).state, CheckState::Up);
    QCOMPARE(seen.find("Authorization")->second, std::string("Bearer s3cret value"));
    one.auth = {u"me"_s, u"{{secret.RIGHT}}"_s, {}};
    QCOMPARE(probe(one).state, CheckState::Up);
    QCOMPARE(seen.find("Authorization")->second, "Basic " + QByteArray("me:s3cret value").toBase64().toStdString());
}

void TestProbeKinds::http_followsOnlyWhenAsked() {
    HttpServer server([](const Asked& asked) {
        return asked.path == "/old" ? Answer{.status = 302, .headers = {{"Location", "/new"}}} : Answer{.body = "new"};
    });
    Check one = check(CheckKind::Http, server.url(u"/old"_s), {u"[STATUS] == 200"_s, u"[BODY] == new"_s});
    QCOMPARE(probe(one).detail, u"HTTP 302, expected 200"_s);
    one.follow = true;
    QCOMPARE(probe(one).state, CheckState::Up);
}

void TestProbeKinds::https_trustsTheAuthorityItIsGiven() {
    const Certificate own = makeCertificate(m_folder.path(), u"own"_s, "IP:127.0.0.1", -1, 30);
    HttpServer server([](const Asked&) { return Answer{}; }, own.certificate, own.key);
    Check one = check(CheckKind::Http, server.url(), {u"[STATUS] == 200"_s, u"[CERTIFICATE_EXPIRATION] > 48h"_s});
    const CheckResult stranger = probe(one);
    QCOMPARE(stranger.state, CheckState::Down);
    QVERIFY2(stranger.detail.contains(u"self-signed"_s), qPrintable(stranger.detail));
    one.ca = own.certificate;
    QCOMPARE(probe(one).state, CheckState::Up);
}

void TestProbeKinds::trust_isEachChecksOwn_data() {
    QTest::addColumn<bool>("ownFirst");
    QTest::newRow("own authority first") << true;
    QTest::newRow("own authority last") << false;
}

/// One after the other over one transport: what the first one trusts is nothing to the second.
void TestProbeKinds::trust_isEachChecksOwn() {
    QFETCH(bool, ownFirst);
    const Certificate own = makeCertificate(m_folder.path(), u"own"_s, "IP:127.0.0.1", -1, 30);
    HttpServer server([](const Asked&) { return Answer{}; }, own.certificate, own.key);
    net::Transport transport(&m_clock);
    const auto stateOf = [&](bool trusting) {
        Check one = check(CheckKind::Http, server.url(), {u"[STATUS] == 200"_s});
        if (trusting)
            one.ca = own.certificate;
        std::optional<std::vector<CheckResult>> results;
        health::checkNow({one}, {}, &m_clock, &transport, this,
                         [&](std::vector<CheckResult> r) { results = std::move(r); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(results.has_value(), 60'000); }();
        return results ? results->at(0).state : CheckState::Unknown;
    };
    for (const bool trusting : {ownFirst, !ownFirst, ownFirst})
        QCOMPARE(stateOf(trusting), trusting ? CheckState::Up : CheckState::Down);
}

void TestProbeKinds::http_goesThroughTheProxy() {
    std::atomic<int> asked = 0;
    std::string path;
    RawServer proxy([&](int socket) {
        const std::string head = readRequest(socket);
        path = head.substr(0, head.find('\r'));
        ++asked;
        sendAll(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
    Check one = check(CheckKind::Http, u"http://shop.example/health"_s, {u"[BODY] == ok"_s});
    one.proxy = u"http://"_s + address(proxy.port());
    QCOMPARE(probe(one).state, CheckState::Up);
    QCOMPARE(asked.load(), 1);
    QCOMPARE(path, std::string("GET http://shop.example/health HTTP/1.1"));
}

QTEST_GUILESS_MAIN(TestProbeKinds)
#include "tst_probe_kinds.moc"
