// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/curl_options.h"

#include <algorithm>

namespace importer {
namespace {

void addHeader(CurlCall& call, const QString& name, const QString& value) {
    call.headers.emplace_back(name, value);
}

void header(CurlCall& call, const QString& text) {
    const qsizetype colon = text.indexOf(u':');
    if (colon > 0)
        addHeader(call, text.left(colon).trimmed(), text.mid(colon + 1).trimmed());
    else if (text.endsWith(u';'))
        addHeader(call, text.chopped(1), {});
}

void json(CurlCall& call, const QString& text) {
    call.data.push_back({text, false});
    if (call.headers.end() == std::find_if(call.headers.begin(), call.headers.end(), [](const auto& one) {
            return one.first.compare(u"Content-Type", Qt::CaseInsensitive) == 0;
        }))
        addHeader(call, QStringLiteral("Content-Type"), QStringLiteral("application/json"));
    addHeader(call, QStringLiteral("Accept"), QStringLiteral("application/json"));
}

void maxTime(CurlCall& call, const QString& text) {
    bool number = false;
    const double seconds = text.toDouble(&number);
    if (number && seconds > 0 && seconds < 1e6)
        call.maxTime = domain::Millis(static_cast<qint64>(seconds * 1000));
}

} // namespace

const std::map<QString, CurlOption>& curlOptions() {
    static const std::map<QString, CurlOption> table{
        {"request", [](CurlCall& c, const QString& v) { c.method = v; }},
        {"header", header},
        {"data",
         [](CurlCall& c, const QString& v) {
             c.data.push_back({v, false});
         }},
        {"data-ascii",
         [](CurlCall& c, const QString& v) {
             c.data.push_back({v, false});
         }},
        {"data-binary",
         [](CurlCall& c, const QString& v) {
             c.data.push_back({v, false});
         }},
        {"data-raw",
         [](CurlCall& c, const QString& v) {
             c.data.push_back({v, false});
         }},
        {"data-urlencode",
         [](CurlCall& c, const QString& v) {
             c.data.push_back({v, true});
         }},
        {"json", json},
        {"form", [](CurlCall& c, const QString& v) { c.form << v; }},
        {"form-string", [](CurlCall& c, const QString& v) { c.form << v; }},
        {"upload-file", [](CurlCall& c, const QString& v) { c.uploadFile = v; }},
        {"user", [](CurlCall& c, const QString& v) { c.user = v; }},
        {"oauth2-bearer",
         [](CurlCall& c, const QString& v) { addHeader(c, QStringLiteral("Authorization"), u"Bearer " + v); }},
        {"user-agent", [](CurlCall& c, const QString& v) { addHeader(c, QStringLiteral("User-Agent"), v); }},
        {"referer", [](CurlCall& c, const QString& v) { addHeader(c, QStringLiteral("Referer"), v); }},
        {"cookie", [](CurlCall& c, const QString& v) { addHeader(c, QStringLiteral("Cookie"), v); }},
        {"proxy", [](CurlCall& c, const QString& v) { c.proxy = v; }},
        {"cacert", [](CurlCall& c, const QString& v) { c.caFile = v; }},
        {"cert", [](CurlCall& c, const QString& v) { c.clientCert = v; }},
        {"unix-socket", [](CurlCall& c, const QString& v) { c.unixSocket = v; }},
        {"output", [](CurlCall& c, const QString& v) { c.output = v; }},
        {"max-time", maxTime},
        {"url-query", [](CurlCall& c, const QString& v) { c.others << QStringLiteral("--url-query") << v; }},
    };
    return table;
}

const std::set<QString>& otherCurlOptions() {
    static const std::set<QString> names{"abstract-unix-socket",
                                         "alt-svc",
                                         "aws-sigv4",
                                         "capath",
                                         "cert-type",
                                         "ciphers",
                                         "config",
                                         "connect-timeout",
                                         "connect-to",
                                         "continue-at",
                                         "cookie-jar",
                                         "create-file-mode",
                                         "crlfile",
                                         "curves",
                                         "delegation",
                                         "dns-interface",
                                         "dns-ipv4-addr",
                                         "dns-ipv6-addr",
                                         "dns-servers",
                                         "doh-url",
                                         "dump-header",
                                         "egd-file",
                                         "engine",
                                         "etag-compare",
                                         "etag-save",
                                         "expect100-timeout",
                                         "ftp-account",
                                         "ftp-alternative-to-user",
                                         "ftp-method",
                                         "ftp-port",
                                         "ftp-ssl-ccc-mode",
                                         "happy-eyeballs-timeout-ms",
                                         "hostpubmd5",
                                         "hostpubsha256",
                                         "hsts",
                                         "interface",
                                         "keepalive-time",
                                         "key",
                                         "key-type",
                                         "krb",
                                         "libcurl",
                                         "limit-rate",
                                         "local-port",
                                         "login-options",
                                         "mail-auth",
                                         "mail-from",
                                         "mail-rcpt",
                                         "max-filesize",
                                         "max-redirs",
                                         "netrc-file",
                                         "noproxy",
                                         "output-dir",
                                         "parallel-max",
                                         "pass",
                                         "pinnedpubkey",
                                         "proto",
                                         "proto-default",
                                         "proto-redir",
                                         "preproxy",
                                         "proxy-cacert",
                                         "proxy-capath",
                                         "proxy-cert",
                                         "proxy-cert-type",
                                         "proxy-ciphers",
                                         "proxy-crlfile",
                                         "proxy-header",
                                         "proxy-key",
                                         "proxy-key-type",
                                         "proxy-pass",
                                         "proxy-pinnedpubkey",
                                         "proxy-service-name",
                                         "proxy-tls13-ciphers",
                                         "proxy-tlsauthtype",
                                         "proxy-tlspassword",
                                         "proxy-tlsuser",
                                         "proxy-user",
                                         "proxy1.0",
                                         "pubkey",
                                         "quote",
                                         "random-file",
                                         "range",
                                         "rate",
                                         "request-target",
                                         "resolve",
                                         "retry",
                                         "retry-delay",
                                         "retry-max-time",
                                         "sasl-authzid",
                                         "service-name",
                                         "socks4",
                                         "socks4a",
                                         "socks5",
                                         "socks5-gssapi-service",
                                         "socks5-hostname",
                                         "speed-limit",
                                         "speed-time",
                                         "stderr",
                                         "telnet-option",
                                         "tftp-blksize",
                                         "time-cond",
                                         "tls-max",
                                         "tls13-ciphers",
                                         "tlsauthtype",
                                         "tlspassword",
                                         "tlsuser",
                                         "trace",
                                         "trace-ascii",
                                         "url",
                                         "write-out"};
    return names;
}

const std::map<QString, CurlFlag>& curlFlags() {
    static const std::map<QString, CurlFlag> table{
        {"insecure", [](CurlCall& c) { c.insecure = true; }},
        {"location", [](CurlCall& c) { c.follow = true; }},
        {"location-trusted", [](CurlCall& c) { c.follow = true; }},
        {"fail", [](CurlCall& c) { c.failOnError = true; }},
        {"fail-with-body", [](CurlCall& c) { c.failOnError = true; }},
        {"globoff", [](CurlCall& c) { c.globOff = true; }},
        {"silent", [](CurlCall& c) { c.silent = true; }},
        {"get", [](CurlCall& c) { c.asQuery = true; }},
    };
    return table;
}

QString longCurlOption(QChar letter) {
    static const std::map<QChar, const char*> names{
        {u'X', "request"},     {u'H', "header"},      {u'd', "data"},        {u'F', "form"},
        {u'T', "upload-file"}, {u'u', "user"},        {u'A', "user-agent"},  {u'e', "referer"},
        {u'b', "cookie"},      {u'x', "proxy"},       {u'E', "cert"},        {u'o', "output"},
        {u'm', "max-time"},    {u'K', "config"},      {u'C', "continue-at"}, {u'c', "cookie-jar"},
        {u'D', "dump-header"}, {u'P', "ftp-port"},    {u'Q', "quote"},       {u'r', "range"},
        {u'U', "proxy-user"},  {u'Y', "speed-limit"}, {u'y', "speed-time"},  {u't', "telnet-option"},
        {u'z', "time-cond"},   {u'w', "write-out"},   {u'k', "insecure"},    {u'L', "location"},
        {u'f', "fail"},        {u'g', "globoff"},     {u's', "silent"},      {u'G', "get"},
        {u'I', "head"}};
    const auto found = names.find(letter);
    return found == names.end() ? QString(letter) : QString::fromLatin1(found->second);
}

} // namespace importer
