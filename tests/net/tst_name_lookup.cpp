// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/test_servers.h"
#include "net/transport_probe.h"

#include <QtTest>
#include <dlfcn.h>
#include <netdb.h>

namespace {

std::mutex hangMutex;
std::condition_variable hangOver;
bool released = false;
std::atomic<int> lookups = 0;

} // namespace

/// Stands before libc's: names under hang.example are not answered until the test ends, those under missing.example do
/// not exist.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
    const std::string name = node ? node : "";
    if (name.ends_with("hang.example")) {
        ++lookups;
        std::unique_lock lock(hangMutex);
        hangOver.wait(lock, [] { return released; });
        return EAI_AGAIN;
    }
    if (name.ends_with("missing.example"))
        return EAI_NONAME;
    using Real = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto real = reinterpret_cast<Real>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(node, service, hints, result);
}

using namespace Qt::StringLiterals;
using namespace tests;
using domain::Millis;
using net::Failure;
using net::Response;
using net::Transport;

class TestNameLookup : public QObject {
    Q_OBJECT
private slots:
    void missingName_isDnsFailure();
    void hungLookup_endsInTime_andStallsNobody();
    void hungLookup_isNotBegunTwice();
    void destruction_withHungLookup_isQuick();
    void cleanupTestCase();
};

void TestNameLookup::missingName_isDnsFailure() {
    HeldClock clock;
    Transport transport(&clock);
    const Response response = fetchNow(transport, get(u"http://missing.example/"_s));
    QCOMPARE(response.failure, Failure::Dns);
    QCOMPARE(response.reason, u"no address found for missing.example"_s);
}

void TestNameLookup::hungLookup_endsInTime_andStallsNobody() {
    HttpServer server([](const Asked&) { return Answer{}; });
    HeldClock clock;
    Transport transport(&clock);
    QObject context;
    std::optional<Response> hung;
    transport.fetch(
        get(u"http://a.hang.example/"_s, Millis(500)), [](Response r) { return r; }, &context,
        [&](Response r) { hung = std::move(r); });
    // Others go on before, while and after the hung one is given up.
    int good = 0;
    while (!hung) {
        QCOMPARE(fetchNow(transport, get(server.url())).status, 200);
        ++good;
    }
    QVERIFY(good > 1);
    QCOMPARE(hung->failure, Failure::Dns);
    QVERIFY2(hung->reason.contains(u"a.hang.example hangs"_s), qPrintable(hung->reason));
    QCOMPARE(fetchNow(transport, get(server.url())).status, 200);
}

void TestNameLookup::hungLookup_isNotBegunTwice() {
    HeldClock clock;
    Transport transport(&clock);
    const int before = lookups;
    QCOMPARE(fetchNow(transport, get(u"http://b.hang.example/"_s, Millis(200))).failure, Failure::Dns);
    const Response second = fetchNow(transport, get(u"http://b.hang.example/other"_s, Millis(60'000)));
    QCOMPARE(second.failure, Failure::Dns);
    QVERIFY2(second.reason.contains(u"still hangs"_s), qPrintable(second.reason));
    QCOMPARE(lookups - before, 1);
}

void TestNameLookup::destruction_withHungLookup_isQuick() {
    HeldClock clock;
    QObject context;
    const int before = lookups;
    QElapsedTimer timer;
    {
        Transport transport(&clock);
        for (const QString& name : {u"c"_s, u"d"_s, u"e"_s, u"c"_s}) {
            transport.fetch(
                get(u"http://"_s + name + u".hang.example/"_s, Millis(60'000)), [](Response r) { return r.status; },
                &context, [](int) {});
        }
        QTRY_COMPARE(lookups - before, 3); // the second of one name waits for the first
        timer.start();
    }
    // A second is promised; the rest is for a busy machine. The lookups would hang until the end of the test.
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestNameLookup::cleanupTestCase() {
    const std::lock_guard lock(hangMutex);
    released = true;
    hangOver.notify_all();
}

QTEST_GUILESS_MAIN(TestNameLookup)
#include "tst_name_lookup.moc"
