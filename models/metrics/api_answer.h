// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "net/transport.h"
#include <QStringList>
#include <simdjson.h>

/// The envelope every Prometheus answer comes in, and what is said of answers that are none, whoever was asked.
/// Internal to metrics.
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
/// The address that answered, without credentials; "The server" when it is not known.
QString serverName(const net::Response& response);
bool looksLikeHtml(std::string_view body);
/// A web page came instead of data: from a proxy, a login page or a wrong address. With its title.
domain::Error webPage(const net::Response& response, std::string_view body);
/// HTTP 401 and 403: whoever asks is not let in.
bool isLockedOut(const net::Response& response);
/// What is said then; words: those of the server, may be empty.
domain::Error lockedOut(const net::Response& response, const QString& words);
/// A body that is no JSON, nor a web page: empty, cut off, or something else. why: the parser's words.
domain::Error brokenJson(const net::Response& response, std::string_view body, const QString& why);
/// What is added to HTTP 404: somebody answers there, but not who was meant. Empty otherwise.
QString addressDoubt(const net::Response& response);
/// Text of a server for people: one line, no control characters, no credentials, at most 300 characters.
QString quotable(std::string_view text);

} // namespace metrics
