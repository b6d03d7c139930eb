// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "metrics/matrix.h"
#include "metrics/range_query.h"
#include "net/transport.h"
#include <QJsonObject>

/// Answers of the Prometheus HTTP API. Pure, for a worker: a 20 MB answer takes tens of milliseconds. Hostile input
/// ends in an Error or in warnings, never in a crash: strict JSON (DOM), first "status" decides and the HTTP status
/// must agree.
namespace metrics {

/// More series are left out, with a warning.
inline constexpr std::size_t maxSeries = 5'000;

/// The answer to query, as columns. A vector or scalar becomes series of one sample. Series with broken samples are
/// left out with a warning; unsorted ones are sorted, of equal times the first stays. Native histograms are named in a
/// warning. Errors: Network (no answer), Server (quotes the server's error type and text; says when a web page came
/// instead).
domain::Result<Matrix> decodeRange(const net::Response& response, const RangeQuery& query);

/// The answer to namesRequest, sorted as the server does.
domain::Result<QStringList> decodeNames(const net::Response& response);

/// The answer as the server wrote it, for the command query: values stay strings.
struct Answer {
    struct Sample {
        double seconds = 0;
        QString value;
        bool operator==(const Sample&) const = default;
    };
    struct Row {
        std::map<QString, QString> metric;
        std::vector<Sample> samples;
        bool operator==(const Row&) const = default;
    };
    QString type; ///< matrix, vector, scalar or string
    std::vector<Row> rows;
    QStringList warnings;
    bool operator==(const Answer&) const = default;
};
domain::Result<Answer> decodeAnswer(const net::Response& response);
/// {"result": [{"metric": {…}, "value": [t, "v"] | "values": [[t, "v"], …]}], "warnings": […]}
QJsonObject toJson(const Answer& answer);

} // namespace metrics
