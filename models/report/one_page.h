// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

namespace report {

/// How much of the checklist was done; of playbook::Plan, whose count includes skipped items.
struct ChecklistCount {
    int done = 0, total = 0;
};

/// The end of a drill on one page of plain text: when it was declared, acknowledged and resolved, downtime, checklist.
/// Ends with a newline.
QString onePage(const domain::Incident& incident, const QString& key, ChecklistCount checklist, domain::Instant now);

} // namespace report
