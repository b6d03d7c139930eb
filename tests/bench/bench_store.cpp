// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Opening an incident of 100,000 events, and the latency of one durable act, each beside SQLite's own C interface doing
// the same on the same disk.
#include "bench/rounds.h"
#include "domain/clock.h"
#include "domain/incident.h"
#include "room/war_room.h"
#include "store/database.h"
#include "store/search.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <sqlite3.h>

namespace {

using domain::Result;
using store::Connection;
using store::Database;

constexpr int storedEvents = 100'000;
constexpr int actsPerRound = 100;

/// Asks and waits: start is given the sink.
template <class T>
T await(const std::function<void(std::function<void(Result<T>)>)>& start) {
    QEventLoop loop;
    std::optional<Result<T>> answer;
    start([&](Result<T> value) {
        answer = std::move(value);
        loop.quit();
    });
    if (!answer)
        loop.exec();
    if (!*answer)
        qFatal("%s", qPrintable(answer->error().text));
    return std::move(**answer);
}

domain::EntryNoted note(int number) {
    static const char* const words[] = {"pool",     "exhausted", "gateway", "latency",
                                        "rollback", "deploy",    "replica", "failover"};
    QString text = QStringLiteral("entry %1:").arg(number);
    for (int i = 0; i < 24; ++i)
        text += QLatin1Char(' ') + QString::fromLatin1(words[(number * 7 + i * 5) % 8]);
    return {.entryKind = domain::EntryKind::Observation, .text = text, .confidential = false};
}

/// SQLite by hand, with the settings the program uses.
class Raw {
public:
    Raw(const QString& path, bool schema) {
        check(sqlite3_open(QFile::encodeName(path).constData(), &m_database));
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("PRAGMA foreign_keys=ON");
        if (!schema)
            return;
        run("CREATE TABLE event (incident TEXT NOT NULL, origin TEXT NOT NULL, seq INTEGER NOT NULL, clock INTEGER NOT "
            "NULL, "
            "occurred_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL, "
            "body TEXT, "
            "hash BLOB NOT NULL, body_digest BLOB NOT NULL, PRIMARY KEY (incident, origin, seq))");
        run("CREATE TABLE chain (incident TEXT NOT NULL, origin TEXT NOT NULL, count INTEGER, head BLOB, clock "
            "INTEGER, "
            "PRIMARY KEY (incident, origin)) WITHOUT ROWID");
        run("CREATE TABLE entry (id INTEGER PRIMARY KEY, incident TEXT NOT NULL, origin TEXT NOT NULL, seq INTEGER NOT "
            "NULL, "
            "occurred_at INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (incident, origin, seq))");
        run("CREATE VIRTUAL TABLE entry_words USING fts5 (text, content = 'entry', content_rowid = 'id', "
            "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')");
    }
    ~Raw() {
        for (const auto& [sql, statement] : m_statements)
            sqlite3_finalize(statement);
        sqlite3_close(m_database);
    }
    /// Values: text (QByteArray) or number, in order.
    void run(const char* sql, const std::vector<std::variant<QByteArray, qint64>>& values = {}) {
        sqlite3_stmt*& statement = m_statements[sql];
        if (!statement)
            check(sqlite3_prepare_v3(m_database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
        int column = 0;
        for (const auto& value : values) {
            ++column;
            if (const auto* text = std::get_if<QByteArray>(&value))
                sqlite3_bind_text(statement, column, text->constData(), static_cast<int>(text->size()), SQLITE_STATIC);
            else
                sqlite3_bind_int64(statement, column, std::get<qint64>(value));
        }
        int code = SQLITE_ROW;
        while (code == SQLITE_ROW)
            code = sqlite3_step(statement);
        if (code != SQLITE_DONE)
            qFatal("%s: %s", sql, sqlite3_errmsg(m_database));
        sqlite3_reset(statement);
    }
    /// Reads every column of every row; gives how many bytes there were.
    double readAll() {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(
            m_database, "SELECT origin, seq, clock, occurred_at, recorded_at, author, kind, body, hash FROM event", -1,
            &statement, nullptr));
        double bytes = 0;
        while (sqlite3_step(statement) == SQLITE_ROW)
            for (int column = 0; column < 9; ++column) {
                std::ignore = sqlite3_column_blob(statement, column);
                bytes += sqlite3_column_bytes(statement, column);
            }
        sqlite3_finalize(statement);
        return bytes;
    }

private:
    void check(int code) {
        if (code != SQLITE_OK)
            qFatal("sqlite: %s", sqlite3_errmsg(m_database));
    }
    sqlite3* m_database = nullptr;
    std::map<std::string, sqlite3_stmt*> m_statements;
};

/// One act as rows; whole: with chain end, index row and words, as the program writes them.
void insertRaw(Raw& raw, qint64 number, bool whole) {
    static const QByteArray incident(36, 'a'), origin(36, 'b'), hash(32, 'h');
    const domain::EntryNoted entry = note(static_cast<int>(number));
    const QByteArray text = entry.text.toUtf8();
    const QByteArray body = "{\"confidential\":false,\"entry_kind\":\"observation\",\"text\":\"" + text + "\"}";
    raw.run("BEGIN IMMEDIATE");
    raw.run("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            {incident, origin, number, number << 16, number, number, QByteArray("@ic"), QByteArray("entry.noted"), body,
             hash, hash});
    if (whole) {
        raw.run("INSERT INTO chain VALUES (?, ?, ?, ?, ?) ON CONFLICT (incident, origin) DO UPDATE SET count = "
                "excluded.count, "
                "head = excluded.head, clock = excluded.clock",
                {incident, origin, number, hash, number << 16});
        raw.run("INSERT INTO entry (incident, origin, seq, occurred_at, kind, text) VALUES (?, ?, ?, ?, ?, ?)",
                {incident, origin, number, number, QByteArray("entry.noted"), text});
        raw.run("INSERT INTO entry_words (rowid, text) VALUES (last_insert_rowid(), ?)", {text});
    }
    raw.run("COMMIT");
}

std::unique_ptr<Database> openDatabase(const QString& folder) {
    auto database = std::make_unique<Database>(folder);
    auto lock = store::Lock::take(folder);
    if (!lock)
        qFatal("%s", qPrintable(lock.error().text));
    await<Database::Opening>([&](auto done) { database->open(std::move(*lock), database.get(), done); });
    return database;
}

room::WarRoom* declareRoom(Database& database, domain::Clock& clock) {
    room::WarRoom::Declaration declaration;
    declaration.title = QStringLiteral("A long night");
    declaration.severity = QStringLiteral("SEV1");
    declaration.playbookId = QStringLiteral("bench");
    declaration.playbookYaml = "name: Bench\nseverities:\n  - {id: SEV1, name: Critical, rank: 1}\n";
    declaration.at = clock.now();
    return await<room::WarRoom*>([&](auto done) {
        room::WarRoom::declare(&database, &clock, declaration, QStringLiteral("@ic"), &database, done);
    });
}

void fill(Database& database, const room::WarRoom& room) {
    for (int i = 0; i < storedEvents; i += 1000) {
        std::vector<domain::EventDraft> drafts;
        for (int j = i; j < i + 1000; ++j)
            drafts.push_back({.body = note(j),
                              .author = QStringLiteral("@ic"),
                              .occurredAt = room.incident().declaredAt + std::chrono::milliseconds(j)});
        await<std::vector<domain::Event>>([&](auto done) {
            database.append(room.incident().id, std::move(drafts), room.incident().declaredAt, &database, done);
        });
    }
}

void benchReading(domain::Clock& clock) {
    QTemporaryDir folder;
    auto database = openDatabase(folder.path());
    QUuid incident;
    {
        const std::unique_ptr<room::WarRoom> room(declareRoom(*database, clock));
        incident = room->incident().id;
        fill(*database, *room);
    }
    Raw raw(database->file(), false);
    const auto load = [&](bool fold) {
        return await<double>([&](auto done) {
            database->read(
                [incident, fold](Connection& connection) -> Result<double> {
                    auto events = store::loadEvents(connection, incident);
                    if (!events)
                        return tl::unexpected(events.error());
                    const auto count = static_cast<double>(events->events.size());
                    return fold ? static_cast<double>(domain::fold(std::move(events->events)).timeline.size()) : count;
                },
                database.get(), done);
        });
    };
    const auto open = [&] {
        const std::unique_ptr<room::WarRoom> room(await<room::WarRoom*>([&](auto done) {
            room::WarRoom::open(database.get(), &clock, QStringLiteral("INC-0001"), QStringLiteral("@ic"),
                                database.get(), done);
        }));
        return static_cast<double>(room->incident().eventCount);
    };
    const auto search = [&] {
        return await<double>([&](auto done) {
            database->read(
                [](Connection& connection) -> Result<double> {
                    return store::searchEntries(connection, QStringLiteral("gateway roll"), 50)
                        .map([](const auto& hits) { return static_cast<double>(hits.size()); });
                },
                database.get(), done);
        });
    };
    bench::run("Reading and folding 100,000 events",
               {{"sqlite3: every column of every row", [&raw] { return raw.readAll(); }},
                {"events read and understood", [&load] { return load(false); }},
                {"events read, understood and folded", [&load] { return load(true); }},
                {"WarRoom::open to the room in hand", open},
                {"search of two words, newest 50", search}},
               7);
}

void benchAppending(domain::Clock& clock) {
    QTemporaryDir folder, plainFolder, wholeFolder;
    auto database = openDatabase(folder.path());
    const std::unique_ptr<room::WarRoom> room(declareRoom(*database, clock));
    Raw plain(plainFolder.filePath(QStringLiteral("plain.db")), true);
    Raw whole(wholeFolder.filePath(QStringLiteral("whole.db")), true);
    qint64 plainNumber = 0, wholeNumber = 0;
    int number = 0;
    const auto append = [&] {
        for (int i = 0; i < actsPerRound; ++i)
            await<domain::Event>([&](auto done) { room->append(note(++number), done); });
        return static_cast<double>(actsPerRound);
    };
    const auto insert = [](Raw& raw, qint64& last, bool all) {
        for (int i = 0; i < actsPerRound; ++i)
            insertRaw(raw, ++last, all);
        return static_cast<double>(actsPerRound);
    };
    bench::run("100 durable acts, one after another (WAL, synchronous=FULL)",
               {{"sqlite3: event, chain end, index row, words", [&] { return insert(whole, wholeNumber, true); }},
                {"sqlite3: the event's row alone", [&] { return insert(plain, plainNumber, false); }},
                {"WarRoom::append until it is acknowledged", append}},
               15);
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    domain::SystemClock clock;
    benchAppending(clock);
    benchReading(clock);
    return 0;
}
