// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/plan.h"
#include <QStringList>

namespace items {

/// What a change of severity would change, before it is made.
struct SeverityChange {
    std::vector<playbook::PlannedItem> added;   ///< in the plan after, not before
    std::vector<playbook::PlannedItem> dropped; ///< open before, not in the plan after
    std::vector<playbook::PlannedItem> kept;    ///< acted on; they stay, although the plan after has no need of them
    QStringList clocks;                         ///< sentences: response time, cadence, ladder, overdue items
    bool operator==(const SeverityChange&) const = default;
};
/// Pure; an unknown severity changes nothing.
SeverityChange severityChange(const playbook::Playbook& playbook, const domain::Incident& incident, const QString& to,
                              domain::Instant now);
/// The incident as it would be: every clock counts from the declaration as before.
domain::Incident withSeverity(domain::Incident incident, const QString& to, domain::Instant now);
/// The whole as lines of plain text for people.
QString toText(const SeverityChange& change);

} // namespace items
