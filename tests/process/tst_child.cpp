// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/child.h"
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace process;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000; ///< ms; a busy machine is slow

/// Everything of one run.
Outcome ran(const Command& command) {
    Child child(command);
    QSignalSpy finished(&child, &Child::finished);
    if (!finished.wait(patience))
        qFatal("the command did not end");
    return finished.first().first().value<Outcome>();
}

Outcome ran(const char* line) {
    return ran(Command{.line = QString::fromUtf8(line)});
}

/// The number that a command wrote into a file, once it stands there.
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

class TestChild : public QObject {
    Q_OBJECT
private slots:
    void output_ofBothStreamsAndExitStatusArrive();
    void shell_runsPipesAndQuotes();
    void standardInput_isAtItsEnd();
    void session_isItsOwn();
    void environment_carriesNoSecret();
    void folder_isHomeUnlessSaid();
    void flood_isCappedAndEnded();
    void timeout_endsTheWholeGroup();
    void cancel_endsWhatIgnoresSigterm();
    void background_isEndedWithTheCommand();
    void closedOutput_isNoEnd();
    void liveOutput_showsCompleteLinesWithoutSecrets();
    void secrets_areNotInTheOutput();
    void binaryOutput_isReadable();
    void unknownFolder_isSaid();
    void destruction_endsTheGroupAtOnce();
    void destruction_leavesWhatOutlivesUs();
    void many_runAtOnce();
};

void TestChild::output_ofBothStreamsAndExitStatusArrive() {
    const Outcome outcome = ran("echo out; echo err >&2; exit 3");
    QCOMPARE(outcome.end, End::Exited);
    QCOMPARE(outcome.status, 3);
    QCOMPARE(outcome.output, QStringLiteral("out\nerr\n"));
    QVERIFY(summaryOf(outcome).startsWith(QStringLiteral("exit 3 in ")));
    const Outcome killed = ran("kill -USR1 $$");
    QCOMPARE(killed.end, End::Signalled);
    QCOMPARE(killed.status, SIGUSR1);
}

void TestChild::shell_runsPipesAndQuotes() {
    QCOMPARE(ran("printf '%s\\n' 'a  b' \"c\" | tac | tr a-c A-C").output, QStringLiteral("C\nA  B\n"));
}

void TestChild::standardInput_isAtItsEnd() {
    const Outcome outcome = ran("cat; read -r answer || echo nothing");
    QCOMPARE(outcome.end, End::Exited);
    QCOMPARE(outcome.output, QStringLiteral("nothing\n"));
}

void TestChild::session_isItsOwn() {
    // /proc/PID/stat after the name: state, parent, group, session, terminal.
    const Outcome outcome = ran("read -r pid name state parent group session tty rest < /proc/$$/stat; "
                                "echo $((pid == group)) $((pid == session)) $tty; ulimit -c");
    QCOMPARE(outcome.output, QStringLiteral("1 1 0\n0\n"));
}

void TestChild::environment_carriesNoSecret() {
    qputenv("BRIDGEWATCH_SECRET_PROBE", "canary-one");
    qputenv("AWS_SECRET_ACCESS_KEY", "canary-two");
    const Outcome outcome = ran("env");
    qunsetenv("BRIDGEWATCH_SECRET_PROBE");
    qunsetenv("AWS_SECRET_ACCESS_KEY");
    QVERIFY(outcome.output.contains(QStringLiteral("PATH=")));
    QVERIFY(outcome.output.contains(QStringLiteral("TERM=dumb")));
    QVERIFY(!outcome.output.contains(QStringLiteral("BRIDGEWATCH")));
    QVERIFY(!outcome.output.contains(QStringLiteral("AWS_SECRET")));
    QVERIFY(!outcome.output.contains(QStringLiteral("canary")));
}

void TestChild::folder_isHomeUnlessSaid() {
    QCOMPARE(ran("pwd -P").output.trimmed(), QDir(QDir::homePath()).canonicalPath());
    const QTemporaryDir folder;
    QCOMPARE(ran(Command{.line = QStringLiteral("pwd -P"), .folder = folder.path()}).output.trimmed(),
             QDir(folder.path()).canonicalPath());
}

void TestChild::flood_isCappedAndEnded() {
    const Outcome outcome = ran(Command{.line = QStringLiteral("echo first; yes"), .mostOutput = 8 << 20});
    QCOMPARE(outcome.end, End::TooMuch);
    QVERIFY(outcome.output.startsWith(QStringLiteral("first\n")));
    QVERIFY(outcome.output.contains(QStringLiteral(" bytes left out here]")));
    QVERIFY2(outcome.output.size() <= (64 << 10) + 100, qPrintable(QString::number(outcome.output.size())));
}

void TestChild::timeout_endsTheWholeGroup() {
    const QTemporaryDir folder;
    const Outcome outcome =
        ran(Command{.line = QStringLiteral("echo begun; (sleep 300 & echo $! > grandchild; wait) & wait"),
                    .timeout = 700ms,
                    .folder = folder.path()});
    QCOMPARE(outcome.end, End::TimedOut);
    QCOMPARE(outcome.output, QStringLiteral("begun\n"));
    const qint64 grandchild = numberIn(folder.filePath(QStringLiteral("grandchild")));
    QVERIFY(grandchild > 0);
    QTRY_VERIFY_WITH_TIMEOUT(isGone(grandchild), patience);
}

void TestChild::cancel_endsWhatIgnoresSigterm() {
    Child child(Command{.line = QStringLiteral("trap '' TERM; echo deaf; while :; do sleep 0.05; done")});
    QSignalSpy shown(&child, &Child::outputChanged);
    QSignalSpy finished(&child, &Child::finished);
    QVERIFY(shown.wait(patience)); // the trap is set
    child.cancel();
    QVERIFY(finished.wait(patience));
    const auto outcome = finished.first().first().value<Outcome>();
    QCOMPARE(outcome.end, End::Cancelled);
    QCOMPARE(outcome.status, 128 + SIGKILL);
    QVERIFY(!child.isRunning());
}

void TestChild::background_isEndedWithTheCommand() {
    const QTemporaryDir folder;
    const Outcome outcome =
        ran(Command{.line = QStringLiteral("sleep 300 & echo $! > left; echo done"), .folder = folder.path()});
    QCOMPARE(outcome.end, End::Exited);
    QCOMPARE(outcome.output, QStringLiteral("done\n"));
    const qint64 left = numberIn(folder.filePath(QStringLiteral("left")));
    QVERIFY(left > 0);
    QTRY_VERIFY_WITH_TIMEOUT(isGone(left), patience);
}

void TestChild::closedOutput_isNoEnd() {
    const Outcome outcome = ran("exec >&- 2>&-; sleep 0.2; exit 5");
    QCOMPARE(outcome.end, End::Exited);
    QCOMPARE(outcome.status, 5);
}

void TestChild::liveOutput_showsCompleteLinesWithoutSecrets() {
    const QString word = QStringLiteral("hunter") + QStringLiteral("22");
    Child child(Command{.line = QStringLiteral("echo 'password=%1'; printf half; sleep 300").arg(word)});
    QSignalSpy shown(&child, &Child::outputChanged);
    QVERIFY(shown.wait(patience));
    QCOMPARE(shown.last().first().toString(), QStringLiteral("password=[redacted]\n"));
}

void TestChild::secrets_areNotInTheOutput() {
    const Outcome outcome = ran(Command{.line = QStringLiteral("echo it is open-sesame, says open-sesame"),
                                        .secrets = {QStringLiteral("open-sesame")}});
    QCOMPARE(outcome.output, QStringLiteral("it is [redacted], says [redacted]\n"));
}

void TestChild::binaryOutput_isReadable() {
    QCOMPARE(ran("printf 'a\\000b\\377\\033[31mred\\033[0m \\033]0;title\\007\\r\\n\\303\\244'").output,
             QStringLiteral("a\\x00b\\xffred \\x1b]0;title\\x07\nä"));
    const Outcome noise = ran("head -c 200000 /dev/urandom");
    QCOMPARE(noise.end, End::Exited);
    for (const QChar c : noise.output)
        QVERIFY(c == u'\n' || c == u'\t' || c.unicode() >= 0x20);
}

void TestChild::unknownFolder_isSaid() {
    const Outcome outcome = ran(Command{.line = QStringLiteral("true"), .folder = QStringLiteral("/no/such/folder")});
    QCOMPARE(outcome.end, End::NotStarted);
    QVERIFY(!outcome.reason.isEmpty());
}

void TestChild::destruction_endsTheGroupAtOnce() {
    const QTemporaryDir folder;
    {
        Child child(
            Command{.line = QStringLiteral("trap '' TERM; sleep 300 & echo $! > inner; echo $$ > outer; echo up; wait"),
                    .folder = folder.path()});
        QSignalSpy shown(&child, &Child::outputChanged);
        QVERIFY(shown.wait(patience));
    }
    for (const char* name : {"inner", "outer"}) {
        const qint64 pid = numberIn(folder.filePath(QLatin1String(name)));
        QVERIFY(pid > 0);
        QTRY_VERIFY_WITH_TIMEOUT(isGone(pid), patience);
    }
}

void TestChild::destruction_leavesWhatOutlivesUs() {
    const QTemporaryDir folder;
    const QString mark = folder.filePath(QStringLiteral("done"));
    {
        // It writes after we are gone: a broken pipe would stop it.
        Child child(Command{.line = QStringLiteral("echo up; while [ ! -e go ]; do sleep 0.05; echo more; done; "
                                                   "echo $$ > done.part && mv done.part done"),
                            .outlives = true,
                            .folder = folder.path()});
        QSignalSpy shown(&child, &Child::outputChanged);
        QVERIFY(shown.wait(patience));
    }
    QFile go(folder.filePath(QStringLiteral("go")));
    QVERIFY(go.open(QIODevice::WriteOnly));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(mark), patience);
    QTRY_VERIFY_WITH_TIMEOUT(isGone(numberIn(mark)), patience);
}

void TestChild::many_runAtOnce() {
    std::vector<std::unique_ptr<Child>> children;
    int ended = 0;
    for (int i = 0; i < 12; ++i) {
        children.push_back(std::make_unique<Child>(Command{.line = QStringLiteral("echo %1").arg(i)}));
        connect(children.back().get(), &Child::finished, this, [&ended, i](const Outcome& outcome) {
            QCOMPARE(outcome.output, QStringLiteral("%1\n").arg(i));
            ++ended;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(ended, 12, patience);
}

QTEST_GUILESS_MAIN(TestChild)
#include "tst_child.moc"
