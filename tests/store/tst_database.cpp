// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attachments.h"
#include "store/record.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/verify.h"

#include <QRandomGenerator>
#include <filesystem>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using domain::ErrorKind;
using domain::Event;
using domain::Result;
using store::Connection;
using store::Database;

namespace {

Result<domain::Verification> verify(Database& database, const QString& key = {}) {
    return record::read(database, [key](Connection& connection) { return store::verify(connection, key); });
}

qint64 countEvents(Database& database) {
    return record::read(
               database,
               [](Connection& connection) { return connection.value(QStringLiteral("SELECT count(*) FROM event")); })
        .value_or(QVariant(-1))
        .toLongLong();
}

} // namespace

class DatabaseTest final : public QObject {
    Q_OBJECT
private slots:
    void open_makesAPrivateFileWithTheSettingsThatKeepIt();
    void open_withoutARecordAndWithoutTheLockSaysSo();
    void open_refusesGarbageAndLeavesItAlone_data();
    void open_refusesGarbageAndLeavesItAlone();
    void open_refusesANewerSchemaAndLeavesItAlone();
    void open_refusesAnotherProgramsDatabase();
    void open_ofADamagedFileReadsOnly();
    void open_ofATruncatedFileIsRefusedAndLeavesItAlone();
    void open_onAReadOnlyDiskReadsOnly();
    void open_survivesAnyCorruption();
    void open_givesACopyAnOriginOfItsOwn();
    void keys_countPerKind();
    void append_numbersDatesAndChains();
    void append_ofSeveralIsOneTransaction();
    void append_toAnUnknownIncidentIsRefused();
    void append_whileTheFileIsGoneIsNeverCalledSaved();
    void append_whileTheFileIsReplacedIsNeverCalledSaved();
    void append_onAFullDiskSaysSoAndGoesOnLater();
    void append_waitsForAForeignWriter();
    void append_ofTextThatIsNotUnicodeStaysIntact();
    void append_readOnlyIsRefusedWithTheNotice();
    void append_byTwentyAtOnceAllLand();
    void append_isFinishedBeforeTheDatabaseIsGone();
    void answers_ofADeadContextAreDropped();
    void erasure_removesEveryTraceAndIsNoDamage();
    void attachments_areStoredOnce();
    void drafts_areKeptUntilEmptied();
    void checkResults_comeBackInOrder();
    void checkResults_areCountedAndForgotten();
    void search_findsWordsNewestFirst();
    void search_followsRevisions();
    void search_takesNoSyntaxFromPeople_data();
    void search_takesNoSyntaxFromPeople();
    void list_followsTheFold();
};

void DatabaseTest::open_makesAPrivateFileWithTheSettingsThatKeepIt() {
    QTemporaryDir parent;
    const QString folder = parent.filePath(QStringLiteral("a/b"));
    Database database(folder);
    const auto opening = record::open(database);
    VERIFY_OK(opening);
    QVERIFY(!opening->readOnly);
    VERIFY_OK(record::declare(database, QStringLiteral("Payments fail")));
    struct stat info = {};
    for (const char* name : {"/bridgewatch.db", "/bridgewatch.db-wal", "/bridgewatch.lock"}) {
        QCOMPARE(::stat(qPrintable(folder + QLatin1String(name)), &info), 0);
        QCOMPARE(info.st_mode & 0777u, 0600u);
    }
    for (const QString& made : {folder, parent.filePath(QStringLiteral("a"))}) {
        QCOMPARE(::stat(qPrintable(made), &info), 0);
        QCOMPARE(info.st_mode & 0777u, 0700u);
    }
    const std::map<QString, QVariant> wanted{{QStringLiteral("journal_mode"), QStringLiteral("wal")},
                                             {QStringLiteral("synchronous"), 2},
                                             {QStringLiteral("foreign_keys"), 1},
                                             {QStringLiteral("trusted_schema"), 0},
                                             {QStringLiteral("cell_size_check"), 1},
                                             {QStringLiteral("mmap_size"), 0},
                                             {QStringLiteral("application_id"), store::applicationId},
                                             {QStringLiteral("user_version"), store::schemaVersion()}};
    for (const auto& [pragma, value] : wanted) {
        const auto found = record::write(database, [name = pragma](Connection& connection) {
            return connection.value(QStringLiteral("PRAGMA ") + name);
        });
        VERIFY_OK(found);
        QCOMPARE(found->toString(), value.toString());
    }
    const auto written = record::read(
        database, [](Connection& connection) { return connection.run(QStringLiteral("DELETE FROM event")); });
    QVERIFY(!written);
}

void DatabaseTest::open_withoutARecordAndWithoutTheLockSaysSo() {
    QTemporaryDir folder;
    Database database(folder.path());
    const auto opening = record::open(database, false);
    QVERIFY(!opening);
    QCOMPARE(opening.error().kind, ErrorKind::NotFound);
    QVERIFY(!QFile::exists(database.file()));
}

void DatabaseTest::open_refusesGarbageAndLeavesItAlone_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("this is not a database\n");
    QTest::newRow("zeros") << QByteArray(8192, '\0');
    QTest::newRow("magic only") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("noise after the magic") << QByteArray("SQLite format 3\0", 16) + QByteArray(5000, char(0xa7));
}

void DatabaseTest::open_refusesGarbageAndLeavesItAlone() {
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    Database database(folder.path());
    QFile file(database.file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const auto opening = record::open(database);
    QVERIFY(!opening);
    QCOMPARE(opening.error().kind, ErrorKind::Storage);
    QVERIFY2(opening.error().text.contains(database.file()), qPrintable(opening.error().text));
    QCOMPARE(record::contents(database.file()), bytes);
    QVERIFY(!record::declare(database, QStringLiteral("never")));
}

void DatabaseTest::open_refusesANewerSchemaAndLeavesItAlone() {
    QTemporaryDir folder;
    {
        Database database(folder.path());
        VERIFY_OK(record::open(database));
        VERIFY_OK(record::declare(database, QStringLiteral("From the future")));
    }
    const QString file = folder.filePath(QStringLiteral("bridgewatch.db"));
    record::tamper(file, QStringLiteral("PRAGMA user_version = 9999"));
    record::tamper(file, QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    const QByteArray before = record::contents(file);
    Database database(folder.path());
    const auto opening = record::open(database);
    QVERIFY(!opening);
    QVERIFY(opening.error().text.contains(QStringLiteral("9999")));
    QVERIFY(opening.error().text.contains(QStringLiteral("newer")));
    QCOMPARE(record::contents(file), before);
}

void DatabaseTest::open_refusesAnotherProgramsDatabase() {
    QTemporaryDir folder;
    Database database(folder.path());
    record::tamper(database.file(), QStringLiteral("CREATE TABLE song (title TEXT)"));
    const QByteArray before = record::contents(database.file());
    const auto opening = record::open(database);
    QVERIFY(!opening);
    QVERIFY(opening.error().text.contains(QStringLiteral("another program")));
    QCOMPARE(record::contents(database.file()), before);
}

void DatabaseTest::open_ofADamagedFileReadsOnly() {
    QTemporaryDir folder;
    {
        Database database(folder.path());
        VERIFY_OK(record::open(database));
        const auto incident = record::declare(database, QStringLiteral("Payments fail"));
        VERIFY_OK(incident);
        for (int i = 0; i < 200; ++i)
            VERIFY_OK(record::append(database, incident->key.id, {record::noted(QString(300, QLatin1Char('x')))}));
    }
    const QString path = folder.filePath(QStringLiteral("bridgewatch.db"));
    QByteArray bytes = record::contents(path);
    bytes.replace(bytes.size() / 2 / 4096 * 4096, 4096, QByteArray(4096, '\x5a'));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    Database database(folder.path());
    const auto opening = record::open(database);
    VERIFY_OK(opening);
    QVERIFY(opening->readOnly);
    QVERIFY2(opening->notice.contains(QStringLiteral("damaged")), qPrintable(opening->notice));
    QVERIFY(!record::declare(database, QStringLiteral("never")));
    const auto found = verify(database);
    VERIFY_OK(found);
    QVERIFY(!found->intact());
    QCOMPARE(record::contents(path), bytes);
}

void DatabaseTest::open_ofATruncatedFileIsRefusedAndLeavesItAlone() {
    QTemporaryDir folder;
    {
        Database database(folder.path());
        VERIFY_OK(record::open(database));
        VERIFY_OK(record::declare(database, QStringLiteral("Payments fail")));
    }
    const QString path = folder.filePath(QStringLiteral("bridgewatch.db"));
    QVERIFY(QFile::resize(path, QFileInfo(path).size() / 2));
    const QByteArray before = record::contents(path);
    Database database(folder.path());
    const auto opening = record::open(database);
    QVERIFY(!opening);
    QVERIFY2(opening.error().text.contains(QStringLiteral("damaged")), qPrintable(opening.error().text));
    QCOMPARE(record::contents(path), before);
}

void DatabaseTest::open_onAReadOnlyDiskReadsOnly() {
    QTemporaryDir folder;
    {
        Database database(folder.path());
        VERIFY_OK(record::open(database));
        VERIFY_OK(record::declare(database, QStringLiteral("Payments fail")));
    }
    if (::geteuid() != 0 ||
        ::mount(qPrintable(folder.path()), qPrintable(folder.path()), nullptr, MS_BIND, nullptr) != 0)
        QSKIP("needs the right to mount");
    const auto unmount = qScopeGuard([&] { ::umount2(qPrintable(folder.path()), MNT_DETACH); });
    QCOMPARE(::mount(nullptr, qPrintable(folder.path()), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr), 0);
    const auto lock = store::Lock::take(folder.path());
    QVERIFY(!lock);
    QCOMPARE(lock.error().kind, ErrorKind::Storage);
    Database database(folder.path());
    const auto opening = record::open(database, false);
    VERIFY_OK(opening);
    QVERIFY(opening->readOnly);
    QVERIFY(!opening->notice.isEmpty());
    QCOMPARE(countEvents(database), 1);
    QVERIFY(!record::declare(database, QStringLiteral("never")));
}

/// Whatever a byte turns into: no crash, and what is opened for writing was found sound.
void DatabaseTest::open_survivesAnyCorruption() {
    QTemporaryDir folder;
    QUuid incident;
    {
        Database database(folder.path());
        VERIFY_OK(record::open(database));
        const auto declared = record::declare(database, QStringLiteral("Payments fail"));
        VERIFY_OK(declared);
        incident = declared->key.id;
        std::vector<domain::EventDraft> drafts(40, record::noted(QStringLiteral("still failing")));
        VERIFY_OK(record::append(database, incident, drafts));
    }
    const QString path = folder.filePath(QStringLiteral("bridgewatch.db"));
    const QByteArray sound = record::contents(path);
    QRandomGenerator random(20261120);
    for (int round = 0; round < 60; ++round) {
        QByteArray bytes = sound;
        const qsizetype at = random.bounded(bytes.size());
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.bounded(8)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        Database database(folder.path());
        const auto opening = record::open(database);
        if (!opening) {
            QVERIFY(!opening.error().text.isEmpty());
            continue;
        }
        QVERIFY(verify(database));
        std::ignore = record::read(
            database, [incident](Connection& connection) { return store::loadEvents(connection, incident); });
    }
}

void DatabaseTest::open_givesACopyAnOriginOfItsOwn() {
    QTemporaryDir folder;
    QTemporaryDir other;
    QUuid incident, first;
    {
        Database database(folder.path());
        VERIFY_OK(record::open(database));
        const auto declared = record::declare(database, QStringLiteral("Payments fail"));
        VERIFY_OK(declared);
        incident = declared->key.id;
        first = declared->events.front().id.origin;
    }
    {
        Database database(folder.path());
        VERIFY_OK(record::open(database));
        const auto again = record::append(database, incident, {record::noted(QStringLiteral("same file"))});
        VERIFY_OK(again);
        QCOMPARE(again->front().id, (domain::EventId{first, 2}));
    }
    QVERIFY(QFile::copy(folder.filePath(QStringLiteral("bridgewatch.db")),
                        other.filePath(QStringLiteral("bridgewatch.db"))));
    Database copy(other.path());
    VERIFY_OK(record::open(copy));
    const auto there = record::append(copy, incident, {record::noted(QStringLiteral("in the copy"))});
    VERIFY_OK(there);
    QVERIFY(there->front().id.origin != first);
    QCOMPARE(there->front().id.seq, 1);
    QVERIFY(verify(copy)->intact());
}

void DatabaseTest::keys_countPerKind() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    QStringList keys;
    for (const bool drill : {false, true, false, false, true})
        keys.append(record::declare(database, QStringLiteral("t"), drill)->key.key);
    QCOMPARE(keys, QStringList({QStringLiteral("INC-0001"), QStringLiteral("DRILL-0001"), QStringLiteral("INC-0002"),
                                QStringLiteral("INC-0003"), QStringLiteral("DRILL-0002")}));
}

void DatabaseTest::append_numbersDatesAndChains() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    std::vector<Event> events = declared->events;
    for (int i = 0; i < 5; ++i) {
        const auto more = record::append(database, declared->key.id, {record::noted(QString::number(i))});
        VERIFY_OK(more);
        events.push_back(more->front());
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE(events[i].id.seq, qint64(i + 1));
        QCOMPARE(events[i].hash.size(), 32);
        if (i > 0)
            QVERIFY(events[i].clock > events[i - 1].clock); // although the clock stood still
    }
    const auto loaded = record::read(
        database, [id = declared->key.id](Connection& connection) { return store::loadEvents(connection, id); });
    VERIFY_OK(loaded);
    QCOMPARE(loaded->events, events);
    QVERIFY(verify(database)->intact());
    QCOMPARE(verify(database)->events, 6);
}

void DatabaseTest::append_ofSeveralIsOneTransaction() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    const domain::EventDraft impossible{
        .body = domain::EventErased{{QUuid::createUuid(), 7}, {}}, .author = QStringLiteral("@ic"), .occurredAt = {}};
    const auto refused =
        record::append(database, declared->key.id, {record::noted(QStringLiteral("first")), impossible});
    QVERIFY(!refused);
    QVERIFY(refused.error().text.startsWith(QStringLiteral("Not saved.")));
    QCOMPARE(countEvents(database), 1);
    QVERIFY(verify(database)->intact());
}

void DatabaseTest::append_toAnUnknownIncidentIsRefused() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    QVERIFY(!record::append(database, QUuid::createUuid(), {record::noted(QStringLiteral("where?"))}));
    QCOMPARE(countEvents(database), 0);
}

void DatabaseTest::append_whileTheFileIsGoneIsNeverCalledSaved() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    QVERIFY(QFile::remove(database.file()));
    const auto refused = record::append(database, declared->key.id, {record::noted(QStringLiteral("into the void"))});
    QVERIFY(!refused);
    QVERIFY2(refused.error().text.contains(QStringLiteral("deleted")), qPrintable(refused.error().text));
}

void DatabaseTest::append_whileTheFileIsReplacedIsNeverCalledSaved() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    const QString copy = folder.filePath(QStringLiteral("copy"));
    QVERIFY(QFile::copy(database.file(), copy));
    std::filesystem::rename(copy.toStdString(), database.file().toStdString());
    const auto refused = record::append(database, declared->key.id, {record::noted(QStringLiteral("into the void"))});
    QVERIFY(!refused);
    QVERIFY2(refused.error().text.contains(QStringLiteral("replaced")), qPrintable(refused.error().text));
}

void DatabaseTest::append_onAFullDiskSaysSoAndGoesOnLater() {
    QTemporaryDir folder;
    if (::geteuid() != 0 || ::mount("tmpfs", qPrintable(folder.path()), "tmpfs", 0, "size=700k") != 0)
        QSKIP("needs the right to mount");
    const auto unmount = qScopeGuard([&] { ::umount2(qPrintable(folder.path()), MNT_DETACH); });
    int saved = 0;
    {
        Database database(folder.path());
        VERIFY_OK(record::open(database));
        const auto declared = record::declare(database, QStringLiteral("Disk full"));
        VERIFY_OK(declared);
        Result<std::vector<Event>> last = std::vector<Event>();
        while (last && saved < 2000) {
            last = record::append(database, declared->key.id, {record::noted(QString(400, QLatin1Char('x')))});
            saved += last.has_value();
        }
        QVERIFY(!last);
        QVERIFY2(last.error().text.contains(QStringLiteral("full")), qPrintable(last.error().text));
        QCOMPARE(countEvents(database), saved + 1);
        QCOMPARE(::mount("tmpfs", qPrintable(folder.path()), "tmpfs", MS_REMOUNT, "size=8m"), 0);
        VERIFY_OK(record::append(database, declared->key.id, {record::noted(QStringLiteral("room again"))}));
        ++saved;
    }
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    QCOMPARE(countEvents(database), saved + 1);
    QVERIFY(verify(database)->intact());
}

void DatabaseTest::append_waitsForAForeignWriter() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    QSqlDatabase foreign = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("foreign"));
    foreign.setDatabaseName(database.file());
    QVERIFY(foreign.open());
    QVERIFY(QSqlQuery(foreign).exec(QStringLiteral("BEGIN IMMEDIATE")));
    record::Answer<std::vector<Event>> answer;
    database.append(declared->key.id, {record::noted(QStringLiteral("patient"))}, record::declaredAt, this,
                    answer.sink());
    QTest::qWait(200); // longer than SQLite's own patience
    QVERIFY(QSqlQuery(foreign).exec(QStringLiteral("COMMIT")));
    QVERIFY(answer.wait());
    foreign.close();
    foreign = {};
    QSqlDatabase::removeDatabase(QStringLiteral("foreign"));
}

void DatabaseTest::append_ofTextThatIsNotUnicodeStaysIntact() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    const QString torn = QStringLiteral("a") + QChar(0xd800) + QChar(0) + QStringLiteral("\r\n\u202eb");
    VERIFY_OK(record::append(database, declared->key.id, {record::noted(torn, torn)}));
    const auto found = verify(database);
    VERIFY_OK(found);
    QVERIFY2(found->intact(), found->damage.empty() ? "" : qPrintable(found->damage.front().why));
}

void DatabaseTest::append_readOnlyIsRefusedWithTheNotice() {
    QTemporaryDir folder;
    Database writer(folder.path());
    VERIFY_OK(record::open(writer));
    const auto declared = record::declare(writer, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    Database reader(folder.path());
    const auto opening = record::open(reader, false);
    VERIFY_OK(opening);
    QVERIFY(opening->readOnly);
    QVERIFY2(opening->notice.contains(QString::number(::getpid())), qPrintable(opening->notice));
    const auto refused = record::append(reader, declared->key.id, {record::noted(QStringLiteral("no"))});
    QVERIFY(!refused);
    QVERIFY(refused.error().text.contains(opening->notice));
    VERIFY_OK(record::append(writer, declared->key.id, {record::noted(QStringLiteral("yes"))}));
    QCOMPARE(countEvents(reader), 2);
}

void DatabaseTest::append_byTwentyAtOnceAllLand() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    int landed = 0, told = 0;
    connect(&database, &Database::recorded, this, [&told] { ++told; });
    for (int i = 0; i < 20; ++i)
        database.append(declared->key.id, {record::noted(QString::number(i), QStringLiteral("@w%1").arg(i))},
                        record::declaredAt, this, [&landed](const Result<std::vector<Event>>& events) {
                            QVERIFY(events);
                            QCOMPARE(events->front().id.seq, qint64(++landed + 1));
                        });
    QTRY_COMPARE(landed, 20);
    QCOMPARE(told, 20);
    QVERIFY(verify(database)->intact());
}

void DatabaseTest::append_isFinishedBeforeTheDatabaseIsGone() {
    QTemporaryDir folder;
    {
        Database database(folder.path());
        VERIFY_OK(record::open(database));
        const auto declared = record::declare(database, QStringLiteral("Payments fail"));
        VERIFY_OK(declared);
        for (int i = 0; i < 50; ++i)
            database.append(declared->key.id, {record::noted(QString::number(i))}, record::declaredAt, this,
                            [](const auto&) { QFAIL("answered after the end"); });
    }
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("bridgewatch.db-wal"))));
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    QCOMPARE(countEvents(database), 51);
}

void DatabaseTest::answers_ofADeadContextAreDropped() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    int told = 0;
    connect(&database, &Database::recorded, this, [&told] { ++told; });
    auto context = std::make_unique<QObject>();
    database.append(declared->key.id, {record::noted(QStringLiteral("kept"))}, record::declaredAt, context.get(),
                    [](const auto&) { QFAIL("context is gone"); });
    context.reset();
    QTRY_COMPARE(told, 1);
    QCOMPARE(countEvents(database), 2);
}

void DatabaseTest::erasure_removesEveryTraceAndIsNoDamage() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    const QString secret = QStringLiteral("hunter2canary");
    const auto leaked = record::append(database, declared->key.id, {record::noted(QStringLiteral("token ") + secret)});
    VERIFY_OK(leaked);
    QVERIFY(record::contents(database.file() + QStringLiteral("-wal")).contains(secret.toUtf8()));
    const domain::EventDraft erasure{.body = domain::EventErased{leaked->front().id, QStringLiteral("a secret")},
                                     .author = QStringLiteral("@ic"),
                                     .occurredAt = record::declaredAt};
    VERIFY_OK(record::append(database, declared->key.id, {erasure}));
    for (const QString& suffix : {QString(), QStringLiteral("-wal")})
        QVERIFY(!record::contents(database.file() + suffix).contains(secret.toUtf8()));
    const auto found = verify(database);
    VERIFY_OK(found);
    QVERIFY2(found->intact(), found->damage.empty() ? "" : qPrintable(found->damage.front().why));
    QCOMPARE(found->erased, 1);
    QVERIFY(record::read(database, [secret](Connection& connection) {
                return store::searchEntries(connection, secret, 10);
            })->empty());
}

void DatabaseTest::attachments_areStoredOnce() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto put = [&](const QByteArray& bytes) {
        return record::write(database, [bytes](Connection& connection) {
            return store::insertAttachment(connection, bytes, QStringLiteral("text/plain"));
        });
    };
    const auto first = put("samples");
    VERIFY_OK(first);
    QCOMPARE(put("samples"), first);
    QVERIFY(put("others") != first);
    const auto get = [&](const QString& digest) {
        return record::read(database,
                            [digest](Connection& connection) { return store::readAttachment(connection, digest); });
    };
    QCOMPARE(get(*first), Result<QByteArray>(QByteArray("samples")));
    QCOMPARE(get(QStringLiteral("00")).error().kind, ErrorKind::NotFound);
    record::tamper(database.file(), QStringLiteral("UPDATE attachment SET bytes = 'forged' WHERE sha256 = ?"),
                   {*first});
    QCOMPARE(get(*first).error().kind, ErrorKind::Storage);
    QVERIFY(!verify(database)->intact());
}

void DatabaseTest::drafts_areKeptUntilEmptied() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    const auto save = [&](const QString& text) {
        QVERIFY(record::write(database, [id = declared->key.id, text](Connection& connection) {
            return store::saveDraft(connection, id, QStringLiteral("summary"), text, record::declaredAt);
        }));
    };
    const auto drafts = [&] {
        return *record::read(
            database, [id = declared->key.id](Connection& connection) { return store::readDrafts(connection, id); });
    };
    save(QStringLiteral("one"));
    save(QStringLiteral("two"));
    QCOMPARE(drafts(), (std::map<QString, QString>{{QStringLiteral("summary"), QStringLiteral("two")}}));
    save({});
    QVERIFY(drafts().empty());
}

void DatabaseTest::checkResults_comeBackInOrder() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    std::vector<domain::CheckResult> results;
    for (int i = 0; i < 300; ++i)
        results.push_back({.check = QStringLiteral("api"),
                           .at = record::declaredAt + std::chrono::seconds(i),
                           .state = i % 3 ? domain::CheckState::Up : domain::CheckState::Down,
                           .latencyUs = i,
                           .httpStatus = 200,
                           .detail = QStringLiteral("HTTP 200")});
    QVERIFY(record::write(database, [id = declared->key.id, results](Connection& connection) {
        return store::insertCheckResults(connection, id, results);
    }));
    const auto found = record::read(database, [id = declared->key.id](Connection& connection) {
        return store::readCheckResults(connection, id, record::declaredAt + std::chrono::seconds(100));
    });
    VERIFY_OK(found);
    QCOMPARE(*found, std::vector<domain::CheckResult>(results.begin() + 100, results.end()));
}

void DatabaseTest::checkResults_areCountedAndForgotten() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    VERIFY_OK(declared);
    std::vector<domain::CheckResult> results;
    for (int i = 0; i < 6000; ++i)
        results.push_back({.check = i % 2 ? QStringLiteral("api") : QStringLiteral("web"),
                           .at = record::declaredAt + std::chrono::seconds(i),
                           .state = i % 4 == 3 ? domain::CheckState::Down : domain::CheckState::Up,
                           .latencyUs = i % 4 == 3 ? 0 : i,
                           .httpStatus = 200,
                           .detail = {}});
    QVERIFY(record::write(database, [id = declared->key.id, results](Connection& connection) {
        return store::insertCheckResults(connection, id, results);
    }));
    const auto totals = record::read(database, [id = declared->key.id](Connection& connection) {
        return store::readCheckTotals(connection, id, QStringLiteral("api"));
    });
    VERIFY_OK(totals);
    QCOMPARE(totals->probes, 3000);
    QCOMPARE(totals->up, 1500);
    QCOMPARE(totals->down, 1500);
    QCOMPARE(totals->p50Us, std::optional<qint64>(2997)); // the 750th of 1, 5, 9 …
    QCOMPARE(totals->p95Us, std::optional<qint64>(5697)); // the 1425th
    const auto forget = [&](int afterSeconds) {
        return record::write(database, [afterSeconds](Connection& connection) {
            return store::pruneCheckResults(connection, record::declaredAt + std::chrono::seconds(afterSeconds));
        });
    };
    QCOMPARE(forget(0).value(), false);
    QCOMPARE(forget(5900).value(), true); // 5,000 in one go
    QCOMPARE(forget(5900).value(), false);
    const auto left = record::read(database, [id = declared->key.id](Connection& connection) {
        return store::readCheckResults(connection, id, record::declaredAt);
    });
    VERIFY_OK(left);
    QCOMPARE(*left, std::vector<domain::CheckResult>(results.begin() + 5900, results.end()));
}

void DatabaseTest::search_findsWordsNewestFirst() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto first = record::declare(database, QStringLiteral("Payments fail in Malmö"));
    const auto second = record::declare(database, QStringLiteral("Login slow"));
    VERIFY_OK(record::append(database, first->key.id, {record::noted(QStringLiteral("Connection pool exhausted"))}));
    QVERIFY(
        record::append(database, second->key.id, {record::noted(QStringLiteral("pool of workers exhausted again"))}));
    const auto search = [&](const QString& words) {
        QStringList found;
        const auto hits = record::read(
            database, [words](Connection& connection) { return store::searchEntries(connection, words, 50); });
        for (const domain::SearchHit& hit : *hits)
            found.append(hit.key + QLatin1Char('/') + QString::number(hit.id.seq));
        return found;
    };
    QCOMPARE(search(QStringLiteral("EXHAUSTED pool")),
             QStringList({QStringLiteral("INC-0002/2"), QStringLiteral("INC-0001/2")}));
    QCOMPARE(search(QStringLiteral("connec")), QStringList(QStringLiteral("INC-0001/2")));
    QCOMPARE(search(QStringLiteral("connec ")), QStringList()); // a finished word
    QCOMPARE(search(QStringLiteral("malmo")), QStringList(QStringLiteral("INC-0001/1")));
    QCOMPARE(search(QStringLiteral("  ")), QStringList());
}

void DatabaseTest::search_followsRevisions() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    const auto entry = record::append(database, declared->key.id, {record::noted(QStringLiteral("databse is slow"))});
    VERIFY_OK(entry);
    const domain::EventDraft revision{.body = domain::EntryRevised{.target = entry->front().id,
                                                                   .text = QStringLiteral("database is slow"),
                                                                   .was = QStringLiteral("databse is slow"),
                                                                   .at = {},
                                                                   .wasAt = {}},
                                      .author = QStringLiteral("@ic"),
                                      .occurredAt = record::declaredAt};
    VERIFY_OK(record::append(database, declared->key.id, {revision}));
    const auto count = [&](const QString& words) {
        return record::read(database,
                            [words](Connection& connection) { return store::searchEntries(connection, words, 50); })
            ->size();
    };
    QCOMPARE(count(QStringLiteral("database")), 1u);
    QCOMPARE(count(QStringLiteral("databse")), 0u);
    QVERIFY(verify(database)->intact());
}

void DatabaseTest::search_takesNoSyntaxFromPeople_data() {
    QTest::addColumn<QString>("words");
    for (const char* words :
         {"\"", "a\"b", "pool OR", "NEAR(", "text:pool", "pool*", "-pool", "^pool", "()", "'; --", "NOT"})
        QTest::newRow(words) << QString::fromLatin1(words);
}

void DatabaseTest::search_takesNoSyntaxFromPeople() {
    QFETCH(QString, words);
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    VERIFY_OK(record::declare(database, QStringLiteral("pool")));
    const auto hits =
        record::read(database, [words](Connection& connection) { return store::searchEntries(connection, words, 50); });
    QVERIFY2(hits, qPrintable(hits ? QString() : hits.error().text));
}

void DatabaseTest::list_followsTheFold() {
    QTemporaryDir folder;
    Database database(folder.path());
    VERIFY_OK(record::open(database));
    const auto declared = record::declare(database, QStringLiteral("Payments fail"));
    int changes = 0;
    connect(&database, &Database::archiveChanged, this, [&changes] { ++changes; });
    const auto draft = [](domain::Body body, int minute) {
        return domain::EventDraft{.body = std::move(body),
                                  .author = QStringLiteral("@ic"),
                                  .occurredAt = record::declaredAt + std::chrono::minutes(minute)};
    };
    VERIFY_OK(record::append(
        database, declared->key.id,
        {draft(domain::Acknowledged{}, 1),
         draft(domain::Retitled{.title = QStringLiteral("Card payments fail"), .was = QStringLiteral("Payments fail")},
               2),
         draft(
             domain::SeverityChanged{
                 .severity = QStringLiteral("SEV2"), .was = QStringLiteral("SEV1"), .reason = {}, .raised = false},
             3),
         draft(domain::StatusChanged{.status = domain::Status::Resolved, .was = domain::Status::Investigating}, 42)}));
    QCOMPARE(changes, 1);
    const auto listed = record::read(database, store::listIncidents);
    VERIFY_OK(listed);
    QCOMPARE(listed->size(), 1u);
    const domain::ArchiveRow& row = listed->front().row;
    QCOMPARE(row.title, QStringLiteral("Card payments fail"));
    QCOMPARE(row.severity, QStringLiteral("SEV2"));
    QCOMPARE(row.status, domain::Status::Resolved);
    QCOMPARE(row.acknowledgedAt, std::optional(record::declaredAt + std::chrono::minutes(1)));
    QCOMPARE(row.resolvedAt, std::optional(record::declaredAt + std::chrono::minutes(42)));
    QCOMPARE(row.entries, 5);
    QVERIFY(verify(database)->intact());
}

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
