// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "playbook/playbook.h"

/// The checklist of one incident at one moment: pure function of playbook, fold and now.
namespace playbook {

enum class Due { None, Later, Soon, Overdue }; ///< Soon: within 5 minutes; items done or skipped are None

struct PlannedItem {
    QString id, text, role, run, watch;
    std::optional<Criterion> criterion; ///< of watch
    QString request;                    ///< "POST http://…" of an item with an HTTP action
    domain::ItemState state = domain::ItemState::Open;
    QString reason, by, assignee;
    std::optional<domain::Instant> at;    ///< when it was done or skipped
    std::optional<domain::Instant> due;   ///< counted from the phase's beginning: item.due, else the end of the window;
                                          ///< of an item that came back, when it did
    std::optional<domain::Instant> again; ///< when a done item comes back
    int times = 0;                        ///< how often it was done
    QStringList waitsFor;                 ///< ids of planned items that come first and are open
    QStringList waitsForTexts;            ///< their texts
    Due urgency = Due::None;
    bool added = false;           ///< by hand, during the incident
    bool noLongerPlanned = false; ///< acted on before a change of severity or service removed it from the plan; kept
    bool operator==(const PlannedItem&) const = default;
};
struct PlannedPhase {
    QString id, title, windowText; ///< "0–15 min", "30+ min", "0–24 h after resolution", empty
    bool now = false;              ///< "you are here": the elapsed time lies in its window (phases may overlap)
    bool followUp = false;         ///< counts from the resolution: alive after it, without times before
    int done = 0, total = 0;       ///< skipped items count as done
    std::vector<PlannedItem> items;
    bool operator==(const PlannedPhase&) const = default;
};
struct Plan {
    std::vector<PlannedPhase> phases;
    int done = 0, total = 0, overdue = 0;
    bool operator==(const Plan&) const = default;
};

/// Items of the incident's severity and affected services, with every tick and skip kept whatever these were when it
/// happened. An item that repeats comes back after its time, until the incident is over (in a phase after the
/// resolution: always).
Plan planFor(const Playbook& playbook, const domain::Incident& incident, domain::Instant now);

const PlannedItem* findPlanned(const Plan& plan, const QString& id);
/// What ticking the item records: its round, and what it was ticked before when others should have come first. evidence
/// is what showed that it is done, if anything did.
domain::ItemTicked tickOf(const PlannedItem& item, const QString& evidence = {});
/// What taking the latest tick or the skip back records.
domain::ItemUnticked untickOf(const PlannedItem& item);

/// What is still to do after the resolution.
struct FollowUps {
    int open = 0, overdue = 0;
    std::optional<domain::Instant> due; ///< the earliest of the open ones
    bool operator==(const FollowUps&) const = default;
};
/// Nothing while the incident goes on.
FollowUps followUps(const Playbook& playbook, const domain::Incident& incident, domain::Instant now);
/// True when some phase counts from the resolution.
bool hasFollowUps(const Playbook& playbook);

} // namespace playbook
