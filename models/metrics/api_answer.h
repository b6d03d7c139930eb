// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "net/transport.h"
#include <QStringList>
#include <simdjson.h>

/// The envelope every Prometheus answer comes in. Internal to metrics.
namespace metrics {

struct Envelope {
    simdjson::dom::element result; ///< of data; valid until the parser parses again
    std::string_view type;         ///< resultType
    QStringList warnings;          ///< warnings and infos of the server
};

/// The whole of a good answer, whatever its data is; the same sentences otherwise. Valid until the parser parses again.
domain::Result<simdjson::dom::object> openRoot(const net::Response& response, simdjson::dom::parser& parser);
/// Reads the envelope, or says what is wrong with the answer in a sentence.
domain::Result<Envelope> openAnswer(const net::Response& response, simdjson::dom::parser& parser);
/// Text of a server for people: one line, no control characters, no credentials, at most 300 characters.
QString quotable(std::string_view text);

} // namespace metrics
