// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "domain/time.h"
#include "metrics/server.h"
#include "net/transport.h"
#include <QString>
#include <QUrl>

/// Questions to the Prometheus HTTP API, as requests. Pure.
namespace metrics {

using domain::Instant;
using domain::Millis;

/// A server refuses a range with more points than this per series (Prometheus, web/api/v1: 11,000).
inline constexpr qint64 maxPoints = 11'000;
/// Bytes of one answer, decoded.
inline constexpr qint64 answerCap = 64 << 20;

struct RangeQuery {
    QString expr;
    Instant from, to; ///< both are multiples of step, so that a moving window asks for the same instants again
    Millis step{};
    bool operator==(const RangeQuery&) const = default;
};

/// The smallest step that is at least wanted (and a second) and keeps the points of window under maxPoints for each of
/// pieces answers, in whole seconds.
Millis clampStep(Millis window, Millis wanted, int pieces = 1);
/// The query for the window that ends now; with pieces above 1 for piecesOf (tail.h).
RangeQuery rangeEnding(Instant now, const QString& expr, Millis window, Millis wantedStep, int pieces = 1);

/// POST <server>/api/v1/query_range with a form body; expr goes byte for byte (UTF-8). Refused (Input): a server that
/// is not http or https, an empty expr.
domain::Result<net::Request> rangeRequest(const Server& server, const RangeQuery& query);
/// The page of the server's own web interface that draws expr over this range; invalid for a server that is no address.
QUrl graphPage(const QString& server, const QString& expr, Instant from, Instant to);
/// GET of words that the server knows: the names of labels (empty label), else the values of one; __name__ gives the
/// metrics. metric: only those of series of this metric; empty: all.
domain::Result<net::Request> namesRequest(const Server& server, const QString& label, const QString& metric);
/// POST <server>/api/v1/query.
domain::Result<net::Request> instantRequest(const Server& server, const QString& expr, Instant at);

} // namespace metrics
