// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/answers.h"

#include "playbook/plan.h"

namespace app {
namespace {

QString originOf(const domain::EventId& id) {
    return id.origin.toString(QUuid::WithoutBraces);
}

QJsonValue isoOrNull(const std::optional<domain::Instant>& instant) {
    return instant ? QJsonValue(domain::toIso(*instant)) : QJsonValue();
}

QString kindOf(bool drill) {
    return drill ? QStringLiteral("drill") : QStringLiteral("incident");
}

QJsonObject entryAnswer(const domain::TimelineEntry& entry) {
    const bool written = entry.kind == u"entry.noted";
    return {{"origin", originOf(entry.id)},
            {"seq", entry.id.seq},
            {"occurredAt", domain::toIso(entry.occurredAt)},
            {"kind", written ? domain::toText(entry.entryKind) : entry.kind},
            {"author", entry.author},
            {"text", entry.text},
            {"key", entry.keyMoment ? QJsonValue(domain::toText(*entry.keyMoment)) : QJsonValue()}};
}

/// Beside the four keys of every item those that say more about this one.
QJsonObject itemAnswer(const playbook::PlannedItem& item) {
    QJsonObject answer{
        {"id", item.id}, {"text", item.text}, {"state", domain::toText(item.state)}, {"due", isoOrNull(item.due)}};
    if (!item.waitsFor.isEmpty())
        answer.insert(QStringLiteral("waitsFor"), QJsonArray::fromStringList(item.waitsFor));
    if (item.times > 1 || item.again)
        answer.insert(QStringLiteral("times"), item.times);
    if (item.again)
        answer.insert(QStringLiteral("again"), isoOrNull(item.again));
    return answer;
}

QJsonArray checklistAnswer(const domain::Incident& incident, const playbook::Playbook& playbook, domain::Instant now) {
    QJsonArray items;
    for (const playbook::PlannedPhase& phase : playbook::planFor(playbook, incident, now).phases) {
        for (const playbook::PlannedItem& item : phase.items)
            items << itemAnswer(item);
    }
    return items;
}

/// One line of a person's text: control characters would act on the terminal.
QString shown(const QString& text) {
    QString line = text.simplified();
    for (QChar& c : line) {
        if (c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0))
            c = QChar::ReplacementCharacter;
    }
    return line;
}

QString text(const QJsonValue& value) {
    return shown(value.toString());
}

} // namespace

QString counted(qint64 number, const QString& noun) {
    return QString::number(number) + u" " + noun + (number == 1 ? QString() : QStringLiteral("s"));
}

QJsonObject recordedAnswer(const QString& key, const domain::EventId& id) {
    return {{"key", key}, {"origin", originOf(id)}, {"seq", id.seq}};
}

QJsonObject incidentAnswer(const QString& key, const domain::Incident& incident, const playbook::Playbook& playbook,
                           domain::Instant now) {
    QJsonObject roles;
    for (const auto& [role, person] : incident.roles)
        roles.insert(role, person);
    QJsonArray entries;
    for (const domain::TimelineEntry& entry : incident.timeline) {
        if (!entry.struck)
            entries << entryAnswer(entry);
    }
    return {{"key", key},
            {"title", incident.title},
            {"kind", kindOf(incident.drill)},
            {"severity", incident.severity},
            {"status", domain::toText(incident.status)},
            {"declaredAt", domain::toIso(incident.declaredAt)},
            {"roles", roles},
            {"checklist", checklistAnswer(incident, playbook, now)},
            {"entries", entries}};
}

QString incidentText(const QJsonObject& answer) {
    QStringList lines{text(answer["key"]) + u"  " + text(answer["severity"]) + u"  " + text(answer["status"]) + u"  " +
                          text(answer["title"]),
                      u"declared " + text(answer["declaredAt"])};
    const QJsonObject roles = answer["roles"].toObject();
    for (auto it = roles.begin(); it != roles.end(); ++it)
        lines << shown(it.key()) + u": " + text(it.value());
    lines << QString() << QStringLiteral("Checklist");
    for (const QJsonValue item : answer["checklist"].toArray()) {
        const QString state = item["state"].toString();
        const QString box = state == u"done"      ? QStringLiteral("[x]")
                            : state == u"skipped" ? QStringLiteral("[-]")
                                                  : QStringLiteral("[ ]");
        QString line = u"  " + box + u" " + text(item["id"]) + u"  " + text(item["text"]);
        if (const QJsonArray waits = item["waitsFor"].toArray(); !waits.isEmpty()) {
            QStringList ids;
            for (const QJsonValue id : waits)
                ids << text(id);
            line += u"  (after: " + ids.join(QStringLiteral(", ")) + u")";
        }
        if (item["times"].toInt() > 1)
            line += u"  (" + QString::number(item["times"].toInt()) + u" times)";
        if (item["again"].isString())
            line += u"  (again at " + text(item["again"]) + u")";
        lines << line;
    }
    lines << QString() << QStringLiteral("Timeline (UTC)");
    for (const QJsonValue entry : answer["entries"].toArray())
        lines << u"  " + text(entry["occurredAt"]) + u"  " + text(entry["author"]) + u"  " + text(entry["kind"]) +
                     u"  " + text(entry["text"]);
    return lines.join(u'\n');
}

QJsonArray rowsAnswer(const std::vector<domain::ArchiveRow>& rows) {
    QJsonArray answer;
    for (const domain::ArchiveRow& row : rows)
        answer << QJsonObject{
            {"key", row.key},
            {"title", row.title},
            {"severity", row.severity},
            {"status", domain::toText(row.status)},
            {"kind", kindOf(row.drill)},
            {"declaredAt", domain::toIso(row.declaredAt)},
            {"resolvedAt", isoOrNull(row.resolvedAt)},
            {"followUps", QJsonObject{{"open", row.followUps}, {"due", isoOrNull(row.followUpsDue)}}}};
    return answer;
}

QString rowsText(const std::vector<domain::ArchiveRow>& rows) {
    QStringList lines;
    for (const domain::ArchiveRow& row : rows)
        lines << row.key + u"  " + shown(row.severity).leftJustified(6) + u"  " +
                     domain::toText(row.status).leftJustified(13) + u"  " + domain::toIso(row.declaredAt).left(16) +
                     u"Z  " + shown(row.title) +
                     (row.followUps > 0 ? QStringLiteral("  (%1 to do afterwards)").arg(row.followUps) : QString());
    return lines.isEmpty() ? QStringLiteral("No incident is recorded yet.") : lines.join(u'\n');
}

QJsonArray hitsAnswer(const std::vector<domain::SearchHit>& hits) {
    QJsonArray answer;
    for (const domain::SearchHit& hit : hits)
        answer << QJsonObject{{"key", hit.key},    {"origin", originOf(hit.id)},
                              {"seq", hit.id.seq}, {"occurredAt", domain::toIso(hit.occurredAt)},
                              {"kind", hit.kind},  {"text", hit.text}};
    return answer;
}

QString hitsText(const std::vector<domain::SearchHit>& hits) {
    QStringList lines;
    for (const domain::SearchHit& hit : hits)
        lines << hit.key + u"  " + domain::toIso(hit.occurredAt) + u"  " + shown(hit.text);
    return lines.isEmpty() ? QStringLiteral("Nothing found.") : lines.join(u'\n');
}

QJsonObject verificationAnswer(const domain::Verification& verification) {
    QJsonArray damage;
    for (const domain::Damage& one : verification.damage)
        damage << QJsonObject{{"incident", one.incident},
                              {"origin", one.id.isNull() ? QJsonValue() : QJsonValue(originOf(one.id))},
                              {"seq", one.id.isNull() ? QJsonValue() : QJsonValue(one.id.seq)},
                              {"why", one.why}};
    return {{"intact", verification.intact()},
            {"events", verification.events},
            {"erased", verification.erased},
            {"damage", damage}};
}

QString verificationText(const domain::Verification& verification) {
    QString first = counted(verification.events, QStringLiteral("event"));
    if (verification.erased > 0)
        first += u", " + QString::number(verification.erased) + u" erased on purpose";
    if (verification.intact())
        return u"intact: " + first;
    QStringList lines{u"damaged: " + first + u", " +
                      counted(static_cast<qint64>(verification.damage.size()), QStringLiteral("fault"))};
    for (const domain::Damage& one : verification.damage)
        lines << u"  " + one.incident + (one.id.isNull() ? QString() : QString(u" event " + domain::toText(one.id))) +
                     u": " + one.why;
    return lines.join(u'\n');
}

} // namespace app
