// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <map>

namespace metrics {

/// The variables of a Grafana dashboard with their current values. Syntax: $name, ${name}, ${name:format}, [[name]]
/// (Grafana, "Variable syntax"). Pure.
class GrafanaVariables {
public:
    explicit GrafanaVariables(const QJsonObject& dashboard);
    /// Each variable by its value, several values as a regular expression; $__interval and its like by what our graphs
    /// ask for. What has no value stays.
    QString filledIn(const QString& text) const;
    /// What was not taken as it stood.
    QStringList leftOut() const { return m_leftOut; }
    /// The first variable that still stands in text, else empty.
    static QString firstOpen(const QString& text);

private:
    std::map<QString, QStringList> m_values;
    QStringList m_leftOut;
};

} // namespace metrics
