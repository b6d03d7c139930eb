// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/power_cut.h"
#include "store/record.h"
#include "store/verify.h"

#include <QRandomGenerator>

using store::Connection;
using store::Database;

/// What a power cut leaves: unlike after a kill, what the kernel had not written is gone.
class PowerCutTest final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(power::install()); }
    void cut_losesNothingAcknowledged();
    void cut_wouldBeNoticedWithoutFullSync();

private:
    struct Outcome {
        int lost = 0;    ///< cuts after which something acknowledged was not there
        int damaged = 0; ///< cuts after which the record could not be opened for writing, or was not intact
    };
    static Outcome cutRepeatedly(int rounds, const QString& synchronous);
};

PowerCutTest::Outcome PowerCutTest::cutRepeatedly(int rounds, const QString& synchronous) {
    Outcome outcome;
    QRandomGenerator random(17);
    for (int round = 0; round < rounds; ++round) {
        QTemporaryDir folder, after;
        int acknowledged = 1, promised = 0;
        {
            Database database(folder.path());
            if (!record::open(database))
                qFatal("cannot open");
            const auto declared = record::declare(database, QStringLiteral("Payments fail"));
            for (const QString& pragma : {QStringLiteral("wal_autocheckpoint=10"), synchronous})
                std::ignore = record::write(database, [&pragma](Connection& connection) {
                    return connection.run(QStringLiteral("PRAGMA ") + pragma);
                });
            const int until = random.bounded(1, 40);
            for (int i = 0; i < 50; ++i)
                database.append(declared->key.id, {record::noted(QStringLiteral("entry %1").arg(i))},
                                record::declaredAt, &database,
                                [&acknowledged](const auto& events) { acknowledged += events.has_value(); });
            while (acknowledged < until)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1000);
            power::cut(database.file(), after.path(), random.generate()); // while the store thread goes on writing
            promised = acknowledged;
        }
        Database database(after.path());
        const auto opening = record::open(database);
        if (!opening || opening->readOnly) {
            ++outcome.damaged;
            continue;
        }
        const auto found = record::read(database, [](Connection& connection) { return store::verify(connection, {}); });
        outcome.damaged += !found || !found->intact();
        outcome.lost += found && found->events < promised;
    }
    return outcome;
}

void PowerCutTest::cut_losesNothingAcknowledged() {
    const Outcome outcome = cutRepeatedly(40, QStringLiteral("synchronous=FULL"));
    QCOMPARE(outcome.lost, 0);
    QCOMPARE(outcome.damaged, 0);
}

/// The same with NORMAL must lose something, or the test above proves nothing.
void PowerCutTest::cut_wouldBeNoticedWithoutFullSync() {
    QVERIFY(cutRepeatedly(12, QStringLiteral("synchronous=NORMAL")).lost > 0);
}

QTEST_GUILESS_MAIN(PowerCutTest)
#include "tst_power_cut.moc"
