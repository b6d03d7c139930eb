// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drill/scenario.h"

/// What the drill's service says at a moment: pure functions of the scenario. Safe on any thread.
namespace drill {

using domain::Instant;

struct Answer {
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    Millis delay{};     ///< of the drill
    bool hangs = false; ///< never answers
};

/// Parameters of a query, as sent in the URL or the form.
using Parameters = std::map<QByteArray, QByteArray>;

class Answers {
public:
    /// book: with the variables that hold in the drill. start: moment 0s of the scenario.
    Answers(Scenario scenario, const playbook::Playbook& book, Instant start);

    Answer health(const QString& check, Instant now) const;
    /// GET or POST /api/v1/query and /api/v1/query_range: the expressions of the playbook's panels, and the metric
    /// names of the scenario.
    Answer query(const Parameters& parameters, Instant now) const;
    Answer queryRange(const Parameters& parameters, Instant now) const;
    /// The /metrics page in the text format of Prometheus.
    Answer metricsPage(Instant now) const;
    /// The metrics from one moment to another, the second not among them, in the text format of OpenMetrics: what
    /// promtool fills a Prometheus with.
    QByteArray history(Instant from, Instant to, Millis step) const;
    /// What a real Prometheus that scrapes the page is asked instead of a panel's expression, whose metrics are not
    /// there: the same series by their name. Other expressions stay as they are.
    QByteArray askedForReal(const QByteArray& expr) const;

private:
    struct Known {
        size_t metric; ///< index into the scenario's metrics
        bool named;    ///< asked by its name: the answer carries __name__
    };
    const Known* find(const QByteArray& expr) const;
    QByteArray labels(const Known& known, const Curve& curve) const;
    std::optional<double> value(size_t metric, size_t curve, Instant at) const;

    Scenario m_scenario;
    Instant m_start;
    std::map<QByteArray, Known> m_known; ///< by expression without blanks
    std::map<QString, QString> m_titles; ///< of panels
};

/// The error that Prometheus gives: {"status":"error","errorType":…,"error":…}.
Answer refusal(int status, const QString& type, const QString& why);

} // namespace drill
