// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/probe.h"

#include "net/expand.h"
#include "net/redact.h"
#include "net/secrets.h"

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

Result<net::Request> requestOf(const playbook::Check& check, const Variables& variables) {
    if (check.kind != playbook::CheckKind::Http)
        return domain::fail(ErrorKind::Input,
                            QString(u"this version cannot run checks of kind "_s + toText(check.kind)));
    const auto open = [&](const QString& name) { return valueOf(name, variables, false); };
    const auto secret = [&](const QString& name) { return valueOf(name, variables, true); };
    net::Request request;
    request.method = check.http.method;
    request.timeout = check.timeout;
    request.follow = check.follow;
    request.freshConnection = true;
    request.kind = net::Request::Class::Check;
    auto url = net::expand(check.http.url, net::Place::Url, open);
    if (!url)
        return tl::unexpected(url.error());
    request.url = *url;
    QString contentType;
    for (const auto& [name, text] : check.http.headers) {
        auto value = net::expand(text, net::Place::Plain, secret);
        if (!value)
            return tl::unexpected(value.error());
        if (name.compare("content-type"_L1, Qt::CaseInsensitive) == 0)
            contentType = *value;
        request.headers.push_back({name, *value});
    }
    auto body = net::expand(check.http.body, net::placeOfBody(contentType, check.http.body), secret);
    if (!body)
        return tl::unexpected(body.error());
    request.body = body->toUtf8();
    return request;
}

} // namespace

bool needsSecrets(const std::vector<playbook::Check>& checks) {
    const auto mentions = [](const QString& text) { return text.contains(secretPrefix); };
    return std::any_of(checks.begin(), checks.end(), [&](const playbook::Check& check) {
        const auto& headers = check.http.headers;
        return mentions(check.http.body) ||
               std::any_of(headers.begin(), headers.end(), [&](const auto& header) { return mentions(header.second); });
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
        probes.push_back(std::move(probe));
    }
    return probes;
}

Reading read(const QString& check, const Rules& rules, const net::Response& response) {
    return {resultOf(check, evaluate(rules, response), response), isUnreachable(response.failure)};
}

Reading unsent(const Probe& probe, domain::Instant at) {
    return {{probe.check.id, at, domain::CheckState::Inconclusive, 0, 0, net::redact(probe.request.error().text)},
            false};
}

} // namespace health
