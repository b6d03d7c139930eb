// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/check_now.h"
#include "health/command_check.h"
#include "health/given_clock.h"
#include "health/monitor.h"
#include "net/transport.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tests;
using domain::CheckResult;
using domain::CheckState;
using health::Monitor;
using playbook::Check;

/// Checks of kind command: real children, from the playbook's values to the verdict.
class TestCommandCheck : public QObject {
    Q_OBJECT
private slots:
    void verdict_followsExitAndOutput_data();
    void verdict_followsExitAndOutput();
    void variables_areFilledIn();
    void hanging_isDown_andItsWholeGroupIsGone();
    void flood_isEndedAndDown();
    void secretInTheOutput_isNowhere();
    void slow_isDegraded();
    void notAllowed_runsNothing();
    void monitor_runsOnlyWhileAllowed();
    void stop_endsTheGroup();

private:
    CheckResult probe(const Check& check, bool allowed = true, const std::map<QString, QString>& variables = {});
    domain::SystemClock m_clock;
    QTemporaryDir m_folder;
};

namespace {

constexpr int patience = 60'000; ///< ms; a busy machine is slow

Check check(const QString& line, const QStringList& conditions = {}) {
    Check one;
    one.id = one.title = u"c"_s;
    one.kind = playbook::CheckKind::Command;
    one.target = line;
    one.conditions = {conditions.begin(), conditions.end()};
    one.every = 10s;
    one.timeout = 30s;
    return one;
}

qint64 numberIn(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
}

/// Gone, or dead and only not yet reaped by whoever inherited it.
bool isGone(qint64 pid) {
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return true;
    const QByteArray text = stat.readAll();
    return text.isEmpty() || text.mid(text.lastIndexOf(')') + 2).startsWith('Z');
}

} // namespace

CheckResult TestCommandCheck::probe(const Check& check, bool allowed, const std::map<QString, QString>& variables) {
    net::Transport transport(&m_clock);
    std::optional<std::vector<CheckResult>> results;
    health::checkNow(
        {check}, variables, &m_clock, &transport, this, [&](std::vector<CheckResult> r) { results = std::move(r); },
        allowed);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(results.has_value(), patience); }();
    return results ? results->at(0) : CheckResult{};
}

void TestCommandCheck::verdict_followsExitAndOutput_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("conditions");
    QTest::addColumn<CheckState>("state");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char* name, const QString& line, const QStringList& conditions, CheckState state,
                        const QString& detail) { QTest::newRow(name) << line << conditions << state << detail; };
    row("ends well", u"echo accepting connections"_s, {}, CheckState::Up, u"accepting connections"_s);
    row("says nothing", u"true"_s, {}, CheckState::Up, u"exit 0"_s);
    row("fails", u"echo first; echo no response >&2; exit 2"_s, {}, CheckState::Down,
        u"exit 2, expected 0: no response"_s);
    row("fails quietly", u"false"_s, {}, CheckState::Down, u"exit 1, expected 0"_s);
    row("answer as expected", u"echo PONG"_s, {u"[BODY] == PONG"_s}, CheckState::Up, u"PONG"_s);
    row("another answer", u"echo LOADING"_s, {u"[BODY] == PONG"_s}, CheckState::Down,
        u"[BODY] is LOADING, expected PONG"_s);
    row("right answer, wrong end", u"echo PONG; exit 3"_s, {u"[BODY] == PONG"_s}, CheckState::Down,
        u"exit 3, expected 0: PONG"_s);
    row("JSON", u"echo '{\"ready\": 3}'"_s, {u"[BODY].ready >= 2"_s}, CheckState::Up, u"{\"ready\": 3}"_s);
    row("another end is fine", u"exit 1"_s, {u"[EXIT] <= 1"_s}, CheckState::Up, u"exit 1"_s);
    row("ended by a signal", u"kill -9 $$"_s, {}, CheckState::Down, u"ended by signal 9"_s);
    row("not installed", u"bridgewatch-no-such-tool ping"_s, {}, CheckState::Inconclusive, u"not found"_s);
}

void TestCommandCheck::verdict_followsExitAndOutput() {
    QFETCH(QString, line);
    QFETCH(QStringList, conditions);
    QFETCH(CheckState, state);
    QFETCH(QString, detail);
    const CheckResult result = probe(check(line, conditions));
    QCOMPARE(result.state, state);
    QVERIFY2(result.detail.contains(detail), qPrintable(result.detail));
}

void TestCommandCheck::variables_areFilledIn() {
    const Check one = check(u"echo {{greeting}}"_s, {u"[BODY] == hello"_s});
    QCOMPARE(probe(one, true, {{u"greeting"_s, u"hello"_s}}).state, CheckState::Up);
    const CheckResult open = probe(one);
    QCOMPARE(open.state, CheckState::Inconclusive);
    QVERIFY2(open.detail.contains(u"greeting"), qPrintable(open.detail));
}

void TestCommandCheck::hanging_isDown_andItsWholeGroupIsGone() {
    const QString file = m_folder.filePath(u"grandchild"_s);
    Check one = check(QStringLiteral("sleep 300 & echo $! > '%1'; wait").arg(file));
    one.timeout = 1s;
    const CheckResult result = probe(one);
    QCOMPARE(result.state, CheckState::Down);
    QVERIFY2(result.detail.startsWith(u"timed out after"), qPrintable(result.detail));
    const qint64 grandchild = numberIn(file);
    QVERIFY(grandchild > 0);
    QTRY_VERIFY_WITH_TIMEOUT(isGone(grandchild), patience);
}

void TestCommandCheck::flood_isEndedAndDown() {
    const CheckResult result = probe(check(u"yes"_s));
    QCOMPARE(result.state, CheckState::Down);
    QVERIFY2(result.detail.contains(u"without end"), qPrintable(result.detail));
}

void TestCommandCheck::secretInTheOutput_isNowhere() {
    const QString line = u"echo password=hunter2canary; exit 1"_s;
    QVERIFY(!probe(check(line)).detail.contains(u"canary"));
    const process::Outcome outcome{process::End::Exited, 0, 5ms, u"Authorization: [redacted]"_s, {}};
    const health::Reading reading = health::readingOf(u"c"_s, {}, outcome, m_clock.now());
    QVERIFY(reading.answer);
    QCOMPARE(reading.answer->conditions.size(), size_t(1)); // [EXIT] == 0, which nobody wrote
}

void TestCommandCheck::slow_isDegraded() {
    Check one = check(u"sleep 0.2"_s);
    one.degradedOver = 50ms;
    QCOMPARE(probe(one).state, CheckState::Degraded);
}

void TestCommandCheck::notAllowed_runsNothing() {
    const QString file = m_folder.filePath(u"trace"_s);
    const CheckResult result = probe(check(QStringLiteral("touch '%1'").arg(file)), false);
    QCOMPARE(result.state, CheckState::Inconclusive);
    QCOMPARE(result.detail, u"not allowed to run commands"_s);
    QVERIFY(!QFileInfo::exists(file));
}

void TestCommandCheck::monitor_runsOnlyWhileAllowed() {
    const QString file = m_folder.filePath(u"runs"_s);
    GivenClock clock;
    net::Transport transport(&clock);
    Check one = check(QStringLiteral("echo x >> '%1'; exit 1").arg(file));
    one.downAfter = 2;
    Monitor monitor({one}, {}, &clock, &transport);
    QSignalSpy results(&monitor, &Monitor::resultArrived), flips(&monitor, &Monitor::flipped),
        answers(&monitor, &Monitor::answerArrived);
    monitor.start();
    for (int i = 0; i < 3; ++i)
        clock.advance(10s, true);
    QCOMPARE(results.size(), 0);
    QVERIFY(!QFileInfo::exists(file));
    monitor.allowCommands(true); // at once
    QTRY_COMPARE_WITH_TIMEOUT(results.size(), 1, patience);
    clock.advance(10s, true);
    QTRY_COMPARE_WITH_TIMEOUT(results.size(), 2, patience);
    QCOMPARE(flips.size(), 1);
    QCOMPARE(monitor.state(u"c"_s), CheckState::Down);
    QCOMPARE(answers.size(), 2);
    monitor.allowCommands(false);
    clock.advance(10s, true);
    clock.advance(10s, true);
    QCOMPARE(results.size(), 2);
    QCOMPARE(QFileInfo(file).size(), qint64(4));
}

void TestCommandCheck::stop_endsTheGroup() {
    const QString file = m_folder.filePath(u"left"_s);
    GivenClock clock;
    net::Transport transport(&clock);
    auto monitor =
        std::make_unique<Monitor>(std::vector{check(QStringLiteral("sleep 300 & echo $! > '%1'; wait").arg(file))},
                                  std::map<QString, QString>{}, &clock, &transport);
    QSignalSpy results(monitor.get(), &Monitor::resultArrived);
    monitor->allowCommands(true);
    monitor->start();
    clock.advance(10s);
    QTRY_VERIFY_WITH_TIMEOUT(numberIn(file) > 0, patience);
    monitor->stop();
    const qint64 grandchild = numberIn(file);
    QTRY_VERIFY_WITH_TIMEOUT(isGone(grandchild), patience);
    QCOMPARE(results.size(), 0);
    monitor.reset();
}

QTEST_GUILESS_MAIN(TestCommandCheck)
#include "tst_command_check.moc"
