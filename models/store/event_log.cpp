// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/event_log.h"

#include "domain/event_kinds.h"
#include "domain/hybrid_clock.h"
#include "domain/incident.h"
#include "store/archive_index.h"
#include "store/attachments.h"
#include "store/event_row.h"
#include <QVariant>
#include <algorithm>

namespace store {

using domain::ErrorKind;
using domain::Event;

namespace {

/// Where a chain stands: what the next event of this database in this incident follows.
struct Head {
    qint64 count = 0;
    QByteArray hash = chainStart();
    quint64 clock = 0; ///< the latest of the whole incident
};

domain::Result<Head> readHead(Connection& connection, const QUuid& incident) {
    auto rows = connection.exec(QStringLiteral("SELECT origin, count, head, clock FROM chain WHERE incident = ?"),
                                {uuidText(incident)});
    STORE_TRY(rows);
    const QString ours = uuidText(connection.origin());
    Head head;
    while (rows->next()) {
        head.clock = std::max(head.clock, static_cast<quint64>(rows->number(3)));
        if (rows->text(0) != ours)
            continue;
        head.count = rows->number(1);
        head.hash = rows->bytes(2);
    }
    STORE_TRY(rows->ended());
    return head;
}

domain::Result<void> writeHead(Connection& connection, const QUuid& incident, const Head& head) {
    return connection.run(
        QStringLiteral("INSERT INTO chain (incident, origin, count, head, clock) VALUES (?, ?, ?, ?, ?) "
                       "ON CONFLICT (incident, origin) DO UPDATE SET count = excluded.count, head = excluded.head, "
                       "clock = excluded.clock"),
        {uuidText(incident), uuidText(connection.origin()), head.count, head.hash, static_cast<qint64>(head.clock)});
}

/// The body goes, its digest stays, and no word of it stays behind in the search index.
domain::Result<void> erase(Connection& connection, const QUuid& incident, const domain::EventId& target) {
    auto rows =
        connection.exec(QStringLiteral("UPDATE event SET body = NULL WHERE incident = ? AND origin = ? AND seq = ?"),
                        {uuidText(incident), uuidText(target.origin), target.seq});
    STORE_TRY(rows);
    if (rows->affected() != 1)
        return domain::fail(ErrorKind::NotFound,
                            QStringLiteral("There is no event %1 to erase.").arg(domain::toText(target)));
    return {};
}

Event eventFromDraft(const domain::EventDraft& draft, const QUuid& incident, domain::Instant recordedAt) {
    Event event;
    event.incident = incident;
    event.occurredAt = draft.occurredAt;
    event.recordedAt = recordedAt;
    event.author = QString::fromUtf8(draft.author.toUtf8()); // a lone surrogate would not survive the file
    event.body = draft.body;
    event.undoes = draft.undoes;
    return event;
}

domain::Result<void> updateIndex(Connection& connection, const QUuid& incident, const std::vector<Event>& events) {
    if (std::all_of(events.begin(), events.end(), onlyAddsItsRow)) {
        for (const Event& event : events)
            STORE_TRY(indexEvent(connection, event));
        return {};
    }
    auto loaded = loadEvents(connection, incident);
    STORE_TRY(loaded);
    return indexIncident(connection, domain::fold(std::move(loaded->events)));
}

bool erases(const domain::EventDraft& draft) {
    return std::holds_alternative<domain::EventErased>(draft.body);
}

} // namespace

domain::Error notSaved(const domain::Error& error) {
    return {error.kind, QStringLiteral("Not saved. ") + error.text};
}

domain::Result<IncidentKey> findIncident(Connection& connection, const QString& key) {
    auto rows = connection.exec(QStringLiteral("SELECT id, key, foreign_key FROM incident WHERE key = ?"),
                                {key.trimmed().toUpper()});
    STORE_TRY(rows);
    if (rows->next())
        return IncidentKey{QUuid::fromString(rows->text(0)), rows->text(1), rows->text(2)};
    STORE_TRY(rows->ended());
    return domain::fail(ErrorKind::NotFound,
                        QStringLiteral("There is no incident %1 in %2.").arg(key, connection.path()));
}

domain::Result<IncidentKey> addIncident(Connection& connection, const QUuid& id, bool drill,
                                        const QString& foreignKey) {
    const QString prefix = drill ? QStringLiteral("DRILL") : QStringLiteral("INC");
    const auto last = connection.value(QStringLiteral("SELECT max(number) FROM incident WHERE prefix = ?"), {prefix});
    STORE_TRY(last);
    const qint64 number = last->toLongLong() + 1;
    const QString key = QStringLiteral("%1-%2").arg(prefix).arg(number, 4, 10, QLatin1Char('0'));
    STORE_TRY(connection.run(
        QStringLiteral("INSERT INTO incident (id, key, prefix, number, foreign_key) VALUES (?, ?, ?, ?, ?)"),
        {uuidText(id), key, prefix, number, foreignKey}));
    return IncidentKey{id, key, foreignKey};
}

domain::Result<std::vector<Event>> insertDrafts(Connection& connection, const QUuid& incident,
                                                const std::vector<domain::EventDraft>& drafts,
                                                domain::Instant recordedAt) {
    auto head = readHead(connection, incident);
    STORE_TRY(head);
    std::vector<Event> events;
    for (const domain::EventDraft& draft : drafts) {
        Event event = eventFromDraft(draft, incident, recordedAt);
        event.id = {connection.origin(), head->count + 1};
        event.clock = domain::nextHybridClock(head->clock, recordedAt);
        const StoredEvent stored = storedFrom(event, head->hash);
        STORE_TRY(insertRow(connection, stored));
        event.hash = stored.hash;
        *head = {event.id.seq, stored.hash, event.clock};
        if (const auto* erased = std::get_if<domain::EventErased>(&event.body))
            STORE_TRY(erase(connection, incident, erased->target));
        events.push_back(std::move(event));
    }
    STORE_TRY(writeHead(connection, incident, *head));
    STORE_TRY(updateIndex(connection, incident, events));
    if (std::any_of(drafts.begin(), drafts.end(), erases))
        STORE_TRY(connection.run(QStringLiteral("INSERT INTO entry_words (entry_words) VALUES ('optimize')")));
    return events;
}

domain::Result<std::vector<Event>> append(Connection& connection, const QUuid& incident,
                                          const std::vector<domain::EventDraft>& drafts, domain::Instant recordedAt) {
    auto transaction = Transaction::begin(connection);
    if (!transaction)
        return tl::unexpected(notSaved(transaction.error()));
    auto events = insertDrafts(connection, incident, drafts, recordedAt);
    if (!events)
        return tl::unexpected(notSaved(events.error()));
    if (const auto committed = transaction->commit(); !committed)
        return tl::unexpected(notSaved(committed.error()));
    if (std::any_of(drafts.begin(), drafts.end(), erases)) // what was erased must not live on in the journal
        std::ignore = connection.run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    return events;
}

domain::Result<Declaration> declare(Connection& connection, const NewIncident& incident, domain::Instant recordedAt) {
    const auto write = [&]() -> domain::Result<Declaration> {
        auto transaction = Transaction::begin(connection);
        STORE_TRY(transaction);
        auto key = addIncident(connection, QUuid::createUuid(), incident.drill, {});
        STORE_TRY(key);
        if (!incident.attachment.isEmpty())
            STORE_TRY(insertAttachment(connection, incident.attachment, incident.mediaType));
        if (!incident.runbook.isEmpty())
            STORE_TRY(insertAttachment(connection, incident.runbook, QStringLiteral("text/markdown")));
        auto events = insertDrafts(connection, key->id, incident.drafts, recordedAt);
        STORE_TRY(events);
        STORE_TRY(transaction->commit());
        return Declaration{std::move(*key), std::move(*events)};
    };
    return write().map_error(notSaved);
}

domain::Result<LoadedEvents> loadEvents(Connection& connection, const QUuid& incident, const QStringList& kinds) {
    QVariantList values{uuidText(incident)};
    for (const QString& kind : kinds)
        values << kind;
    const QString only =
        kinds.isEmpty()
            ? QString()
            : QStringLiteral(" AND kind IN (%1)").arg(QStringList(kinds.size(), QStringLiteral("?")).join(u','));
    auto rows = connection.exec(
        QStringLiteral(
            "SELECT origin, seq, clock, occurred_at, recorded_at, author, kind, CAST(body AS BLOB), hash FROM event "
            "WHERE incident = ?") +
            only,
        values);
    STORE_TRY(rows);
    LoadedEvents loaded;
    QString lastOrigin;
    QUuid origin;
    while (rows->next()) {
        if (const QString text = rows->text(0); text != lastOrigin) {
            lastOrigin = text;
            origin = QUuid::fromString(text);
        }
        Event event;
        event.incident = incident;
        event.id = {origin, rows->number(1)};
        event.clock = static_cast<quint64>(rows->number(2));
        event.occurredAt = domain::instantFromMs(rows->number(3));
        event.recordedAt = domain::instantFromMs(rows->number(4));
        event.author = rows->text(5);
        event.hash = rows->bytes(8);
        const QString kind = rows->text(6);
        auto parsed = domain::bodyFromJson(kind, rows->bytes(7));
        if (parsed) {
            event.body = std::move(parsed->body);
            event.undoes = parsed->undoes;
        } else {
            event.body = domain::Unknown{.kindName = kind, .json = {}};
            ++loaded.unreadable;
        }
        loaded.events.push_back(std::move(event));
    }
    STORE_TRY(rows->ended());
    if (!std::is_sorted(loaded.events.begin(), loaded.events.end(), domain::foldsBefore))
        std::sort(loaded.events.begin(), loaded.events.end(), domain::foldsBefore);
    return loaded;
}

} // namespace store
