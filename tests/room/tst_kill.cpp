// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/room.h"
#include "store/event_log.h"
#include "store/verify.h"

#include <QProcess>
#include <QRandomGenerator>
#include <csignal>

using store::Connection;
using store::Database;

namespace {

/// Everything the child printed that ends in a line break.
qint64 lastAcknowledged(const QByteArray& output) {
    qint64 last = 0;
    const auto lines = output.left(output.lastIndexOf('\n') + 1).split('\n');
    for (const QByteArray& line : lines)
        if (line.startsWith("ACK "))
            last = std::max(last, line.mid(4).toLongLong());
    return last;
}

} // namespace

/// Processes that share one data folder: the lock between them, and what a kill leaves behind.
class KillTest final : public QObject {
    Q_OBJECT
private slots:
    void init();
    void kill_duringAppendsLosesNothingAcknowledged();
    void lock_namesTheProcessThatHoldsIt();
    void lock_endsWithTheProcess();

private:
    std::unique_ptr<QProcess> start() const {
        auto child = std::make_unique<QProcess>();
        child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child->start(QCoreApplication::applicationDirPath() + QStringLiteral("/append_until_killed"),
                     {m_folder->path()});
        return child;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void KillTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    record::StillClock clock;
    Database database(m_folder->path());
    VERIFY_OK(record::open(database));
    record::declareRoom(database, clock, QStringLiteral("A long night"));
}

void KillTest::kill_duringAppendsLosesNothingAcknowledged() {
    QRandomGenerator random = QRandomGenerator::securelySeeded();
    qint64 acknowledged = 0;
    for (int round = 0; round < 50; ++round) {
        const auto child = start();
        QByteArray output;
        QTRY_VERIFY2_WITH_TIMEOUT((output += child->readAllStandardOutput()).contains("ACK "),
                                  "the child appends nothing", 20'000);
        QTest::qWait(random.bounded(20, 81));
        QCOMPARE(::kill(static_cast<pid_t>(child->processId()), SIGKILL), 0);
        QVERIFY(child->waitForFinished());
        output += child->readAllStandardOutput();
        acknowledged = std::max(acknowledged, lastAcknowledged(output));

        Database database(m_folder->path());
        const auto opening = record::open(database);
        VERIFY_OK(opening);
        QVERIFY2(!opening->readOnly, qPrintable(opening->notice));
        const auto found = record::read(database, [](Connection& connection) { return store::verify(connection, {}); });
        VERIFY_OK(found);
        QVERIFY2(found->intact(), found->intact() ? "" : qPrintable(found->damage.front().why));
        QVERIFY2(
            found->events >= acknowledged,
            qPrintable(
                QStringLiteral("round %1: %2 acknowledged, %3 there").arg(round).arg(acknowledged).arg(found->events)));
        const auto words = record::write(database, store::verifyWords);
        VERIFY_OK(words);
        QVERIFY(words->intact());
    }
    QVERIFY(acknowledged > 500);
    qInfo("%lld acknowledged acts over 50 kills", static_cast<long long>(acknowledged));
}

void KillTest::lock_namesTheProcessThatHoldsIt() {
    const auto child = start();
    QTRY_VERIFY(child->bytesAvailable() > 0);
    const auto refused = store::Lock::take(m_folder->path());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, domain::ErrorKind::Conflict);
    QVERIFY2(refused.error().text.contains(QString::number(child->processId())), qPrintable(refused.error().text));
    QVERIFY(store::Lock::holder(m_folder->path()).contains(QString::number(child->processId())));
    // Beside the writer everything can be read.
    Database reader(m_folder->path());
    const auto opening = record::open(reader, false);
    VERIFY_OK(opening);
    QVERIFY(opening->readOnly);
    QVERIFY(opening->notice.contains(QString::number(child->processId())));
    record::StillClock clock;
    QVERIFY(record::openRoom(reader, clock, QStringLiteral("INC-0001"))->incident().eventCount >= 2);
    child->kill();
    QVERIFY(child->waitForFinished());
}

void KillTest::lock_endsWithTheProcess() {
    const auto child = start();
    QTRY_VERIFY(child->bytesAvailable() > 0);
    QVERIFY(!store::Lock::take(m_folder->path()));
    child->kill();
    QVERIFY(child->waitForFinished());
    QCOMPARE(store::Lock::holder(m_folder->path()), QString());
    VERIFY_OK(store::Lock::take(m_folder->path()));
}

QTEST_GUILESS_MAIN(KillTest)
#include "tst_kill.moc"
