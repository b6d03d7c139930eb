// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/playbook.h"

namespace playbook {

/// Where a runbook says what a playbook made of it holds: pure, and a guess where the playbook was edited by hand.
struct RunbookPlace {
    int first = 0, last = 0; ///< lines, 1-based; 0: not found
    bool operator==(const RunbookPlace&) const = default;
};
/// Of a scenario: as the comment over its id in the YAML names it ("# runbook lines 360-392"), else from the line that
/// says its title on.
RunbookPlace placeOfScenario(const Scenario& scenario, const QString& yaml, const QString& runbook);
/// Of one of its steps: the line of its command or its words within the scenario, else the scenario's.
RunbookPlace placeOfStep(const Item& step, const RunbookPlace& scenario, const QString& runbook);

} // namespace playbook
