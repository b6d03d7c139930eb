// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/verification.h"
#include "store/connection.h"

namespace store {

/// Compares everything that was recorded with its hashes, chain ends, digests and index, of one incident (key) or of
/// all (empty key). Says what was changed, is missing or does not belong; what an event.erased names counts as erased.
/// Changes nothing. NotFound for an unknown key.
domain::Result<domain::Verification> verify(Connection& connection, const QString& key);
/// Whether the words of the search index are those of its rows. SQLite asks for a connection that may write; nothing is
/// written.
domain::Result<domain::Verification> verifyWords(Connection& connection);

} // namespace store
