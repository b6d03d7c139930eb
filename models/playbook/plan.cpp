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

/// "0–15 min", "30+ min", "1–24 h", "2–7 d"; whole hours are said in hours, from three days on whole days in days.
QString windowText(const Window& window) {
    const auto whole = [&window](Millis unit, Millis from) {
        const Millis to = window.to.value_or(0ms);
        return window.from % unit == 0ms && to % unit == 0ms && std::max(window.from, to) > from;
    };
    const bool days = whole(24h, 48h), hours = whole(1h, 1h);
    const auto number = [&](Millis duration) {
        return days ? QString::number(duration / 24h) : hours ? QString::number(duration / 1h) : minutesText(duration);
    };
    const QString unit = days ? QStringLiteral("d") : hours ? QStringLiteral("h") : QStringLiteral("min");
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

/// From when the phase's times count; nothing when that has not come yet.
std::optional<Instant> beginOf(const Phase& phase, const Incident& incident) {
    return phase.after == CountedFrom::Resolved ? incident.resolvedAt : incident.declaredAt;
}

bool fits(const Item& item, const Incident& incident) {
    const auto affected = [&incident](const QString& service) {
        return incident.services.contains(service, Qt::CaseInsensitive);
    };
    return (item.severities.isEmpty() || item.severities.contains(incident.severity)) &&
           (item.services.isEmpty() || std::any_of(item.services.begin(), item.services.end(), affected));
}

/// A done item that repeats: when it comes back, and that it has.
void takeRepeat(PlannedItem& planned, const Item& item, const Phase& phase, const Incident& incident, Instant now) {
    const bool comesBack = item.repeat && (phase.after == CountedFrom::Resolved || !isOver(incident));
    if (planned.state != ItemState::Done || !comesBack)
        return;
    const Instant back = *planned.at + *item.repeat;
    if (now < back) {
        planned.again = back;
        return;
    }
    planned.state = ItemState::Open;
    planned.due = back;
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
    planned.times = int(found->second.earlier.size()) + (planned.state == ItemState::Done ? 1 : 0);
    if (planned.state != ItemState::Open)
        planned.at = found->second.at;
}

/// True when a person did something to the item that must not vanish from the screen.
bool isActedOn(const Incident& incident, const QString& id) {
    const auto found = incident.items.find(id);
    return found != incident.items.end() &&
           (found->second.state != ItemState::Open || !found->second.assignee.isEmpty());
}

/// Items that come first and are in the plan and open; one that was done once has come first.
void takeNeeds(PlannedItem& planned, const Item& item, const Playbook& playbook, const Incident& incident) {
    for (const QString& id : item.needs) {
        const Item* needed = findItem(playbook, id);
        const auto record = incident.items.find(id);
        const bool open = record == incident.items.end() || record->second.state == ItemState::Open;
        if (!needed || !open || !fits(*needed, incident))
            continue;
        planned.waitsFor << id;
        planned.waitsForTexts << expandKnown(needed->text, playbook.variables);
    }
}

PlannedItem plannedItem(const Item& item, const Phase& phase, const Playbook& playbook, const Incident& incident,
                        Instant now) {
    PlannedItem planned;
    planned.id = item.id;
    planned.text = expandKnown(item.text, playbook.variables);
    planned.role = item.role;
    planned.run = expandKnown(item.run, playbook.variables);
    if (item.http)
        planned.request = item.http->method + u' ' + expandKnown(item.http->url, playbook.variables);
    planned.watch = item.watch;
    planned.criterion = item.criterion;
    std::optional<Millis> due = item.due;
    if (!due && phase.window)
        due = phase.window->to;
    if (const auto begin = beginOf(phase, incident); begin && due)
        planned.due = *begin + *due;
    takeRecord(planned, incident);
    takeRepeat(planned, item, phase, incident, now);
    if (planned.state == ItemState::Open)
        takeNeeds(planned, item, playbook, incident);
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
    planned.followUp = phase.after == CountedFrom::Resolved;
    if (phase.window) {
        const auto begin = beginOf(phase, incident);
        planned.windowText = windowText(*phase.window);
        if (planned.followUp)
            planned.windowText = QStringLiteral("%1 after resolution").arg(planned.windowText);
        planned.now = begin && planned.followUp == isOver(incident) && contains(*phase.window, now - *begin);
    }
    for (const Item& item : phase.items) {
        const bool wanted = fits(item, incident);
        if (!wanted && !isActedOn(incident, item.id))
            continue;
        PlannedItem made = plannedItem(item, phase, playbook, incident, now);
        made.noLongerPlanned = !wanted;
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

const PlannedItem* findPlanned(const Plan& plan, const QString& id) {
    for (const PlannedPhase& phase : plan.phases) {
        for (const PlannedItem& item : phase.items) {
            if (item.id == id)
                return &item;
        }
    }
    return nullptr;
}

domain::ItemTicked tickOf(const PlannedItem& item, const QString& evidence) {
    QStringList remarks;
    for (const QString& text : item.waitsForTexts)
        remarks << QStringLiteral("before “%1”").arg(text);
    if (!evidence.isEmpty())
        remarks << evidence;
    domain::ItemTicked tick{.item = item.id, .text = item.text};
    if (item.times > 0)
        tick.round = item.times + 1;
    if (!remarks.isEmpty())
        tick.remark = remarks.join(QStringLiteral(", "));
    return tick;
}

domain::ItemUnticked untickOf(const PlannedItem& item) {
    domain::ItemUnticked untick{.item = item.id, .text = item.text, .was = item.state, .reason = item.reason};
    if (item.state == ItemState::Done && item.times > 1)
        untick.round = item.times;
    return untick;
}

FollowUps followUps(const Playbook& playbook, const Incident& incident, Instant now) {
    FollowUps found;
    if (!isOver(incident))
        return found;
    for (const PlannedPhase& phase : planFor(playbook, incident, now).phases) {
        for (const PlannedItem& item : phase.items) {
            if (!phase.followUp || item.state != ItemState::Open)
                continue;
            ++found.open;
            found.overdue += item.urgency == Due::Overdue ? 1 : 0;
            if (item.due)
                found.due = found.due ? std::min(*found.due, *item.due) : *item.due;
        }
    }
    return found;
}

bool hasFollowUps(const Playbook& playbook) {
    return std::any_of(playbook.phases.begin(), playbook.phases.end(),
                       [](const Phase& phase) { return phase.after == CountedFrom::Resolved; });
}

} // namespace playbook
