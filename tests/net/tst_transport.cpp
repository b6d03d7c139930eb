// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/test_servers.h"
#include "net/transfer.h"
#include "net/transport_probe.h"

#include <QtTest>
#include <sys/inotify.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tests;
using domain::Millis;
using net::Failure;
using net::Request;
using net::Response;
using net::Transport;

/// The transport against well-behaved servers: delivery, threads, slots, cancelling, shutdown, drill time.
class TestTransport : public QObject {
    Q_OBJECT
private slots:
    void answer_isDecodedElsewhereAndDeliveredHere();
    void answer_carriesStatusHeadersPhasesAndPadding();
    void request_sendsMethodHeadersAndBody();
    void wrongRequest_isRefusedBeforeSending_data();
    void wrongRequest_isRefusedBeforeSending();
    void closedPort_isConnectFailure();
    void silence_isTimeout();
    void clock_isHeldUntilDelivery();
    void cancelled_isNotDelivered();
    void goneContext_isNotDelivered();
    void doneThatDestroysTransport_isSafe();
    void destruction_withTransfersInFlight_isQuick();
    void slowChecks_doNotHoldUpQueries();
    void waitingForSlot_isNotLatency();
    void manyAtOnce_allArrive();
    void localhost_isNeverAskedThroughProxy();
    void tls_isVerified();
    void certificates_areParsedOnce();
    void certificates_areParsedBesideTheOthers();
    void drill_readsServerTiming();
    void drill_longServerTiming_isTimeout();
    void drill_realTimeout_isAtLeastOneSecond();
    void drill_staysOnThisComputer();
};

void TestTransport::answer_isDecodedElsewhereAndDeliveredHere() {
    HttpServer server([](const Asked&) { return Answer{.body = "hello"}; });
    HeldClock clock;
    Transport transport(&clock);
    QObject context;
    Qt::HANDLE decodedOn = nullptr;
    Qt::HANDLE doneOn = nullptr;
    std::unique_ptr<QByteArray> got; // a value that moves only
    transport.fetch(
        get(server.url()),
        [&decodedOn](Response r) {
            decodedOn = QThread::currentThreadId();
            return std::make_unique<QByteArray>(r.body);
        },
        &context,
        [&](std::unique_ptr<QByteArray> value) {
            doneOn = QThread::currentThreadId();
            got = std::move(value);
        });
    QVERIFY(!got);
    QCOMPARE(transport.inFlight(), 1);
    QTRY_VERIFY(got);
    QCOMPARE(*got, QByteArray("hello"));
    QVERIFY(decodedOn != QThread::currentThreadId());
    QCOMPARE(doneOn, QThread::currentThreadId());
    QCOMPARE(transport.inFlight(), 0);
}

void TestTransport::answer_carriesStatusHeadersPhasesAndPadding() {
    HttpServer server([](const Asked&) {
        return Answer{.status = 503, .body = std::string(100'000, 'x'), .headers = {{"X-Test", "A b"}}};
    });
    HeldClock clock;
    Transport transport(&clock);
    const auto before = clock.now();
    const Response response = fetchNow(transport, get(server.url(u"/a?token=abc"_s)));
    QCOMPARE(response.failure, Failure::None);
    QCOMPARE(response.status, 503);
    QCOMPARE(response.body.size(), 100'000);
    QVERIFY(response.body.capacity() >= response.body.size() + 64);
    QCOMPARE(response.remoteIp, u"127.0.0.1"_s);
    QVERIFY(response.startedAt >= before && response.startedAt <= clock.now());
    QVERIFY(!response.effectiveUrl.contains(u"abc"_s));
    const auto header = std::find_if(response.headers.begin(), response.headers.end(),
                                     [](const auto& h) { return h.first == u"x-test"_s; });
    QVERIFY(header != response.headers.end());
    QCOMPARE(header->second, u"A b"_s);
    QVERIFY(response.phases.connectUs > 0);
    QVERIFY(response.phases.firstByteUs >= response.phases.connectUs);
    QVERIFY(response.phases.totalUs >= response.phases.firstByteUs);
}

void TestTransport::request_sendsMethodHeadersAndBody() {
    HttpServer server([](const Asked& asked) {
        return Answer{.body = asked.method + "|" + asked.body + "|" +
                              (asked.has("X-One") ? asked.headers.find("X-One")->second : "-")};
    });
    HeldClock clock;
    Transport transport(&clock);
    Request request = get(server.url());
    request.headers = {{u"X-One"_s, u"1"_s}};
    for (const QString& method : {u"POST"_s, u"PUT"_s, u"DELETE"_s}) {
        request.method = method;
        request.body = method == u"DELETE"_s ? QByteArray() : QByteArray("a=b");
        QCOMPARE(QString::fromUtf8(fetchNow(transport, request).body),
                 QString(method + u'|' + QString::fromUtf8(request.body) + u"|1"_s));
    }
    request.method = u"HEAD"_s;
    const Response head = fetchNow(transport, request);
    QCOMPARE(head.failure, Failure::None);
    QCOMPARE(head.status, 200);
    QVERIFY(head.body.isEmpty());
}

void TestTransport::wrongRequest_isRefusedBeforeSending_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* name, const QString& url, const QString& method = u"GET"_s,
                        const QString& header = u"A"_s,
                        const QString& value = u"b"_s) { QTest::newRow(name) << url << method << header << value; };
    row("empty URL", {});
    row("file", u"file:///etc/hostname"_s);
    row("ftp", u"ftp://127.0.0.1/x"_s);
    row("no scheme", u"localhost:9090/x"_s);
    row("no host", u"http:///x"_s);
    row("bad port", u"http://127.0.0.1:99999/"_s);
    row("user info", u"http://user:pass@127.0.0.1:1/"_s);
    row("user only", u"http://user@127.0.0.1:1/"_s);
    row("blank", u"http://127.0.0.1:1/a b"_s);
    row("line break in URL", u"http://127.0.0.1:1/a\r\nHost: x"_s);
    row("NUL in URL", QString(u"http://127.0.0.1:1/"_s + QChar(u'\0') + u'x'));
    row("line break in header", u"http://127.0.0.1:1/"_s, u"GET"_s, u"A"_s, u"b\r\nHost: evil"_s);
    row("lone LF in header", u"http://127.0.0.1:1/"_s, u"GET"_s, u"A"_s, u"b\nc"_s);
    row("NUL in header", u"http://127.0.0.1:1/"_s, u"GET"_s, u"A"_s, QString(u'b' + QString(QChar(u'\0'))));
    row("line break in header name", u"http://127.0.0.1:1/"_s, u"GET"_s, u"A\r\nB"_s);
    row("blank in header name", u"http://127.0.0.1:1/"_s, u"GET"_s, u"A B"_s);
    row("method", u"http://127.0.0.1:1/"_s, u"GET / HTTP/1.1\r\n"_s);
    row("empty method", u"http://127.0.0.1:1/"_s, u""_s);
}

void TestTransport::wrongRequest_isRefusedBeforeSending() {
    QFETCH(QString, url);
    QFETCH(QString, method);
    QFETCH(QString, header);
    QFETCH(QString, value);
    HeldClock clock;
    Transport transport(&clock);
    Request request = get(url);
    request.method = method;
    request.headers = {{header, value}};
    const Response response = fetchNow(transport, request);
    QCOMPARE(response.failure, Failure::BadRequest);
    QVERIFY(!response.reason.isEmpty());
    QVERIFY(!response.reason.contains(u"pass"_s));
}

void TestTransport::closedPort_isConnectFailure() {
    HttpServer server([](const Asked&) { return Answer{}; });
    const QString url = server.url();
    server.stop();
    HeldClock clock;
    Transport transport(&clock);
    const Response response = fetchNow(transport, get(url));
    QCOMPARE(response.failure, Failure::Connect);
    QCOMPARE(response.reason, QString(u"connection refused by 127.0.0.1:"_s + QString::number(server.port())));
}

void TestTransport::silence_isTimeout() {
    RawServer server([](int socket) {
        readRequest(socket);
        readRequest(socket); // until the peer gives up
    });
    HeldClock clock;
    Transport transport(&clock);
    const Response response = fetchNow(transport, get(server.url(), Millis(300)));
    QCOMPARE(response.failure, Failure::Timeout);
    QCOMPARE(response.reason, u"timeout after 300 ms"_s);
    QCOMPARE(net::timeoutSentence(Millis(5000)), u"timeout after 5 s"_s);
    QCOMPARE(net::timeoutSentence(Millis(1500)), u"timeout after 1.5 s"_s);
}

void TestTransport::clock_isHeldUntilDelivery() {
    HttpServer server([](const Asked&) { return Answer{}; });
    HeldClock clock;
    Transport transport(&clock);
    QObject context;
    int heldWhenDone = -1;
    transport.fetch(
        get(server.url()), [](Response r) { return r.status; }, &context, [&](int) { heldWhenDone = clock.held; });
    QCOMPARE(clock.held, 1);
    QTRY_COMPARE(heldWhenDone, 1);
    QTRY_COMPARE(clock.held, 0);
}

void TestTransport::cancelled_isNotDelivered() {
    std::atomic<int> asked = 0;
    HttpServer server([&](const Asked&) {
        ++asked;
        return Answer{.delayMs = 200};
    });
    HeldClock clock;
    Transport transport(&clock);
    QObject context;
    bool called = false;
    const auto start = [&] {
        return transport.fetch(
            get(server.url()), [](Response r) { return r.status; }, &context, [&](int) { called = true; });
    };
    const quint64 unsent = start();
    transport.cancel(unsent);
    const quint64 sent = start();
    QTRY_COMPARE(asked.load(), 1);
    transport.cancel(sent);
    transport.cancel(sent);
    transport.cancel(4711);
    QCOMPARE(transport.inFlight(), 0);
    QCOMPARE(clock.held, 0);
    QCOMPARE(fetchNow(transport, get(server.url())).status, 200); // long enough for the first to have answered
    QVERIFY(!called);
    QCOMPARE(asked.load(), 2); // what was cancelled at once was never sent
}

void TestTransport::goneContext_isNotDelivered() {
    HttpServer server([](const Asked&) { return Answer{.delayMs = 200}; });
    HeldClock clock;
    Transport transport(&clock);
    bool called = false;
    {
        QObject context;
        transport.fetch(
            get(server.url()), [](Response r) { return r.status; }, &context, [&](int) { called = true; });
    }
    QCOMPARE(transport.inFlight(), 0);
    QCOMPARE(fetchNow(transport, get(server.url())).status, 200);
    QVERIFY(!called);
}

void TestTransport::doneThatDestroysTransport_isSafe() {
    HttpServer server([](const Asked&) { return Answer{}; });
    HeldClock clock;
    auto transport = std::make_unique<Transport>(&clock);
    QObject context;
    int calls = 0;
    for (int i = 0; i < 5; ++i) {
        transport->fetch(
            get(server.url()), [](Response r) { return r.status; }, &context,
            [&](int) {
                ++calls;
                transport.reset();
            });
    }
    QTRY_VERIFY(!transport);
    QCOMPARE(calls, 1);
    QCOMPARE(clock.held, 0);
}

void TestTransport::destruction_withTransfersInFlight_isQuick() {
    HttpServer server([](const Asked&) { return Answer{.delayMs = 60'000}; });
    HeldClock clock;
    QObject context;
    bool called = false;
    QElapsedTimer timer;
    {
        Transport transport(&clock);
        for (int i = 0; i < 200; ++i) {
            Request request = get(server.url(), Millis(60'000));
            request.kind = static_cast<Request::Class>(i % 3);
            transport.fetch(
                request, [](Response r) { return r.status; }, &context, [&](int) { called = true; });
        }
        QTest::qWait(50);
        timer.start();
    }
    // A second is promised; the rest is for a busy machine. The servers would take a minute.
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!called);
    QCOMPARE(clock.held, 0);
}

void TestTransport::slowChecks_doNotHoldUpQueries() {
    std::atomic<int> slow = 0;
    std::atomic<int> mostSlow = 0;
    HttpServer server([&](const Asked& asked) {
        if (asked.path != "/slow")
            return Answer{};
        const int now = ++slow;
        int most = mostSlow;
        while (now > most && !mostSlow.compare_exchange_weak(most, now)) {
        }
        return Answer{.delayMs = 30'000};
    });
    HeldClock clock;
    Transport transport(&clock, {.checkSlots = 3});
    QObject context;
    for (int i = 0; i < 20; ++i) {
        Request request = get(server.url(u"/slow"_s), Millis(30'000));
        request.kind = Request::Class::Check;
        transport.fetch(
            request, [](Response r) { return r.status; }, &context, [](int) {});
    }
    QTRY_COMPARE(slow.load(), 3);
    QCOMPARE(fetchNow(transport, get(server.url())).status, 200);
    QCOMPARE(mostSlow.load(), 3);
    QCOMPARE(transport.inFlight(), 20);
}

void TestTransport::waitingForSlot_isNotLatency() {
    HttpServer server([](const Asked&) { return Answer{.delayMs = 60}; });
    HeldClock clock;
    Transport transport(&clock, {.checkSlots = 1});
    QObject context;
    qint64 sumUs = 0;
    int arrived = 0;
    QElapsedTimer wall;
    wall.start();
    for (int i = 0; i < 8; ++i) {
        Request request = get(server.url());
        request.kind = Request::Class::Check;
        transport.fetch(
            request, [](Response r) { return r.phases.totalUs; }, &context,
            [&](qint64 us) {
                sumUs += us;
                ++arrived;
            });
    }
    QTRY_COMPARE_WITH_TIMEOUT(arrived, 8, 30'000);
    QVERIFY(sumUs >= 8 * 60'000);
    QVERIFY(sumUs <=
            wall.nsecsElapsed() / 1000); // one after the other: together they cannot exceed the time that passed
}

void TestTransport::manyAtOnce_allArrive() {
    HttpServer server([](const Asked&) { return Answer{}; });
    HeldClock clock;
    Transport transport(&clock);
    QObject context;
    int good = 0;
    for (int i = 0; i < 500; ++i) {
        Request request = get(server.url());
        request.kind = Request::Class::Check;
        request.freshConnection = i % 2 == 0;
        transport.fetch(
            request, [](Response r) { return r.status; }, &context, [&](int status) { good += status == 200; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(good, 500, 60'000);
}

void TestTransport::localhost_isNeverAskedThroughProxy() {
    HttpServer proxy([](const Asked&) { return Answer{.body = "proxy"}; });
    HttpServer server([](const Asked&) { return Answer{.body = "server"}; });
    HeldClock clock;
    Transport transport(&clock);
    qputenv("http_proxy", proxy.url({}).toUtf8());
    const QByteArray local = fetchNow(transport, get(server.url())).body;
    const QByteArray remote = fetchNow(transport, get(u"http://service.invalid/"_s)).body;
    qunsetenv("http_proxy");
    QCOMPARE(local, QByteArray("server"));
    QCOMPARE(remote, QByteArray("proxy"));
}

void TestTransport::tls_isVerified() {
    QTemporaryDir folder;
    const Certificate good = makeCertificate(folder.path(), u"good"_s, "IP:127.0.0.1");
    const Certificate other = makeCertificate(folder.path(), u"other"_s, "DNS:other.example");
    const Certificate old = makeCertificate(folder.path(), u"old"_s, "IP:127.0.0.1", -20, -10);
    const auto ok = [](const Asked&) { return Answer{}; };
    HttpServer goodServer(ok, good.certificate, good.key);
    HttpServer otherServer(ok, other.certificate, other.key);
    HttpServer oldServer(ok, old.certificate, old.key);
    HttpServer plainServer(ok);
    HeldClock clock;
    {
        Transport strict(&clock);
        const Response response = fetchNow(strict, get(goodServer.url()));
        QCOMPARE(response.failure, Failure::Tls);
        QCOMPARE(response.reason, u"the certificate of 127.0.0.1 is self-signed"_s);
        const QString https = u"https://127.0.0.1:"_s + QString::number(plainServer.port());
        const Response plain = fetchNow(strict, get(https));
        QCOMPARE(plain.failure, Failure::Tls);
        QVERIFY2(plain.reason.contains(u"does not speak TLS"_s), qPrintable(plain.reason));
    }
    const auto trusting = [&](const Certificate& ca, const HttpServer& server) {
        Transport transport(&clock, {.caFile = ca.certificate});
        return fetchNow(transport, get(server.url()));
    };
    const Response verified = trusting(good, goodServer);
    QVERIFY2(verified.failure == Failure::None, qPrintable(verified.reason));
    QVERIFY(verified.phases.tlsUs >= verified.phases.connectUs);
    const Response wrongName = trusting(other, otherServer);
    QCOMPARE(wrongName.failure, Failure::Tls);
    QCOMPARE(wrongName.reason, u"the certificate is not for 127.0.0.1"_s);
    const Response expired = trusting(old, oldServer);
    QCOMPARE(expired.failure, Failure::Tls);
    QCOMPARE(expired.reason, u"the certificate of 127.0.0.1 has expired"_s);
}

void TestTransport::certificates_areParsedOnce() {
    QTemporaryDir folder;
    const Certificate own = makeCertificate(folder.path(), u"own"_s, "IP:127.0.0.1");
    HttpServer server([](const Asked&) { return Answer{}; }, own.certificate, own.key);
    const int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    QVERIFY(inotify_add_watch(watch, QFile::encodeName(own.certificate).constData(), IN_OPEN | IN_CLOSE) >= 0);
    HeldClock clock;
    Transport transport(&clock, {.caFile = own.certificate});
    for (int i = 0; i < 5; ++i) {
        Request request = get(server.url());
        request.freshConnection = true;
        QCOMPARE(fetchNow(transport, request).status, 200);
    }
    // A folder of certificates beside the bundle would make libcurl read and parse both for each connection.
    char events[4096];
    const ssize_t length = read(watch, events, sizeof events);
    QCOMPARE(length, static_cast<ssize_t>(2 * sizeof(inotify_event))); // opened once, closed once
    close(watch);
}

void TestTransport::certificates_areParsedBesideTheOthers() {
    QTemporaryDir folder;
    const Certificate own = makeCertificate(folder.path(), u"own"_s, "IP:127.0.0.1");
    QFile one(own.certificate), many(folder.filePath(u"many.pem"_s));
    QVERIFY(one.open(QIODevice::ReadOnly) && many.open(QIODevice::WriteOnly));
    const QByteArray certificate = one.readAll();
    for (int i = 0; i < 5000; ++i)
        many.write(certificate);
    many.close();
    HttpServer plain([](const Asked&) { return Answer{}; });
    HttpServer secure([](const Asked&) { return Answer{}; }, own.certificate, own.key);
    HeldClock clock;
    Transport transport(&clock, {.caFile = many.fileName()});
    std::optional<Response> verified;
    transport.fetch(
        get(secure.url()), [](Response r) { return r; }, this, [&](Response r) { verified = std::move(r); });
    int meanwhile = 0;
    for (; !verified && meanwhile < 10'000; ++meanwhile)
        QCOMPARE(fetchNow(transport, get(plain.url())).status, 200);
    QTRY_VERIFY(verified);
    QVERIFY2(verified->failure == Failure::None, qPrintable(verified->reason));
    QVERIFY2(meanwhile > 3, qPrintable(QString::number(meanwhile)));
    // The time of the parsing is nobody's latency.
    QVERIFY(verified->phases.connectUs < verified->phases.totalUs);
}

void TestTransport::drill_readsServerTiming() {
    HttpServer server([](const Asked&) { return Answer{.headers = {{"Server-Timing", "db;dur=1, app;dur=3000"}}}; });
    HeldClock clock;
    QElapsedTimer wall;
    wall.start();
    {
        Transport transport(&clock, {.speed = 60, .drill = true});
        const Response response = fetchNow(transport, get(server.url(), Millis(5000)));
        QVERIFY2(response.failure == Failure::None || wall.elapsed() > 1000, qPrintable(response.reason));
        QVERIFY(response.phases.totalUs >= 3'000'000);
        QVERIFY(response.phases.totalUs <= 3'000'000 + wall.nsecsElapsed() / 1000);
    }
    Transport real(&clock);
    QVERIFY(fetchNow(real, get(server.url(), Millis(5000))).phases.totalUs < wall.nsecsElapsed() / 1000);
}

void TestTransport::drill_longServerTiming_isTimeout() {
    HttpServer server([](const Asked&) { return Answer{.headers = {{"Server-Timing", "app;dur=30000"}}}; });
    HeldClock clock;
    Transport transport(&clock, {.speed = 60, .drill = true});
    const Response response = fetchNow(transport, get(server.url(), Millis(5000)));
    QCOMPARE(response.failure, Failure::Timeout);
    QCOMPARE(response.reason, u"timeout after 5 s"_s);
    QCOMPARE(response.status, 0);
    QCOMPARE(response.phases.totalUs, 5'000'000);
}

void TestTransport::drill_realTimeout_isAtLeastOneSecond() {
    const net::Options drill{.speed = 60, .drill = true};
    QCOMPARE(net::realTimeout(get({}, Millis(5000)), drill), Millis(1000));
    QCOMPARE(net::realTimeout(get({}, Millis(300'000)), drill), Millis(5000));
    QCOMPARE(net::realTimeout(get({}, Millis(5000)), {}), Millis(5000));
    RawServer silent([](int socket) {
        readRequest(socket);
        readRequest(socket);
    });
    HeldClock clock;
    Transport transport(&clock, drill);
    const Response response = fetchNow(transport, get(silent.url(), Millis(5000)));
    QCOMPARE(response.failure, Failure::Timeout);
    QCOMPARE(response.reason, u"timeout after 5 s"_s);
    QCOMPARE(response.phases.totalUs, 5'000'000);
}

void TestTransport::drill_staysOnThisComputer() {
    HeldClock clock;
    Transport transport(&clock, {.speed = 60, .drill = true});
    for (const QString& url : {u"http://prometheus.example/"_s, u"http://192.0.2.1/"_s, u"http://[2001:db8::1]/"_s}) {
        const Response response = fetchNow(transport, get(url));
        QCOMPARE(response.failure, Failure::BadRequest);
        QVERIFY2(response.reason.contains(u"beyond this computer"_s), qPrintable(response.reason));
    }
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
