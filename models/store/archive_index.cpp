// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archive_index.h"

#include "domain/event_kinds.h"
#include "store/event_row.h"
#include <QHash>
#include <QVariant>

namespace store {
namespace {

template <class... F>
struct Overload : F... {
    using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

/// Valid UTF-8 as SQLite will keep it: what is compared later must be what was written.
QString clean(const QString& text) {
    return QString::fromUtf8(text.toUtf8());
}

QVariant orNull(const std::optional<qint64>& number) {
    return number ? QVariant(*number) : QVariant();
}

std::optional<qint64> msOf(const std::optional<domain::Instant>& instant) {
    return instant ? std::optional(domain::toMs(*instant)) : std::nullopt;
}

// The words are kept by hand, not by triggers: with an untrusted schema SQLite runs no trigger that writes to FTS5.

domain::Result<void> addEntry(Connection& connection, const QUuid& incident, const IndexedEntry& entry) {
    static const QString addRow =
        QStringLiteral("INSERT INTO entry (incident, origin, seq, occurred_at, kind, text) VALUES (?, ?, ?, ?, ?, ?)");
    static const QString addWords =
        QStringLiteral("INSERT INTO entry_words (rowid, text) VALUES (last_insert_rowid(), ?)");
    STORE_TRY(connection.run(addRow, {uuidText(incident), uuidText(entry.id.origin), entry.id.seq, entry.occurredAt,
                                      entry.kind, entry.text}));
    return connection.run(addWords, {entry.text});
}

domain::Result<void> removeEntry(Connection& connection, const QUuid& incident, const IndexedEntry& entry) {
    const QString where = QStringLiteral(" FROM entry WHERE incident = ? AND origin = ? AND seq = ?");
    const QVariantList name{uuidText(incident), uuidText(entry.id.origin), entry.id.seq};
    const auto row = connection.value(QStringLiteral("SELECT id") + where, name);
    STORE_TRY(row);
    STORE_TRY(
        connection.run(QStringLiteral("INSERT INTO entry_words (entry_words, rowid, text) VALUES ('delete', ?, ?)"),
                       {*row, entry.text}));
    return connection.run(QStringLiteral("DELETE") + where, name);
}

domain::Result<void> changeEntry(Connection& connection, const QUuid& incident, const IndexedEntry& from,
                                 const IndexedEntry& to) {
    const auto row =
        connection.value(QStringLiteral("SELECT id FROM entry WHERE incident = ? AND origin = ? AND seq = ?"),
                         {uuidText(incident), uuidText(from.id.origin), from.id.seq});
    STORE_TRY(row);
    STORE_TRY(
        connection.run(QStringLiteral("INSERT INTO entry_words (entry_words, rowid, text) VALUES ('delete', ?, ?)"),
                       {*row, from.text}));
    STORE_TRY(connection.run(QStringLiteral("UPDATE entry SET occurred_at = ?, kind = ?, text = ? WHERE id = ?"),
                             {to.occurredAt, to.kind, to.text, *row}));
    return connection.run(QStringLiteral("INSERT INTO entry_words (rowid, text) VALUES (?, ?)"), {*row, to.text});
}

} // namespace

IndexedEntry indexedFrom(const domain::TimelineEntry& entry) {
    const bool noted = entry.kind == QLatin1String(domain::EntryNoted::kind);
    return {entry.id, domain::toMs(entry.occurredAt), noted ? domain::toText(entry.entryKind) : clean(entry.kind),
            entry.erased ? QStringLiteral("") : clean(entry.text)};
}

IndexedIncident indexedFrom(const domain::Incident& incident) {
    return {.title = clean(incident.title),
            .severity = clean(incident.severity),
            .status = domain::toText(incident.status),
            .playbook = clean(incident.playbook),
            .playbookDigest = clean(incident.playbookDigest),
            .drill = incident.drill,
            .declaredAt = domain::toMs(incident.declaredAt),
            .acknowledgedAt = msOf(incident.acknowledgedAt),
            .resolvedAt = msOf(incident.resolvedAt)};
}

bool onlyAddsItsRow(const domain::Event& event) {
    using namespace domain;
    if (event.undoes)
        return false;
    const auto no = [](const auto&) { return false; };
    return !std::visit(Overload{[](const Declared&) { return true; }, [](const Acknowledged&) { return true; },
                                [](const Retitled&) { return true; }, [](const Converted&) { return true; },
                                [](const SeverityChanged&) { return true; }, [](const StatusChanged&) { return true; },
                                [](const EntryRevised&) { return true; }, [](const EventErased&) { return true; },
                                // its row may be an earlier one's
                                [](const CheckChanged&) { return true; }, no},
                       event.body);
}

domain::Result<void> indexEvent(Connection& connection, const domain::Event& event) {
    if (!domain::isTimelineRow(event.body))
        return {};
    const auto* note = std::get_if<domain::EntryNoted>(&event.body);
    const QString kind = note ? domain::toText(note->entryKind) : domain::kindOf(event.body);
    return addEntry(connection, event.incident,
                    {event.id, domain::toMs(event.occurredAt), kind, clean(domain::sentenceOf(event.body))});
}

domain::Result<void> indexIncident(Connection& connection, const domain::Incident& incident) {
    const auto known = indexedEntries(connection, incident.id);
    STORE_TRY(known);
    QHash<domain::EventId, IndexedEntry> old;
    for (const IndexedEntry& entry : *known)
        old.insert(entry.id, entry);
    for (const domain::TimelineEntry& entry : incident.timeline) {
        const IndexedEntry wanted = indexedFrom(entry);
        const auto found = old.constFind(entry.id);
        if (found == old.constEnd())
            STORE_TRY(addEntry(connection, incident.id, wanted));
        else if (*found != wanted)
            STORE_TRY(changeEntry(connection, incident.id, *found, wanted));
        old.remove(entry.id);
    }
    for (const IndexedEntry& gone : std::as_const(old))
        STORE_TRY(removeEntry(connection, incident.id, gone));
    const IndexedIncident row = indexedFrom(incident);
    return connection.run(
        QStringLiteral(
            "UPDATE incident SET title = ?, severity = ?, status = ?, playbook = ?, playbook_digest = ?, drill = ?, "
            "declared_at = ?, acknowledged_at = ?, resolved_at = ? WHERE id = ?"),
        {row.title, row.severity, row.status, row.playbook, row.playbookDigest, row.drill ? 1 : 0, row.declaredAt,
         orNull(row.acknowledgedAt), orNull(row.resolvedAt), uuidText(incident.id)});
}

domain::Result<std::vector<IndexedEntry>> indexedEntries(Connection& connection, const QUuid& incident) {
    auto rows =
        connection.exec(QStringLiteral("SELECT origin, seq, occurred_at, kind, text FROM entry WHERE incident = ?"),
                        {uuidText(incident)});
    STORE_TRY(rows);
    std::vector<IndexedEntry> entries;
    while (rows->next())
        entries.push_back(
            {{QUuid::fromString(rows->text(0)), rows->number(1)}, rows->number(2), rows->text(3), rows->text(4)});
    STORE_TRY(rows->ended());
    return entries;
}

domain::Result<std::optional<IndexedIncident>> indexedIncident(Connection& connection, const QUuid& incident) {
    auto rows = connection.exec(
        QStringLiteral(
            "SELECT title, severity, status, playbook, playbook_digest, drill, declared_at, acknowledged_at, "
            "resolved_at FROM incident WHERE id = ?"),
        {uuidText(incident)});
    STORE_TRY(rows);
    if (!rows->next()) {
        STORE_TRY(rows->ended());
        return std::nullopt;
    }
    const auto optional = [&rows](int column) {
        return rows->isNull(column) ? std::nullopt : std::optional(rows->number(column));
    };
    return IndexedIncident{.title = rows->text(0),
                           .severity = rows->text(1),
                           .status = rows->text(2),
                           .playbook = rows->text(3),
                           .playbookDigest = rows->text(4),
                           .drill = rows->number(5) != 0,
                           .declaredAt = rows->number(6),
                           .acknowledgedAt = optional(7),
                           .resolvedAt = optional(8)};
}

} // namespace store
