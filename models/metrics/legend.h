// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/matrix.h"

/// Names of the lines of a graph. Pure.
namespace metrics {

/// No legend is longer; the rest is elided in its middle.
inline constexpr int legendLength = 120;

/// template in Grafana's syntax: {{label}} is that label's value, a label the series lacks is empty. Control characters
/// and direction overrides become visible signs, so that a label cannot disguise the screen.
QString legendOf(const QString& legendTemplate, const std::map<QString, QString>& labels);
/// Writes every series' legend: by the template; without one by the labels that tell the series apart, else as
/// name{label="…"}.
void assignLegends(std::vector<Series>& series, const QString& legendTemplate);

} // namespace metrics
