// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/archive_row.h"
#include "domain/search_hit.h"
#include "store/connection.h"
#include <vector>

/// What the archive asks: lists and search, from the index alone.
namespace store {

/// An archive row, and the attachment that ranks its severity.
struct ListedIncident {
    domain::ArchiveRow row; ///< severityRank is not known here
    QUuid id;
    QString playbookDigest;
};
/// Newest declaration first.
domain::Result<std::vector<ListedIncident>> listIncidents(Connection& connection);
/// Entries that hold every word, in any case and without regard to accents; the last word may be unfinished. Latest
/// recorded first.
domain::Result<std::vector<domain::SearchHit>> searchEntries(Connection& connection, const QString& words, int limit);
/// What a person typed as a query of SQLite's FTS5: every word a quoted string, so nothing in it is syntax. Empty
/// without words.
QString ftsQuery(const QString& words);

} // namespace store
