// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bundle_reader.h"

#include "store/chain.h"
#include "store/event_row.h"
#include "store/schema.h"
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <map>

namespace store {

using domain::ErrorKind;
using domain::Result;

namespace {

constexpr qint64 mostEvents = 1'000'000;
constexpr qint64 mostBytes = 64 << 20;
/// A hybrid clock beyond the year 3000 would leave later events no room.
constexpr qint64 lastClock = qint64{32'503'680'000'000} << 16;

tl::unexpected<domain::Error> refuse(const QString& path, const QString& why) {
    return domain::fail(ErrorKind::Input,
                        QStringLiteral("%1 is not a bundle that can be imported: %2.").arg(path, why));
}

Result<void> checkTables(Connection& connection, const QString& path) {
    const auto application = connection.value(QStringLiteral("PRAGMA application_id"));
    STORE_TRY(application);
    if (application->toLongLong() != bundleApplicationId)
        return refuse(path, QStringLiteral("it is a database of another kind"));
    const auto tables = connection.value(
        QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('event', 'attachment')"));
    STORE_TRY(tables);
    const auto others =
        connection.value(QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE type IN ('view', 'trigger') OR "
                                        "(type = 'table' AND name NOT IN ('event', 'attachment'))"));
    STORE_TRY(others);
    if (tables->toLongLong() != 2 || others->toLongLong() != 0)
        return refuse(path, QStringLiteral("it holds other things than one incident's events and attachments"));
    const auto count = connection.value(QStringLiteral("SELECT count(*) FROM event"));
    STORE_TRY(count);
    const auto largest = connection.value(QStringLiteral("SELECT max(length(bytes)) FROM attachment"));
    STORE_TRY(largest);
    const auto longest =
        connection.value(QStringLiteral("SELECT max(max(length(body), length(author), length(kind))) FROM event"));
    STORE_TRY(longest);
    if (count->toLongLong() == 0)
        return refuse(path, QStringLiteral("it holds no events"));
    if (count->toLongLong() > mostEvents || largest->toLongLong() > mostBytes || longest->toLongLong() > mostBytes)
        return refuse(path, QStringLiteral("it is too large"));
    return {};
}

/// Exact bytes in, exact bytes stored: what is not clean UTF-8 could not be written back as it was hashed.
bool isCleanText(const QByteArray& bytes) {
    return QString::fromUtf8(bytes).toUtf8() == bytes;
}

QString troubleWith(const StoredEvent& event, bool wrongType) {
    const bool ids = event.incident == uuidText(QUuid::fromString(QLatin1StringView(event.incident))).toUtf8() &&
                     event.origin == uuidText(QUuid::fromString(QLatin1StringView(event.origin))).toUtf8();
    if (wrongType || !ids || event.hash.size() != 32 || event.bodyDigest.size() != 32)
        return QStringLiteral("a column is not what it should be");
    if (event.clock < 0 || event.clock > lastClock)
        return QStringLiteral("its clock is impossible");
    if (!isCleanText(event.author) || !isCleanText(event.kind) || !isCleanText(event.body))
        return QStringLiteral("its text is not UTF-8");
    QString trouble;
    std::ignore = eventFrom(event, &trouble);
    return trouble;
}

Result<void> readEvents(Connection& connection, const QString& path, Bundle& bundle) {
    auto rows = connection.exec(selectStored() + QStringLiteral("NOT INDEXED ORDER BY origin, seq"));
    STORE_TRY(rows);
    ChainFollower follower;
    while (rows->next()) {
        bool wrongType = false;
        StoredEvent event = readStored(*rows, wrongType);
        if (bundle.chains.empty() || bundle.chains.back().origin != event.origin) {
            bundle.chains.push_back({event.origin, 0, {}, 0});
            follower = ChainFollower();
        }
        if (!bundle.events.empty() && bundle.events.front().incident != event.incident)
            return refuse(path, QStringLiteral("it holds more than one incident"));
        const auto findings = follower.follow(event, wrongType);
        const QString trouble = findings.empty() ? troubleWith(event, wrongType) : findings.front().why;
        if (!trouble.isEmpty())
            return refuse(
                path,
                QStringLiteral("event %1/%2: %3").arg(QString::fromUtf8(event.origin)).arg(event.seq).arg(trouble));
        BundleChain& chain = bundle.chains.back();
        chain = {event.origin, event.seq, event.hash, std::max(chain.clock, event.clock)};
        bundle.events.push_back(std::move(event));
    }
    return rows->ended();
}

/// Without a body only where an event.erased of the bundle names it.
Result<void> checkErasures(const QString& path, Bundle& bundle) {
    QSet<domain::EventId> erased;
    bool declared = false;
    for (const StoredEvent& stored : bundle.events) {
        const domain::Event event = eventFrom(stored);
        if (const auto* erasure = std::get_if<domain::EventErased>(&event.body))
            erased.insert(erasure->target);
        if (const auto* declaration = std::get_if<domain::Declared>(&event.body)) {
            declared = true;
            bundle.drill = declaration->drill;
        }
    }
    if (!declared)
        return refuse(path, QStringLiteral("its incident was never declared"));
    for (const StoredEvent& stored : bundle.events) {
        const domain::EventId id{QUuid::fromString(QLatin1StringView(stored.origin)), stored.seq};
        if (stored.body.isNull() && !erased.contains(id))
            return refuse(
                path, QStringLiteral("the body of event %1 is missing and nobody erased it").arg(domain::toText(id)));
    }
    return {};
}

Result<void> readAttachments(Connection& connection, const QString& path, Bundle& bundle, QByteArray& manifest) {
    auto rows = connection.exec(QStringLiteral("SELECT sha256, media_type, bytes FROM attachment ORDER BY sha256"));
    STORE_TRY(rows);
    while (rows->next()) {
        BundleAttachment attachment{rows->text(1), rows->bytes(2)};
        if (QString::fromLatin1(digestOf(attachment.bytes).toHex()) != rows->text(0))
            return refuse(path, QStringLiteral("attachment %1 was changed").arg(rows->text(0)));
        if (attachment.mediaType == bundleManifestType())
            manifest = attachment.bytes;
        else
            bundle.attachments.push_back(std::move(attachment));
    }
    return rows->ended();
}

/// Compares the ends of the chains with what the bundle says of them.
Result<void> checkManifest(const QString& path, const QByteArray& manifest, Bundle& bundle) {
    const QJsonObject object = QJsonDocument::fromJson(manifest).object();
    const QString key = object.value(QStringLiteral("key")).toString();
    if (key.size() <= 40)
        bundle.key = key;
    const QJsonArray chains = object.value(QStringLiteral("chains")).toArray();
    std::map<QByteArray, std::pair<qint64, QByteArray>> said;
    for (const QJsonValue value : chains) {
        const QJsonObject chain = value.toObject();
        said[chain.value(QStringLiteral("origin")).toString().toUtf8()] = {
            chain.value(QStringLiteral("count")).toInteger(),
            QByteArray::fromHex(chain.value(QStringLiteral("head")).toString().toLatin1())};
    }
    bool same = said.size() == bundle.chains.size();
    for (const BundleChain& chain : bundle.chains)
        same = same && said[chain.origin] == std::pair(chain.count, chain.hash);
    if (!same)
        return refuse(path, QStringLiteral("events are missing at its end"));
    return {};
}

} // namespace

QString bundleManifestType() {
    return QStringLiteral("application/vnd.bridgewatch.manifest+json");
}

Result<Bundle> readBundle(const QString& path) {
    if (!QFileInfo(path).isFile())
        return domain::fail(ErrorKind::Input, QStringLiteral("There is no file %1.").arg(path));
    auto opened = Connection::openForeign(path);
    if (!opened)
        return opened.error().kind == ErrorKind::Internal ? Result<Bundle>(tl::unexpected(opened.error()))
                                                          : refuse(path, QStringLiteral("it is not an SQLite file"));
    Connection& connection = **opened;
    Bundle bundle;
    QByteArray manifest;
    const auto read = [&]() -> Result<void> {
        STORE_TRY(checkTables(connection, path));
        STORE_TRY(readEvents(connection, path, bundle));
        STORE_TRY(checkErasures(path, bundle));
        STORE_TRY(readAttachments(connection, path, bundle, manifest));
        return checkManifest(path, manifest, bundle);
    }();
    if (!read)
        return read.error().kind == ErrorKind::Input ? Result<Bundle>(tl::unexpected(read.error()))
                                                     : refuse(path, QStringLiteral("the file is damaged"));
    bundle.incident = QUuid::fromString(QLatin1StringView(bundle.events.front().incident));
    return bundle;
}

} // namespace store
