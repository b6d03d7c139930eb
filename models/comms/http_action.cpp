// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comms/http_action.h"

#include "net/redact.h"
#include "net/secrets.h"

namespace comms {
namespace {

using namespace Qt::StringLiterals;
using domain::ErrorKind;
using domain::Result;

const QString secretPrefix = u"secret."_s;

QString asIs(const QString& value) {
    return value;
}

QString contentTypeOf(const playbook::HttpRequest& http) {
    for (const auto& [name, value] : http.headers) {
        if (name.compare("content-type"_L1, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

/// Blanks first, so that what a variable holds is never taken for one.
Result<QString> filledText(const QString& text, net::Place place, const net::ValueOf& valueOf,
                           const playbook::BlankValues& blanks) {
    const auto escape = place == net::Place::Url        ? net::percentEncoded
                        : place == net::Place::JsonBody ? net::jsonEscaped
                                                        : asIs;
    return playbook::fillText(text, blanks, escape).and_then([&](const QString& open) {
        return net::expand(open, place, valueOf);
    });
}

/// Secrets stay written as they are; in a URL they are refused, since URLs are logged everywhere.
net::ValueOf keepingSecrets(const net::ValueOf& valueOf, bool allowed) {
    return [valueOf, allowed](const QString& name) -> Result<QString> {
        if (!name.startsWith(secretPrefix))
            return valueOf(name);
        if (!allowed)
            return domain::fail(ErrorKind::Input,
                                QString(u"{{"_s + name + u"}} may stand in headers and bodies only."_s));
        return QString(u"{{"_s + name + u"}}"_s);
    };
}

} // namespace

std::vector<playbook::Blank> blanksOf(const playbook::HttpRequest& http) {
    std::vector<playbook::Blank> all;
    const auto take = [&all](const QString& text) {
        for (const playbook::Blank& blank : playbook::blanksOfText(text)) {
            if (std::none_of(all.begin(), all.end(), [&](const auto& known) { return known.name == blank.name; }))
                all.push_back(blank);
        }
    };
    take(http.url);
    for (const auto& [name, value] : http.headers)
        take(value);
    take(http.body);
    return all;
}

Result<playbook::HttpRequest> filled(const playbook::HttpRequest& http, const net::ValueOf& valueOf,
                                     const playbook::BlankValues& blanks) {
    for (const auto& [name, value] : blanks) {
        if (value.contains("{{"_L1))
            return domain::fail(ErrorKind::Input, QString(u"The value of “"_s + name + u"” holds “{{”."_s));
    }
    playbook::HttpRequest made = http;
    const auto url = filledText(http.url, net::Place::Url, keepingSecrets(valueOf, false), blanks);
    if (!url)
        return tl::unexpected(url.error());
    made.url = *url;
    const net::ValueOf open = keepingSecrets(valueOf, true);
    for (auto& [name, value] : made.headers) {
        const auto text = filledText(value, net::Place::Plain, open, blanks);
        if (!text)
            return tl::unexpected(text.error());
        value = *text;
    }
    const net::Place place = net::placeOfBody(contentTypeOf(made), http.body);
    // expand escapes what it puts in, also the placeholder of a secret; braces and dots survive that unchanged.
    const auto body = filledText(http.body, place, open, blanks);
    if (!body)
        return tl::unexpected(body.error());
    made.body = *body;
    return made;
}

bool needsSecrets(const playbook::HttpRequest& http) {
    return http.body.contains(secretPrefix) ||
           std::any_of(http.headers.begin(), http.headers.end(),
                       [](const auto& header) { return header.second.contains(secretPrefix); });
}

Result<Prepared> prepared(const playbook::HttpRequest& http) {
    Prepared made;
    const net::ValueOf reveal = [&made](const QString& name) -> Result<QString> {
        if (!name.startsWith(secretPrefix))
            return domain::fail(ErrorKind::Input, QString(u"\""_s + name + u"\" has no value."_s));
        auto value = net::secret(name.mid(secretPrefix.size()));
        if (value)
            made.secrets << *value;
        return value;
    };
    made.request.method = http.method;
    made.request.url = http.url;
    made.request.kind = net::Request::Class::Message;
    made.request.timeout = std::chrono::seconds(15);
    for (const auto& [name, value] : http.headers) {
        const auto text = net::expand(value, net::Place::Plain, reveal);
        if (!text)
            return tl::unexpected(text.error());
        made.request.headers.emplace_back(name, *text);
    }
    const QString contentType = contentTypeOf(http);
    const net::Place place = net::placeOfBody(contentType, http.body);
    const auto body = net::expand(http.body, place, reveal);
    if (!body)
        return tl::unexpected(body.error());
    made.request.body = body->toUtf8();
    if (contentType.isEmpty() && place == net::Place::JsonBody)
        made.request.headers.emplace_back(u"Content-Type"_s, u"application/json"_s);
    return made;
}

QString keptAnswer(const net::Response& response, const QStringList& secrets) {
    constexpr qsizetype most = 4096;
    if (response.failure != net::Failure::None)
        return net::redact(response.reason);
    QString text = QString::fromUtf8(response.body.left(4 * most));
    for (QChar& c : text) {
        if (c.unicode() < 0x20 && c != u'\n' && c != u'\t')
            c = u' ';
    }
    for (const QString& secret : secrets) {
        if (secret.size() >= 4)
            text.replace(secret, "[redacted]"_L1);
    }
    text = net::redact(text).trimmed();
    return text.size() > most ? QString(text.left(most) + u"\n[the rest is left out]"_s) : text;
}

bool changes(const playbook::HttpRequest& http) {
    return http.method.compare("GET"_L1, Qt::CaseInsensitive) != 0 &&
           http.method.compare("HEAD"_L1, Qt::CaseInsensitive) != 0;
}

} // namespace comms
