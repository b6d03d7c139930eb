// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "domain/time.h"
#include "metrics/matcher.h"
#include "metrics/server.h"
#include "net/transport.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>

/// Alertmanager's HTTP API v2 (openapi.yaml of prometheus/alertmanager), and the two questions about alerts that
/// Prometheus answers: requests and answers. Pure.
namespace metrics {

enum class SilenceState { Active, Pending, Expired };
QString toText(SilenceState state);

struct Silence {
    QString id; ///< empty: not made yet
    SilenceState state = SilenceState::Active;
    std::vector<Matcher> matchers;
    domain::Instant startsAt, endsAt;
    QString createdBy, comment;
    bool operator==(const Silence&) const = default;
};

/// server: the base URL, a path prefix is kept. Refused (Input): a server that is not http or https.
domain::Result<net::Request> alertsRequest(const Server& server);
domain::Result<net::Request> silencesRequest(const Server& server);
domain::Result<net::Request> statusRequest(const Server& server);
domain::Result<net::Request> prometheusAlertsRequest(const Server& server);
domain::Result<net::Request> prometheusStartRequest(const Server& server);
/// Makes the silence or, when it has an id, moves its end. Refused (Input): matchers that mute nearly everything, an
/// end that is not after its beginning, no comment, no author.
domain::Result<net::Request> silenceRequest(const Server& server, const Silence& silence);
domain::Result<net::Request> expireRequest(const Server& server, const QString& id);

domain::Result<std::vector<Silence>> decodeSilences(const net::Response& response);
/// Id of the silence that was made; of an extended one it may be a new id.
domain::Result<QString> decodeSilenceId(const net::Response& response);
/// Nothing, or why the silence was not ended.
domain::Result<void> decodeExpired(const net::Response& response);

/// The body as JSON, or what is wrong in one sentence: no connection, an HTTP status with the server's own words (a
/// bare string, {code, message} or Prometheus' {errorType, error}), a web page of a proxy, no JSON.
domain::Result<QJsonDocument> openJson(const net::Response& response);
/// The list that Alertmanager answers with, or what is wrong; what: "alerts", "silences".
domain::Result<QJsonArray> openList(const net::Response& response, const char* what);
/// RFC 3339 as Go writes it, up to nanoseconds; nullopt for anything else and for Go's zero time.
std::optional<domain::Instant> instantFrom(const QJsonValue& value);

} // namespace metrics
