// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident_dialogs.h"
#include "comms/cadence.h"
#include "items/severity_change.h"
#include "room/war_room.h"
#include <QCoreApplication>
#include <QPointer>

namespace ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ui::dialogs", text);
}

using Room = QPointer<room::WarRoom>;

QString severityText(const playbook::Severity& severity) {
    return severity.name.isEmpty() ? severity.id : QStringLiteral("%1 · %2").arg(severity.id, severity.name);
}

} // namespace

AskDialog* askSeverity(room::WarRoom* room, QWidget* parent) {
    const domain::Incident& incident = room->incident();
    auto* dialog = new AskDialog(
        tr("Change severity"),
        tr("Now %1. The checklist and the clocks follow; no tick is lost.").arg(incident.severity), parent);
    std::vector<std::pair<QString, QString>> choices;
    choices.reserve(room->playbook().severities.size());
    for (const playbook::Severity& severity : room->playbook().severities)
        choices.emplace_back(severity.id, severityText(severity));
    dialog->addChoice(tr("Severity"), choices, incident.severity);
    dialog->addLine(tr("Reason"), {});
    dialog->addPreview(tr("What changes"), [room = Room(room)](const QStringList& answers) {
        if (!room || answers.at(0) == room->incident().severity)
            return tr("Choose another severity to see what it changes.");
        return items::toText(
            items::severityChange(room->playbook(), room->incident(), answers.at(0), room->clock()->now()));
    });
    dialog->setVerb(tr("Change"));
    dialog->setCheck([was = incident.severity](const QStringList& answers) {
        if (answers.at(0) == was)
            return tr("That is the severity it has now");
        return answers.at(1).trimmed().isEmpty() ? tr("A reason is needed: everybody will ask") : QString();
    });
    QObject::connect(dialog, &AskDialog::answered, room, [room = Room(room)](const QStringList& answers) {
        const playbook::Severity* before = playbook::findSeverity(room->playbook(), room->incident().severity);
        const playbook::Severity* after = playbook::findSeverity(room->playbook(), answers.at(0));
        const bool raised = before && after && after->rank < before->rank;
        room->append(
            domain::SeverityChanged{answers.at(0), room->incident().severity, answers.at(1).trimmed(), raised});
    });
    dialog->open();
    return dialog;
}

AskDialog* askRoles(room::WarRoom* room, QWidget* parent) {
    auto* dialog = new AskDialog(tr("Assign roles"), tr("Empty means that nobody holds the role."), parent);
    const std::map<QString, QString>& held = room->incident().roles;
    QStringList ids;
    for (const playbook::Role& role : room->playbook().roles) {
        const auto found = held.find(role.id);
        dialog->addLine(role.title.isEmpty() ? role.id : role.title, found == held.end() ? QString() : found->second);
        ids << role.id;
    }
    dialog->setVerb(tr("Assign"));
    QObject::connect(dialog, &AskDialog::answered, room, [room = Room(room), ids](const QStringList& answers) {
        const std::map<QString, QString> before = room->incident().roles;
        for (qsizetype i = 0; i < ids.size(); ++i) {
            const auto found = before.find(ids[i]);
            const QString was = found == before.end() ? QString() : found->second;
            const QString person = answers[i].trimmed();
            if (person == was)
                continue;
            if (person.isEmpty())
                room->append(domain::RoleCleared{ids[i], was});
            else
                room->append(domain::RoleAssigned{ids[i], person, was});
        }
    });
    dialog->open();
    return dialog;
}

AskDialog* askImpact(room::WarRoom* room, QWidget* parent) {
    const domain::Incident& incident = room->incident();
    auto* dialog =
        new AskDialog(tr("Impact"), tr("What customers feel, in one sentence. It stands on the Stage."), parent);
    dialog->addLine(tr("Impact"), incident.impact);
    dialog->addLine(tr("Began (UTC, may stay empty)"),
                    incident.impactBegan ? domain::toIso(*incident.impactBegan) : QString());
    dialog->setRemark(tr("14:31, -20m or 2026-11-20T14:31Z"));
    dialog->setVerb(tr("Set"));
    dialog->setCheck([room = Room(room)](const QStringList& answers) {
        const QString began = answers.at(1).trimmed();
        if (began.isEmpty() || !room)
            return QString();
        const auto moment = domain::parseMoment(began, room->clock()->now());
        return moment ? QString() : moment.error().text;
    });
    QObject::connect(dialog, &AskDialog::answered, room, [room = Room(room)](const QStringList& answers) {
        std::optional<domain::Instant> began;
        if (const QString text = answers.at(1).trimmed(); !text.isEmpty()) {
            if (const auto moment = domain::parseMoment(text, room->clock()->now()))
                began = *moment;
        }
        const domain::Incident& now = room->incident();
        if (answers.at(0).trimmed() != now.impact || began != now.impactBegan)
            room->append(domain::ImpactSet{answers.at(0).trimmed(), now.impact, began, now.impactBegan});
    });
    dialog->open();
    return dialog;
}

AskDialog* askTitle(room::WarRoom* room, QWidget* parent) {
    auto* dialog = new AskDialog(tr("Rename incident"), {}, parent);
    dialog->addLine(tr("Title"), room->incident().title);
    dialog->setVerb(tr("Rename"));
    dialog->setCheck([](const QStringList& answers) {
        return answers.first().trimmed().isEmpty() ? tr("A title is needed") : QString();
    });
    QObject::connect(dialog, &AskDialog::answered, room, [room = Room(room)](const QStringList& answers) {
        const QString title = answers.first().trimmed();
        if (title != room->incident().title)
            room->append(domain::Retitled{title, room->incident().title});
    });
    dialog->open();
    return dialog;
}

AskDialog* askResolve(room::WarRoom* room, const QStringList& unmet, QWidget* parent) {
    auto* dialog =
        new AskDialog(tr("Recovery has not held yet"),
                      tr("You may resolve all the same; the timeline then tells what had not held."), parent);
    dialog->addPreview(
        tr("What the playbook waits for"), [unmet](const QStringList&) { return unmet.join(QLatin1Char('\n')); },
        std::clamp(2 * int(unmet.size()), 2, 12)); // most wrap once
    dialog->setVerb(tr("Resolve all the same"));
    QObject::connect(dialog, &AskDialog::answered, room, [room = Room(room)] {
        if (room->incident().status != domain::Status::Resolved)
            room->append(domain::StatusChanged{domain::Status::Resolved, room->incident().status});
    });
    dialog->open();
    return dialog;
}

AskDialog* askUpdate(room::WarRoom* room, QWidget* parent) {
    const domain::Incident& incident = room->incident();
    const playbook::Severity* severity = playbook::findSeverity(room->playbook(), incident.severity);
    const auto* range = severity ? std::get_if<playbook::UpdateRange>(&severity->updateEvery) : nullptr;
    QString channel;
    for (const playbook::Message& message : room->playbook().messages) {
        if (message.when == QLatin1String("update") && !message.channels.isEmpty())
            channel = message.channels.first();
    }
    auto* dialog = new AskDialog(tr("Post update"),
                                 tr("Records what you told people and starts the clock of the next update. Post the "
                                    "text in the channel yourself."),
                                 parent);
    dialog->addText(tr("What you tell them"), {});
    dialog->addLine(tr("Where"), channel.isEmpty() ? tr("status channel") : channel);
    dialog->addLine(tr("Next update in"), range ? domain::toDurationText(range->from) : QString());
    dialog->setRemark(tr("15m, 1h, or empty when no time is promised"));
    dialog->setVerb(tr("Post update"));
    dialog->setCheck([](const QStringList& answers) {
        if (answers.at(0).trimmed().isEmpty())
            return tr("There is no text to post");
        const QString next = answers.at(2).trimmed();
        const auto duration = domain::parseDuration(next);
        return next.isEmpty() || duration ? QString() : duration.error().text;
    });
    QObject::connect(dialog, &AskDialog::answered, room, [room = Room(room)](const QStringList& answers) {
        std::optional<domain::Instant> next;
        if (const auto duration = domain::parseDuration(answers.at(2).trimmed()))
            next = room->clock()->now() + *duration;
        room->append(domain::MessageSent{answers.at(1).trimmed(), tr("Update"), answers.at(0).trimmed(), next});
    });
    dialog->open();
    return dialog;
}

} // namespace ui
