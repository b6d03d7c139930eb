// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attachments.h"

#include "store/event_hash.h"
#include "store/event_row.h"
#include <QRegularExpression>

namespace store {

using domain::ErrorKind;

domain::Result<QString> insertAttachment(Connection& connection, const QByteArray& bytes, const QString& mediaType) {
    const QString digest = QString::fromLatin1(digestOf(bytes).toHex());
    STORE_TRY(connection.run(
        QStringLiteral(
            "INSERT INTO attachment (sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING"),
        {digest, mediaType, bytes}));
    return digest;
}

domain::Result<QByteArray> readAttachment(Connection& connection, const QString& digest) {
    auto rows = connection.exec(QStringLiteral("SELECT bytes FROM attachment WHERE sha256 = ?"), {digest});
    STORE_TRY(rows);
    if (!rows->next()) {
        STORE_TRY(rows->ended());
        return domain::fail(ErrorKind::NotFound, QStringLiteral("There is no attachment %1.").arg(digest));
    }
    QByteArray bytes = rows->bytes(0);
    if (QString::fromLatin1(digestOf(bytes).toHex()) != digest)
        return domain::fail(ErrorKind::Storage, QStringLiteral("Attachment %1 is damaged.").arg(digest));
    return bytes;
}

QStringList digestsNamedIn(const QString& bodyJson) {
    static const QRegularExpression digest(QStringLiteral("\"([0-9a-f]{64})\""));
    QStringList found;
    for (auto match = digest.globalMatch(bodyJson); match.hasNext();)
        found.append(match.next().captured(1));
    return found;
}

domain::Result<void> saveDraft(Connection& connection, const QUuid& incident, const QString& section,
                               const QString& text, domain::Instant at) {
    if (text.isEmpty())
        return connection.run(QStringLiteral("DELETE FROM draft WHERE incident = ? AND section = ?"),
                              {uuidText(incident), section});
    STORE_TRY(connection.run(
        QStringLiteral(
            "INSERT INTO draft (incident, section, text, saved_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (incident, section) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at"),
        {uuidText(incident), section, text, domain::toMs(at)}));
    return connection.stillInPlace();
}

domain::Result<std::map<QString, QString>> readDrafts(Connection& connection, const QUuid& incident) {
    auto rows =
        connection.exec(QStringLiteral("SELECT section, text FROM draft WHERE incident = ?"), {uuidText(incident)});
    STORE_TRY(rows);
    std::map<QString, QString> drafts;
    while (rows->next())
        drafts.emplace(rows->text(0), rows->text(1));
    STORE_TRY(rows->ended());
    return drafts;
}

domain::Result<void> insertCheckResults(Connection& connection, const QUuid& incident,
                                        const std::vector<domain::CheckResult>& results) {
    auto transaction = Transaction::begin(connection);
    STORE_TRY(transaction);
    for (const domain::CheckResult& result : results)
        STORE_TRY(connection.run(
            QStringLiteral("INSERT INTO check_result (incident, check_id, at, state, latency_us, http_status, detail) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?)"),
            {uuidText(incident), result.check, domain::toMs(result.at), domain::toText(result.state), result.latencyUs,
             result.httpStatus, result.detail}));
    return transaction->commit();
}

domain::Result<std::vector<domain::CheckResult>> readCheckResults(Connection& connection, const QUuid& incident,
                                                                  domain::Instant from) {
    auto rows =
        connection.exec(QStringLiteral("SELECT check_id, at, state, latency_us, http_status, detail FROM check_result "
                                       "WHERE incident = ? AND at >= ? ORDER BY at, rowid"),
                        {uuidText(incident), domain::toMs(from)});
    STORE_TRY(rows);
    std::vector<domain::CheckResult> results;
    while (rows->next())
        results.push_back(
            {.check = rows->text(0),
             .at = domain::instantFromMs(rows->number(1)),
             .state = domain::fromText<domain::CheckState>(rows->text(2)).value_or(domain::CheckState::Unknown),
             .latencyUs = rows->number(3),
             .httpStatus = static_cast<int>(rows->number(4)),
             .detail = rows->text(5)});
    STORE_TRY(rows->ended());
    return results;
}

domain::Result<bool> pruneCheckResults(Connection& connection, domain::Instant olderThan) {
    constexpr qint64 atOnce = 5000;
    STORE_TRY(connection.run(QStringLiteral("DELETE FROM check_result WHERE rowid IN "
                                            "(SELECT result.rowid FROM incident CROSS JOIN check_result AS result "
                                            "ON result.incident = incident.id AND result.at < ? LIMIT ?)"),
                             {domain::toMs(olderThan), atOnce}));
    const auto gone = connection.value(QStringLiteral("SELECT changes()"));
    STORE_TRY(gone);
    return gone->toLongLong() == atOnce;
}

domain::Result<CheckTotals> readCheckTotals(Connection& connection, const QUuid& incident, const QString& check) {
    auto rows = connection.exec(
        QStringLiteral("SELECT state, count(*) FROM check_result WHERE incident = ? AND check_id = ? GROUP BY state"),
        {uuidText(incident), check});
    STORE_TRY(rows);
    CheckTotals totals;
    while (rows->next()) {
        const qint64 count = rows->number(1);
        totals.probes += count;
        switch (domain::fromText<domain::CheckState>(rows->text(0)).value_or(domain::CheckState::Unknown)) {
        case domain::CheckState::Up:
            totals.up = count;
            break;
        case domain::CheckState::Degraded:
            totals.degraded = count;
            break;
        case domain::CheckState::Down:
            totals.down = count;
            break;
        case domain::CheckState::Inconclusive:
            totals.inconclusive = count;
            break;
        case domain::CheckState::Unknown:
            break;
        }
    }
    STORE_TRY(rows->ended());
    const QString answered =
        QStringLiteral(" FROM check_result WHERE incident = ? AND check_id = ? AND latency_us > 0");
    const auto count = connection.value(QStringLiteral("SELECT count(*)") + answered, {uuidText(incident), check});
    STORE_TRY(count);
    const qint64 answers = count->toLongLong();
    const auto ranked = [&](qint64 percent) {
        return connection.value(QStringLiteral("SELECT latency_us") + answered +
                                    QStringLiteral(" ORDER BY latency_us LIMIT 1 OFFSET ?"),
                                {uuidText(incident), check, (answers * percent + 99) / 100 - 1});
    };
    if (answers == 0)
        return totals;
    const auto p50 = ranked(50);
    STORE_TRY(p50);
    const auto p95 = ranked(95);
    STORE_TRY(p95);
    totals.p50Us = p50->toLongLong();
    totals.p95Us = p95->toLongLong();
    return totals;
}

} // namespace store
