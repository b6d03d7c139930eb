// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/plan.h"

#include "playbook/variables.h"
#include <QSet>

namespace playbook {
namespace {

using namespace std::chrono_literals;
using domain::Incident;
using domain::Instant;
using domain::ItemState;

constexpr auto soon = 5min;
const QString addedPhase = QStringLiteral("added");
const QString earlierPhase = QStringLiteral("earlier");

QString minutesText(Millis duration) {
    return QString::number(std::chrono::duration_cast<std::chrono::minutes>(duration).count());
}

/// "0–15 min", "30+ min", "1–24 h"; whole hours are said in hours.
QString windowText(const Window& window) {
    const auto wholeHours = [](Millis duration) { return duration % 1h == 0ms; };
    const bool hours = wholeHours(window.from) && wholeHours(window.to.value_or(0ms)) &&
                       std::max(window.from, window.to.value_or(0ms)) > 1h;
    const auto number = [&](Millis duration) { return hours ? QString::number(duration / 1h) : minutesText(duration); };
    const QString unit = hours ? QStringLiteral("h") : QStringLiteral("min");
    if (!window.to)
        return QStringLiteral("%1+ %2").arg(number(window.from), unit);
    return QStringLiteral("%1–%2 %3").arg(number(window.from), number(*window.to), unit);
}

bool contains(const Window& window, Millis elapsed) {
    return elapsed >= window.from && (!window.to || elapsed < *window.to);
}

Due urgencyOf(const PlannedItem& item, Instant now) {
    if (item.state != ItemState::Open || !item.due)
        return Due::None;
    if (now >= *item.due)
        return Due::Overdue;
    return *item.due - now <= soon ? Due::Soon : Due::Later;
}

/// What the incident's log says about one item.
void takeRecord(PlannedItem& planned, const Incident& incident) {
    const auto found = incident.items.find(planned.id);
    if (found == incident.items.end())
        return;
    planned.state = found->second.state;
    planned.reason = found->second.reason;
    planned.by = found->second.by;
    planned.assignee = found->second.assignee;
    if (planned.state != ItemState::Open)
        planned.at = found->second.at;
}

/// True when a person did something to the item that must not vanish from the screen.
bool isActedOn(const Incident& incident, const QString& id) {
    const auto found = incident.items.find(id);
    return found != incident.items.end() &&
           (found->second.state != ItemState::Open || !found->second.assignee.isEmpty());
}

PlannedItem plannedItem(const Item& item, const Phase& phase, const Playbook& playbook, const Incident& incident) {
    PlannedItem planned;
    planned.id = item.id;
    planned.text = expandKnown(item.text, playbook.variables);
    planned.role = item.role;
    planned.run = expandKnown(item.run, playbook.variables);
    planned.watch = item.watch;
    if (item.due)
        planned.due = incident.declaredAt + *item.due;
    else if (phase.window && phase.window->to)
        planned.due = incident.declaredAt + *phase.window->to;
    takeRecord(planned, incident);
    return planned;
}

PlannedItem plannedItem(const domain::AddedItem& item, const Incident& incident) {
    PlannedItem planned;
    planned.id = item.id;
    planned.text = item.text;
    planned.added = true;
    if (item.due)
        planned.due = incident.declaredAt + *item.due;
    takeRecord(planned, incident);
    return planned;
}

PlannedPhase plannedPhase(const Phase& phase, const Playbook& playbook, const Incident& incident, Instant now) {
    PlannedPhase planned;
    planned.id = phase.id;
    planned.title = phase.title;
    if (phase.window) {
        planned.windowText = windowText(*phase.window);
        planned.now = !isOver(incident) && contains(*phase.window, now - incident.declaredAt);
    }
    for (const Item& item : phase.items) {
        const bool fits = item.severities.isEmpty() || item.severities.contains(incident.severity);
        if (!fits && !isActedOn(incident, item.id))
            continue;
        PlannedItem made = plannedItem(item, phase, playbook, incident);
        made.noLongerPlanned = !fits;
        planned.items.push_back(std::move(made));
    }
    return planned;
}

/// Items added by hand go to the phase they were added to; those whose phase is unknown get one of their own at the
/// end.
void placeAddedItems(std::vector<PlannedPhase>& phases, const Incident& incident) {
    for (const domain::AddedItem& item : incident.addedItems) {
        auto phase =
            std::find_if(phases.begin(), phases.end(), [&](const PlannedPhase& p) { return p.id == item.phase; });
        if (phase == phases.end())
            phase =
                std::find_if(phases.begin(), phases.end(), [](const PlannedPhase& p) { return p.id == addedPhase; });
        if (phase == phases.end()) {
            PlannedPhase own;
            own.id = addedPhase;
            own.title = QStringLiteral("Added");
            phases.push_back(std::move(own));
            phase = phases.end() - 1;
        }
        phase->items.push_back(plannedItem(item, incident));
    }
}

/// Ticks whose item the playbook no longer has (an imported incident, a changed playbook) keep their row.
void placeUnknownItems(std::vector<PlannedPhase>& phases, const Playbook& playbook, const Incident& incident) {
    QSet<QString> known;
    for (const Phase& phase : playbook.phases) {
        for (const Item& item : phase.items)
            known.insert(item.id);
    }
    for (const domain::AddedItem& item : incident.addedItems)
        known.insert(item.id);
    PlannedPhase rest;
    rest.id = earlierPhase;
    rest.title = QStringLiteral("No longer in the playbook");
    for (const auto& [id, record] : incident.items) {
        if (known.contains(id) || !isActedOn(incident, id))
            continue;
        PlannedItem planned;
        planned.id = id;
        planned.text = record.text;
        planned.noLongerPlanned = true;
        takeRecord(planned, incident);
        rest.items.push_back(std::move(planned));
    }
    if (!rest.items.empty())
        phases.push_back(std::move(rest));
}

} // namespace

Plan planFor(const Playbook& playbook, const Incident& incident, Instant now) {
    Plan plan;
    for (const Phase& phase : playbook.phases)
        plan.phases.push_back(plannedPhase(phase, playbook, incident, now));
    placeAddedItems(plan.phases, incident);
    placeUnknownItems(plan.phases, playbook, incident);
    for (PlannedPhase& phase : plan.phases) {
        for (PlannedItem& item : phase.items) {
            item.urgency = urgencyOf(item, now);
            phase.done += item.state == ItemState::Open ? 0 : 1;
            plan.overdue += item.urgency == Due::Overdue ? 1 : 0;
        }
        phase.total = int(phase.items.size());
        plan.done += phase.done;
        plan.total += phase.total;
    }
    return plan;
}

} // namespace playbook
