// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>

namespace tests {

/// nginx in front of a server on loopback, as companies put one there. Of the upstream's address it makes
///   http://…/plain/      as it is
///   http://…/basic/      for the user "me" with the password "p@ss=w0rd"
///   http://…/bearer/     for the token "t0ken"
///   http://…/tenant/     for X-Scope-OrgID: team-a
///   http://…/half/       where nobody may see silences
///   http://…/login/      a web page instead, with status 200
///   https://…/tls/       with a certificate of its own
///   https://…/mutual/    for those who show that same certificate
class RealNginx {
public:
    static bool isInstalled();
    /// upstream: http://host:port.
    explicit RealNginx(const QString& upstream);
    ~RealNginx();
    /// False with the reason in log when it does not answer within 20 s.
    bool waitUntilReady();
    QString url(const QString& path) const;       ///< http
    QString secureUrl(const QString& path) const; ///< https
    QString certificate() const;                  ///< also the authority that signed it; PEM
    QString key() const;
    QString log() const;
    /// What a playbook writes to go one of these ways ("insecure" is tls unverified); its secrets are GUARD_PASSWORD,
    /// GUARD_TOKEN and GUARD_TENANT.
    QByteArray serverYaml(const QString& way) const;
    /// Those secrets in the environment: the right ones, or ones that are not let in.
    static void setSecrets(bool right);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tests
