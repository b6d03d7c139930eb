// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QString>
#include <utility>
#include <vector>

namespace metrics {

/// A server that speaks Prometheus' HTTP API, ready to be asked: every placeholder is filled in. A plain address is one
/// too.
struct Server {
    Server() = default;
    Server(QString address) // NOLINT(google-explicit-constructor): most servers are an address and nothing else
        : url(std::move(address)) {}

    QString url;                                      ///< base address; a path prefix is kept
    std::vector<std::pair<QString, QString>> headers; ///< tenants, credentials
    domain::Millis scrapeInterval{5'000};             ///< graphs ask for no finer step
    bool operator==(const Server&) const = default;
};

} // namespace metrics
