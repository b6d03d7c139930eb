// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/event_hash.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace store {
namespace {

void addColumn(QCryptographicHash& hash, const QByteArray& bytes) {
    const quint64 length = qToBigEndian(static_cast<quint64>(bytes.size()));
    hash.addData(QByteArrayView(reinterpret_cast<const char*>(&length), sizeof length));
    hash.addData(bytes);
}

} // namespace

QByteArray chainStart() {
    return QByteArray(32, '\0');
}

QByteArray digestOf(const QByteArray& body) {
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256);
}

QByteArray eventHash(const QByteArray& previous, const StoredEvent& event) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(previous);
    addColumn(hash, event.incident);
    addColumn(hash, event.origin);
    for (const qint64 number : {event.seq, event.clock, event.occurredAt, event.recordedAt})
        addColumn(hash, QByteArray::number(number));
    addColumn(hash, event.author);
    addColumn(hash, event.kind);
    hash.addData(event.bodyDigest);
    return hash.result();
}

} // namespace store
