// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "playbook/playbook.h"

/// The measures of an incident, from its key moments.
namespace report {

struct Measure {
    QString name;  ///< "Time to detect"
    QString basis; ///< "from the beginning of the impact to the detection", or why it is unknown
    std::optional<domain::Instant> from, to;
    std::optional<domain::Millis> took; ///< empty: unknown
    bool operator==(const Measure&) const = default;
};

/// Where mitigate, resolve and total count from: the beginning of the impact where known, else the detection.
domain::Instant startedAt(const domain::Incident& incident);
/// When it was resolved; nullopt while it is open (again).
std::optional<domain::Instant> endedAt(const domain::Incident& incident);

/// "1 min 20 s" below an hour, then as domain::toHumanDuration.
QString exactDuration(domain::Millis span);

/// Time to detect, acknowledge (counted from the declaration), mitigate, resolve, and the total (up to now while it
/// goes on). With the playbook the time to acknowledge says what was promised, and whether that was met.
std::vector<Measure> measures(const domain::Incident& incident, domain::Instant now,
                              const playbook::Playbook* playbook = nullptr);

} // namespace report
