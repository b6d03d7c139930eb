// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attachments.h"
#include "store/bundle.h"
#include "store/record.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/verify.h"

#include <sys/stat.h>

using domain::ErrorKind;
using store::Connection;
using store::Database;

namespace {

domain::Result<store::Imported> import(Database& database, const QString& path) {
    record::Answer<store::Imported> answer;
    database.importBundle(path, &database, answer.sink());
    return answer.wait();
}

domain::Result<QString> exportTo(Database& database, const QString& key, const QString& path) {
    return record::read(database,
                        [key, path](Connection& connection) { return store::exportBundle(connection, key, path); });
}

domain::Result<store::LoadedEvents> load(Database& database, const QUuid& incident) {
    return record::read(database,
                        [incident](Connection& connection) { return store::loadEvents(connection, incident); });
}

bool isIntact(Database& database) {
    const auto found = record::read(database, [](Connection& connection) { return store::verify(connection, {}); });
    return found && found->intact();
}

qint64 incidents(Database& database) {
    return record::read(database, store::listIncidents)->size();
}

} // namespace

class BundleTest final : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void bundle_holdsOnlyTheTwoTables();
    void bundle_followsTheUmask();
    void bundle_comesBackAsItWas();
    void bundle_carriesItsAttachments();
    void bundle_getsTheNextKeyAndShowsTheOther();
    void bundle_importedTwiceAddsNothing();
    void bundle_addsWhatIsLacking();
    void fork_isRefusedAndNamed();
    void erasure_travels();
    void export_toAFolderThatIsNotThereLeavesNothing();
    void export_keepsTheOldFileWhenItFails();
    void import_refusesWhatIsNoBundle_data();
    void import_refusesWhatIsNoBundle();
    void import_refusesTamperedBundles_data();
    void import_refusesTamperedBundles();
    void import_leavesTheBundleUntouched();

private:
    std::unique_ptr<QTemporaryDir> m_here, m_there;
    std::unique_ptr<Database> m_database, m_other;
    store::Declaration m_declaration;
    QString m_attachment, m_bundle;
};

void BundleTest::init() {
    m_here = std::make_unique<QTemporaryDir>();
    m_there = std::make_unique<QTemporaryDir>();
    m_database = std::make_unique<Database>(m_here->path());
    m_other = std::make_unique<Database>(m_there->path());
    VERIFY_OK(record::open(*m_database));
    VERIFY_OK(record::open(*m_other));
    const auto declared = record::declare(*m_database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    m_declaration = *declared;
    const auto attached = record::write(*m_database, [](Connection& connection) {
        return store::insertAttachment(connection, "{\"samples\":[]}", QStringLiteral("application/json"));
    });
    VERIFY_OK(attached);
    m_attachment = *attached;
    domain::GraphPinned pin;
    pin.panel = QStringLiteral("errors");
    pin.samplesDigest = m_attachment;
    VERIFY_OK(record::append(*m_database, m_declaration.key.id,
                             {record::noted(QStringLiteral("pool exhausted")),
                              {.body = pin, .author = QStringLiteral("@ic"), .occurredAt = record::declaredAt}}));
    m_bundle = m_here->filePath(QStringLiteral("INC-0001.bridgewatch"));
    VERIFY_OK(exportTo(*m_database, QStringLiteral("INC-0001"), m_bundle));
}

void BundleTest::cleanup() {
    m_database.reset();
    m_other.reset();
}

void BundleTest::bundle_holdsOnlyTheTwoTables() {
    QCOMPARE(
        record::tamper(m_bundle, QStringLiteral("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE "
                                                "type <> 'index' ORDER BY name)"))
            .toString(),
        QStringLiteral("attachment,event"));
    QCOMPARE(record::tamper(m_bundle, QStringLiteral("SELECT count(*) FROM event")).toInt(), 3);
    QCOMPARE(record::tamper(m_bundle, QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
    QCOMPARE(QDir(m_here->path())
                 .entryList({QStringLiteral("*.part*"), QStringLiteral(".*.part*")}, QDir::Files | QDir::Hidden),
             QStringList());
}

void BundleTest::bundle_followsTheUmask() {
    struct stat info = {};
    const mode_t mask = ::umask(0);
    ::umask(mask);
    QCOMPARE(::stat(qPrintable(m_bundle), &info), 0);
    QCOMPARE(info.st_mode & 0777u, 0644u & ~mask);
}

void BundleTest::bundle_comesBackAsItWas() {
    const auto imported = import(*m_other, m_bundle);
    VERIFY_OK(imported);
    QCOMPARE(imported->key.id, m_declaration.key.id);
    const auto here = load(*m_database, m_declaration.key.id);
    const auto there = load(*m_other, m_declaration.key.id);
    VERIFY_OK(there);
    QCOMPARE(there->events, here->events);
    QCOMPARE(imported->events, here->events);
    QVERIFY(isIntact(*m_other));
    QCOMPARE(record::read(*m_other,
                          [](Connection& connection) {
                              return store::searchEntries(connection, QStringLiteral("exhausted"), 9);
                          })
                 ->size(),
             1u);
}

void BundleTest::bundle_carriesItsAttachments() {
    VERIFY_OK(import(*m_other, m_bundle));
    const auto bytes = record::read(
        *m_other, [this](Connection& connection) { return store::readAttachment(connection, m_attachment); });
    VERIFY_OK(bytes);
    QCOMPARE(*bytes, QByteArray("{\"samples\":[]}"));
}

void BundleTest::bundle_getsTheNextKeyAndShowsTheOther() {
    VERIFY_OK(record::declare(*m_other, QStringLiteral("Something else")));
    const auto imported = import(*m_other, m_bundle);
    VERIFY_OK(imported);
    QCOMPARE(imported->key.key, QStringLiteral("INC-0002"));
    QCOMPARE(imported->key.foreignKey, QStringLiteral("INC-0001"));
}

void BundleTest::bundle_importedTwiceAddsNothing() {
    const auto first = import(*m_other, m_bundle);
    const auto second = import(*m_other, m_bundle);
    VERIFY_OK(second);
    QCOMPARE(second->key, first->key);
    QVERIFY(second->events.empty());
    QCOMPARE(incidents(*m_other), 1);
}

void BundleTest::bundle_addsWhatIsLacking() {
    VERIFY_OK(import(*m_other, m_bundle));
    VERIFY_OK(record::append(*m_other, m_declaration.key.id, {record::noted(QStringLiteral("seen there"))}));
    VERIFY_OK(record::append(*m_database, m_declaration.key.id, {record::noted(QStringLiteral("seen here"))}));
    const QString back = m_there->filePath(QStringLiteral("back.bridgewatch"));
    VERIFY_OK(exportTo(*m_other, QStringLiteral("INC-0001"), back));
    int told = 0;
    connect(m_database.get(), &Database::recorded, this, [&told] { ++told; });
    const auto imported = import(*m_database, back);
    VERIFY_OK(imported);
    QCOMPARE(imported->events.size(), 1u);
    QCOMPARE(told, 1);
    QCOMPARE(load(*m_database, m_declaration.key.id)->events.size(), 5u);
    QVERIFY(isIntact(*m_database));
}

void BundleTest::fork_isRefusedAndNamed() {
    // The same number of the same origin with two contents: only a database that was copied behind our back makes that.
    QTemporaryDir elsewhere;
    const QString copy = elsewhere.filePath(QStringLiteral("bridgewatch.db"));
    VERIFY_OK(record::write(*m_database, [](Connection& connection) {
        return connection.run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    }));
    QVERIFY(QFile::copy(m_database->file(), copy));
    const QString home = record::tamper(copy, QStringLiteral("SELECT value FROM meta WHERE name = 'home'"))
                             .toString()
                             .section(QLatin1Char(' '), 0, -2);
    const QString moved = QStringLiteral("%1 %2").arg(home).arg(store::identityOf(copy).inode);
    record::tamper(copy, QStringLiteral("UPDATE meta SET value = ? WHERE name = 'home'"), {moved});
    Database twin(elsewhere.path());
    VERIFY_OK(record::open(twin));
    VERIFY_OK(record::append(twin, m_declaration.key.id, {record::noted(QStringLiteral("one history"))}));
    VERIFY_OK(record::append(*m_database, m_declaration.key.id, {record::noted(QStringLiteral("another history"))}));
    const QString forked = elsewhere.filePath(QStringLiteral("forked.bridgewatch"));
    VERIFY_OK(exportTo(twin, QStringLiteral("INC-0001"), forked));
    const auto refused = import(*m_database, forked);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QVERIFY2(refused.error().text.contains(QStringLiteral("/4")), qPrintable(refused.error().text));
    QVERIFY(isIntact(*m_database));
}

void BundleTest::erasure_travels() {
    VERIFY_OK(import(*m_other, m_bundle));
    const domain::EventDraft erasure{
        .body = domain::EventErased{{m_declaration.events.front().id.origin, 2}, QStringLiteral("a secret")},
        .author = QStringLiteral("@ic"),
        .occurredAt = record::declaredAt};
    VERIFY_OK(record::append(*m_database, m_declaration.key.id, {erasure}));
    VERIFY_OK(exportTo(*m_database, QStringLiteral("INC-0001"), m_bundle));
    VERIFY_OK(import(*m_other, m_bundle));
    QVERIFY(isIntact(*m_other));
    QVERIFY(std::holds_alternative<domain::Erased>(load(*m_other, m_declaration.key.id)->events.at(1).body));
}

void BundleTest::export_toAFolderThatIsNotThereLeavesNothing() {
    const auto refused =
        exportTo(*m_database, QStringLiteral("INC-0001"), QStringLiteral("/nowhere/at/all/x.bridgewatch"));
    QVERIFY(!refused);
    QVERIFY2(refused.error().text.contains(QStringLiteral("/nowhere/at/all/x.bridgewatch")),
             qPrintable(refused.error().text));
    QVERIFY(!exportTo(*m_database, QStringLiteral("INC-0099"), m_bundle));
}

void BundleTest::export_keepsTheOldFileWhenItFails() {
    const QString folder = m_here->filePath(QStringLiteral("taken"));
    QVERIFY(QDir().mkpath(folder + QStringLiteral("/inside")));
    QVERIFY(!exportTo(*m_database, QStringLiteral("INC-0001"), folder));
    QVERIFY(QDir(folder + QStringLiteral("/inside")).exists());
    QCOMPARE(QDir(m_here->path()).entryList({QStringLiteral(".*.part*")}, QDir::Files | QDir::Hidden), QStringList());
}

void BundleTest::import_refusesWhatIsNoBundle_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("noise after the magic") << QByteArray("SQLite format 3\0", 16) + QByteArray(9000, char(0x33));
}

void BundleTest::import_refusesWhatIsNoBundle() {
    QFETCH(QByteArray, bytes);
    const QString path = m_here->filePath(QStringLiteral("x.bridgewatch"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const auto refused = import(*m_other, path);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Input);
    QVERIFY(!import(*m_other, m_database->file())); // a database, not a bundle
    QVERIFY(!import(*m_other, m_here->filePath(QStringLiteral("not there"))));
    QCOMPARE(incidents(*m_other), 0);
}

void BundleTest::import_refusesTamperedBundles_data() {
    QTest::addColumn<QStringList>("sql");
    const auto row = [](const char* name, const QStringList& sql) { QTest::newRow(name) << sql; };
    row("author changed", {QStringLiteral("UPDATE event SET author = '@other' WHERE seq = 2")});
    row("body changed", {QStringLiteral("UPDATE event SET body = replace(body, 'pool', 'loop') WHERE seq = 2")});
    row("body removed", {QStringLiteral("UPDATE event SET body = NULL WHERE seq = 2")});
    row("middle removed", {QStringLiteral("DELETE FROM event WHERE seq = 2")});
    row("tail removed", {QStringLiteral("DELETE FROM event WHERE seq = 3")});
    row("all removed", {QStringLiteral("DELETE FROM event")});
    row("attachment changed", {QStringLiteral("UPDATE attachment SET bytes = 'x'")});
    row("manifest removed", {QStringLiteral("DELETE FROM attachment WHERE media_type LIKE '%manifest%'")});
    row("trigger", {QStringLiteral("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END")});
    row("view for a table", {QStringLiteral("ALTER TABLE event RENAME TO real"),
                             QStringLiteral("CREATE VIEW event AS SELECT * FROM real")});
    row("one more table", {QStringLiteral("CREATE TABLE extra (x)")});
    row("two incidents",
        {QStringLiteral(
            "INSERT INTO event SELECT '00000000-0000-0000-0000-000000000001', origin, seq, clock, occurred_at, "
            "recorded_at, author, kind, body, hash, body_digest FROM event")});
    row("wrong type", {QStringLiteral("UPDATE event SET author = CAST(author AS BLOB) WHERE seq = 2")});
    row("recursive default", {QStringLiteral("PRAGMA application_id = 1")});
}

void BundleTest::import_refusesTamperedBundles() {
    QFETCH(QStringList, sql);
    for (const QString& statement : sql)
        record::tamper(m_bundle, statement);
    const auto refused = import(*m_other, m_bundle);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Input);
    QCOMPARE(incidents(*m_other), 0);
    QVERIFY(isIntact(*m_other));
}

void BundleTest::import_leavesTheBundleUntouched() {
    const QByteArray before = record::contents(m_bundle);
    VERIFY_OK(import(*m_other, m_bundle));
    QCOMPARE(record::contents(m_bundle), before);
    QVERIFY(!QFile::exists(m_bundle + QStringLiteral("-wal")));
    QVERIFY(!QFile::exists(m_bundle + QStringLiteral("-journal")));
}

QTEST_GUILESS_MAIN(BundleTest)
#include "tst_bundle.moc"
