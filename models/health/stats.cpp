// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/stats.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace health {
namespace {

using domain::CheckState;

std::optional<qint64> quantile(std::vector<qint64>& values, double share) {
    if (values.empty())
        return std::nullopt;
    const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(std::max<size_t>(rank, 1) - 1);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

} // namespace

Strip::Strip(size_t most)
    : m_most(most) {}

void Strip::add(const domain::CheckResult& result) {
    m_results.push_back(result);
    if (m_results.size() > m_most)
        m_results.pop_front();
}

Stats Strip::stats() const {
    Stats stats;
    std::vector<qint64> latencies;
    for (const domain::CheckResult& result : m_results) {
        ++stats.probes;
        stats.up += result.state == CheckState::Up;
        stats.degraded += result.state == CheckState::Degraded;
        stats.down += result.state == CheckState::Down;
        stats.inconclusive += result.state == CheckState::Inconclusive;
        if (result.latencyUs > 0)
            latencies.push_back(result.latencyUs);
    }
    stats.p50Us = quantile(latencies, 0.50);
    stats.p95Us = quantile(latencies, 0.95);
    return stats;
}

} // namespace health
