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
    domain::ItemState state = domain::ItemState::Open;
    QString reason, by, assignee;
    std::optional<domain::Instant> at;  ///< when it was done or skipped
    std::optional<domain::Instant> due; ///< declaredAt + item.due, else + end of the window
    Due urgency = Due::None;
    bool added = false;           ///< by hand, during the incident
    bool noLongerPlanned = false; ///< acted on before a change of severity removed it from the plan; kept
    bool operator==(const PlannedItem&) const = default;
};
struct PlannedPhase {
    QString id, title, windowText; ///< "0–15 min", "30+ min", empty
    bool now = false;              ///< "you are here": the elapsed time lies in its window (phases may overlap)
    int done = 0, total = 0;       ///< skipped items count as done
    std::vector<PlannedItem> items;
    bool operator==(const PlannedPhase&) const = default;
};
struct Plan {
    std::vector<PlannedPhase> phases;
    int done = 0, total = 0, overdue = 0;
    bool operator==(const Plan&) const = default;
};

/// Items of the incident's severity, with every tick and skip kept whatever the severity was when it happened.
Plan planFor(const Playbook& playbook, const domain::Incident& incident, domain::Instant now);

} // namespace playbook
