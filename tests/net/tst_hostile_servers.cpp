// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/test_servers.h"
#include "net/transport_probe.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tests;
using domain::Millis;
using net::Failure;
using net::Request;
using net::Response;
using net::Transport;

/// Servers that do what no server should: the transport ends in time, says why, and reads no more than allowed.
class TestHostileServers : public QObject {
    Q_OBJECT
private slots:
    void rawAnswer_endsInDefinedFailure_data();
    void rawAnswer_endsInDefinedFailure();
    void bodyOfExactlyTheCap_isTaken();
    void endlessBody_stopsAtCap_data();
    void endlessBody_stopsAtCap();
    void endlessHeaders_stop();
    void floodOfInformationalAnswers_stops();
    void dribbledHeaders_endAtTimeout();
    void answerCutAnywhere_neverHangs_data();
    void answerCutAnywhere_neverHangs();
    void redirect_isNotFollowedUnlessAsked();
    void redirect_toOtherScheme_isRefused_data();
    void redirect_toOtherScheme_isRefused();
    void redirectLoop_endsAfterFive();
    void redirect_toOtherHost_carriesNoHeaders();
    void redirect_withinHost_keepsHeaders();
    void redirect_withCredentials_isRefused();
    void redirect_doesNotHandBodyToOtherHost();
    void redirect_afterPost_isGet();
    void redirectedDrill_staysOnThisComputer();
};

namespace {

/// Answers every request with these bytes, then closes or resets.
RawServer::Handler saying(const std::string& bytes, bool reset = false) {
    return [bytes, reset](int socket) {
        readRequest(socket);
        sendAll(socket, bytes);
        if (reset)
            resetOnClose(socket);
    };
}

Response ask(const QString& url, qint64 cap = 1 << 20, Millis timeout = Millis(10'000), bool follow = false) {
    HeldClock clock;
    Transport transport(&clock);
    Request request = get(url, timeout);
    request.bodyCap = cap;
    request.follow = follow;
    return fetchNow(transport, request);
}

const std::string head = "HTTP/1.1 200 OK\r\n";

} // namespace

void TestHostileServers::rawAnswer_endsInDefinedFailure_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<QString>("part");
    using namespace std::string_literals;
    const auto row = [](const char* name, const std::string& answer, bool reset, const char* part) {
        QTest::newRow(name) << QByteArray::fromStdString(answer) << reset << QString::fromUtf8(part);
    };
    row("nothing", "", false, "closed the connection without an answer");
    row("reset at once", "", true, "reset");
    row("HTTP/0.9", "hello there\r\n", false, "does not answer in HTTP");
    row("NUL in header", head + "X: a"s + '\0' + "b\r\nContent-Length: 2\r\n\r\nok", false, "does not answer in HTTP");
    row("negative length", head + "Content-Length: -5\r\n\r\nok", false, "does not answer in HTTP");
    row("length is a word", head + "Content-Length: many\r\n\r\nok", false, "does not answer in HTTP");
    row("length too long", head + "Content-Length: 100\r\n\r\nok", false, "broke off");
    row("bad chunk size", head + "Transfer-Encoding: chunked\r\n\r\nZZ\r\nok\r\n0\r\n\r\n", false, "");
    row("chunk cut off", head + "Transfer-Encoding: chunked\r\n\r\n20\r\nok", false, "");
    row("unknown version", "HTTP/7.3 200 OK\r\nContent-Length: 2\r\n\r\nok", false, "does not answer in HTTP");
    row("status is a word", "HTTP/1.1 fine\r\n\r\n", false, "");
}

void TestHostileServers::rawAnswer_endsInDefinedFailure() {
    QFETCH(QByteArray, answer);
    QFETCH(bool, reset);
    QFETCH(QString, part);
    RawServer server(saying(answer.toStdString(), reset));
    const Response response = ask(server.url());
    QVERIFY2(response.failure == Failure::Other, qPrintable(response.reason));
    QVERIFY(!response.reason.isEmpty());
    QVERIFY2(response.reason.contains(part), qPrintable(response.reason));
    QVERIFY(response.body.isEmpty());
}

void TestHostileServers::bodyOfExactlyTheCap_isTaken() {
    RawServer server(saying(head + "Content-Length: 1000\r\n\r\n" + std::string(1000, 'x')));
    const Response response = ask(server.url(), 1000);
    QCOMPARE(response.failure, Failure::None);
    QCOMPARE(response.body.size(), 1000);
    QCOMPARE(ask(server.url(), 999).failure, Failure::BodyTooLarge);
}

void TestHostileServers::endlessBody_stopsAtCap_data() {
    QTest::addColumn<bool>("chunked");
    QTest::newRow("chunked") << true;
    QTest::newRow("until closed") << false;
}

void TestHostileServers::endlessBody_stopsAtCap() {
    QFETCH(bool, chunked);
    std::atomic<qint64> sent = 0;
    RawServer server([&](int socket) {
        readRequest(socket);
        sendAll(socket, head + (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n"));
        const std::string payload(0x1000, 'x');
        const std::string piece = chunked ? "1000\r\n" + payload + "\r\n" : payload;
        while (sendAll(socket, piece))
            sent += static_cast<qint64>(piece.size());
    });
    const Response response = ask(server.url(), 100'000);
    QCOMPARE(response.failure, Failure::BodyTooLarge);
    QCOMPARE(response.reason, u"the answer is larger than 97 KiB"_s);
    QVERIFY(response.body.isEmpty());
    QVERIFY(sent < 64'000'000); // what the socket's buffers swallowed, not more
}

void TestHostileServers::endlessHeaders_stop() {
    RawServer server([](int socket) {
        readRequest(socket);
        sendAll(socket, head);
        while (sendAll(socket, "X-More: " + std::string(1000, 'x') + "\r\n")) {
        }
    });
    const Response response = ask(server.url());
    QCOMPARE(response.failure, Failure::Refused);
    QCOMPARE(response.reason, u"the server sent more than 256 KiB of headers"_s);
}

void TestHostileServers::floodOfInformationalAnswers_stops() {
    RawServer server([](int socket) {
        readRequest(socket);
        while (sendAll(socket, "HTTP/1.1 102 Processing\r\nX: " + std::string(500, 'x') + "\r\n\r\n")) {
        }
    });
    QCOMPARE(ask(server.url()).failure, Failure::Refused);
}

void TestHostileServers::dribbledHeaders_endAtTimeout() {
    std::mutex mutex;
    std::condition_variable never;
    RawServer server([&](int socket) {
        readRequest(socket);
        std::unique_lock lock(mutex);
        const std::string letters = head + "X: " + std::string(100'000, 'x');
        for (const char letter : letters) {
            if (!sendAll(socket, std::string(1, letter)))
                return;
            never.wait_for(lock, std::chrono::milliseconds(20));
        }
    });
    const Response response = ask(server.url(), 1 << 20, Millis(400));
    QCOMPARE(response.failure, Failure::Timeout);
    QCOMPARE(response.reason, u"timeout after 400 ms"_s);
}

void TestHostileServers::answerCutAnywhere_neverHangs_data() {
    QTest::addColumn<bool>("reset");
    QTest::newRow("closed") << false;
    QTest::newRow("reset") << true;
}

void TestHostileServers::answerCutAnywhere_neverHangs() {
    QFETCH(bool, reset);
    const std::string whole = head + "Content-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"up\"}";
    HeldClock clock;
    Transport transport(&clock);
    QObject context;
    int arrived = 0;
    std::vector<std::unique_ptr<RawServer>> servers;
    std::vector<Response> responses(whole.size() + 1);
    for (size_t k = 0; k <= whole.size(); ++k) {
        servers.push_back(std::make_unique<RawServer>(saying(whole.substr(0, k), reset && k < whole.size())));
        transport.fetch(
            get(servers.back()->url(), Millis(20'000)), [](Response r) { return r; }, &context,
            [&, k](Response r) {
                responses[k] = std::move(r);
                ++arrived;
            });
    }
    QTRY_COMPARE_WITH_TIMEOUT(arrived, static_cast<int>(whole.size()) + 1, 30'000);
    for (size_t k = 0; k < whole.size(); ++k) {
        QVERIFY2(responses[k].failure == Failure::Other,
                 qPrintable(QString::number(k) + u": "_s + responses[k].reason));
        QVERIFY(responses[k].body.isEmpty());
    }
    QCOMPARE(responses.back().failure, Failure::None);
    QCOMPARE(responses.back().body, QByteArray("{\"status\":\"up\"}"));
}

void TestHostileServers::redirect_isNotFollowedUnlessAsked() {
    HttpServer server([](const Asked& asked) {
        if (asked.path == "/a")
            return Answer{.status = 302, .headers = {{"Location", "/b"}}};
        return Answer{.body = asked.path};
    });
    QCOMPARE(ask(server.url(u"/a"_s)).status, 302);
    const Response followed = ask(server.url(u"/a"_s), 1 << 20, Millis(10'000), true);
    QCOMPARE(followed.status, 200);
    QCOMPARE(followed.body, QByteArray("/b"));
    QCOMPARE(followed.effectiveUrl, server.url(u"/b"_s));
}

void TestHostileServers::redirect_toOtherScheme_isRefused_data() {
    QTest::addColumn<QByteArray>("location");
    for (const char* location : {"file:///etc/hostname", "ftp://127.0.0.1/x", "gopher://127.0.0.1:70/x",
                                 "dict://127.0.0.1:1/x", "javascript:alert(1)", "data:text/plain,x"})
        QTest::newRow(location) << QByteArray(location);
}

void TestHostileServers::redirect_toOtherScheme_isRefused() {
    QFETCH(QByteArray, location);
    RawServer server(
        saying("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location.toStdString() + "\r\n\r\n"));
    const Response response = ask(server.url(), 1 << 20, Millis(10'000), true);
    QCOMPARE(response.failure, Failure::Refused);
    QVERIFY2(response.reason.contains(u"refused a redirect"_s), qPrintable(response.reason));
    QVERIFY(response.body.isEmpty());
}

void TestHostileServers::redirectLoop_endsAfterFive() {
    std::atomic<int> asked = 0;
    HttpServer server([&](const Asked&) {
        ++asked;
        return Answer{.status = 301, .headers = {{"Location", "/again"}}};
    });
    const Response response = ask(server.url(), 1 << 20, Millis(10'000), true);
    QCOMPARE(response.failure, Failure::Refused);
    QCOMPARE(response.reason, u"gave up after 5 redirects"_s);
    QCOMPARE(asked.load(), 6);
}

void TestHostileServers::redirect_toOtherHost_carriesNoHeaders() {
    std::atomic<bool> leaked = false;
    HttpServer other([&](const Asked& asked) {
        leaked = asked.has("Authorization") || asked.has("Cookie") || asked.has("X-Api-Key");
        return Answer{.body = "other"};
    });
    HttpServer first([&](const Asked&) {
        return Answer{.status = 302, .headers = {{"Location", other.url().toStdString()}}};
    });
    HeldClock clock;
    Transport transport(&clock);
    Request request = get(first.url());
    request.follow = true;
    request.headers = {{u"Authorization"_s, u"Bearer x"_s}, {u"Cookie"_s, u"a=b"_s}, {u"X-Api-Key"_s, u"k"_s}};
    QCOMPARE(fetchNow(transport, request).body, QByteArray("other"));
    QVERIFY(!leaked);
}

void TestHostileServers::redirect_withinHost_keepsHeaders() {
    HttpServer server([](const Asked& asked) {
        if (asked.path == "/a")
            return Answer{.status = 307, .headers = {{"Location", "/b"}}};
        return Answer{.body = asked.has("X-Api-Key") ? "kept" : "lost"};
    });
    HeldClock clock;
    Transport transport(&clock);
    Request request = get(server.url(u"/a"_s));
    request.follow = true;
    request.headers = {{u"X-Api-Key"_s, u"k"_s}};
    QCOMPARE(fetchNow(transport, request).body, QByteArray("kept"));
}

void TestHostileServers::redirect_withCredentials_isRefused() {
    HttpServer server([](const Asked&) {
        return Answer{.status = 302, .headers = {{"Location", "http://user:CANARY@127.0.0.1:1/"}}};
    });
    const Response response = ask(server.url(), 1 << 20, Millis(10'000), true);
    QCOMPARE(response.failure, Failure::Refused);
    QVERIFY(!response.reason.contains(u"CANARY"_s));
}

void TestHostileServers::redirect_doesNotHandBodyToOtherHost() {
    std::atomic<int> reached = 0;
    HttpServer other([&](const Asked&) {
        ++reached;
        return Answer{};
    });
    HttpServer first([&](const Asked&) {
        return Answer{.status = 307, .headers = {{"Location", other.url().toStdString()}}};
    });
    HeldClock clock;
    Transport transport(&clock);
    Request request = get(first.url());
    request.method = u"POST"_s;
    request.body = "secret=1";
    request.follow = true;
    QCOMPARE(fetchNow(transport, request).failure, Failure::Refused);
    QCOMPARE(reached.load(), 0);
}

void TestHostileServers::redirect_afterPost_isGet() {
    HttpServer server([](const Asked& asked) {
        if (asked.path == "/a")
            return Answer{.status = 303, .headers = {{"Location", "/b"}}};
        return Answer{.body = asked.method + asked.body};
    });
    HeldClock clock;
    Transport transport(&clock);
    Request request = get(server.url(u"/a"_s));
    request.method = u"POST"_s;
    request.body = "x=1";
    request.follow = true;
    QCOMPARE(fetchNow(transport, request).body, QByteArray("GET"));
}

void TestHostileServers::redirectedDrill_staysOnThisComputer() {
    HttpServer server([](const Asked&) {
        return Answer{.status = 302, .headers = {{"Location", "http://192.0.2.1/"}}};
    });
    HeldClock clock;
    Transport transport(&clock, {.speed = 60, .drill = true});
    Request request = get(server.url());
    request.follow = true;
    const Response response = fetchNow(transport, request);
    QCOMPARE(response.failure, Failure::Refused);
    QVERIFY(response.reason.contains(u"beyond this computer"_s));
}

QTEST_GUILESS_MAIN(TestHostileServers)
#include "tst_hostile_servers.moc"
