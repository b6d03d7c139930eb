// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QString>
#include <functional>

/// {{name}} in what is about to be sent. Escaping follows the place, so that a value can never change the shape around
/// it.
namespace net {

/// Plain: as it is (PromQL, messages, headers). Url: percent-encoded, except where the URL's own beginning stands in a
/// variable
/// ("{{prometheus}}/api"). JsonBody: escaped for the inside of a JSON string.
enum class Place { Plain, Url, JsonBody };

/// Everything but letters, digits and -._~ as %XX of its UTF-8.
QString percentEncoded(const QString& text);
/// The inside of a JSON string, without the quotes.
QString jsonEscaped(const QString& text);
/// Where the body of a request with this Content-Type (empty: judged by its first character) stands.
Place placeOfBody(const QString& contentType, const QString& body);

using ValueOf = std::function<domain::Result<QString>(const QString& name)>;
/// Replaces every {{name}} (blanks inside the braces are ignored) by valueOf(name). The first error ends it; braces
/// that hold no name stay.
domain::Result<QString> expand(const QString& text, Place place, const ValueOf& valueOf);

} // namespace net
