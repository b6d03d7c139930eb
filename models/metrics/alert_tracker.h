// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alert.h"
#include <set>

namespace metrics {

/// What one source of alerts said in one round.
struct AlertReport {
    bool answered = false;                ///< false: away, or its answer could not be read
    std::vector<Alert> alerts;            ///< meaningful when it answered
    std::optional<domain::Instant> began; ///< when the server says it started, if it says so
    QString source;                       ///< how it is called: "Prometheus", of several "Prometheus “eu”"
    bool operator==(const AlertReport&) const = default;
};

/// An alert that moved: it fires, it is over, or nobody knows any more.
struct AlertChange {
    enum class Kind { Fired, Resolved, Lost };
    Kind kind = Kind::Fired;
    Alert alert;
    QString reason; ///< of Lost: why nobody knows
    bool operator==(const AlertChange&) const = default;
};

/// Follows alerts by fingerprint. Alertmanager forgets a resolved alert at once, and after a restart it has forgotten
/// all of them: an absent alert is over only when a source that had it answers, is still the same process, and no other
/// source has it. Of an alert that only the record knows every source must say so. Pure state, no clock.
class AlertTracker {
public:
    /// What the record says already: alerts that fire, and those whose source was lost.
    void restore(const std::vector<Alert>& alerts);
    /// One round of all sources; alertmanager is nullopt where there is none, and the Prometheus servers are always the
    /// same ones in the same order. Gives what changed, in the order of names.
    std::vector<AlertChange> observe(const std::optional<AlertReport>& alertmanager,
                                     const std::vector<AlertReport>& prometheus);
    /// Every alert that is known now, with those whose source was lost: firing first.
    std::vector<Alert> alerts() const;

private:
    struct Source {
        std::optional<domain::Instant> began;
        bool restarted = false; ///< in this round
    };
    struct Known {
        Alert alert;
        std::set<std::size_t> sources; ///< who had it when it was last seen; none: nobody has been heard yet
        bool lost = false;
    };
    using Reports = std::vector<const AlertReport*>; ///< Alertmanager's first, or null
    void note(const Reports& reports);
    QString whyUnknown(const Known& known, const Reports& reports) const;

    std::vector<Source> m_sources;    ///< as Reports
    std::map<QString, Known> m_known; ///< by fingerprint
    std::vector<Alert> m_pending;
};

} // namespace metrics
