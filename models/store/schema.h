// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connection.h"
#include <QStringList>
#include <vector>

namespace store {

/// Marks of our files in SQLite's header: "BWdb" and, of a bundle, "BWbn".
inline constexpr qint64 applicationId = 0x42576462;
inline constexpr qint64 bundleApplicationId = 0x4257626e;
/// One step to the schema of that number.
struct Migration {
    int version;
    QStringList statements;
};
/// In order; a released step is never changed, only followed.
const std::vector<Migration>& migrations();
/// The newest schema this program knows (user_version).
int schemaVersion();

/// What a file is, seen without changing it.
struct Probe {
    bool empty = false; ///< missing or of no length: to be made
    qint64 version = 0; ///< user_version
    QString damage;     ///< what SQLite's quick check found; empty when sound
};
/// Refuses what must not be touched: no SQLite file, another program's, one of a newer version. The sentence names file
/// and versions.
domain::Result<Probe> probe(const QString& path);

/// Takes the steps a probed file lacks, all in one transaction, after copying an older one to FILE.vN.bak.
domain::Result<void> migrate(Connection& connection, const Probe& probe, const std::vector<Migration>& steps);
/// Migrates to the newest schema, then gives the database its origin: a new one when the file is on another machine or
/// inode than it was.
domain::Result<void> prepare(Connection& connection, const Probe& probe);
/// What SQLite's own check finds wrong, one sentence a line; empty when sound. quick leaves out comparing indexes.
domain::Result<QStringList> fileDamage(Connection& connection, bool quick);
/// The statements that make event and attachment, shared with bundles.
QString createEventTable(bool inBundle);
QString createAttachmentTable();

} // namespace store
