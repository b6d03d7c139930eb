// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "playbook/playbook.h"
#include <QByteArray>

/// Panels out of a dashboard as Grafana exports it (Share → Export, or GET /api/dashboards/uid/…). Pure; for a worker
/// when the file is large.
namespace metrics {

struct GrafanaImport {
    QString title;                       ///< of the dashboard
    std::vector<playbook::Panel> panels; ///< ids are made from the titles
    QStringList leftOut;                 ///< a sentence each: what was not taken, or not as it stood
    bool operator==(const GrafanaImport&) const = default;
};

/// Panels of rows and nested panels, in the order of the screen; of each every Prometheus query becomes a panel of its
/// own. Variables stand with their current values, $__interval and its like with what our graphs ask for; unit, legend
/// and the two highest absolute thresholds come along. Refuses (Input) what is no dashboard, or larger than 16 MiB.
domain::Result<GrafanaImport> importGrafana(const QByteArray& json);
/// The block "panels:" of a playbook.
QByteArray panelsYaml(const std::vector<playbook::Panel>& panels);

} // namespace metrics
