// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/search.h"

namespace store {

domain::Result<std::vector<ListedIncident>> listIncidents(Connection& connection) {
    auto rows = connection.exec(QStringLiteral("SELECT id, key, title, severity, status, drill, declared_at, "
                                               "acknowledged_at, resolved_at, playbook, playbook_digest, "
                                               "(SELECT count(*) FROM entry WHERE entry.incident = incident.id) FROM "
                                               "incident ORDER BY declared_at DESC, number DESC"));
    STORE_TRY(rows);
    const auto moment = [&rows](int column) {
        return rows->isNull(column) ? std::nullopt : std::optional(domain::instantFromMs(rows->number(column)));
    };
    std::vector<ListedIncident> listed;
    while (rows->next())
        listed.push_back(
            {.row = {.key = rows->text(1),
                     .title = rows->text(2),
                     .severity = rows->text(3),
                     .severityRank = 0,
                     .status = domain::fromText<domain::Status>(rows->text(4)).value_or(domain::Status::Investigating),
                     .drill = rows->number(5) != 0,
                     .declaredAt = domain::instantFromMs(rows->number(6)),
                     .resolvedAt = moment(8),
                     .acknowledgedAt = moment(7),
                     .playbook = rows->text(9),
                     .entries = rows->number(11)},
             .id = QUuid::fromString(rows->text(0)),
             .playbookDigest = rows->text(10)});
    STORE_TRY(rows->ended());
    return listed;
}

QString ftsQuery(const QString& words) {
    QStringList terms;
    QString word;
    const auto flush = [&] {
        if (!word.isEmpty())
            terms.append(QLatin1Char('"') + word + QLatin1Char('"'));
        word.clear();
    };
    for (const char32_t c : words.toUcs4()) {
        if (QChar::isLetterOrNumber(c) || QChar::isMark(c))
            word.append(QString::fromUcs4(&c, 1));
        else
            flush();
    }
    const bool unfinished = !word.isEmpty();
    flush();
    if (unfinished)
        terms.last().append(QLatin1Char('*'));
    return terms.join(QLatin1Char(' '));
}

domain::Result<std::vector<domain::SearchHit>> searchEntries(Connection& connection, const QString& words, int limit) {
    const QString query = ftsQuery(words);
    if (query.isEmpty())
        return std::vector<domain::SearchHit>();
    auto rows = connection.exec(
        QStringLiteral("SELECT incident.key, entry.origin, entry.seq, entry.occurred_at, entry.kind, entry.text, "
                       "snippet(entry_words, 0, char(2), char(3), '…', 16) "
                       "FROM entry_words JOIN entry ON entry.id = entry_words.rowid "
                       "JOIN incident ON incident.id = entry.incident "
                       "WHERE entry_words MATCH ? ORDER BY entry_words.rowid DESC LIMIT ?"),
        {query, limit});
    STORE_TRY(rows);
    std::vector<domain::SearchHit> hits;
    while (rows->next())
        hits.push_back({.key = rows->text(0),
                        .id = {QUuid::fromString(rows->text(1)), rows->number(2)},
                        .occurredAt = domain::instantFromMs(rows->number(3)),
                        .kind = rows->text(4),
                        .text = rows->text(5),
                        .snippet = rows->text(6)});
    STORE_TRY(rows->ended());
    return hits;
}

} // namespace store
