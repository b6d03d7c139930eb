// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "playbook/importer/shell.h"
#include <optional>
#include <utility>

namespace importer {

/// Body data of -d, --data-*, --json: sent joined by & (json: without).
struct CurlData {
    QString text;           ///< as given: "a=b", "@file", "name=content"
    bool urlEncode = false; ///< --data-urlencode: what stands behind the first = is still to be percent-encoded
    bool operator==(const CurlData&) const = default;
};

/// A request as curl would send it.
struct CurlCall {
    QString method; ///< GET, HEAD, POST, PUT …: -X, else -I, else what -d, -F, --json, -T and -G make of it
    QString url;    ///< the first address, as written in the runbook; empty when none stands there
    QStringList moreUrls;
    std::vector<std::pair<QString, QString>> headers; ///< name, value; those that --json and -A, -e, -b add included
    std::vector<CurlData> data;
    QStringList form; ///< -F parts, as given
    QString user;     ///< -u "name:password", or the bearer token after "bearer "
    QString uploadFile, proxy, caFile, clientCert, unixSocket, output;
    bool insecure = false, follow = false, failOnError = false, globOff = false, silent = false, asQuery = false;
    std::optional<domain::Millis> maxTime;
    QString bare;       ///< characters of the address that a shell would act on (Word::bare)
    QStringList others; ///< options with their values that do not change what is asked
    int line = 0;
    bool operator==(const CurlCall&) const = default;
};

/// Parses options as curl 7.88 does (joined short ones, --long=value never, unique abbreviations). Nothing when the
/// program is not curl, also when it runs inside another (kubectl exec … -- curl).
std::optional<CurlCall> readCurl(const SimpleCommand& command);

/// True when sending it reads only: GET and HEAD without an upload.
bool isReading(const CurlCall& call);
/// The address to ask: with "http://" when no scheme stands there and with -G's data behind it. Not expanded.
QString requestUrl(const CurlCall& call);
/// The body as sent (percent-encoding done, "@file" kept as written); empty with -G or a form.
QString requestBody(const CurlCall& call);

/// A question to Prometheus.
struct PromQuery {
    QString expr;       ///< exactly as meant: shell quoting and URL encoding undone
    QString server;     ///< address up to /api/v1
    bool range = false; ///< query_range
    QString start, end, step, time;
    int line = 0;
    bool operator==(const PromQuery&) const = default;
};
/// The query of a call to …/api/v1/query or …/api/v1/query_range, whether it stands in the address, in -d or in
/// --data-urlencode; also where bash or curl would have mangled it. Nothing for other calls and for an empty query.
std::optional<PromQuery> promQlOf(const CurlCall& call);

/// A credential in a request.
struct SecretPlace {
    enum class Where { Header, Url, User, Body } where = Where::Header;
    QString text; ///< the credential as written: "$TOKEN", "<token>", "abc123"
    QString name; ///< what {{secret.NAME}} may be called: the variable's name, else one made of place and host
    bool operator==(const SecretPlace&) const = default;
};
/// Credentials of headers (Authorization, X-Api-Key, PRIVATE-TOKEN …), of the address (user:password@, token=, hook
/// paths of Slack, Teams and Discord), of -u, and of JSON or form bodies; in that order, each text once.
std::vector<SecretPlace> secretsOf(const CurlCall& call);
/// A text of that call with each credential replaced by {{secret.NAME}}.
QString withSecretNames(QString text, const std::vector<SecretPlace>& secrets);

} // namespace importer
