// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "net/request.h"
#include <QByteArray>
#include <QString>

namespace net {

/// Where a URL leads.
struct Target {
    QByteArray url;       ///< as libcurl gets it
    QString scheme, host; ///< lower case; host without the brackets of IPv6
    int port = 0;
    bool literal = false;  ///< the host is an IP address: no name to look up
    bool loopback = false; ///< this computer: localhost, 127.0.0.0/8, ::1
    bool sameOrigin(const Target& other) const {
        return scheme == other.scheme && host == other.host && port == other.port;
    }
};

/// Accepts http and https with a host and without user info, blanks and control characters; Input otherwise, saying
/// why.
domain::Result<Target> parseTarget(const QString& url);
/// The same for "host:port", "[::1]:port"; its URL begins with https:// when tls. Input otherwise, saying why.
domain::Result<Target> parseAddress(const QString& address, bool tls);

/// Where a request leads, whatever it speaks; Input for a wrong one.
domain::Result<Target> targetOf(const Request& request);

} // namespace net
