// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "net/request.h"
#include <QString>
#include <utility>
#include <vector>

namespace metrics {

/// A server that speaks the HTTP API of Prometheus or Alertmanager, ready to be asked: every placeholder is filled in.
/// A plain address is one too.
struct Server {
    Server() = default;
    Server(QString address) // NOLINT(google-explicit-constructor): most servers are an address and nothing else
        : url(std::move(address)) {}

    QString url;                                      ///< base address; a path prefix is kept
    std::vector<std::pair<QString, QString>> headers; ///< tenants, credentials
    net::Login login;
    QString caFile, clientCertificate, clientKey; ///< as in net::Request
    bool insecure = false;
    domain::Millis scrapeInterval{5'000}; ///< graphs ask for no finer step
    bool operator==(const Server&) const = default;
};

/// Lets request go to its server as the server wants it: headers, login, certificates.
void dress(net::Request& request, const Server& server);

} // namespace metrics
