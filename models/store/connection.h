// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/file_guard.h"
#include <QSqlDatabase>
#include <QSqlQuery>
#include <memory>
#include <unordered_map>

namespace store {

/// One SQLite connection with every setting this program wants. Belongs to the thread that opened it.
class Connection final {
public:
    enum class Access { ReadWrite, ReadOnly };

    /// Opens an existing (ReadWrite: or empty) file. Looks at nothing inside; schema.h does.
    static domain::Result<std::unique_ptr<Connection>> open(const QString& path, Access access);
    /// Opens a file that a stranger made: read only, never written beside, no trust in its schema, SQLite's defensive
    /// mode.
    static domain::Result<std::unique_ptr<Connection>> openForeign(const QString& path);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const QString& path() const { return m_path; }
    Access access() const { return m_access; }

    /// Runs a statement without values.
    domain::Result<void> run(const QString& sql);
    /// The statement, prepared once per connection and reset; text must be a literal (its address is not kept, its
    /// content is).
    domain::Result<QSqlQuery*> prepared(const QString& sql);
    /// Binds the values in order and runs; the query stands before its first row.
    domain::Result<QSqlQuery*> exec(const QString& sql, const QVariantList& values = {});
    /// First column of the first row; an invalid QVariant without rows.
    domain::Result<QVariant> value(const QString& sql, const QVariantList& values = {});

    /// Refuses with a sentence when the file was deleted or replaced since it was opened.
    domain::Result<void> stillInPlace() const;
    /// The sentence for what SQLite refused, with the file named.
    domain::Error errorOf(const QSqlError& error) const;

private:
    Connection(QString name, QString path, Access access);
    domain::Result<void> configure();

    QString m_name, m_path;
    Access m_access;
    FileIdentity m_identity;
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

} // namespace store
