// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/check_result.h"
#include <QMetaType>
#include <optional>

namespace health {

/// A change of a check's damped state: what becomes an event.
struct Flip {
    QString check;
    domain::CheckState state = domain::CheckState::Unknown, was = domain::CheckState::Unknown;
    domain::Instant firstSeen; ///< start of the first probe of the run that led here
    domain::Instant detected;  ///< start of the probe that completed it
    QString detail;            ///< of that probe
    bool operator==(const Flip&) const = default;
};

/// Damps one check: pure, fed with its results in order.
///
/// From up, downAfter results in a row that are not up lead to down when all of them are down, else to degraded; from
/// down or degraded, upAfter results in a row lead up when all are up. An answer leads from unknown to up at once.
/// Inconclusive results say nothing about the check: they neither count nor interrupt, but downAfter of them in a row
/// lead to inconclusive.
class Tracker {
public:
    /// state: as the record left it.
    explicit Tracker(int downAfter = 1, int upAfter = 1, domain::CheckState state = domain::CheckState::Unknown);

    domain::CheckState state() const { return m_state; }
    std::optional<Flip> take(const domain::CheckResult& result);

private:
    struct Run {
        int length = 0;
        domain::Instant since;
        void extend(bool goesOn, domain::Instant at);
    };
    std::optional<domain::CheckState> next() const;
    const Run& runOf(domain::CheckState state) const;

    int m_downAfter, m_upAfter;
    domain::CheckState m_state;
    Run m_down, m_notUp, m_up, m_notDown, m_inconclusive; ///< the latest results in a row that are so
};

} // namespace health

Q_DECLARE_METATYPE(health::Flip)
