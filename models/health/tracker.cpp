// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/tracker.h"

#include <algorithm>

namespace health {

using domain::CheckState;

Tracker::Tracker(int downAfter, int upAfter, CheckState state)
    : m_downAfter(std::max(1, downAfter))
    , m_upAfter(std::max(1, upAfter))
    , m_state(state) {}

void Tracker::Run::extend(bool goesOn, domain::Instant at) {
    if (!goesOn) {
        length = 0;
        return;
    }
    if (length++ == 0)
        since = at;
}

std::optional<Flip> Tracker::take(const domain::CheckResult& result) {
    const bool inconclusive = result.state == CheckState::Inconclusive;
    m_inconclusive.extend(inconclusive, result.at);
    if (!inconclusive) {
        m_down.extend(result.state == CheckState::Down, result.at);
        m_notUp.extend(result.state != CheckState::Up, result.at);
        m_up.extend(result.state == CheckState::Up, result.at);
        m_notDown.extend(result.state != CheckState::Down, result.at);
    }
    const auto state = next();
    if (!state || *state == m_state)
        return std::nullopt;
    Flip flip{result.check, *state, m_state, runOf(*state).since, result.at, result.detail};
    m_state = *state;
    return flip;
}

std::optional<CheckState> Tracker::next() const {
    if (m_inconclusive.length >= m_downAfter)
        return CheckState::Inconclusive;
    if (m_inconclusive.length > 0)
        return std::nullopt;
    if (m_down.length >= m_downAfter)
        return CheckState::Down;
    if (m_up.length >= (m_state == CheckState::Unknown ? 1 : m_upAfter))
        return CheckState::Up;
    if (m_state == CheckState::Down)
        return m_notDown.length >= m_upAfter ? std::optional(CheckState::Degraded) : std::nullopt;
    return m_notUp.length >= m_downAfter ? std::optional(CheckState::Degraded) : std::nullopt;
}

const Tracker::Run& Tracker::runOf(CheckState state) const {
    switch (state) {
    case CheckState::Down:
        return m_down;
    case CheckState::Up:
        return m_up;
    case CheckState::Degraded:
        return m_state == CheckState::Down ? m_notDown : m_notUp;
    case CheckState::Inconclusive:
    case CheckState::Unknown:
        break;
    }
    return m_inconclusive;
}

} // namespace health
