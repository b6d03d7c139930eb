// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/servers.h"

#include "net/expand.h"
#include "net/secrets.h"

namespace metrics {

namespace {

using Variables = std::map<QString, QString>;

const QString secretPrefix = QStringLiteral("secret.");

bool needsSecrets(const playbook::Server& server) {
    const auto asks = [](const QString& text) { return text.contains(secretPrefix); };
    return asks(server.auth.password) || asks(server.auth.bearer) ||
           std::any_of(server.headers.begin(), server.headers.end(),
                       [&asks](const auto& header) { return asks(header.second); });
}

domain::Result<QString> valueOf(const QString& name, const Variables& variables, bool secrets) {
    if (name.startsWith(secretPrefix) && secrets)
        return net::secret(name.mid(secretPrefix.size()));
    const auto found = variables.find(name);
    if (found == variables.end() || found->second.isEmpty())
        return domain::fail(domain::ErrorKind::Input, QStringLiteral("the variable \"%1\" has no value").arg(name));
    return found->second;
}

/// Fills in one text after the other and keeps the first reason why it cannot.
class Filling {
public:
    explicit Filling(const Variables& variables)
        : m_variables(variables) {}
    QString operator()(const QString& text, net::Place place, bool secrets) {
        auto filled =
            net::expand(text, place, [&](const QString& name) { return valueOf(name, m_variables, secrets); });
        if (!filled && !m_error)
            m_error = filled.error();
        return filled.value_or(QString());
    }
    const std::optional<domain::Error>& error() const { return m_error; }

private:
    const Variables& m_variables;
    std::optional<domain::Error> m_error;
};

domain::Result<Server> plain(const Variables& variables, const QString& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? Server() : Server(found->second);
}

template <class Make>
Servers serversBy(const playbook::Playbook& playbook, const Variables& over, Make make) {
    const QString prometheus = QStringLiteral("prometheus");
    const QString alertmanager = QStringLiteral("alertmanager");
    Variables variables = over;
    variables.insert(playbook.variables.begin(), playbook.variables.end());
    Servers servers{{}, plain(variables, alertmanager)};
    for (const playbook::Server& server : playbook.prometheus)
        servers.prometheus.emplace_back(server.id,
                                        over.contains(prometheus) ? plain(over, prometheus) : make(server, variables));
    if (servers.prometheus.empty())
        servers.prometheus.emplace_back(QString(), plain(variables, prometheus));
    if (playbook.alertmanager && !over.contains(alertmanager))
        servers.alertmanager = make(*playbook.alertmanager, variables);
    return servers;
}

} // namespace

void dress(net::Request& request, const Server& server) {
    request.headers.insert(request.headers.end(), server.headers.begin(), server.headers.end());
    request.login = server.login;
    request.caFile = server.caFile;
    request.clientCertificate = server.clientCertificate;
    request.clientKey = server.clientKey;
    request.insecure = server.insecure;
}

domain::Result<Server> Servers::prometheusOf(const QString& id) const {
    for (const auto& [name, server] : prometheus) {
        if (id.isEmpty() || name == id)
            return server;
    }
    return domain::fail(domain::ErrorKind::NotFound,
                        QStringLiteral("The playbook has no Prometheus server “%1”").arg(id));
}

bool needsSecrets(const playbook::Playbook& playbook, const Variables& over) {
    if (playbook.alertmanager && !over.contains(QStringLiteral("alertmanager")) && needsSecrets(*playbook.alertmanager))
        return true;
    return !over.contains(QStringLiteral("prometheus")) &&
           std::any_of(playbook.prometheus.begin(), playbook.prometheus.end(),
                       [](const playbook::Server& server) { return needsSecrets(server); });
}

domain::Result<Server> serverOf(const playbook::Server& server, const Variables& variables) {
    Filling filled(variables);
    Server made(filled(server.url, net::Place::Url, false));
    for (const auto& [name, value] : server.headers)
        made.headers.emplace_back(name, filled(value, net::Place::Plain, true));
    made.login = {filled(server.auth.user, net::Place::Plain, false),
                  filled(server.auth.password, net::Place::Plain, true),
                  filled(server.auth.bearer, net::Place::Plain, true)};
    made.caFile = server.ca;
    made.clientCertificate = server.client.certificate;
    made.clientKey = server.client.key;
    made.insecure = server.insecure;
    if (filled.error())
        return tl::unexpected(*filled.error());
    return made;
}

Servers serversOf(const playbook::Playbook& playbook, const Variables& over) {
    return serversBy(playbook, over, serverOf);
}

Servers serversWithoutSecrets(const playbook::Playbook& playbook, const Variables& over) {
    return serversBy(playbook, over,
                     [](const playbook::Server& server, const Variables& variables) -> domain::Result<Server> {
                         if (needsSecrets(server))
                             return domain::fail(domain::ErrorKind::Conflict,
                                                 QStringLiteral("The credentials of the server are being looked up"));
                         return serverOf(server, variables);
                     });
}

} // namespace metrics
