// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "room/war_room.h"
#include "room/watch.h"
#include <functional>
#include <memory>

namespace tests {

/// A commander's night in a few seconds: an incident in a real record, watched by a clock that jumps from alarm to
/// alarm. Ten checks every 10 s (one of them breaks for five minutes in every twenty), three panels of ten series with
/// their live tail every 5 s, alerts and silences every 10 s (an alert fires while the check is broken), all asked of a
/// real server on loopback.
class LongWatch {
public:
    LongWatch();
    ~LongWatch();
    /// False when the record could not be opened.
    bool isReady() const;
    /// Lets this much time of the incident's clock pass; false when it stands still for a minute.
    bool pass(domain::Millis time);
    room::Watch* watch() const;
    room::WarRoom* room() const;
    qint64 answers() const; ///< that the server gave

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tests
