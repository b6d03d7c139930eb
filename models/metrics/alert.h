// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "metrics/matcher.h"
#include "net/transport.h"
#include <QStringList>

/// Alerts of Prometheus and of Alertmanager as values, and how their answers are read. Pure.
namespace metrics {

enum class AlertState {
    Firing,
    Pending,   ///< its condition holds, but not yet for its time (Prometheus only)
    Silenced,  ///< fires, muted by a silence
    Inhibited, ///< fires, muted by another alert
    Lost       ///< it fired, and its source restarted or is away: nobody knows
};
/// "firing", "pending", "silenced", "inhibited", "source lost".
QString toText(AlertState state);

struct Alert {
    QString fingerprint; ///< 16 hex digits, as Alertmanager computes it
    QString name;        ///< label alertname
    AlertState state = AlertState::Firing;
    domain::Instant since;
    Labels labels, annotations;
    QStringList silencedBy; ///< ids of silences
    QString sourceUrl;      ///< the expression's graph; only http and https are kept
    QStringList servers;    ///< ids of the Prometheus servers that have it, where there are several
    bool operator==(const Alert&) const = default;
};
/// It fires, muted or not.
bool isActive(AlertState state);
/// Annotation summary, else message or description, else empty.
QString summaryOf(const Alert& alert);
/// Annotation runbook_url or runbook when it is a web address, else empty.
QString runbookUrlOf(const Alert& alert);
/// The labels that tell it from others of its name: "instance=db-1, job=postgres"; alertname and severity left out.
QString distinctionOf(const Alert& alert);

/// FNV-1a over the sorted labels with 0xff after each name and value (Prometheus, common/model/signature.go).
QString fingerprintOf(const Labels& labels);

/// GET /api/v2/alerts of Alertmanager.
domain::Result<std::vector<Alert>> decodeAlertmanagerAlerts(const net::Response& response);
/// GET /api/v1/alerts of Prometheus.
domain::Result<std::vector<Alert>> decodePrometheusAlerts(const net::Response& response);
/// When the server began: "uptime" of Alertmanager's /api/v2/status, "startTime" of Prometheus'
/// /api/v1/status/runtimeinfo. nullopt when the server does not say.
std::optional<domain::Instant> decodeStart(const net::Response& response);

/// All lists as one: an alert that Alertmanager has stands for the same one of Prometheus, which may carry fewer labels
/// (external labels are added on the way); the same alert of several Prometheus servers, whose lists follow each other
/// in prometheus, is one that names them all. Firing first, then by age.
std::vector<Alert> mergedAlerts(std::vector<Alert> alertmanager, const std::vector<Alert>& prometheus);

} // namespace metrics
