// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alert_tracker.h"

#include <algorithm>

namespace metrics {
namespace {

bool listed(const AlertReport& report, const Alert& alert) {
    return std::any_of(report.alerts.begin(), report.alerts.end(), [&alert](const Alert& other) {
        return isActive(other.state) && other.name == alert.name &&
               (other.fingerprint == alert.fingerprint ||
                std::includes(alert.labels.begin(), alert.labels.end(), other.labels.begin(), other.labels.end()));
    });
}

bool byName(const AlertChange& a, const AlertChange& b) {
    return std::tie(a.alert.name, a.alert.fingerprint) < std::tie(b.alert.name, b.alert.fingerprint);
}

} // namespace

void AlertTracker::restore(const std::vector<Alert>& alerts) {
    for (const Alert& alert : alerts)
        m_known[alert.fingerprint] = {alert, true, true, alert.state == AlertState::Lost};
}

void AlertTracker::note(Source& source, const AlertReport& report) {
    source.restarted = report.answered && report.began && source.began && *report.began != *source.began;
    if (report.answered && report.began)
        source.began = report.began;
}

/// Empty when the absence of the alert means that it is over.
QString AlertTracker::whyUnknown(const Known& known, const AlertReport& alertmanager, const AlertReport& prometheus,
                                 const Source& am, const Source& prom) {
    const bool amSilent = known.inAlertmanager && (!alertmanager.answered || am.restarted);
    const bool promSilent = known.inPrometheus && (!prometheus.answered || prom.restarted);
    const bool amKnows = known.inAlertmanager && !amSilent, promKnows = known.inPrometheus && !promSilent;
    if (amKnows || promKnows)
        return {};
    const auto said = [](const char* name, bool restarted) {
        return (restarted ? QStringLiteral("%1 restarted") : QStringLiteral("%1 does not answer"))
            .arg(QString::fromLatin1(name));
    };
    if (amSilent)
        return said("Alertmanager", am.restarted && alertmanager.answered);
    return said("Prometheus", prom.restarted && prometheus.answered);
}

std::vector<AlertChange> AlertTracker::observe(const AlertReport& alertmanager, const AlertReport& prometheus) {
    note(m_alertmanager, alertmanager);
    note(m_prometheus, prometheus);
    std::vector<AlertChange> changes;
    std::map<QString, Known> seen;
    m_pending.clear();
    for (const Alert& alert : mergedAlerts(alertmanager.alerts, prometheus.alerts)) {
        if (!isActive(alert.state)) {
            m_pending.push_back(alert);
            continue;
        }
        const auto known = m_known.find(alert.fingerprint);
        if (known == m_known.end())
            changes.push_back({AlertChange::Kind::Fired, alert, {}});
        seen[alert.fingerprint] = {alert, listed(alertmanager, alert), listed(prometheus, alert), false};
    }
    for (auto& [fingerprint, known] : m_known) {
        if (seen.contains(fingerprint))
            continue;
        // The same alert under other labels (Alertmanager adds some): its successor was told above.
        const QString reason = whyUnknown(known, alertmanager, prometheus, m_alertmanager, m_prometheus);
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
    for (const auto& [fingerprint, known] : m_known)
        all.push_back(known.alert);
    all.insert(all.end(), m_pending.begin(), m_pending.end());
    return mergedAlerts(std::move(all), {});
}

} // namespace metrics
