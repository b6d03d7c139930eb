// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/record.h"
#include "store/schema.h"

using store::Connection;
using store::Database;

class SchemaTest final : public QObject {
    Q_OBJECT
private slots:
    void init();
    void migration_copiesFirstAndKeepsEverything();
    void migration_thatFailsChangesNothing();
    void migration_replacesAnOlderBackup();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    const store::Migration m_next{2,
                                  {QStringLiteral("ALTER TABLE incident ADD COLUMN note TEXT NOT NULL DEFAULT ''"),
                                   QStringLiteral("CREATE TABLE added (x)")}};
};

void SchemaTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    Database database(m_folder->path());
    m_file = database.file();
    VERIFY_OK(record::open(database));
    VERIFY_OK(record::declare(database, QStringLiteral("Payments fail")));
}

void SchemaTest::migration_copiesFirstAndKeepsEverything() {
    auto connection = Connection::open(m_file, Connection::Access::ReadWrite);
    VERIFY_OK(connection);
    std::vector<store::Migration> steps = store::migrations();
    steps.push_back(m_next);
    VERIFY_OK(store::migrate(**connection, *store::probe(m_file), steps));
    QCOMPARE((*connection)->value(QStringLiteral("PRAGMA user_version"))->toInt(), 2);
    QCOMPARE((*connection)->value(QStringLiteral("SELECT count(*) FROM added"))->toInt(), 0);
    QCOMPARE((*connection)->value(QStringLiteral("SELECT title FROM incident"))->toString(),
             QStringLiteral("Payments fail"));
    const QString backup = m_file + QStringLiteral(".v1.bak");
    QCOMPARE(record::tamper(backup, QStringLiteral("PRAGMA user_version")).toInt(), 1);
    QCOMPARE(record::tamper(backup, QStringLiteral("SELECT title FROM incident")).toString(),
             QStringLiteral("Payments fail"));
    QCOMPARE(QFile::permissions(backup) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    // The next start of this older program refuses it.
    connection->reset();
    QVERIFY(!store::probe(m_file));
}

void SchemaTest::migration_thatFailsChangesNothing() {
    auto connection = Connection::open(m_file, Connection::Access::ReadWrite);
    VERIFY_OK(connection);
    std::vector<store::Migration> steps = store::migrations();
    steps.push_back(m_next);
    steps.push_back({3, {QStringLiteral("CREATE TABLE event (already there)")}});
    QVERIFY(!store::migrate(**connection, *store::probe(m_file), steps));
    QCOMPARE((*connection)->value(QStringLiteral("PRAGMA user_version"))->toInt(), 1);
    QVERIFY(!(*connection)->value(QStringLiteral("SELECT count(*) FROM added")));
    connection->reset();
    Database database(m_folder->path());
    VERIFY_OK(record::open(database));
}

void SchemaTest::migration_replacesAnOlderBackup() {
    QFile old(m_file + QStringLiteral(".v1.bak"));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("an interrupted copy");
    old.close();
    auto connection = Connection::open(m_file, Connection::Access::ReadWrite);
    VERIFY_OK(connection);
    std::vector<store::Migration> steps = store::migrations();
    steps.push_back(m_next);
    VERIFY_OK(store::migrate(**connection, *store::probe(m_file), steps));
    QCOMPARE(record::tamper(old.fileName(), QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
}

QTEST_GUILESS_MAIN(SchemaTest)
#include "tst_schema.moc"
