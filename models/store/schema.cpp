// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QSysInfo>
#include <QtEndian>
#include <array>
#include <cstdio>

namespace store {

using domain::ErrorKind;

namespace {

/// The first 100 bytes of an SQLite file (sqlite.org/fileformat.html, 1.3).
struct Header {
    qint64 userVersion = 0, application = 0;
};
domain::Result<Header> readHeader(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return domain::fail(ErrorKind::Storage, QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
    const QByteArray head = file.read(100);
    if (head.size() < 100 || !head.startsWith(QByteArray("SQLite format 3\0", 16)))
        return domain::fail(
            ErrorKind::Storage,
            QStringLiteral("%1 is not a Bridgewatch database. It was left as it is; move it away to start a new one.")
                .arg(path));
    return Header{qFromBigEndian<qint32>(head.constData() + 60), qFromBigEndian<qint32>(head.constData() + 68)};
}

domain::Result<void> refuseForeign(const QString& path, const Header& header) {
    if (header.application != applicationId)
        return domain::fail(ErrorKind::Storage,
                            QStringLiteral("%1 is a database of another program. It was left as it is.").arg(path));
    if (header.userVersion > schemaVersion())
        return domain::fail(
            ErrorKind::Storage,
            QStringLiteral("%1 was written by a newer Bridgewatch (schema %2; this one knows %3). It was "
                           "left as it is; use the newer program.")
                .arg(path)
                .arg(header.userVersion)
                .arg(schemaVersion()));
    return {};
}

/// FILE.vN.bak, complete or not there.
domain::Result<void> backUp(Connection& connection, qint64 version) {
    const QString target = QStringLiteral("%1.v%2.bak").arg(connection.path()).arg(version);
    const QString part = target + QStringLiteral(".part.bak");
    QFile::remove(part);
    STORE_TRY(makePrivateFile(part)); // SQLite accepts an empty file, and keeps its mode
    STORE_TRY(connection.run(QStringLiteral("VACUUM INTO ?"), {part}));
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(target).constData()) != 0)
        return domain::fail(ErrorKind::Storage, QStringLiteral("The backup %1 cannot be written.").arg(target));
    syncFolder(QFileInfo(target).path());
    return {};
}

domain::Result<QString> metaValue(Connection& connection, const QString& name) {
    return connection.value(QStringLiteral("SELECT value FROM meta WHERE name = ?"), {name}).map([](const QVariant& v) {
        return v.toString();
    });
}

/// A copied or moved database must not go on numbering as its original does.
domain::Result<void> settleOrigin(Connection& connection) {
    const QString home = QStringLiteral("%1 %2")
                             .arg(QString::fromLatin1(QSysInfo::machineUniqueId()))
                             .arg(identityOf(connection.path()).inode);
    const auto known = metaValue(connection, QStringLiteral("origin"));
    const auto knownHome = metaValue(connection, QStringLiteral("home"));
    if (!known || !knownHome)
        return tl::unexpected(known ? knownHome.error() : known.error());
    if (*knownHome == home && !QUuid(*known).isNull()) {
        connection.setOrigin(QUuid(*known));
        return {};
    }
    const QUuid origin = QUuid::createUuid();
    auto transaction = Transaction::begin(connection);
    STORE_TRY(transaction);
    const QString put = QStringLiteral(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    STORE_TRY(connection.run(put, {QStringLiteral("origin"), origin.toString(QUuid::WithoutBraces)}));
    STORE_TRY(connection.run(put, {QStringLiteral("home"), home}));
    STORE_TRY(transaction->commit());
    connection.setOrigin(origin);
    return {};
}

} // namespace

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all{
        {1,
         {
             QStringLiteral("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"),
             QStringLiteral(
                 "CREATE TABLE incident ("
                 "id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), key TEXT NOT NULL UNIQUE, prefix TEXT NOT "
                 "NULL, "
                 "number INTEGER NOT NULL CHECK (number > 0), foreign_key TEXT NOT NULL DEFAULT '', "
                 "title TEXT NOT NULL DEFAULT '', severity TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '', "
                 "drill INTEGER NOT NULL DEFAULT 0, playbook TEXT NOT NULL DEFAULT '', playbook_digest TEXT NOT NULL "
                 "DEFAULT '', "
                 "declared_at INTEGER NOT NULL DEFAULT 0, acknowledged_at INTEGER, resolved_at INTEGER, "
                 "UNIQUE (prefix, number))"),
             createEventTable(false),
             QStringLiteral(
                 "CREATE TABLE chain (incident TEXT NOT NULL REFERENCES incident (id), origin TEXT NOT NULL, "
                 "count INTEGER NOT NULL CHECK (count > 0), head BLOB NOT NULL CHECK (length(head) = 32), "
                 "clock INTEGER NOT NULL, PRIMARY KEY (incident, origin)) WITHOUT ROWID"),
             createAttachmentTable(),
             QStringLiteral("CREATE TABLE draft (incident TEXT NOT NULL REFERENCES incident (id), section TEXT NOT "
                            "NULL, text TEXT NOT NULL, "
                            "saved_at INTEGER NOT NULL, PRIMARY KEY (incident, section)) WITHOUT ROWID"),
             QStringLiteral(
                 "CREATE TABLE check_result (incident TEXT NOT NULL REFERENCES incident (id), check_id TEXT NOT NULL, "
                 "at INTEGER NOT NULL, state TEXT NOT NULL, latency_us INTEGER NOT NULL, http_status INTEGER NOT NULL, "
                 "detail TEXT NOT NULL)"),
             QStringLiteral("CREATE INDEX check_result_by_time ON check_result (incident, at)"),
             // Rebuildable from the events: the rows of every timeline, and their words.
             QStringLiteral(
                 "CREATE TABLE entry (id INTEGER PRIMARY KEY, incident TEXT NOT NULL REFERENCES incident (id), "
                 "origin TEXT NOT NULL, seq INTEGER NOT NULL, occurred_at INTEGER NOT NULL, kind TEXT NOT NULL, "
                 "text TEXT NOT NULL, UNIQUE (incident, origin, seq))"),
             QStringLiteral(
                 "CREATE VIRTUAL TABLE entry_words USING fts5 (text, content = 'entry', content_rowid = 'id', "
                 "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"),
         }},
    };
    return all;
}

int schemaVersion() {
    return migrations().back().version;
}

QString createEventTable(bool inBundle) {
    return QStringLiteral("CREATE TABLE event (incident TEXT NOT NULL%1, origin TEXT NOT NULL, seq INTEGER NOT NULL, "
                          "clock INTEGER NOT NULL, occurred_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, author "
                          "TEXT NOT NULL, "
                          "kind TEXT NOT NULL, body TEXT, hash BLOB NOT NULL, body_digest BLOB NOT NULL, "
                          "PRIMARY KEY (incident, origin, seq))")
        .arg(inBundle ? QString() : QStringLiteral(" REFERENCES incident (id)"));
}

QString createAttachmentTable() {
    return QStringLiteral(
        "CREATE TABLE attachment (sha256 TEXT NOT NULL PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL)");
}

domain::Result<QStringList> fileDamage(Connection& connection, bool quick) {
    auto rows = connection.exec(quick ? QStringLiteral("PRAGMA quick_check(20)")
                                      : QStringLiteral("PRAGMA integrity_check(20)"));
    STORE_TRY(rows);
    QStringList found;
    while (rows->next())
        for (const QString& line : rows->text(0).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            if (line != QLatin1String("ok") && !line.startsWith(QLatin1String("***")))
                found.append(line);
    if (const auto ended = rows->ended(); !ended)
        found.append(ended.error().text);
    return found;
}

domain::Result<Probe> probe(const QString& path) {
    if (const QFileInfo info(path); !info.exists() || info.size() == 0)
        return Probe{.empty = true, .version = 0, .damage = {}};
    const auto header = readHeader(path);
    STORE_TRY(header);
    // A database whose first page still waits in the journal has no marks in its file yet: SQLite must look.
    const bool journal = QFileInfo(path + QStringLiteral("-wal")).size() > 0;
    if (!journal)
        STORE_TRY(refuseForeign(path, *header));
    auto connection = Connection::open(path, Connection::Access::ReadOnly);
    if (!connection)
        return domain::fail(connection.error().kind,
                            connection.error().text + QStringLiteral(" It was left as it is."));
    const auto version = (*connection)->value(QStringLiteral("PRAGMA user_version"));
    const auto application = (*connection)->value(QStringLiteral("PRAGMA application_id"));
    if (!version || !application)
        return tl::unexpected(version ? application.error() : version.error());
    if (version->toLongLong() == 0 && application->toLongLong() == 0 &&
        (*connection)->value(QStringLiteral("SELECT count(*) FROM sqlite_master")).value_or(QVariant(1)).toLongLong() ==
            0)
        return Probe{.empty = true, .version = 0, .damage = {}};
    STORE_TRY(refuseForeign(path, {version->toLongLong(), application->toLongLong()}));
    const auto damage = fileDamage(**connection, true);
    STORE_TRY(damage);
    QString said = damage->value(0);
    if (damage->size() > 1)
        said += QStringLiteral(", and more");
    return Probe{.empty = false, .version = version->toLongLong(), .damage = said};
}

domain::Result<void> migrate(Connection& connection, const Probe& probed, const std::vector<Migration>& steps) {
    if (probed.version >= steps.back().version)
        return {};
    if (!probed.empty)
        STORE_TRY(backUp(connection, probed.version));
    auto transaction = Transaction::begin(connection);
    STORE_TRY(transaction);
    for (const Migration& step : steps) {
        if (step.version <= probed.version)
            continue;
        for (const QString& statement : step.statements)
            STORE_TRY(connection.run(statement));
        STORE_TRY(connection.run(QStringLiteral("PRAGMA user_version=%1").arg(step.version)));
    }
    STORE_TRY(connection.run(QStringLiteral("PRAGMA application_id=%1").arg(applicationId)));
    return transaction->commit();
}

domain::Result<void> prepare(Connection& connection, const Probe& probed) {
    STORE_TRY(migrate(connection, probed, migrations()));
    return settleOrigin(connection);
}

} // namespace store
