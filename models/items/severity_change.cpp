// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/severity_change.h"

#include "comms/cadence.h"
#include "comms/ladder.h"
#include "playbook/response.h"
#include <QCoreApplication>

namespace items {
namespace {

using domain::Incident;
using domain::Instant;
using playbook::PlannedItem;
using playbook::Playbook;

QString tr(const char* text) {
    return QCoreApplication::translate("items::severity", text);
}

/// "Updates: every 30 min → every 15 min", or "Updates stay: every 30 min".
QString fromTo(const QString& what, const QString& before, const QString& after) {
    return before == after ? tr("%1 stays: %2").arg(what, after)
                           : QStringLiteral("%1: %2 → %3").arg(what, before, after);
}

QString responseText(const Playbook& playbook, const Incident& incident, Instant now) {
    using State = playbook::Response::State;
    const playbook::Response response = playbook::responseOf(playbook, incident, now);
    switch (response.state) {
    case State::NotPromised:
        return tr("no promise");
    case State::Met:
        return tr("%1, met").arg(response.promise);
    case State::Missed:
        return tr("%1, missed").arg(response.promise);
    case State::Late:
        return tr("%1, late by %2").arg(response.promise, domain::toHumanDuration(now - *response.target));
    case State::Waiting:
        return tr("%1, %2 left").arg(response.promise, domain::toHumanDuration(*response.target - now));
    }
    return {};
}

QString cadence(const Playbook& playbook, const Incident& incident, Instant now) {
    const playbook::Severity* severity = findSeverity(playbook, incident.severity);
    const comms::NextUpdate next = comms::nextUpdate(playbook, incident, now);
    QString every = severity ? playbook::cadenceText(severity->updateEvery) : tr("as needed");
    if (!next.promised)
        return every;
    return next.overdue ? tr("%1, overdue by %2").arg(every, domain::toHumanDuration(-next.left))
                        : tr("%1, next in %2").arg(every, domain::toHumanDuration(next.left));
}

QString ladderText(const Playbook& playbook, const Incident& incident, Instant now) {
    const comms::Ladder ladder = comms::ladderOf(playbook, incident, now);
    if (ladder.prompt)
        return tr("page %1 now").arg(ladder.prompt->rung.notify);
    if (ladder.next)
        return tr("%1 at %2").arg(ladder.next->rung.notify, domain::toHumanDuration(ladder.next->rung.after));
    return ladder.rungs.empty() ? tr("no ladder") : tr("nobody to page");
}

QString lines(const QString& head, const std::vector<PlannedItem>& items, const QString& mark) {
    QString text = QStringLiteral("%1 (%2)\n").arg(head).arg(items.size());
    for (const PlannedItem& item : items)
        text += QStringLiteral("  %1 %2\n").arg(mark, item.text.simplified());
    return text;
}

} // namespace

Incident withSeverity(Incident incident, const QString& to, Instant now) {
    incident.severity = to;
    incident.severities.push_back({to, now});
    return incident;
}

SeverityChange severityChange(const Playbook& playbook, const Incident& incident, const QString& to, Instant now) {
    SeverityChange change;
    if (!findSeverity(playbook, to) || to == incident.severity)
        return change;
    const Incident changed = withSeverity(incident, to, now);
    const playbook::Plan before = planFor(playbook, incident, now), after = planFor(playbook, changed, now);
    for (const playbook::PlannedPhase& phase : after.phases) {
        for (const PlannedItem& item : phase.items) {
            const PlannedItem* was = findPlanned(before, item.id);
            if (!was)
                change.added.push_back(item);
            else if (item.noLongerPlanned && !was->noLongerPlanned)
                change.kept.push_back(item);
        }
    }
    for (const playbook::PlannedPhase& phase : before.phases) {
        for (const PlannedItem& item : phase.items) {
            if (!findPlanned(after, item.id))
                change.dropped.push_back(item);
        }
    }
    const auto clock = [&](const QString& what, QString (*say)(const Playbook&, const Incident&, Instant)) {
        change.clocks << fromTo(what, say(playbook, incident, now), say(playbook, changed, now));
    };
    clock(tr("Acknowledge"), responseText);
    clock(tr("Updates"), cadence);
    clock(tr("Escalation"), ladderText);
    if (after.overdue != before.overdue)
        change.clocks << fromTo(tr("Overdue items"), QString::number(before.overdue), QString::number(after.overdue));
    return change;
}

QString toText(const SeverityChange& change) {
    QString text = change.clocks.join(u'\n') + QStringLiteral("\n\n");
    if (!change.added.empty())
        text += lines(tr("Items added"), change.added, QStringLiteral("+"));
    if (!change.dropped.empty())
        text += lines(tr("Items no longer needed"), change.dropped, QStringLiteral("−"));
    if (!change.kept.empty())
        text += lines(tr("No longer needed, kept because somebody acted on them"), change.kept, QStringLiteral("="));
    if (change.added.empty() && change.dropped.empty() && change.kept.empty())
        text += tr("The checklist stays the same.");
    return text.trimmed();
}

} // namespace items
