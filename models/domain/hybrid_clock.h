// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"

namespace domain {

/// Hybrid logical clock of one incident: ms << 16 | counter. Never runs backwards, also when the wall clock does.
/// Follows Kulkarni et al., "Logical Physical Clocks" (2014).
quint64 nextHybridClock(quint64 last, Instant now);
Instant physicalPart(quint64 clock);

} // namespace domain
