// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/downtime.h"

#include "report/durations.h"

#include <algorithm>

namespace report {
namespace {

using domain::CheckFlip;
using domain::CheckState;
using domain::Instant;
using domain::Millis;

Instant beginOf(const CheckFlip& flip) {
    return flip.firstSeen ? std::min(*flip.firstSeen, flip.at) : flip.at;
}

Downtime downtimeOf(std::vector<const CheckFlip*> flips, Instant end) {
    std::stable_sort(flips.begin(), flips.end(),
                     [](const CheckFlip* a, const CheckFlip* b) { return beginOf(*a) < beginOf(*b); });
    Downtime row;
    row.check = flips.back()->check;
    row.title = flips.back()->title.isEmpty() ? flips.back()->check : flips.back()->title;
    row.last = flips.back()->state;
    for (size_t i = 0; i < flips.size(); ++i) {
        const Instant from = beginOf(*flips[i]);
        const Instant to = i + 1 < flips.size() ? std::min(beginOf(*flips[i + 1]), end) : end;
        const Millis span = std::max(to - from, Millis(0));
        if (flips[i]->state == CheckState::Down) {
            row.downs += 1;
            row.down += span;
            row.longest = std::max(row.longest, span);
        } else if (flips[i]->state == CheckState::Degraded) {
            row.degraded += span;
        }
    }
    return row;
}

} // namespace

std::vector<Downtime> downtimes(const domain::Incident& incident, Instant now) {
    const Instant end = std::min(endedAt(incident).value_or(now), now);
    QStringList order;
    std::map<QString, std::vector<const CheckFlip*>> byCheck;
    for (const CheckFlip& flip : incident.flips) {
        if (!byCheck.contains(flip.check)) {
            order << flip.check;
        }
        byCheck[flip.check].push_back(&flip);
    }
    std::vector<Downtime> rows;
    rows.reserve(order.size());
    for (const QString& check : order) {
        rows.push_back(downtimeOf(byCheck[check], end));
    }
    return rows;
}

Millis totalDown(const std::vector<Downtime>& rows) {
    Millis total{};
    for (const Downtime& row : rows) {
        total += row.down;
    }
    return total;
}

} // namespace report
