// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/verify.h"

#include "domain/incident.h"
#include "store/archive_index.h"
#include "store/chain.h"
#include "store/event_log.h"
#include "store/event_row.h"
#include "store/schema.h"
#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace store {

using domain::EventId;
using domain::Result;
using domain::Verification;

namespace {

using ChainName = std::pair<QByteArray, QByteArray>; ///< incident, origin

/// Goes through the rows in order of incident, origin, number.
class Verifier {
public:
    Verifier(Connection& connection, Verification& found)
        : m_connection(connection)
        , m_found(found) {}

    Result<void> readHeads(const QString& incident);
    Result<void> readKeys(const QString& incident);
    Result<void> readAttachmentNames();
    Result<void> readEvents(const QString& incident);

private:
    void take(const StoredEvent& event, bool wrongType);
    void missAttachments(const StoredEvent& event, const EventId& id);
    void endChain();
    Result<void> endIncident();
    void endHeadsLeft();
    void compareIndex(const domain::Incident& fold);
    void note(const QByteArray& incident, const EventId& id, const QString& why);

    Connection& m_connection;
    Verification& m_found;
    std::map<ChainName, ChainFollower::Head> m_heads;
    QHash<QByteArray, QString> m_keys; ///< incident → key
    QSet<QString> m_attachments;       ///< digests of what is stored
    std::optional<ChainName> m_chain;
    ChainFollower m_follower;
    // Of the incident being read:
    std::vector<domain::Event> m_events;
    std::vector<EventId> m_bodiless;
    QSet<EventId> m_erased;
    qint64 m_damageBefore = 0;
};

void Verifier::note(const QByteArray& incident, const EventId& id, const QString& why) {
    m_found.damage.push_back({m_keys.value(incident, QString::fromUtf8(incident)), id, why});
}

Result<void> Verifier::readHeads(const QString& incident) {
    auto rows = m_connection.exec(
        QStringLiteral("SELECT incident, origin, count, head FROM chain WHERE ? = '' OR incident = ?"),
        {incident, incident});
    STORE_TRY(rows);
    while (rows->next())
        m_heads[{rows->text(0).toUtf8(), rows->text(1).toUtf8()}] = {rows->number(2), rows->bytes(3)};
    return rows->ended();
}

Result<void> Verifier::readKeys(const QString& incident) {
    auto rows =
        m_connection.exec(QStringLiteral("SELECT id, key FROM incident WHERE ? = '' OR id = ?"), {incident, incident});
    STORE_TRY(rows);
    while (rows->next())
        m_keys.insert(rows->text(0).toUtf8(), rows->text(1));
    return rows->ended();
}

Result<void> Verifier::readAttachmentNames() {
    auto rows = m_connection.exec(QStringLiteral("SELECT sha256 FROM attachment"));
    STORE_TRY(rows);
    while (rows->next())
        m_attachments.insert(rows->text(0));
    return rows->ended();
}

Result<void> Verifier::readEvents(const QString& incident) {
    // Past the index, from the rows themselves: an index may hide a row.
    auto rows = m_connection.exec(
        selectStored() + QStringLiteral("NOT INDEXED WHERE ? = '' OR incident = ? ORDER BY incident, origin, seq"),
        {incident, incident});
    STORE_TRY(rows);
    while (rows->next()) {
        bool wrongType = false;
        const StoredEvent event = readStored(*rows, wrongType);
        const ChainName name{event.incident, event.origin};
        if (m_chain && *m_chain != name)
            endChain();
        if (m_chain && m_chain->first != name.first)
            STORE_TRY(endIncident());
        if (m_chain != name)
            m_follower = ChainFollower();
        m_chain = name;
        take(event, wrongType);
    }
    STORE_TRY(rows->ended());
    if (m_chain) {
        endChain();
        STORE_TRY(endIncident());
    }
    endHeadsLeft();
    return {};
}

void Verifier::take(const StoredEvent& event, bool wrongType) {
    ++m_found.events;
    const EventId id{QUuid::fromString(QLatin1StringView(event.origin)), event.seq};
    for (const ChainFollower::Finding& finding : m_follower.follow(event, wrongType))
        note(event.incident, {id.origin, finding.seq}, finding.why);
    if (event.body.isNull())
        m_bodiless.push_back(id);
    else
        missAttachments(event, id);
    QString trouble;
    m_events.push_back(eventFrom(event, &trouble));
    if (!trouble.isEmpty() && (m_found.damage.empty() || m_found.damage.back().id != id))
        note(event.incident, id, QStringLiteral("it cannot be understood: ") + trouble);
    if (const auto* erased = std::get_if<domain::EventErased>(&m_events.back().body))
        m_erased.insert(erased->target);
}

void Verifier::missAttachments(const StoredEvent& event, const EventId& id) {
    // By the names of the fields: what a person wrote may look like a digest, but its quotes are escaped.
    static const QRegularExpression named(QStringLiteral("\"[a-z_]+_digest\"\\s*:\\s*\"([0-9a-f]{64})\""));
    for (auto match = named.globalMatch(QString::fromUtf8(event.body)); match.hasNext();) {
        const QString digest = match.next().captured(1);
        if (!m_attachments.contains(digest))
            note(event.incident, id, QStringLiteral("its attachment %1 is missing").arg(digest));
    }
}

void Verifier::endChain() {
    const auto head = m_heads.find(*m_chain);
    const auto said = head == m_heads.end() ? std::nullopt : std::optional(head->second);
    const QUuid origin = QUuid::fromString(QLatin1StringView(m_chain->second));
    for (const ChainFollower::Finding& finding : m_follower.end(said))
        note(m_chain->first, {origin, finding.seq}, finding.why);
    if (head != m_heads.end())
        m_heads.erase(head);
}

Result<void> Verifier::endIncident() {
    for (const EventId& id : m_bodiless) {
        if (m_erased.contains(id))
            ++m_found.erased;
        else
            note(m_chain->first, id, QStringLiteral("its body is missing and nobody erased it"));
    }
    const QByteArray incident = m_chain->first;
    if (!m_keys.contains(incident))
        note(incident, {}, QStringLiteral("there are events of an incident that is not listed"));
    const bool sound = static_cast<qint64>(m_found.damage.size()) == m_damageBefore;
    if (sound)
        compareIndex(domain::fold(std::move(m_events)));
    m_events.clear();
    m_bodiless.clear();
    m_erased.clear();
    m_damageBefore = static_cast<qint64>(m_found.damage.size());
    return {};
}

void Verifier::endHeadsLeft() {
    for (const auto& [name, head] : m_heads) {
        const QUuid origin = QUuid::fromString(QLatin1StringView(name.second));
        for (const ChainFollower::Finding& finding : ChainFollower().end(head))
            note(name.first, {origin, finding.seq}, finding.why);
    }
}

void Verifier::compareIndex(const domain::Incident& fold) {
    const QByteArray incident = uuidText(fold.id).toUtf8();
    const auto row = indexedIncident(m_connection, fold.id);
    const auto entries = indexedEntries(m_connection, fold.id);
    if (!row || !entries)
        return note(incident, {}, row ? entries.error().text : row.error().text);
    if (*row != indexedFrom(fold))
        note(incident, {}, QStringLiteral("the archive's row does not say what its events say"));
    QHash<EventId, IndexedEntry> known;
    for (const IndexedEntry& entry : *entries)
        known.insert(entry.id, entry);
    for (const domain::TimelineEntry& entry : fold.timeline) {
        if (known.value(entry.id) != indexedFrom(entry))
            note(incident, entry.id, QStringLiteral("the search index does not hold its text"));
        known.remove(entry.id);
    }
    for (const IndexedEntry& entry : std::as_const(known))
        note(incident, entry.id, QStringLiteral("the search index holds a text that no event has"));
}

/// Rows of which the search index knows no word at all; whether the words are the right ones only a writer can ask.
Result<void> verifyWordRows(Connection& connection, Verification& found) {
    const auto lost = connection.value(
        QStringLiteral("SELECT count(*) FROM entry WHERE id NOT IN (SELECT id FROM entry_words_docsize)"));
    STORE_TRY(lost);
    if (lost->toLongLong() > 0)
        found.damage.push_back(
            {{}, {}, QStringLiteral("the search index lacks the words of %1 entries").arg(lost->toLongLong())});
    return {};
}

Result<void> verifyAttachments(Connection& connection, Verification& found) {
    auto rows = connection.exec(QStringLiteral("SELECT sha256, bytes FROM attachment"));
    STORE_TRY(rows);
    while (rows->next())
        if (QString::fromLatin1(digestOf(rows->bytes(1)).toHex()) != rows->text(0))
            found.damage.push_back({{}, {}, QStringLiteral("attachment %1 was changed").arg(rows->text(0))});
    return rows->ended();
}

} // namespace

Result<Verification> verify(Connection& connection, const QString& key) {
    Verification found;
    QString incident;
    if (!key.isEmpty()) {
        const auto named = findIncident(connection, key);
        STORE_TRY(named);
        incident = uuidText(named->id);
    }
    const auto file = fileDamage(connection, false);
    STORE_TRY(file);
    for (const QString& line : *file)
        found.damage.push_back({{}, {}, QStringLiteral("the file is damaged: ") + line});
    Verifier verifier(connection, found);
    const auto readable = [&]() -> Result<void> {
        STORE_TRY(verifier.readHeads(incident));
        STORE_TRY(verifier.readKeys(incident));
        STORE_TRY(verifier.readAttachmentNames());
        STORE_TRY(verifier.readEvents(incident));
        if (!key.isEmpty())
            return {};
        if (found.damage.empty()) // else the same rows would be named twice
            STORE_TRY(verifyWordRows(connection, found));
        return verifyAttachments(connection, found);
    }();
    if (!readable)
        found.damage.push_back({{}, {}, readable.error().text});
    return found;
}

Result<Verification> verifyWords(Connection& connection) {
    Verification found;
    const auto sound =
        connection.run(QStringLiteral("INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)"));
    if (!sound)
        found.damage.push_back({{}, {}, QStringLiteral("the search index does not hold the words of its rows")});
    return found;
}

} // namespace store
