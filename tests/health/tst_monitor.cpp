// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/check_now.h"
#include "health/given_clock.h"
#include "health/monitor.h"
#include "net/test_servers.h"

#include <QtTest>
#include <set>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tests;
using domain::CheckResult;
using domain::CheckState;
using domain::Millis;
using health::Flip;
using health::Monitor;

/// The monitor with a real transport and real servers; only the clock is given.
class TestMonitor : public QObject {
    Q_OBJECT
private slots:
    void due_keepsItsRate_data();
    void due_keepsItsRate();
    void firstDelay_isSpreadAndSteady();
    void phase_isSpreadOverTheWholeInterval();
    void schedule_beginsSoon_thenKeepsToThePhase();
    void sickServer_flipsAfterThreshold_andRecovers();
    void pause_makesNoBurst();
    void probeThatSpansASuspend_isRepeated();
    void clockPutBack_keepsTheRhythm();
    void slowProbe_isNotStartedTwice();
    void stop_dropsWhatIsUnderWay();
    void listenerThatStops_isSafe();
    void variablesAndSecrets_areFilledIn();
    void unknownName_isInconclusive_data();
    void unknownName_isInconclusive();
    void silentWitness_makesDownInconclusive();
    void restoredState_isNotFlippedAgain();
    void checkNow_reportsInOrder();
    void checkNow_withoutChecks_reportsNothing();
};

namespace {

/// Short enough for the first probe to be the one at the check's phase.
constexpr auto interval = 2s;

playbook::Check check(const QString& id, const QString& url, const QStringList& conditions = {u"[STATUS] == 200"_s}) {
    playbook::Check one;
    one.id = id;
    one.title = id;
    one.http.url = url;
    one.conditions = {conditions.begin(), conditions.end()};
    one.every = interval;
    one.timeout = 20s;
    return one;
}

playbook::Check checkEvery(Millis every, const QString& id = u"api"_s) {
    playbook::Check one = check(id, u"http://127.0.0.1/"_s);
    one.every = every;
    return one;
}

/// Everything a monitor says.
struct Heard {
    explicit Heard(Monitor& monitor) {
        QObject::connect(&monitor, &Monitor::resultArrived, &context,
                         [this](const CheckResult& r) { results.push_back(r); });
        QObject::connect(&monitor, &Monitor::flipped, &context, [this](const Flip& f) { flips.push_back(f); });
    }
    QObject context;
    std::vector<CheckResult> results;
    std::vector<Flip> flips;
};

/// One interval, and the answers to it.
void step(GivenClock& clock, Heard& heard, size_t probes) {
    const size_t before = heard.results.size();
    clock.advance(interval, true);
    QTRY_COMPARE_WITH_TIMEOUT(heard.results.size(), before + probes, 30'000);
}

} // namespace

void TestMonitor::due_keepsItsRate_data() {
    QTest::addColumn<qint64>("now");
    QTest::addColumn<qint64>("due");
    QTest::newRow("before the first") << qint64(900) << qint64(1000);
    QTest::newRow("at the first") << qint64(1000) << qint64(1100);
    QTest::newRow("just after") << qint64(1001) << qint64(1100);
    QTest::newRow("at a later one") << qint64(1500) << qint64(1600);
    QTest::newRow("after a pause") << qint64(9950) << qint64(10000);
}

void TestMonitor::due_keepsItsRate() {
    QFETCH(qint64, now);
    QFETCH(qint64, due);
    QCOMPARE(domain::toMs(health::nextDue(domain::instantFromMs(1000), 100ms, domain::instantFromMs(now))), due);
}

void TestMonitor::firstDelay_isSpreadAndSteady() {
    std::set<qint64> delays;
    for (int i = 0; i < 200; ++i) {
        const Millis delay = health::firstDelay(checkEvery(10s, u"check-"_s + QString::number(i)));
        QVERIFY(delay >= 0ms && delay < 2s);
        delays.insert(delay.count() / 100);
    }
    QCOMPARE(delays.size(), 20U); // every tenth of a second is used
    QCOMPARE(health::firstDelay(checkEvery(10s)), health::firstDelay(checkEvery(1h)));
    QVERIFY(health::firstDelay(checkEvery(50ms)) < 50ms);
    QCOMPARE(health::firstDelay(checkEvery(10s), 1000), health::phaseOf(checkEvery(10s))); // no burst of a thousand
}

void TestMonitor::phase_isSpreadOverTheWholeInterval() {
    std::set<qint64> phases;
    for (int i = 0; i < 200; ++i) {
        const Millis phase = health::phaseOf(checkEvery(10s, u"check-"_s + QString::number(i)));
        QVERIFY(phase >= 0ms && phase < 10s);
        QCOMPARE(phase % 100ms, 0ms);
        phases.insert(phase / 1s);
    }
    QCOMPARE(phases.size(), 10U); // every second is used
    QVERIFY(health::phaseOf(checkEvery(100h)) < 1h);
    QCOMPARE(health::phaseOf(checkEvery(0ms)), 0ms);
}

void TestMonitor::schedule_beginsSoon_thenKeepsToThePhase() {
    HttpServer server([&](const Asked&) { return Answer{}; });
    GivenClock clock;
    net::Transport transport(&clock);
    playbook::Check one = check(u"check"_s, server.url());
    one.every = 10s;
    for (int i = 0; health::phaseOf(one) < 4s; ++i) // one that would wait long for its phase
        one.id = u"check-"_s + QString::number(i);
    Monitor monitor({one}, {}, &clock, &transport);
    std::vector<Millis> starts;
    const domain::Instant begin = clock.now();
    QObject::connect(&monitor, &Monitor::resultArrived, &monitor,
                     [&](const domain::CheckResult& result) { starts.push_back(result.at - begin); });
    monitor.start();
    const Millis phase = health::phaseOf(one);
    const std::vector<Millis> planned{health::firstDelay(one), phase, phase + 10s, phase + 20s};
    for (size_t i = 0; i < planned.size(); ++i) {
        clock.advance(begin + planned[i] - clock.now(), true);
        QTRY_COMPARE(starts.size(), i + 1);
    }
    QCOMPARE(starts, planned);
}

void TestMonitor::sickServer_flipsAfterThreshold_andRecovers() {
    std::atomic<int> status = 200;
    HttpServer server([&](const Asked&) { return Answer{.status = status}; });
    GivenClock clock;
    net::Transport transport(&clock);
    Monitor monitor({check(u"api"_s, server.url())}, {}, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    step(clock, heard, 1);
    QCOMPARE(monitor.state(u"api"_s), CheckState::Up);
    status = 503;
    for (int i = 0; i < 3; ++i)
        step(clock, heard, 1);
    QCOMPARE(heard.flips.size(), 2U);
    const Flip down = heard.flips.back();
    QCOMPARE(down.state, CheckState::Down);
    QCOMPARE(down.was, CheckState::Up);
    QCOMPARE(down.detail, u"HTTP 503"_s);
    QCOMPARE(down.firstSeen, heard.results[1].at);
    QCOMPARE(down.detected, heard.results[3].at);
    QCOMPARE(down.detected - down.firstSeen, Millis(2 * interval));
    server.stop();
    step(clock, heard, 1);
    QCOMPARE(heard.results.back().state, CheckState::Down);
    QVERIFY(heard.results.back().detail.startsWith(u"connection refused"_s));
    server.start();
    status = 200;
    step(clock, heard, 1);
    QCOMPARE(monitor.state(u"api"_s), CheckState::Down);
    step(clock, heard, 1);
    QCOMPARE(monitor.state(u"api"_s), CheckState::Up);
    QCOMPARE(heard.flips.size(), 3U);
    QCOMPARE(clock.held, 0);
}

void TestMonitor::pause_makesNoBurst() {
    HttpServer server([](const Asked&) { return Answer{}; });
    GivenClock clock;
    net::Transport transport(&clock);
    Monitor monitor({check(u"api"_s, server.url())}, {}, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    step(clock, heard, 1);
    const domain::Instant first = heard.results[0].at;
    clock.jump(1h + 3s);
    clock.advance(0s);
    QTRY_COMPARE(heard.results.size(), 2U);
    step(clock, heard, 1);                                                 // not the 360 missed ones
    QCOMPARE((heard.results[2].at - first) % Millis(interval), Millis(0)); // still in step with the first
}

void TestMonitor::probeThatSpansASuspend_isRepeated() {
    std::atomic<int> asked = 0;
    std::atomic<int> status = 200;
    HttpServer server([&](const Asked&) {
        // What was under way when the computer slept comes to nothing.
        return ++asked == 2 ? Answer{.status = 503, .delayMs = 200} : Answer{.status = status};
    });
    GivenClock clock;
    net::Transport transport(&clock);
    playbook::Check hasty = check(u"api"_s, server.url());
    hasty.downAfter = 1;
    Monitor monitor({hasty}, {}, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    step(clock, heard, 1);
    clock.advance(interval);
    QTRY_COMPARE(asked.load(), 2);
    clock.jump(8h);
    QTRY_COMPARE(heard.results.size(), 2U);
    QCOMPARE(asked.load(), 3); // once more, and once only
    QCOMPARE(heard.results.back().state, CheckState::Up);
    QCOMPARE(heard.flips.size(), 1U); // up, at the beginning
    clock.advance(0s, true);          // the alarm that was missed comes late, and once
    QTRY_COMPARE(heard.results.size(), 3U);
    step(clock, heard, 1);
    QCOMPARE(heard.flips.size(), 1U);
}

void TestMonitor::clockPutBack_keepsTheRhythm() {
    std::atomic<int> asked = 0;
    HttpServer server([&](const Asked&) {
        ++asked;
        return Answer{};
    });
    GivenClock clock;
    net::Transport transport(&clock);
    Monitor monitor({check(u"api"_s, server.url())}, {}, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    step(clock, heard, 1);
    clock.jump(-1h);
    // Noticed within a second; without that the next probe would be due in an hour.
    QTRY_VERIFY_WITH_TIMEOUT((clock.advance(interval, true), heard.results.size() > 1), 30'000);
    step(clock, heard, 1);
    QCOMPARE(asked.load(), int(heard.results.size()));
    QCOMPARE(heard.flips.size(), 1U);
}

void TestMonitor::slowProbe_isNotStartedTwice() {
    std::atomic<int> asked = 0;
    HttpServer server([&](const Asked&) {
        ++asked;
        return Answer{.delayMs = 300};
    });
    GivenClock clock;
    net::Transport transport(&clock);
    Monitor monitor({check(u"api"_s, server.url())}, {}, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    clock.advance(5 * interval); // five are due before the first has answered
    QTRY_COMPARE(heard.results.size(), 1U);
    QCOMPARE(asked.load(), 1);
    step(clock, heard, 1);
    QCOMPARE(asked.load(), 2);
}

void TestMonitor::stop_dropsWhatIsUnderWay() {
    HttpServer server([](const Asked&) { return Answer{.delayMs = 100}; });
    GivenClock clock;
    net::Transport transport(&clock);
    Monitor monitor({check(u"a"_s, server.url()), check(u"b"_s, server.url())}, {}, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    clock.advance(2s);
    QCOMPARE(transport.inFlight(), 2);
    monitor.stop();
    QVERIFY(!monitor.isRunning());
    QCOMPARE(transport.inFlight(), 0);
    clock.advance(60s);
    QCOMPARE(transport.inFlight(), 0);
    monitor.start();
    step(clock, heard, 2);
    QCOMPARE(heard.results.size(), 2U);
}

void TestMonitor::listenerThatStops_isSafe() {
    HttpServer server([](const Asked&) { return Answer{}; });
    GivenClock clock;
    net::Transport transport(&clock);
    auto monitor = std::make_unique<Monitor>(std::vector{check(u"a"_s, server.url())}, std::map<QString, QString>{},
                                             &clock, &transport);
    int results = 0;
    int flips = 0;
    connect(monitor.get(), &Monitor::resultArrived, this, [&] {
        ++results;
        monitor->stop();
    });
    connect(monitor.get(), &Monitor::flipped, this, [&] { ++flips; });
    monitor->start();
    clock.advance(interval);
    QTRY_COMPARE(results, 1);
    QCOMPARE(flips, 0);
    monitor.reset();
    clock.advance(interval);
    QCOMPARE(transport.inFlight(), 0);
}

void TestMonitor::variablesAndSecrets_areFilledIn() {
    qputenv("BRIDGEWATCH_SECRET_CANARY", "s3cret\"x");
    std::mutex mutex;
    Asked last;
    HttpServer server([&](const Asked& asked) {
        const std::lock_guard lock(mutex);
        last = asked;
        return Answer{};
    });
    playbook::Check one = check(u"api"_s, u"{{base}}/v1/{{tenant}}?t={{tenant}}"_s);
    one.http.method = u"POST"_s;
    one.http.headers = {{u"X-Token"_s, u"{{secret.CANARY}}"_s}, {u"Content-Type"_s, u"application/json"_s}};
    one.http.body = u"{\"token\":\"{{secret.CANARY}}\",\"tenant\":\"{{tenant}}\"}"_s;
    GivenClock clock;
    net::Transport transport(&clock);
    const std::map<QString, QString> variables{{u"base"_s, server.url({})}, {u"tenant"_s, u"a b&c"_s}};
    Monitor monitor({one}, variables, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    QCOMPARE(clock.held, 1); // while secrets are looked up
    QTRY_COMPARE(clock.held, 0);
    step(clock, heard, 1);
    QCOMPARE(heard.results[0].state, CheckState::Up);
    const std::lock_guard lock(mutex);
    QCOMPARE(last.path, std::string("/v1/a b&c"));
    QCOMPARE(last.headers.find("X-Token")->second, std::string("s3cret\"x"));
    QCOMPARE(last.body, std::string("{\"token\":\"s3cret\\\"x\",\"tenant\":\"a b&c\"}"));
    qunsetenv("BRIDGEWATCH_SECRET_CANARY");
}

void TestMonitor::unknownName_isInconclusive_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("part");
    QTest::newRow("variable") << u"{{nobody}}/x"_s << u"a"_s << u"the variable \"nobody\" has no value"_s;
    QTest::newRow("empty variable") << u"{{empty}}/x"_s << u"a"_s << u"the variable \"empty\" has no value"_s;
    QTest::newRow("secret") << u"http://127.0.0.1:1"_s << u"{{secret.NOBODY}}"_s << u"BRIDGEWATCH_SECRET_NOBODY"_s;
    QTest::newRow("secret in URL") << u"http://127.0.0.1:1/?t={{secret.A}}"_s << u"a"_s << u"headers and bodies only"_s;
    QTest::newRow("URL") << u"ftp://127.0.0.1/"_s << u"a"_s << u"does not start with http"_s;
}

void TestMonitor::unknownName_isInconclusive() {
    QFETCH(QString, url);
    QFETCH(QString, header);
    QFETCH(QString, part);
    qputenv("BRIDGEWATCH_KEYCHAIN", "off");
    playbook::Check one = check(u"api"_s, url);
    one.http.headers = {{u"X"_s, header}};
    GivenClock clock;
    net::Transport transport(&clock);
    Monitor monitor({one}, {{u"empty"_s, {}}}, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    QTRY_COMPARE(clock.held, 0);
    step(clock, heard, 1);
    QCOMPARE(heard.results[0].state, CheckState::Inconclusive);
    QVERIFY2(heard.results[0].detail.contains(part), qPrintable(heard.results[0].detail));
    step(clock, heard, 1);
    step(clock, heard, 1);
    QCOMPARE(heard.flips.size(), 1U);
    QCOMPARE(heard.flips[0].state, CheckState::Inconclusive);
}

void TestMonitor::silentWitness_makesDownInconclusive() {
    HttpServer witness([](const Asked&) { return Answer{}; });
    HttpServer target([](const Asked&) { return Answer{}; });
    playbook::Check seen = check(u"witness"_s, witness.url());
    seen.witness = true;
    GivenClock clock;
    net::Transport transport(&clock);
    Monitor monitor({seen, check(u"api"_s, target.url())}, {}, &clock, &transport);
    Heard heard(monitor);
    monitor.start();
    step(clock, heard, 2);
    target.stop();
    for (int i = 0; i < 3; ++i)
        step(clock, heard, 2);
    QCOMPARE(monitor.state(u"api"_s), CheckState::Down); // the witness still answers
    witness.stop();
    for (int i = 0; i < 4; ++i)
        step(clock, heard, 2);
    QCOMPARE(monitor.state(u"api"_s), CheckState::Inconclusive);
    QCOMPARE(monitor.state(u"witness"_s), CheckState::Inconclusive);
    QVERIFY(heard.results.back().detail.contains(u"our own link may be out"_s));
}

void TestMonitor::restoredState_isNotFlippedAgain() {
    HttpServer server([](const Asked&) { return Answer{.status = 503}; });
    GivenClock clock;
    net::Transport transport(&clock);
    Monitor monitor({check(u"api"_s, server.url())}, {}, &clock, &transport);
    monitor.restore(u"api"_s, CheckState::Down);
    monitor.restore(u"nobody"_s, CheckState::Down);
    QCOMPARE(monitor.state(u"api"_s), CheckState::Down);
    QCOMPARE(monitor.state(u"nobody"_s), CheckState::Unknown);
    Heard heard(monitor);
    monitor.start();
    for (int i = 0; i < 4; ++i)
        step(clock, heard, 1);
    QVERIFY(heard.flips.empty());
}

void TestMonitor::checkNow_reportsInOrder() {
    HttpServer slow([](const Asked&) { return Answer{.delayMs = 100}; });
    HttpServer sick([](const Asked&) { return Answer{.status = 500}; });
    GivenClock clock;
    net::Transport transport(&clock);
    std::optional<std::vector<CheckResult>> results;
    health::checkNow({check(u"slow"_s, slow.url()), check(u"lost"_s, u"{{nobody}}/"_s), check(u"sick"_s, sick.url())},
                     {}, &clock, &transport, this, [&](std::vector<CheckResult> r) { results = std::move(r); });
    QVERIFY(!results);
    QTRY_VERIFY(results);
    QCOMPARE(results->size(), 3U);
    QCOMPARE((*results)[0].check, u"slow"_s);
    QCOMPARE((*results)[0].state, CheckState::Up);
    QVERIFY((*results)[0].latencyUs >= 100'000);
    QCOMPARE((*results)[1].state, CheckState::Inconclusive);
    QCOMPARE((*results)[2].state, CheckState::Down);
    QCOMPARE((*results)[2].detail, u"HTTP 500"_s);
}

void TestMonitor::checkNow_withoutChecks_reportsNothing() {
    GivenClock clock;
    net::Transport transport(&clock);
    std::optional<std::vector<CheckResult>> results;
    health::checkNow({}, {}, &clock, &transport, this, [&](std::vector<CheckResult> r) { results = std::move(r); });
    QTRY_VERIFY(results);
    QVERIFY(results->empty());
}

QTEST_GUILESS_MAIN(TestMonitor)
#include "tst_monitor.moc"
