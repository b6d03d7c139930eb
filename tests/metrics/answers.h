// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

/// Answers as a server would send them.
namespace answers {

inline net::Response http(int status, const QByteArray& body) {
    net::Response response;
    response.status = status;
    response.effectiveUrl = QStringLiteral("http://prom:9090/api/v1/query_range");
    response.body = body;
    response.body.reserve(body.size() + 64);
    return response;
}

inline net::Response matrix(const QByteArray& rows) {
    return http(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + rows + "]}}");
}

inline QByteArray row(const QByteArray& values, const QByteArray& metric = "{}") {
    return "{\"metric\":" + metric + ",\"values\":[" + values + "]}";
}

} // namespace answers
