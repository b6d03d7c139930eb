// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/acts.h"

#include "app/answers.h"
#include "app/open_rooms.h"
#include "items/composer.h"
#include "playbook/plan.h"
#include "playbook/playbook_file.h"

namespace app {
namespace {

using Done = std::function<void(const domain::Result<QJsonObject>&)>;
using domain::ErrorKind;
using domain::fail;
/// What to record in a room, or why not.
using Drafted = domain::Result<domain::EventDraft>;
using Draft = Drafted (*)(const room::WarRoom& warRoom, const QJsonObject& act);

QString wordsOf(const auto& all) {
    QStringList words;
    for (const auto word : all)
        words << domain::toText(word);
    return words.join(QStringLiteral(", "));
}

QString field(const QJsonObject& act, const char* name) {
    return act[QLatin1String(name)].toString();
}

Drafted draftNote(const room::WarRoom& warRoom, const QJsonObject& act) {
    const QString text = field(act, "text").trimmed();
    if (text.isEmpty())
        return fail(ErrorKind::Usage, QStringLiteral("A note needs a text."));
    if (text.size() > items::longestEntry)
        return fail(ErrorKind::Usage, QStringLiteral("A note holds at most %1 characters; this one has %2.")
                                          .arg(items::longestEntry)
                                          .arg(text.size()));
    const QString word = act[QStringLiteral("kind")].toString(QStringLiteral("note"));
    const auto kind = domain::fromText<domain::EntryKind>(word);
    if (!kind)
        return fail(ErrorKind::Usage,
                    QStringLiteral("\"%1\" is no kind of entry: %2.").arg(word, wordsOf(domain::allEntryKinds)));
    domain::EventDraft draft{domain::EntryNoted{*kind, text, false}, field(act, "author"), {}, {}};
    if (const QString at = field(act, "at"); !at.isEmpty()) {
        const domain::Instant now = warRoom.clock()->now();
        const auto moment = domain::parseMoment(at, now);
        if (!moment)
            return fail(ErrorKind::Usage, moment.error().text);
        if (*moment > now)
            return fail(ErrorKind::Usage,
                        QStringLiteral("“%1” is in the future: an entry says what has happened.").arg(at));
        draft.occurredAt = *moment;
    }
    return draft;
}

Drafted draftTick(const room::WarRoom& warRoom, const QJsonObject& act) {
    const QString wanted = field(act, "item").trimmed();
    const playbook::Plan plan = playbook::planFor(warRoom.playbook(), warRoom.incident(), warRoom.clock()->now());
    QStringList ids;
    for (const playbook::PlannedPhase& phase : plan.phases) {
        for (const playbook::PlannedItem& item : phase.items) {
            ids << item.id;
            if (item.id.compare(wanted, Qt::CaseInsensitive) != 0 &&
                item.text.compare(wanted, Qt::CaseInsensitive) != 0)
                continue;
            if (item.state == domain::ItemState::Done)
                return fail(
                    ErrorKind::Conflict,
                    QStringLiteral("Item %1 of %2 is done already, by %3.").arg(item.id, warRoom.key(), item.by));
            if (!item.waitsFor.isEmpty() && field(act, "force").isEmpty())
                return fail(ErrorKind::Conflict,
                            QStringLiteral("Item %1 of %2 comes after %3 (“%4”): tick that first, or use --force.")
                                .arg(item.id, warRoom.key(), item.waitsFor.join(QStringLiteral(", ")),
                                     item.waitsForTexts.join(QStringLiteral("”, “"))));
            return domain::EventDraft{playbook::tickOf(item), field(act, "author"), {}, {}};
        }
    }
    return fail(ErrorKind::NotFound, QStringLiteral("The checklist of %1 has no item \"%2\"; it has %3.")
                                         .arg(warRoom.key(), wanted, ids.join(QStringLiteral(", "))));
}

Drafted draftStatus(const room::WarRoom& warRoom, const QJsonObject& act) {
    const QString word = field(act, "status");
    const auto status = domain::fromText<domain::Status>(word);
    if (!status)
        return fail(ErrorKind::Usage,
                    QStringLiteral("\"%1\" is no status: %2.").arg(word, wordsOf(domain::allStatuses)));
    const domain::Status was = warRoom.incident().status;
    if (*status == was)
        return fail(ErrorKind::Conflict, QStringLiteral("%1 is %2 already.").arg(warRoom.key(), domain::toText(was)));
    return domain::EventDraft{domain::StatusChanged{*status, was}, field(act, "author"), {}, {}};
}

domain::Result<playbook::Severity> severityOf(const playbook::Playbook& playbook, const QString& written) {
    if (const playbook::Severity* severity = playbook::matchSeverity(playbook, written))
        return *severity;
    QStringList ids;
    for (const playbook::Severity& severity : playbook.severities)
        ids << severity.id;
    return fail(ErrorKind::Usage, QStringLiteral("Playbook %1 has no severity \"%2\"; it has %3.")
                                      .arg(playbook.id, written, ids.join(QStringLiteral(", "))));
}

Drafted draftSeverity(const room::WarRoom& warRoom, const QJsonObject& act) {
    const QString reason = field(act, "reason").trimmed();
    if (reason.isEmpty())
        return fail(ErrorKind::Usage, QStringLiteral("A change of severity needs a reason."));
    const auto severity = severityOf(warRoom.playbook(), field(act, "severity"));
    if (!severity)
        return tl::unexpected(severity.error());
    const QString was = warRoom.incident().severity;
    if (severity->id == was)
        return fail(ErrorKind::Conflict, QStringLiteral("%1 is %2 already.").arg(warRoom.key(), was));
    const playbook::Severity* before = playbook::findSeverity(warRoom.playbook(), was);
    const bool raised = before && severity->rank < before->rank;
    return domain::EventDraft{domain::SeverityChanged{severity->id, was, reason, raised}, field(act, "author"), {}, {}};
}

void recordIn(OpenRooms& rooms, const QJsonObject& act, Draft draft, QObject* context, const Done& done) {
    const QString key = field(act, "key");
    rooms.enter(key, context, [act, draft, done](const domain::Result<room::WarRoom*>& entered) {
        if (!entered) {
            done(tl::unexpected(entered.error()));
            return;
        }
        const Drafted drafted = draft(**entered, act);
        if (!drafted) {
            done(tl::unexpected(drafted.error()));
            return;
        }
        (*entered)->append(*drafted, [done, key = (*entered)->key()](const domain::Result<domain::Event>& event) {
            if (event)
                done(recordedAnswer(key, event->id));
            else
                done(tl::unexpected(event.error()));
        });
    });
}

void declare(OpenRooms& rooms, const QJsonObject& act, QObject* context, const Done& done) {
    const QByteArray yaml = field(act, "yaml").toUtf8();
    const QString id = field(act, "playbook");
    const auto playbook = playbook::playbookFromYaml(yaml, id + u".yaml");
    if (!playbook) {
        done(tl::unexpected(playbook.error()));
        return;
    }
    room::WarRoom::Declaration declaration;
    declaration.title = field(act, "title").simplified();
    declaration.playbookId = id;
    declaration.playbookYaml = yaml;
    declaration.runbook = QByteArray::fromBase64(field(act, "runbook").toLatin1());
    declaration.at = rooms.clock()->now();
    declaration.commander = field(act, "author");
    if (declaration.title.isEmpty()) {
        done(fail(ErrorKind::Usage, QStringLiteral("An incident needs a title.")));
        return;
    }
    // Until somebody knows better an incident is as bad as it can be.
    const QString written = field(act, "severity");
    const auto severity = severityOf(
        *playbook, written.isEmpty() && !playbook->severities.empty() ? playbook->severities.front().id : written);
    if (!severity) {
        done(tl::unexpected(severity.error()));
        return;
    }
    declaration.severity = severity->id;
    rooms.declare(declaration, declaration.commander, context, [done](const domain::Result<room::WarRoom*>& declared) {
        if (!declared)
            done(tl::unexpected(declared.error()));
        else
            done(incidentAnswer((*declared)->key(), (*declared)->incident(), (*declared)->playbook(),
                                (*declared)->clock()->now()));
    });
}

void import(OpenRooms& rooms, const QJsonObject& act, QObject* context, const Done& done) {
    rooms.archive()->importBundle(field(act, "path"), context, [done](const domain::Result<QString>& key) {
        if (key)
            done(QJsonObject{{"key", *key}});
        else
            done(tl::unexpected(key.error()));
    });
}

} // namespace

void perform(OpenRooms& rooms, const QJsonObject& act, QObject* context, Done done) {
    static const std::map<QString, Draft> recorded{
        {"note", draftNote}, {"tick", draftTick}, {"status", draftStatus}, {"severity", draftSeverity}};
    const QString name = field(act, "act");
    if (const auto found = recorded.find(name); found != recorded.end())
        recordIn(rooms, act, found->second, context, done);
    else if (name == u"declare")
        declare(rooms, act, context, done);
    else if (name == u"import")
        import(rooms, act, context, done);
    else
        done(fail(ErrorKind::Usage, QStringLiteral("This version does not know the act \"%1\".").arg(name)));
}

} // namespace app
