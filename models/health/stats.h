// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/check_result.h"
#include <deque>
#include <optional>

namespace health {

/// Of the latest results of one check. Latencies are those of probes that were answered.
struct Stats {
    int probes = 0, up = 0, degraded = 0, down = 0, inconclusive = 0;
    std::optional<qint64> p50Us, p95Us; ///< nearest rank
    bool operator==(const Stats&) const = default;
};

/// The latest results of one check, oldest first: what a tile's strip shows.
class Strip {
public:
    explicit Strip(size_t most = 120);
    void add(const domain::CheckResult& result);
    const std::deque<domain::CheckResult>& results() const { return m_results; }
    Stats stats() const;

private:
    size_t m_most;
    std::deque<domain::CheckResult> m_results;
};

} // namespace health
