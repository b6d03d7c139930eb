// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

/// How long each check was down, from its flips.
namespace report {

struct Downtime {
    QString check, title;
    int downs = 0;                    ///< times it went down
    domain::Millis down{}, longest{}; ///< total and longest run, within the incident
    domain::Millis degraded{};
    domain::CheckState last = domain::CheckState::Unknown;
    bool operator==(const Downtime&) const = default;
};

/// One row per check that changed its state, in order of the first change. A run lasts from the first probe that saw
/// the state to the first probe that saw the next one (detection comes later, by the check's thresholds). A run that
/// goes on ends with the resolution, or with now while the incident is open. Time in which we could not tell counts as
/// neither up nor down.
std::vector<Downtime> downtimes(const domain::Incident& incident, domain::Instant now);

/// Sum over all checks of the time down.
domain::Millis totalDown(const std::vector<Downtime>& rows);

} // namespace report
