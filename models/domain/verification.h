// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"
#include <QString>
#include <vector>

namespace domain {

/// One thing that is not as it was recorded.
struct Damage {
    QString incident; ///< key when the incident is known, else its UUID; empty for damage of the file as a whole
    EventId id;       ///< null when no single event is meant
    QString why;      ///< one sentence for people
    bool operator==(const Damage&) const = default;
};

/// What a check of the record found.
struct Verification {
    qint64 events = 0; ///< looked at
    qint64 erased = 0; ///< removed on purpose: said by an event.erased, no damage
    std::vector<Damage> damage;
    bool intact() const { return damage.empty(); }
    bool operator==(const Verification&) const = default;
};

} // namespace domain
