// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "domain/words.h"
#include <QString>

namespace domain {

/// One evaluated probe of one check. Streams past in numbers; only a change of the damped state becomes an event.
struct CheckResult {
    QString check;                          ///< id of the check in the playbook
    Instant at;                             ///< when the request started, in the incident's clock
    CheckState state = CheckState::Unknown; ///< verdict on this one probe, before damping
    qint64 latencyUs = 0;                   ///< total time of the request in microseconds; 0 when nothing answered
    int httpStatus = 0;                     ///< 0 when there was no HTTP answer
    QString detail; ///< short, for people: "HTTP 503", "timeout after 5 s", "[BODY].status == healthy is false"
    bool operator==(const CheckResult&) const = default;
};

} // namespace domain
