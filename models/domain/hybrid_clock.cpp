// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hybrid_clock.h"

namespace domain {

quint64 nextHybridClock(quint64 last, Instant now) {
    const quint64 physical = static_cast<quint64>(std::max<qint64>(toMs(now), 0)) << 16;
    return std::max(physical, last + 1);
}

Instant physicalPart(quint64 clock) {
    return instantFromMs(static_cast<qint64>(clock >> 16));
}

} // namespace domain
