// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/check_result.h"
#include "store/connection.h"
#include <QStringList>
#include <map>
#include <optional>
#include <vector>

/// What stands beside the events: attachments, drafts of text, raw check results.
namespace store {

/// Stores bytes once and gives their SHA-256 in hex. Inside the caller's transaction, or as one of its own.
domain::Result<QString> insertAttachment(Connection& connection, const QByteArray& bytes, const QString& mediaType);
/// NotFound when there is none; Storage when its bytes are not those that were stored.
domain::Result<QByteArray> readAttachment(Connection& connection, const QString& digest);
/// Digests that the body of an event names, whatever its kind.
QStringList digestsNamedIn(const QString& bodyJson);

/// Empty text forgets the draft.
domain::Result<void> saveDraft(Connection& connection, const QUuid& incident, const QString& section,
                               const QString& text, domain::Instant at);
domain::Result<std::map<QString, QString>> readDrafts(Connection& connection, const QUuid& incident);

/// One transaction for the whole batch.
domain::Result<void> insertCheckResults(Connection& connection, const QUuid& incident,
                                        const std::vector<domain::CheckResult>& results);
/// Oldest first, from that moment on.
domain::Result<std::vector<domain::CheckResult>> readCheckResults(Connection& connection, const QUuid& incident,
                                                                  domain::Instant from);

/// Forgets results older than that moment, at most a few thousand in one go so that nobody waits long; true when there
/// may be more.
domain::Result<bool> pruneCheckResults(Connection& connection, domain::Instant olderThan);

/// All results of one check during one incident.
struct CheckTotals {
    qint64 probes = 0, up = 0, degraded = 0, down = 0, inconclusive = 0;
    std::optional<qint64> p50Us, p95Us; ///< of the answers, nearest rank
    bool operator==(const CheckTotals&) const = default;
};
domain::Result<CheckTotals> readCheckTotals(Connection& connection, const QUuid& incident, const QString& check);

} // namespace store
