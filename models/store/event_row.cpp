// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/event_row.h"

#include "domain/event_kinds.h"
#include <utility>

namespace store {
namespace {

QVariant asText(const QByteArray& utf8) {
    return utf8.isNull() ? QVariant() : QVariant(QString::fromUtf8(utf8));
}

} // namespace

QString uuidText(const QUuid& uuid) {
    return uuid.toString(QUuid::WithoutBraces);
}

StoredEvent storedFrom(const domain::Event& event, const QByteArray& previousHash) {
    StoredEvent stored;
    stored.incident = uuidText(event.incident).toUtf8();
    stored.origin = uuidText(event.id.origin).toUtf8();
    stored.seq = event.id.seq;
    stored.clock = static_cast<qint64>(event.clock);
    stored.occurredAt = domain::toMs(event.occurredAt);
    stored.recordedAt = domain::toMs(event.recordedAt);
    stored.author = event.author.toUtf8();
    stored.kind = domain::kindOf(event.body).toUtf8();
    stored.body = domain::bodyToJson(event.body, event.undoes);
    stored.bodyDigest = digestOf(stored.body);
    stored.hash = eventHash(previousHash, stored);
    return stored;
}

domain::Result<void> insertRow(Connection& connection, const StoredEvent& event) {
    static const QString sql =
        QStringLiteral("INSERT INTO event (incident, origin, seq, clock, occurred_at, recorded_at, author, kind, body, "
                       "hash, body_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    return connection.run(sql, {asText(event.incident), asText(event.origin), event.seq, event.clock, event.occurredAt,
                                event.recordedAt, asText(event.author), asText(event.kind), asText(event.body),
                                event.hash, event.bodyDigest});
}

QString selectStored() {
    return QStringLiteral(
        "SELECT CAST(incident AS BLOB), CAST(origin AS BLOB), seq, clock, occurred_at, recorded_at, CAST(author AS "
        "BLOB), "
        "CAST(kind AS BLOB), CAST(body AS BLOB), hash, body_digest, "
        "typeof(incident) = 'text' AND typeof(origin) = 'text' AND typeof(seq) = 'integer' AND typeof(clock) = "
        "'integer' "
        "AND typeof(occurred_at) = 'integer' AND typeof(recorded_at) = 'integer' AND typeof(author) = 'text' "
        "AND typeof(kind) = 'text' AND typeof(body) IN ('text', 'null') AND typeof(hash) = 'blob' "
        "AND typeof(body_digest) = 'blob' FROM event ");
}

StoredEvent readStored(const Rows& rows, bool& wrongType) {
    StoredEvent stored;
    stored.incident = rows.bytes(0);
    stored.origin = rows.bytes(1);
    stored.seq = rows.number(2);
    stored.clock = rows.number(3);
    stored.occurredAt = rows.number(4);
    stored.recordedAt = rows.number(5);
    stored.author = rows.bytes(6);
    stored.kind = rows.bytes(7);
    if (!rows.isNull(8))
        stored.body = rows.bytes(8);
    if (!rows.isNull(8) && stored.body.isNull())
        stored.body = QByteArray("");
    stored.hash = rows.bytes(9);
    stored.bodyDigest = rows.bytes(10);
    wrongType = rows.number(11) != 1;
    return stored;
}

domain::Event eventFrom(const StoredEvent& stored, QString* trouble) {
    domain::Event event;
    event.incident = QUuid::fromString(QLatin1StringView(stored.incident));
    event.id = {QUuid::fromString(QLatin1StringView(stored.origin)), stored.seq};
    event.clock = static_cast<quint64>(stored.clock);
    event.occurredAt = domain::instantFromMs(stored.occurredAt);
    event.recordedAt = domain::instantFromMs(stored.recordedAt);
    event.author = QString::fromUtf8(stored.author);
    event.hash = stored.hash;
    const QString kind = QString::fromUtf8(stored.kind);
    auto parsed = domain::bodyFromJson(kind, stored.body);
    if (parsed) {
        event.body = std::move(parsed->body);
        event.undoes = parsed->undoes;
        return event;
    }
    event.body = domain::Unknown{.kindName = kind, .json = {}};
    if (trouble)
        *trouble = parsed.error().text;
    return event;
}

} // namespace store
