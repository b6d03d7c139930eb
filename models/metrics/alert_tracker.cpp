// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alert_tracker.h"

#include <algorithm>

namespace metrics {
namespace {

/// fewer: also one of fewer labels, which is the same before Alertmanager got it.
bool listed(const AlertReport& report, const Alert& alert, bool fewer) {
    return std::any_of(report.alerts.begin(), report.alerts.end(), [&alert, fewer](const Alert& other) {
        return isActive(other.state) && other.name == alert.name &&
               (other.fingerprint == alert.fingerprint ||
                (fewer &&
                 std::includes(alert.labels.begin(), alert.labels.end(), other.labels.begin(), other.labels.end())));
    });
}

bool byName(const AlertChange& a, const AlertChange& b) {
    return std::tie(a.alert.name, a.alert.fingerprint) < std::tie(b.alert.name, b.alert.fingerprint);
}

} // namespace

void AlertTracker::restore(const std::vector<Alert>& alerts) {
    for (const Alert& alert : alerts)
        m_known[alert.fingerprint] = {alert, {}, alert.state == AlertState::Lost};
}

void AlertTracker::note(const Reports& reports) {
    m_sources.resize(reports.size());
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (!reports[i])
            continue;
        const AlertReport& report = *reports[i];
        Source& source = m_sources[i];
        source.restarted = report.answered && report.began && source.began && *report.began != *source.began;
        if (report.answered && report.began)
            source.began = report.began;
    }
}

/// Empty when the absence of the alert means that it is over.
QString AlertTracker::whyUnknown(const Known& known, const Reports& reports) const {
    QString reason;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (!reports[i] || (!known.sources.empty() && !known.sources.contains(i)))
            continue;
        const bool speaks = reports[i]->answered && !m_sources[i].restarted;
        if (speaks && !known.sources.empty())
            return {};
        if (!speaks && reason.isEmpty())
            reason = (reports[i]->answered ? QStringLiteral("%1 restarted") : QStringLiteral("%1 does not answer"))
                         .arg(reports[i]->source);
    }
    return reason;
}

std::vector<AlertChange> AlertTracker::observe(const std::optional<AlertReport>& alertmanager,
                                               const std::vector<AlertReport>& prometheus) {
    Reports reports{alertmanager ? &*alertmanager : nullptr};
    std::vector<Alert> ofPrometheus;
    for (const AlertReport& report : prometheus) {
        reports.push_back(&report);
        ofPrometheus.insert(ofPrometheus.end(), report.alerts.begin(), report.alerts.end());
    }
    note(reports);
    std::vector<AlertChange> changes;
    std::map<QString, Known> seen;
    m_pending.clear();
    for (const Alert& alert : mergedAlerts(alertmanager ? alertmanager->alerts : std::vector<Alert>{}, ofPrometheus)) {
        if (!isActive(alert.state)) {
            m_pending.push_back(alert);
            continue;
        }
        if (!m_known.contains(alert.fingerprint))
            changes.push_back({AlertChange::Kind::Fired, alert, {}});
        Known& known = seen[alert.fingerprint];
        known.alert = alert;
        const bool added = reports[0] && listed(*reports[0], alert, false);
        for (std::size_t i = 0; i < reports.size(); ++i) {
            if (reports[i] && listed(*reports[i], alert, added))
                known.sources.insert(i);
        }
    }
    for (auto& [fingerprint, known] : m_known) {
        if (seen.contains(fingerprint))
            continue;
        // The same alert under other labels (Alertmanager adds some): its successor was told above.
        const QString reason = whyUnknown(known, reports);
        if (reason.isEmpty() && !known.lost) {
            changes.push_back({AlertChange::Kind::Resolved, known.alert, {}});
            continue;
        }
        if (!known.lost) {
            known.lost = true;
            known.alert.state = AlertState::Lost;
            changes.push_back({AlertChange::Kind::Lost, known.alert, reason});
        }
        seen[fingerprint] = known;
    }
    m_known = std::move(seen);
    std::stable_sort(changes.begin(), changes.end(), byName);
    return changes;
}

std::vector<Alert> AlertTracker::alerts() const {
    std::vector<Alert> all;
    all.reserve(m_known.size());
    for (const auto& [fingerprint, known] : m_known)
        all.push_back(known.alert);
    all.insert(all.end(), m_pending.begin(), m_pending.end());
    return mergedAlerts(std::move(all), {});
}

} // namespace metrics
