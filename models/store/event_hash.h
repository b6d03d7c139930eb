// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace store {

/// An event as its row holds it: every column's exact bytes (UTF-8), in table order. What the chain of hashes is made
/// over.
struct StoredEvent {
    QByteArray incident, origin;
    qint64 seq = 0, clock = 0, occurredAt = 0, recordedAt = 0;
    QByteArray author, kind;
    QByteArray body;       ///< null when it was erased
    QByteArray hash;       ///< 32 bytes
    QByteArray bodyDigest; ///< SHA-256 of the body as first stored; outlives an erasure
    bool operator==(const StoredEvent&) const = default;
};

/// The hash before the first event of a chain: 32 zero bytes.
QByteArray chainStart();
QByteArray digestOf(const QByteArray& body);
/// SHA-256 over: previous hash (32 bytes) ‖ incident, origin, seq, clock, occurred_at, recorded_at, author, kind, each
/// as its length (8 bytes, big endian) and its bytes, integers as decimal text ‖ bodyDigest (32 bytes).
QByteArray eventHash(const QByteArray& previous, const StoredEvent& event);

} // namespace store
