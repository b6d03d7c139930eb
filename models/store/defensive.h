// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

class QSqlDatabase;

namespace store {

/// Switches SQLite's defensive mode on for a connection to a file that a stranger made: its SQL and schema can then not
/// corrupt anything (SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_TRUSTED_SCHEMA). Refuses when that cannot be had.
domain::Result<void> makeDefensive(const QSqlDatabase& database);

} // namespace store
