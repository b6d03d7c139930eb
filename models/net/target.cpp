// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/target.h"

#include "net/redact.h"
#include <QCache>
#include <arpa/inet.h>
#include <curl/curl.h>
#include <memory>

namespace net {
namespace {

using namespace Qt::StringLiterals;
using domain::ErrorKind;

struct CurlFree {
    void operator()(char* text) const { curl_free(text); }
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

QString part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* raw = nullptr;
    if (curl_url_get(url, which, &raw, flags) != CURLUE_OK)
        return {};
    const std::unique_ptr<char, CurlFree> text(raw);
    return QString::fromUtf8(raw);
}

/// Checks ask the same few URLs again and again.
domain::Result<Target> knownTarget(const QString& url) {
    constexpr qsizetype kept = 4096;
    static thread_local QCache<QString, Target> known(kept);
    if (const Target* target = known.object(url))
        return *target;
    auto target = parseTarget(url);
    if (target)
        known.insert(url, new Target(*target));
    return target;
}

bool isAddress(const QString& host) {
    in6_addr space{};
    const QByteArray text = host.toLatin1();
    return inet_pton(AF_INET, text.constData(), &space) == 1 || inet_pton(AF_INET6, text.constData(), &space) == 1;
}

} // namespace

domain::Result<Target> parseTarget(const QString& url) {
    const auto refuse = [&](const QString& why) {
        return domain::fail(ErrorKind::Input, QString(u"URL \""_s + redact(url) + u"\" "_s + why));
    };
    if (url.isEmpty())
        return domain::fail(ErrorKind::Input, u"the URL is empty"_s);
    for (const QChar c : url) {
        if (c.unicode() <= 0x20 || c.unicode() == 0x7f)
            return refuse(u"contains a blank or a control character"_s);
    }
    const std::unique_ptr<CURLU, CurlFree> parsed(curl_url());
    const QByteArray bytes = url.toUtf8();
    const CURLUcode code = curl_url_set(parsed.get(), CURLUPART_URL, bytes.constData(), CURLU_NON_SUPPORT_SCHEME);
    Target target{bytes, part(parsed.get(), CURLUPART_SCHEME).toLower(), {}, 0, false, false};
    if (code == CURLUE_BAD_SCHEME || (code == CURLUE_OK && target.scheme != "http"_L1 && target.scheme != "https"_L1))
        return refuse(u"does not start with http:// or https://"_s);
    if (code != CURLUE_OK)
        return refuse(QString(u"is malformed: "_s + QString::fromUtf8(curl_url_strerror(code))));
    if (!part(parsed.get(), CURLUPART_USER).isNull() || !part(parsed.get(), CURLUPART_PASSWORD).isNull())
        return refuse(u"contains credentials; put them into a header as {{secret.NAME}}"_s);
    // libcurl reads "http:///x" as the host x.
    const qsizetype authority = url.indexOf("://"_L1) + 3;
    target.host =
        QStringView(url).sliced(authority).startsWith(u'/') ? QString() : part(parsed.get(), CURLUPART_HOST).toLower();
    if (target.host.startsWith(u'[') && target.host.endsWith(u']'))
        target.host = target.host.sliced(1, target.host.size() - 2);
    if (target.host.isEmpty())
        return refuse(u"names no host"_s);
    target.port = part(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT).toInt();
    target.literal = isAddress(target.host);
    target.loopback = target.host == "localhost"_L1 || target.host.endsWith(".localhost"_L1) ||
                      target.host == "::1"_L1 || (target.literal && target.host.startsWith("127."_L1));
    return target;
}

domain::Result<Target> parseAddress(const QString& address, bool tls) {
    auto target = parseTarget((tls ? u"https://"_s : u"http://"_s) + address);
    const qsizetype port = address.lastIndexOf(u':');
    const bool plain = !address.contains(u'/') && !address.contains(u'?') && !address.contains(u'#');
    if (!target || !plain || port < 0 || address.endsWith(u']') || port + 1 == address.size())
        return domain::fail(ErrorKind::Input, QString(u"\""_s + redact(address.left(80)) +
                                                      u"\" is no address such as db.example:5432"_s));
    return target;
}

domain::Result<Target> targetOf(const Request& request) {
    switch (request.protocol) {
    case Protocol::Http:
        return knownTarget(request.url);
    case Protocol::Redis: {
        const bool tls = request.url.startsWith("rediss://"_L1);
        return parseAddress(tls ? request.url.mid(9) : request.url, tls);
    }
    case Protocol::Tcp:
    case Protocol::Postgres:
        return parseAddress(request.url, false);
    case Protocol::Tls: {
        auto target = parseAddress(request.url, true);
        if (target && !request.serverName.isEmpty())
            target->url = QString(u"https://"_s + request.serverName + u':' + QString::number(target->port)).toUtf8();
        return target;
    }
    case Protocol::Dns:
        break;
    }
    // No name to look up: the question is asked of an address.
    auto server =
        request.nameServer.isEmpty() ? parseAddress(u"192.0.2.1:53"_s, false) : parseAddress(request.nameServer, false);
    if (!server)
        return server;
    if (!server->literal)
        return domain::fail(ErrorKind::Input, QString(u"the name server "_s + server->host + u" is no IP address"_s));
    return Target{{}, u"dns"_s, request.url, server->port, true, server->loopback};
}

} // namespace net
