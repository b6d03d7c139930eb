// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/file_guard.h"
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>
#include <memory>
#include <unordered_map>

namespace store {

class Connection;

/// The rows of one running statement. Keep it in scope only while reading: an unfinished one holds on to an old state
/// of the database.
class Rows final {
public:
    Rows(Connection& connection, QSqlQuery& query);
    Rows(Rows&& other) noexcept;
    Rows& operator=(Rows&&) = delete;
    ~Rows();
    bool next();
    QVariant value(int column) const { return m_query->value(column); }
    QString text(int column) const { return m_query->value(column).toString(); }
    qint64 number(int column) const { return m_query->value(column).toLongLong(); }
    QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
    bool isNull(int column) const { return m_query->isNull(column); }
    int affected() const { return m_query->numRowsAffected(); }
    /// After the last next(): whether the rows ended because there are no more, or because reading failed.
    domain::Result<void> ended() const;

private:
    Connection* m_connection;
    QSqlQuery* m_query;
};

/// One SQLite connection with every setting this program wants (journal, sync, trust). Belongs to the thread that
/// opened it.
class Connection final {
public:
    enum class Access { ReadWrite, ReadOnly };

    /// Opens an existing (ReadWrite: possibly empty) file. Looks at nothing inside; schema.h does.
    static domain::Result<std::unique_ptr<Connection>> open(const QString& path, Access access);
    /// Opens a file that a stranger made: read only, nothing written beside it, no trust in its schema, SQLite's
    /// defensive mode.
    static domain::Result<std::unique_ptr<Connection>> openForeign(const QString& path);
    /// Makes a new file for export: no journal, to be synced and renamed by the caller.
    static domain::Result<std::unique_ptr<Connection>> create(const QString& path);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const QString& path() const { return m_path; }
    Access access() const { return m_access; }
    /// Of this database: the origin of events recorded through it. Set by schema.h.
    const QUuid& origin() const { return m_origin; }
    void setOrigin(const QUuid& origin) { m_origin = origin; }

    /// Runs one statement, prepared once per connection, with its values in order. An invalid QVariant is NULL; a null
    /// QString is ''.
    domain::Result<Rows> exec(const QString& sql, const QVariantList& values = {});
    /// The same where no rows are wanted.
    domain::Result<void> run(const QString& sql, const QVariantList& values = {});
    /// First column of the first row; an invalid QVariant without rows.
    domain::Result<QVariant> value(const QString& sql, const QVariantList& values = {});

    /// Refuses with a sentence when the file was deleted or replaced since it was opened.
    domain::Result<void> stillInPlace() const;
    /// The sentence for what SQLite refused, with the file named.
    domain::Error errorOf(const QSqlError& error) const;

private:
    Connection(QString path, Access access);
    domain::Result<void> connect(const QString& file, const QString& options, const QStringList& pragmas);

    QString m_name, m_path;
    Access m_access;
    FileIdentity m_identity;
    QUuid m_origin;
    QSqlDatabase m_database;
    std::unordered_map<QString, QSqlQuery> m_statements;
};

/// One write transaction. Rolls back unless committed.
class Transaction final {
public:
    /// Takes SQLite's write lock at once; waits up to two seconds for a foreign program that holds it.
    static domain::Result<Transaction> begin(Connection& connection);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    /// Durable on disk, and in the file that the path names, once this succeeds.
    domain::Result<void> commit();

private:
    explicit Transaction(Connection& connection);
    Connection* m_connection;
};

/// Leaves the calling function with the error of a Result that failed.
#define STORE_TRY(expression)                                                                                          \
    do {                                                                                                               \
        if (auto&& tried = (expression); !tried)                                                                       \
            return tl::unexpected(std::move(tried.error()));                                                           \
    } while (false)

} // namespace store
