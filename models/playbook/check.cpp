// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/check.h"

namespace playbook {

QString toText(CheckKind kind) {
    switch (kind) {
    case CheckKind::Http:
        return QStringLiteral("http");
    case CheckKind::Tcp:
        return QStringLiteral("tcp");
    case CheckKind::Tls:
        return QStringLiteral("tls");
    case CheckKind::Dns:
        return QStringLiteral("dns");
    case CheckKind::Redis:
        return QStringLiteral("redis");
    case CheckKind::Postgres:
        return QStringLiteral("postgres");
    case CheckKind::Command:
        return QStringLiteral("command");
    }
    return {};
}

} // namespace playbook
