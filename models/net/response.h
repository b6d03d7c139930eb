// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QByteArray>
#include <QString>
#include <optional>
#include <utility>
#include <vector>

namespace net {

enum class Failure { None, BadRequest, Dns, Connect, Tls, Timeout, BodyTooLarge, Refused, Cancelled, Other };

struct Phases {
    qint64 dnsUs = 0, connectUs = 0, tlsUs = 0, firstByteUs = 0, totalUs = 0; ///< each since the start of the request
    bool operator==(const Phases&) const = default;
};

/// What our own computer knew of the way to the target.
struct Way {
    QString address;    ///< ours, on the connection that was made
    QString interface;  ///< the one that bears the address, "tun0"; empty when unknown
    bool exists = true; ///< asked when nothing came back: the routing table knows a way to the target
    bool operator==(const Way&) const = default;
};

struct Response {
    Failure failure = Failure::None;
    /// For people when failure is set: "timeout after 5 s", "connection refused by 127.0.0.1:9"; no secrets.
    QString reason;
    bool refused = false; ///< nobody listens, said the other side: so it is there
    int status = 0;
    std::vector<std::pair<QString, QString>> headers; ///< of the last answer, names in lower case
    /// Followed by 64 bytes of padding beyond size() in its capacity (simdjson reads in place). Of Redis the reply, of
    /// Postgres the result, of Dns one answer a line.
    QByteArray body;
    Phases phases;
    QString remoteIp;
    Way way;
    std::optional<domain::Instant> certificateEndsAt; ///< of the server's own certificate, also of a refused one
    QString rcode;                                    ///< Dns: "NOERROR", "NXDOMAIN" …; empty without an answer
    domain::Instant startedAt;                        ///< in the clock's time
    QString effectiveUrl;                             ///< after redirects, redacted
};

} // namespace net
