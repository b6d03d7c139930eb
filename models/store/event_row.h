// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "store/connection.h"
#include "store/event_hash.h"

namespace store {

/// A UUID as the tables write it: lower case, no braces.
QString uuidText(const QUuid& uuid);
/// The row of an event that is new, hash and all.
StoredEvent storedFrom(const domain::Event& event, const QByteArray& previousHash);
/// Adds one row to table event.
domain::Result<void> insertRow(Connection& connection, const StoredEvent& event);

/// The columns as exact bytes, for readStored; to be completed by WHERE, ORDER BY.
QString selectStored();
/// The current row of a statement begun with selectStored. A column of the wrong type reads as empty or 0 and sets
/// wrongType.
StoredEvent readStored(const Rows& rows, bool& wrongType);

/// Reads one event back. A body that cannot be understood becomes Unknown of that kind, and trouble says why.
domain::Event eventFrom(const StoredEvent& stored, QString* trouble = nullptr);

} // namespace store
