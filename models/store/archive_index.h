// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "store/connection.h"

/// What lists and search read: rows of timelines with their words, and one row an incident. Derived from the events,
/// written in the same transaction as they are, rebuildable, and compared with the fold by verify.
namespace store {

/// One row of table entry.
struct IndexedEntry {
    domain::EventId id;
    qint64 occurredAt = 0;
    QString kind, text; ///< kind: of a person's note its word, else the event's
    bool operator==(const IndexedEntry&) const = default;
};
/// The derived columns of table incident.
struct IndexedIncident {
    QString title, severity, status, playbook, playbookDigest;
    bool drill = false;
    qint64 declaredAt = 0;
    std::optional<qint64> acknowledgedAt, resolvedAt;
    bool operator==(const IndexedIncident&) const = default;
};

IndexedEntry indexedFrom(const domain::TimelineEntry& entry);
IndexedIncident indexedFrom(const domain::Incident& incident);
/// True when the event adds at most one row and changes nothing else that is indexed; false: index the fold anew.
bool onlyAddsItsRow(const domain::Event& event);

/// Adds the row of an event for which onlyAddsItsRow holds.
domain::Result<void> indexEvent(Connection& connection, const domain::Event& event);
/// Makes the index of one incident agree with its fold; touches only rows that differ.
domain::Result<void> indexIncident(Connection& connection, const domain::Incident& incident);

domain::Result<std::vector<IndexedEntry>> indexedEntries(Connection& connection, const QUuid& incident);
domain::Result<std::optional<IndexedIncident>> indexedIncident(Connection& connection, const QUuid& incident);

} // namespace store
