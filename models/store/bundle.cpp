// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bundle.h"

#include "domain/incident.h"
#include "store/archive_index.h"
#include "store/attachments.h"
#include "store/bundle_reader.h"
#include "store/event_row.h"
#include "store/schema.h"
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <cstdio>

namespace store {

using domain::ErrorKind;
using domain::Result;

namespace {

/// Key and chain ends travel as one more attachment, so that a bundle that lost its tail is seen.
Result<QByteArray> manifestOf(Connection& connection, const IncidentKey& incident) {
    auto rows =
        connection.exec(QStringLiteral("SELECT origin, count, head FROM chain WHERE incident = ? ORDER BY origin"),
                        {uuidText(incident.id)});
    STORE_TRY(rows);
    QJsonArray chains;
    while (rows->next())
        chains.append(QJsonObject{{QStringLiteral("origin"), rows->text(0)},
                                  {QStringLiteral("count"), rows->number(1)},
                                  {QStringLiteral("head"), QString::fromLatin1(rows->bytes(2).toHex())}});
    STORE_TRY(rows->ended());
    return QJsonDocument(QJsonObject{{QStringLiteral("key"), incident.key}, {QStringLiteral("chains"), chains}})
        .toJson(QJsonDocument::Compact);
}

Result<void> copyEvents(Connection& from, Connection& to, const QUuid& incident, QSet<QString>& digests) {
    auto rows =
        from.exec(selectStored() + QStringLiteral("WHERE incident = ? ORDER BY origin, seq"), {uuidText(incident)});
    STORE_TRY(rows);
    while (rows->next()) {
        bool wrongType = false;
        const StoredEvent event = readStored(*rows, wrongType);
        STORE_TRY(insertRow(to, event));
        for (const QString& digest : digestsNamedIn(QString::fromUtf8(event.body)))
            digests.insert(digest);
    }
    return rows->ended();
}

Result<void> copyAttachment(Connection& from, Connection& to, const QString& digest) {
    auto rows = from.exec(QStringLiteral("SELECT media_type, bytes FROM attachment WHERE sha256 = ?"), {digest});
    STORE_TRY(rows);
    if (rows->next())
        STORE_TRY(insertAttachment(to, rows->bytes(1), rows->text(0)));
    return rows->ended();
}

Result<void> writeBundle(Connection& from, const IncidentKey& incident, const QString& path) {
    auto opened = Connection::create(path);
    STORE_TRY(opened);
    Connection& to = **opened;
    auto transaction = Transaction::begin(to);
    STORE_TRY(transaction);
    STORE_TRY(to.run(createEventTable(true)));
    STORE_TRY(to.run(createAttachmentTable()));
    STORE_TRY(to.run(QStringLiteral("PRAGMA application_id=%1").arg(bundleApplicationId)));
    STORE_TRY(to.run(QStringLiteral("PRAGMA user_version=1")));
    QSet<QString> digests;
    STORE_TRY(copyEvents(from, to, incident.id, digests));
    for (const QString& digest : std::as_const(digests))
        STORE_TRY(copyAttachment(from, to, digest));
    const auto manifest = manifestOf(from, incident);
    STORE_TRY(manifest);
    STORE_TRY(insertAttachment(to, *manifest, bundleManifestType()));
    return transaction->commit();
}

/// Which of these events are here already; a fork when one of them is here with another hash.
Result<QSet<domain::EventId>> knownEvents(Connection& connection, const IncidentKey& incident,
                                          const std::vector<StoredEvent>& events) {
    auto rows = connection.exec(QStringLiteral("SELECT origin, seq, hash FROM event WHERE incident = ?"),
                                {uuidText(incident.id)});
    STORE_TRY(rows);
    QHash<domain::EventId, QByteArray> here;
    while (rows->next())
        here.insert({QUuid::fromString(rows->text(0)), rows->number(1)}, rows->bytes(2));
    STORE_TRY(rows->ended());
    QSet<domain::EventId> known;
    for (const StoredEvent& event : events) {
        const domain::EventId id{QUuid::fromString(QLatin1StringView(event.origin)), event.seq};
        const auto found = here.constFind(id);
        if (found == here.constEnd())
            continue;
        if (*found != event.hash)
            return domain::fail(
                ErrorKind::Conflict,
                QStringLiteral("The bundle and %1 disagree about event %2: two histories of one incident "
                               "cannot be joined. Nothing was imported.")
                    .arg(incident.key, domain::toText(id)));
        known.insert(id);
    }
    return known;
}

/// The incident these events belong to: the one that is here, or a new one with the next key.
Result<IncidentKey> homeOf(Connection& connection, const Bundle& bundle) {
    auto rows = connection.exec(QStringLiteral("SELECT key, foreign_key FROM incident WHERE id = ?"),
                                {uuidText(bundle.incident)});
    STORE_TRY(rows);
    if (rows->next())
        return IncidentKey{bundle.incident, rows->text(0), rows->text(1)};
    STORE_TRY(rows->ended());
    return addIncident(connection, bundle.incident, bundle.drill, bundle.key);
}

Result<void> extendChains(Connection& connection, const Bundle& bundle) {
    for (const BundleChain& chain : bundle.chains)
        STORE_TRY(connection.run(
            QStringLiteral("INSERT INTO chain (incident, origin, count, head, clock) VALUES (?, ?, ?, ?, ?) "
                           "ON CONFLICT (incident, origin) DO UPDATE SET count = excluded.count, head = excluded.head, "
                           "clock = excluded.clock WHERE excluded.count > count"),
            {uuidText(bundle.incident), QString::fromUtf8(chain.origin), chain.count, chain.hash, chain.clock}));
    return {};
}

/// Bodies that one side erased stay erased, or become it.
Result<void> applyErasures(Connection& connection, const QUuid& incident, const std::vector<domain::Event>& events) {
    for (const domain::Event& event : events)
        if (const auto* erased = std::get_if<domain::EventErased>(&event.body))
            STORE_TRY(connection.run(
                QStringLiteral("UPDATE event SET body = NULL WHERE incident = ? AND origin = ? AND seq = ?"),
                {uuidText(incident), uuidText(erased->target.origin), erased->target.seq}));
    return {};
}

Result<Imported> insertBundle(Connection& connection, const Bundle& bundle) {
    auto transaction = Transaction::begin(connection);
    STORE_TRY(transaction);
    auto home = homeOf(connection, bundle);
    STORE_TRY(home);
    const auto known = knownEvents(connection, *home, bundle.events);
    STORE_TRY(known);
    Imported imported{std::move(*home), {}};
    for (const StoredEvent& stored : bundle.events) {
        domain::Event event = eventFrom(stored);
        if (known->contains(event.id))
            continue;
        STORE_TRY(insertRow(connection, stored));
        imported.events.push_back(std::move(event));
    }
    for (const BundleAttachment& attachment : bundle.attachments)
        STORE_TRY(insertAttachment(connection, attachment.bytes, attachment.mediaType));
    STORE_TRY(extendChains(connection, bundle));
    auto all = loadEvents(connection, bundle.incident);
    STORE_TRY(all);
    STORE_TRY(applyErasures(connection, bundle.incident, all->events));
    STORE_TRY(indexIncident(connection, domain::fold(std::move(all->events))));
    STORE_TRY(transaction->commit());
    std::sort(imported.events.begin(), imported.events.end(), domain::foldsBefore);
    return imported;
}

} // namespace

Result<QString> exportBundle(Connection& connection, const QString& key, const QString& path) {
    const auto incident = findIncident(connection, key);
    STORE_TRY(incident);
    if (const QFileInfo there(path); there.exists() && !there.isFile())
        return domain::fail(ErrorKind::Storage,
                            QStringLiteral("The bundle %1 was not written: it is not a file.").arg(path));
    const QString folder = QFileInfo(path).absolutePath();
    const QString part = QStringLiteral("%1/.%2.part").arg(folder, QUuid::createUuid().toString(QUuid::WithoutBraces));
    auto written = writeBundle(connection, *incident, part);
    if (written && std::rename(QFile::encodeName(part).constData(), QFile::encodeName(path).constData()) != 0)
        written = domain::fail(ErrorKind::Storage, QStringLiteral("cannot be put in place."));
    if (!written) {
        QFile::remove(part);
        const QString why = written.error().text;
        return domain::fail(
            ErrorKind::Storage,
            QStringLiteral("The bundle %1 was not written: %2").arg(path, QString(why).replace(part, path)));
    }
    syncFolder(folder);
    return path;
}

Result<Imported> importBundle(Connection& connection, const QString& path) {
    const auto bundle = readBundle(path);
    STORE_TRY(bundle);
    return insertBundle(connection, *bundle).map_error([&path](const domain::Error& error) {
        return domain::Error{error.kind, QStringLiteral("%1 was not imported. %2").arg(path, error.text)};
    });
}

} // namespace store
