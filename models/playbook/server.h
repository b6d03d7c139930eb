// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/check.h"
#include <QString>
#include <map>

namespace playbook {

/// A server that is asked about the incident. Texts may hold {{name}}, credentials are one {{secret.NAME}} each.
struct Server {
    QString id;                         ///< what panels call it; empty: it is the only one
    QString url;                        ///< base address; a path prefix is kept
    std::map<QString, QString> headers; ///< X-Scope-OrgID and its like
    CheckAuth auth;
    QString ca; ///< bundle in PEM that is trusted instead of the system's
    ClientCertificate client;
    bool insecure = false; ///< its certificate is not verified
    bool operator==(const Server&) const = default;
};

} // namespace playbook
