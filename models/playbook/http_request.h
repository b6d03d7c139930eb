// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>

namespace playbook {

/// What is sent over HTTP: by a check, an item or an action. Placeholders as they are written.
struct HttpRequest {
    QString method = QStringLiteral("GET");
    QString url;
    std::map<QString, QString> headers;
    QString body;
    bool operator==(const HttpRequest&) const = default;
};

} // namespace playbook
