// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "playbook/http_request.h"
#include <optional>
#include <vector>

namespace playbook {

/// What a check talks to its target in.
enum class CheckKind { Http, Tcp, Tls, Dns, Redis, Postgres, Command };
/// The key that names the target in a playbook: http, tcp, tls, dns, redis, postgres, command.
QString toText(CheckKind kind);

/// Who we say we are. The password and the token are one {{secret.NAME}} each: the reader refuses them literally.
struct CheckAuth {
    QString user, password; ///< http: basic; redis and postgres: their own
    QString bearer;         ///< http only
    bool operator==(const CheckAuth&) const = default;
};
/// Files in PEM, for servers that ask who we are. The key may stand in the certificate's file.
struct ClientCertificate {
    QString certificate, key;
    bool operator==(const ClientCertificate&) const = default;
};

/// A probe that is sent at an interval. Texts may hold {{name}}.
struct Check {
    QString id, title;
    CheckKind kind = CheckKind::Http;
    HttpRequest http; ///< of kind Http
    /// Of the other kinds: host:port, for redis with rediss:// before it when it is spoken through TLS; of dns the name
    /// asked for; of command the line that the shell is given.
    QString target;
    CheckAuth auth;
    QString ca; ///< bundle in PEM that is trusted instead of the system's; makes postgres insist on TLS
    ClientCertificate client;
    QString proxy;                        ///< http only: a URL, "none", or empty for what the environment says
    QString serverName;                   ///< tls: the name the certificate must bear, when it is not the target's
    QString record = QStringLiteral("A"); ///< dns: type of the record
    QString nameServer;                   ///< dns: host:port that is asked; empty: what the system asks
    QString database;                     ///< postgres; empty: the user's
    bool follow = false;                  ///< http: follow redirects, http and https only
    bool witness = false;                 ///< tells whether our own link works
    /// As written, Gatus' syntax; condition.h parses them. A command that names no [EXIT] must also end with 0.
    std::vector<QString> conditions;
    domain::Millis every{10'000}, timeout{5'000};
    std::optional<domain::Millis> degradedOver;
    int downAfter = 3, upAfter = 2;
    bool operator==(const Check&) const = default;
};

} // namespace playbook
