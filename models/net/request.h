// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QByteArray>
#include <QString>
#include <utility>
#include <vector>

namespace net {

using domain::Millis;

/// What is spoken with the other side. All but Http only ask whether it is there and well.
enum class Protocol { Http, Tcp, Tls, Redis, Postgres, Dns };

/// Who we say we are; secrets filled in. Never logged, never part of a reason.
struct Login {
    QString user, password; ///< Http: basic; Redis, Postgres: their own
    QString bearer;         ///< Http only
    bool operator==(const Login&) const = default;
};

struct Request {
    Protocol protocol = Protocol::Http;
    QString method = QStringLiteral("GET");
    /// Http: an http or https URL, user info in it is refused. Dns: the name asked for. Else host:port, for Redis with
    /// rediss:// before it when TLS is spoken.
    QString url;
    std::vector<std::pair<QString, QString>> headers; ///< CR, LF and NUL in name or value are refused
    QByteArray body;
    Login login;
    QString caFile;                       ///< bundle trusted instead of the transport's; Postgres: TLS becomes a must
    bool insecure = false;                ///< Http: the certificate is not verified
    QString clientCertificate, clientKey; ///< PEM files; the key may stand in the certificate's
    QString proxy;                ///< Http: URL; "none": none; empty: what the environment says, never for loopback
    QString serverName;           ///< Tls: the name the certificate must bear when it is not the host's
    QString record;               ///< Dns: "A", "MX" …; empty: A
    QString nameServer;           ///< Dns: address:port; empty: the system's first
    QString database;             ///< Postgres
    Millis timeout{5'000};        ///< total, in the time of the incident's clock
    qint64 bodyCap = 1 << 20;     ///< bytes; more ends the transfer with BodyTooLarge
    bool follow = false;          ///< at most 5 redirects, http and https only
    bool freshConnection = false; ///< checks: connect anew, so that a dead listener is seen
    enum class Class { Check, Query, Message };
    Class kind = Class::Query; ///< slots are kept apart, so slow ones starve nobody else
};

} // namespace net
