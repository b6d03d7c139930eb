// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/places.h"
#include "domain/time.h"

class QObject;

namespace store {
class Database;
}

namespace app {

/// How many days raw results of checks are kept: "keep_results_days" of the settings file, else 90; 0 keeps them for
/// ever. What they said is in the timeline anyway.
int daysOfResults(const Places& places);

/// Forgets raw results of checks that are older than so many days (0: keeps them), some at a time between other work of
/// the store. Says nothing: flips are events and stay.
void forgetOldResults(store::Database* database, int days, domain::Instant now, QObject* context);

} // namespace app
