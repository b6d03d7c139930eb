// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/defensive.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QVariant>
#include <cstring>
#include <sqlite3.h>

namespace store {

domain::Result<void> makeDefensive(const QSqlDatabase& database) {
    const auto refuse = [] {
        return domain::fail(
            domain::ErrorKind::Internal,
            QStringLiteral("SQLite's defensive mode cannot be had here, so files of others are not opened."));
    };
    // The handle may only be touched by the very library that made it: Qt's driver may carry its own copy.
    QSqlQuery query(QStringLiteral("SELECT sqlite_source_id()"), database);
    if (!query.next() || query.value(0).toString() != QLatin1String(sqlite3_sourceid()))
        return refuse();
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
        return refuse();
    sqlite3* const raw = *static_cast<sqlite3* const*>(handle.constData());
    const bool done = sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr) == SQLITE_OK &&
                      sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr) == SQLITE_OK;
    if (!done)
        return refuse();
    return {};
}

} // namespace store
