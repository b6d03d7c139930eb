// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "playbook/playbook.h"

/// What was promised and when it falls due: pure functions of playbook, fold and now.
namespace comms {

using domain::Instant;
using domain::Millis;

/// The next update that customers and managers wait for.
struct NextUpdate {
    bool promised = false; ///< false: "as needed", or the incident is over
    Instant due;           ///< the moment the next message is owed
    Millis left{};         ///< until due; negative when overdue
    bool overdue = false;
    std::optional<Instant> lastSent; ///< the latest message
    bool operator==(const NextUpdate&) const = default;
};
/// Counts from the last message, else from the declaration, by the update_every of the severity (a range uses its first
/// figure). A raise of the severity does not move the clock back: what was promised under the old one holds unless the
/// new one asks for sooner. A promise made in the last message itself (nextUpdate) wins when it is earlier.
NextUpdate nextUpdate(const playbook::Playbook& playbook, const domain::Incident& incident, Instant now);

} // namespace comms
