// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace net {

/// Replaces credentials by "[redacted]": Authorization and cookie headers, bearer and basic credentials, user info and
/// token-like query parameters of URLs, password=…, well-known token shapes (AWS, GitHub, Slack, JWT), private keys,
/// connection strings. The one place for it.
QString redact(const QString& text);

} // namespace net
