// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"

#include "store/defensive.h"
#include <QFileInfo>
#include <QSqlError>
#include <QThread>
#include <QUrl>
#include <QUuid>
#include <QVariant>

namespace store {

using domain::ErrorKind;

namespace {

/// SQLite's primary result codes that get a sentence of their own (sqlite.org/rescode.html).
enum Code {
    Busy = 5,
    NoMemory = 7,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    NotADatabase = 26
};

int primaryCode(const QSqlError& error) {
    return error.nativeErrorCode().toInt() & 0xff;
}

QString asUri(const QString& path, const QString& query) {
    QUrl url = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath());
    url.setQuery(query);
    return QString::fromLatin1(url.toEncoded());
}

/// Qt binds null strings and arrays as NULL; here only an invalid QVariant means NULL.
QVariant neverNull(const QVariant& value) {
    if (value.metaType().id() == QMetaType::QString && value.toString().isNull())
        return QStringLiteral("");
    if (value.metaType().id() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    return value;
}

} // namespace

Rows::Rows(Connection& connection, QSqlQuery& query)
    : m_connection(&connection)
    , m_query(&query) {}

Rows::Rows(Rows&& other) noexcept
    : m_connection(other.m_connection)
    , m_query(std::exchange(other.m_query, nullptr)) {}

Rows::~Rows() {
    if (m_query)
        m_query->finish();
}

bool Rows::next() {
    return m_query->next();
}

domain::Result<void> Rows::ended() const {
    const QSqlError error = m_query->lastError();
    if (error.isValid())
        return tl::unexpected(m_connection->errorOf(error));
    return {};
}

Connection::Connection(QString path, Access access)
    : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_path(std::move(path))
    , m_access(access) {}

Connection::~Connection() {
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

domain::Result<void> Connection::connect(const QString& file, const QString& options, const QStringList& pragmas) {
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    if (!m_database.isValid())
        return domain::fail(ErrorKind::Storage, QStringLiteral("Qt's SQLite driver is not installed."));
    m_database.setDatabaseName(file);
    m_database.setConnectOptions(options);
    if (!m_database.open())
        return tl::unexpected(errorOf(m_database.lastError()));
    m_identity = identityOf(m_path);
    for (const QString& pragma : pragmas)
        STORE_TRY(run(QStringLiteral("PRAGMA ") + pragma));
    return {};
}

domain::Result<std::unique_ptr<Connection>> Connection::open(const QString& path, Access access) {
    static const QStringList common{QStringLiteral("trusted_schema=OFF"), QStringLiteral("cell_size_check=ON"),
                                    QStringLiteral("mmap_size=0"), QStringLiteral("foreign_keys=ON"),
                                    QStringLiteral("temp_store=MEMORY")};
    const QString timeout = QStringLiteral("QSQLITE_BUSY_TIMEOUT=50");
    std::unique_ptr<Connection> connection(new Connection(path, access));
    if (access == Access::ReadWrite) {
        STORE_TRY(connection->connect(path, timeout,
                                      common + QStringList{QStringLiteral("journal_mode=WAL"),
                                                           QStringLiteral("synchronous=FULL"),
                                                           QStringLiteral("secure_delete=ON")}));
        return connection;
    }
    const QStringList reading =
        common + QStringList{QStringLiteral("query_only=ON"), QStringLiteral("wal_autocheckpoint=0")};
    STORE_TRY(connection->connect(path, timeout + QStringLiteral(";QSQLITE_OPEN_READONLY"), reading));
    if (connection->value(QStringLiteral("PRAGMA schema_version")))
        return connection;
    // A folder that cannot be written has no room for the shared index of the journal: without a journal the file alone
    // is the whole truth.
    if (QFileInfo(path + QStringLiteral("-wal")).size() > 0)
        return domain::fail(
            ErrorKind::Storage,
            QStringLiteral("%1 cannot be read: its journal is not empty and the folder cannot be written.").arg(path));
    std::unique_ptr<Connection> frozen(new Connection(path, access));
    STORE_TRY(frozen->connect(asUri(path, QStringLiteral("immutable=1")),
                              timeout + QStringLiteral(";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"), reading));
    STORE_TRY(frozen->value(QStringLiteral("PRAGMA schema_version")));
    return frozen;
}

domain::Result<std::unique_ptr<Connection>> Connection::openForeign(const QString& path) {
    std::unique_ptr<Connection> connection(new Connection(path, Access::ReadOnly));
    STORE_TRY(connection->connect(asUri(path, QStringLiteral("immutable=1")),
                                  QStringLiteral("QSQLITE_BUSY_TIMEOUT=50;QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"),
                                  {QStringLiteral("trusted_schema=OFF"), QStringLiteral("query_only=ON"),
                                   QStringLiteral("cell_size_check=ON"), QStringLiteral("mmap_size=0")}));
    STORE_TRY(makeDefensive(connection->m_database));
    return connection;
}

domain::Result<std::unique_ptr<Connection>> Connection::create(const QString& path) {
    std::unique_ptr<Connection> connection(new Connection(path, Access::ReadWrite));
    STORE_TRY(connection->connect(path, {}, {QStringLiteral("journal_mode=OFF"), QStringLiteral("synchronous=FULL")}));
    return connection;
}

domain::Result<Rows> Connection::exec(const QString& sql, const QVariantList& values) {
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.prepare(sql))
            return tl::unexpected(errorOf(query.lastError()));
        found = m_statements.emplace(sql, std::move(query)).first;
    }
    QSqlQuery& query = found->second;
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, neverNull(values[i]));
    if (!query.exec()) {
        const domain::Error error = errorOf(query.lastError());
        query.finish();
        return tl::unexpected(error);
    }
    return Rows(*this, query);
}

domain::Result<void> Connection::run(const QString& sql, const QVariantList& values) {
    STORE_TRY(exec(sql, values));
    return {};
}

domain::Result<QVariant> Connection::value(const QString& sql, const QVariantList& values) {
    auto rows = exec(sql, values);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->next())
        return rows->value(0);
    STORE_TRY(rows->ended());
    return QVariant();
}

domain::Result<void> Connection::stillInPlace() const {
    const FileIdentity now = identityOf(m_path);
    if (now == m_identity)
        return {};
    return domain::fail(
        ErrorKind::Storage,
        QStringLiteral("%1 was %2 while Bridgewatch had it open: nothing is saved any more. Start Bridgewatch again.")
            .arg(m_path,
                 now.isNull() ? QStringLiteral("deleted or moved away") : QStringLiteral("replaced by another file")));
}

domain::Error Connection::errorOf(const QSqlError& error) const {
    const auto sentence = [this](const QString& what) { return domain::Error{ErrorKind::Storage, what.arg(m_path)}; };
    switch (primaryCode(error)) {
    case Busy:
        return {ErrorKind::Conflict, QStringLiteral("%1 is being written by another program.").arg(m_path)};
    case NoMemory:
        return sentence(QStringLiteral("There is not enough memory to work on %1."));
    case ReadOnly:
        return sentence(QStringLiteral("%1 cannot be written: the file, its folder or its disk is read-only."));
    case IoError:
        return sentence(QStringLiteral("The disk refused to read or write %1."));
    case Corrupt:
        return sentence(QStringLiteral("%1 is damaged and cannot be read."));
    case Full:
        return sentence(QStringLiteral("The disk that holds %1 is full."));
    case CannotOpen:
        return sentence(QStringLiteral("%1 cannot be opened."));
    case NotADatabase:
        return sentence(QStringLiteral("%1 is not a Bridgewatch database."));
    default:
        return {ErrorKind::Storage, QStringLiteral("%1: SQLite says “%2”.").arg(m_path, error.databaseText())};
    }
}

domain::Result<Transaction> Transaction::begin(Connection& connection) {
    STORE_TRY(connection.stillInPlace());
    constexpr int tries = 40; // each waits SQLite's busy timeout of 50 ms
    for (int i = 1;; ++i) {
        auto begun = connection.run(QStringLiteral("BEGIN IMMEDIATE"));
        if (begun)
            return Transaction(connection);
        if (i == tries || begun.error().kind != ErrorKind::Conflict)
            return tl::unexpected(begun.error());
    }
}

Transaction::Transaction(Connection& connection)
    : m_connection(&connection) {}

Transaction::Transaction(Transaction&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)) {}

Transaction::~Transaction() {
    if (m_connection)
        std::ignore = m_connection->run(QStringLiteral("ROLLBACK")); // fails where SQLite has rolled back by itself
}

domain::Result<void> Transaction::commit() {
    STORE_TRY(m_connection->run(QStringLiteral("COMMIT")));
    Connection* const connection = std::exchange(m_connection, nullptr);
    return connection->stillInPlace();
}

} // namespace store
