// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/event_log.h"

/// A bundle: one incident as an SQLite file with the tables event and attachment, to be handed to somebody else.
namespace store {

/// Writes path anew, completely or not at all; gives the path. Follows the umask.
domain::Result<QString> exportBundle(Connection& connection, const QString& key, const QString& path);

/// What came in.
struct Imported {
    IncidentKey key;
    std::vector<domain::Event> events; ///< those that were not here before, in fold order
};
/// Copies the rows of a bundle in, after checking every hash; the file is never written and nothing in it is run. An
/// incident that is not here gets the next key; one that is gets the events it lacks. Refused, with nothing changed: a
/// file that is no bundle, a broken chain, and (Conflict) events of the same number with another hash.
domain::Result<Imported> importBundle(Connection& connection, const QString& path);

} // namespace store
