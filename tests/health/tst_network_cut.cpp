// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/given_clock.h"
#include "health/monitor.h"

#include <QProcess>
#include <QtTest>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tests;
using domain::CheckState;
using health::Flip;
using health::Monitor;

namespace {

/// Answers every connection on every address with 200, until it goes.
class Everywhere {
public:
    Everywhere() {
        m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in any{};
        any.sin_family = AF_INET;
        socklen_t size = sizeof any;
        bind(m_listener, reinterpret_cast<sockaddr*>(&any), size);
        listen(m_listener, 64);
        getsockname(m_listener, reinterpret_cast<sockaddr*>(&any), &size);
        port = ntohs(any.sin_port);
        m_thread = std::thread([this] {
            for (int peer = accept(m_listener, nullptr, nullptr); peer >= 0;
                 peer = accept(m_listener, nullptr, nullptr)) {
                char request[4096];
                const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
                if (recv(peer, request, sizeof request, 0) > 0)
                    send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
                close(peer);
            }
        });
    }
    ~Everywhere() {
        shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        close(m_listener);
    }
    int port = 0;

private:
    int m_listener = -1;
    std::thread m_thread;
};

bool ip(const char* arguments) {
    return QProcess::execute(u"ip"_s, QString::fromLatin1(arguments).split(u' ')) == 0;
}

/// Short enough for the first probe to be the one at the check's phase.
constexpr auto interval = 2s;

playbook::Check check(const QString& id, const char* host, int port, int downAfter) {
    playbook::Check one;
    one.id = one.title = id;
    one.http.url = QStringLiteral("http://%1:%2/").arg(QLatin1String(host)).arg(port);
    one.conditions = {u"[STATUS] == 200"_s};
    one.every = interval;
    one.timeout = 300ms;
    one.downAfter = downAfter;
    one.upAfter = 1;
    return one;
}

struct Heard {
    explicit Heard(Monitor& monitor) {
        QObject::connect(&monitor, &Monitor::resultArrived, &context,
                         [this](const domain::CheckResult& r) { results.push_back(r); });
        QObject::connect(&monitor, &Monitor::flipped, &context, [this](const Flip& f) { flips.push_back(f); });
    }
    size_t flipsTo(CheckState state) const {
        return size_t(std::count_if(flips.begin(), flips.end(), [&](const Flip& f) { return f.state == state; }));
    }
    QObject context;
    std::vector<domain::CheckResult> results;
    std::vector<Flip> flips;
};

void step(GivenClock& clock, Heard& heard, size_t probes) {
    const size_t before = heard.results.size();
    clock.advance(interval, true);
    QTRY_COMPARE_WITH_TIMEOUT(heard.results.size(), before + probes, 30'000);
}

} // namespace

/// Runs in a network of its own, which nobody else sees: main() starts this program again inside one.
class TestNetworkCut : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cutNetwork_flipsNothingDown_andRecovers_data();
    void cutNetwork_flipsNothingDown_andRecovers();
    void deadTarget_isDown_whileOthersAnswer();
    void cleanup();
};

void TestNetworkCut::init() {
    if (!qEnvironmentVariableIsSet("BRIDGEWATCH_OWN_NETWORK"))
        QSKIP("the kernel gives this program no network of its own (unshare -rn)");
    QVERIFY(ip("link set lo up"));
    QVERIFY(ip("addr add 10.99.0.1/32 dev lo"));
    QVERIFY(ip("addr add 10.99.0.2/32 dev lo"));
    QVERIFY(ip("addr add 10.99.0.3/32 dev lo"));
}

void TestNetworkCut::cleanup() {
    if (!qEnvironmentVariableIsSet("BRIDGEWATCH_OWN_NETWORK"))
        return;
    ip("addr flush dev lo");
    ip("route flush table main");
}

void TestNetworkCut::cutNetwork_flipsNothingDown_andRecovers_data() {
    QTest::addColumn<bool>("routeRemains");
    QTest::addColumn<bool>("witness");
    QTest::newRow("no route left") << false << false;
    QTest::newRow("a route into nowhere, others agree") << true << false;
    QTest::newRow("a route into nowhere, a witness") << true << true;
}

void TestNetworkCut::cutNetwork_flipsNothingDown_andRecovers() {
    QFETCH(bool, routeRemains);
    QFETCH(bool, witness);
    Everywhere server;
    GivenClock clock;
    net::Transport transport(&clock);
    std::vector<playbook::Check> checks{check(u"hasty"_s, "10.99.0.1", server.port, 1),
                                        check(u"steady"_s, "10.99.0.2", server.port, 3)};
    if (witness) {
        checks.push_back(check(u"witness"_s, "10.99.0.3", server.port, 1));
        checks.back().witness = true;
    }
    Monitor monitor(checks, {}, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    step(clock, heard, checks.size());
    step(clock, heard, checks.size());
    QCOMPARE(heard.flipsTo(CheckState::Up), checks.size());

    for (const char* address : {"10.99.0.1", "10.99.0.2", "10.99.0.3"})
        QVERIFY(ip((std::string("addr del ") + address + "/32 dev lo").c_str()));
    if (routeRemains)
        QVERIFY(ip("route add 10.99.0.0/24 dev lo"));
    for (int i = 0; i < 5; ++i)
        step(clock, heard, checks.size());
    for (const playbook::Check& one : checks)
        QCOMPARE(monitor.state(one.id), CheckState::Inconclusive);
    QCOMPARE(heard.flipsTo(CheckState::Down), 0U);
    QVERIFY2(heard.results.back().detail.contains(u"our own link"_s), qPrintable(heard.results.back().detail));

    if (routeRemains)
        QVERIFY(ip("route del 10.99.0.0/24 dev lo"));
    for (const char* address : {"10.99.0.1", "10.99.0.2", "10.99.0.3"})
        QVERIFY(ip((std::string("addr add ") + address + "/32 dev lo").c_str()));
    step(clock, heard, checks.size());
    for (const playbook::Check& one : checks)
        QCOMPARE(monitor.state(one.id), CheckState::Up);
    QCOMPARE(heard.flipsTo(CheckState::Down), 0U);
}

void TestNetworkCut::deadTarget_isDown_whileOthersAnswer() {
    Everywhere server;
    GivenClock clock;
    net::Transport transport(&clock);
    Monitor monitor({check(u"dead"_s, "10.99.0.1", server.port, 1), check(u"well"_s, "10.99.0.2", server.port, 1)}, {},
                    &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    step(clock, heard, 2);
    QVERIFY(ip("addr del 10.99.0.1/32 dev lo"));
    QVERIFY(ip("route add 10.99.0.1/32 dev lo"));
    step(clock, heard, 2);
    QCOMPARE(monitor.state(u"dead"_s), CheckState::Down);
    QCOMPARE(monitor.state(u"well"_s), CheckState::Up);
}

/// As root, and as anybody whom the kernel lets be root in a namespace of his own.
int main(int argc, char** argv) {
    const char* again = "BRIDGEWATCH_OWN_NETWORK";
    if (!qEnvironmentVariableIsSet(again)) {
        const QStringList probe{u"-rn"_s, u"ip"_s, u"link"_s, u"set"_s, u"lo"_s, u"up"_s};
        if (QProcess::execute(u"unshare"_s, probe) == 0) {
            qputenv(again, "1");
            std::vector<char*> words{const_cast<char*>("unshare"), const_cast<char*>("-rn"), argv[0]};
            words.insert(words.end(), argv + 1, argv + argc);
            words.push_back(nullptr);
            execvp("unshare", words.data());
            qunsetenv(again);
        }
    }
    QCoreApplication application(argc, argv);
    TestNetworkCut test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_network_cut.moc"
