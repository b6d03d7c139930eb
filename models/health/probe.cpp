// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/probe.h"

#include "net/expand.h"
#include "net/redact.h"
#include "net/secrets.h"
#include "net/target.h"

namespace health {
namespace {

using namespace Qt::StringLiterals;
using domain::ErrorKind;
using domain::Result;

const QString secretPrefix = u"secret."_s;

using Variables = std::map<QString, QString>;

Result<QString> valueOf(const QString& name, const Variables& variables, bool secretsAllowed) {
    if (name.startsWith(secretPrefix)) {
        if (!secretsAllowed)
            return domain::fail(ErrorKind::Input,
                                QString(u"{{"_s + name + u"}} may stand in headers and bodies only"_s));
        return net::secret(name.mid(secretPrefix.size()));
    }
    const auto found = variables.find(name);
    if (found == variables.end() || found->second.isEmpty())
        return domain::fail(ErrorKind::Input, QString(u"the variable \""_s + name + u"\" has no value"_s));
    return found->second;
}

net::Protocol protocolOf(playbook::CheckKind kind) {
    switch (kind) {
    case playbook::CheckKind::Http:
        return net::Protocol::Http;
    case playbook::CheckKind::Tcp:
        return net::Protocol::Tcp;
    case playbook::CheckKind::Tls:
        return net::Protocol::Tls;
    case playbook::CheckKind::Dns:
        return net::Protocol::Dns;
    case playbook::CheckKind::Redis:
        return net::Protocol::Redis;
    case playbook::CheckKind::Postgres:
        return net::Protocol::Postgres;
    case playbook::CheckKind::Command: // never sent
        break;
    }
    return net::Protocol::Http;
}

/// Every text of a check that may hold a secret.
std::vector<QString> secretTexts(const playbook::Check& check) {
    std::vector<QString> texts{check.http.body, check.auth.password, check.auth.bearer};
    for (const auto& [name, value] : check.http.headers)
        texts.push_back(value);
    return texts;
}

/// Fills in what a request takes from one text, or keeps the first reason why it cannot.
class Filling {
public:
    explicit Filling(const Variables& variables)
        : m_variables(variables) {}
    QString plain(const QString& text) { return fill(text, net::Place::Plain, false); }
    QString url(const QString& text) { return fill(text, net::Place::Url, false); }
    QString secret(const QString& text, net::Place place = net::Place::Plain) { return fill(text, place, true); }
    const std::optional<domain::Error>& error() const { return m_error; }

private:
    QString fill(const QString& text, net::Place place, bool secrets) {
        if (m_error || text.isEmpty())
            return {};
        auto filled =
            net::expand(text, place, [&](const QString& name) { return valueOf(name, m_variables, secrets); });
        if (filled)
            return *filled;
        m_error = filled.error();
        return {};
    }
    const Variables& m_variables;
    std::optional<domain::Error> m_error;
};

Result<net::Request> requestOf(const playbook::Check& check, const Variables& variables) {
    Filling filling(variables);
    net::Request request;
    request.protocol = protocolOf(check.kind);
    request.method = check.http.method;
    request.timeout = check.timeout;
    request.follow = check.follow;
    request.freshConnection = true;
    request.kind = net::Request::Class::Check;
    const bool http = check.kind == playbook::CheckKind::Http;
    request.url = http ? filling.url(check.http.url) : filling.plain(check.target);
    QString contentType;
    for (const auto& [name, text] : check.http.headers) {
        const QString value = filling.secret(text);
        if (name.compare("content-type"_L1, Qt::CaseInsensitive) == 0)
            contentType = value;
        request.headers.push_back({name, value});
    }
    request.body = filling.secret(check.http.body, net::placeOfBody(contentType, check.http.body)).toUtf8();
    request.login = {filling.plain(check.auth.user), filling.secret(check.auth.password),
                     filling.secret(check.auth.bearer)};
    request.caFile = check.ca;
    request.clientCertificate = check.client.certificate;
    request.clientKey = check.client.key;
    request.proxy = check.proxy == "none"_L1 ? check.proxy : filling.url(check.proxy);
    request.serverName = check.serverName;
    request.record = check.record;
    request.nameServer = filling.plain(check.nameServer);
    request.database = check.database;
    if (filling.error())
        return tl::unexpected(*filling.error());
    return request;
}

} // namespace

bool needsSecrets(const std::vector<playbook::Check>& checks) {
    return std::any_of(checks.begin(), checks.end(), [](const playbook::Check& check) {
        const auto texts = secretTexts(check);
        return std::any_of(texts.begin(), texts.end(), [](const QString& text) { return text.contains(secretPrefix); });
    });
}

std::vector<Probe> prepare(const std::vector<playbook::Check>& checks, const Variables& variables) {
    std::vector<Probe> probes;
    for (const playbook::Check& check : checks) {
        Probe probe{check, {}, requestOf(check, variables)};
        if (auto rules = rulesOf(check))
            probe.rules = std::move(*rules);
        else
            probe.request = tl::unexpected(rules.error());
        if (check.kind == playbook::CheckKind::Command) {
            if (probe.request)
                probe.command = probe.request->url;
            probes.push_back(std::move(probe));
            continue;
        }
        if (const auto target = probe.request ? net::targetOf(*probe.request) : tl::unexpected(probe.request.error())) {
            probe.host = target->host;
            probe.loopback = target->loopback;
            probe.byName = !target->literal;
        }
        probes.push_back(std::move(probe));
    }
    return probes;
}

Reading read(const QString& check, const Rules& rules, const net::Response& response) {
    constexpr qsizetype shownBytes = 2048;
    Reading reading{resultOf(check, evaluate(rules, response), response),
                    isUnreachable(response.failure),
                    response.refused,
                    response.failure == net::Failure::Dns,
                    response.way,
                    std::make_shared<Answer>()};
    Answer& answer = *reading.answer;
    answer.result = reading.result;
    answer.headers = response.headers;
    answer.body = response.body.left(shownBytes);
    answer.bodyCut = response.body.size() > shownBytes;
    answer.phases = response.phases;
    answer.remoteIp = response.remoteIp;
    answer.certificateEndsAt = response.certificateEndsAt;
    if (!reading.unreachable)
        answer.conditions = conditionsHeld(rules, response);
    return reading;
}

Reading unsent(const Probe& probe, domain::Instant at) {
    return {{probe.check.id, at, domain::CheckState::Inconclusive, 0, 0, net::redact(probe.request.error().text)},
            false,
            false,
            false,
            {},
            {}};
}

} // namespace health
