// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alertmanager.h"

#include "metrics/api_answer.h"
#include "net/redact.h"
#include "net/target.h"
#include <QDateTime>
#include <QJsonObject>
#include <QUrl>

namespace metrics {
namespace {

constexpr qint64 answerLimit = 16 << 20;

domain::Result<net::Request> get(const Server& server, const char* path) {
    QString base = server.url.trimmed();
    while (base.endsWith(u'/'))
        base.chop(1);
    const QString url = base + QString::fromLatin1(path);
    if (const auto target = net::parseTarget(url); !target)
        return tl::unexpected(target.error());
    net::Request request;
    request.url = url;
    request.bodyCap = answerLimit;
    request.headers = {{QStringLiteral("Accept"), QStringLiteral("application/json")}};
    dress(request, server);
    return request;
}

QString wordsOf(const net::Response& response, const QJsonDocument& json) {
    const QJsonObject object = json.object();
    for (const char* key : {"message", "error"}) {
        if (const QString text = object[QLatin1String(key)].toString(); !text.isEmpty())
            return quotable(text.toStdString());
    }
    QByteArray body = response.body.trimmed();
    if (body.startsWith('"') && body.endsWith('"')) // a bare JSON string, which QJsonDocument does not read
        body = body.mid(1, body.size() - 2);
    return quotable(std::string_view(body.constData(), std::size_t(body.size())));
}

QJsonArray toJson(const std::vector<Matcher>& matchers) {
    QJsonArray array;
    for (const Matcher& matcher : matchers)
        array.append(QJsonObject{
            {"name", matcher.name}, {"value", matcher.value}, {"isRegex", matcher.regex}, {"isEqual", matcher.equal}});
    return array;
}

std::optional<QString> objectionTo(const Silence& silence) {
    if (auto objection = objectionTo(silence.matchers))
        return objection;
    if (silence.endsAt <= silence.startsAt)
        return QStringLiteral("A silence must end after it begins");
    if (silence.comment.trimmed().isEmpty())
        return QStringLiteral("A silence needs a comment: somebody will wonder why nothing rings");
    if (silence.createdBy.trimmed().isEmpty())
        return QStringLiteral("A silence needs its author");
    return std::nullopt;
}

} // namespace

QString toText(SilenceState state) {
    switch (state) {
    case SilenceState::Active:
        return QStringLiteral("active");
    case SilenceState::Pending:
        return QStringLiteral("pending");
    case SilenceState::Expired:
        return QStringLiteral("expired");
    }
    return {};
}

domain::Result<net::Request> alertsRequest(const Server& server) {
    return get(server, "/api/v2/alerts");
}
domain::Result<net::Request> silencesRequest(const Server& server) {
    return get(server, "/api/v2/silences");
}
domain::Result<net::Request> statusRequest(const Server& server) {
    return get(server, "/api/v2/status");
}
domain::Result<net::Request> prometheusAlertsRequest(const Server& server) {
    return get(server, "/api/v1/alerts");
}
domain::Result<net::Request> prometheusStartRequest(const Server& server) {
    return get(server, "/api/v1/status/runtimeinfo");
}

domain::Result<net::Request> silenceRequest(const Server& server, const Silence& silence) {
    if (const auto objection = objectionTo(silence))
        return domain::fail(domain::ErrorKind::Input, *objection);
    auto request = get(server, "/api/v2/silences");
    if (!request)
        return request;
    QJsonObject body{{"matchers", toJson(silence.matchers)},
                     {"startsAt", domain::toIso(silence.startsAt)},
                     {"endsAt", domain::toIso(silence.endsAt)},
                     {"createdBy", silence.createdBy},
                     {"comment", silence.comment}};
    if (!silence.id.isEmpty())
        body.insert(QStringLiteral("id"), silence.id);
    request->method = QStringLiteral("POST");
    request->headers.emplace_back(QStringLiteral("Content-Type"), QStringLiteral("application/json"));
    request->body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request->kind = net::Request::Class::Message;
    return request;
}

domain::Result<net::Request> expireRequest(const Server& server, const QString& id) {
    const QString trimmed = id.trimmed();
    if (trimmed.isEmpty())
        return domain::fail(domain::ErrorKind::Input, QStringLiteral("Which silence? Its id is missing"));
    auto request = get(server, "/api/v2/silence/");
    if (!request)
        return request;
    request->url += QString::fromLatin1(QUrl::toPercentEncoding(trimmed));
    request->method = QStringLiteral("DELETE");
    request->kind = net::Request::Class::Message;
    return request;
}

domain::Result<std::vector<Silence>> decodeSilences(const net::Response& response) {
    const auto rows = openList(response, "silences");
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Silence> silences;
    for (const QJsonValue row : *rows) {
        Silence silence;
        silence.id = row[u"id"].toString();
        const QString state = row[u"status"][u"state"].toString();
        silence.state = state == u"expired"   ? SilenceState::Expired
                        : state == u"pending" ? SilenceState::Pending
                                              : SilenceState::Active;
        for (const QJsonValue matcher : row[u"matchers"].toArray())
            silence.matchers.push_back({matcher[u"name"].toString(), matcher[u"value"].toString(),
                                        matcher[u"isRegex"].toBool(), matcher[u"isEqual"].toBool(true)});
        silence.startsAt = instantFrom(row[u"startsAt"]).value_or(domain::Instant());
        silence.endsAt = instantFrom(row[u"endsAt"]).value_or(domain::Instant());
        silence.createdBy = row[u"createdBy"].toString();
        silence.comment = net::redact(row[u"comment"].toString());
        silences.push_back(std::move(silence));
    }
    return silences;
}

domain::Result<QString> decodeSilenceId(const net::Response& response) {
    const auto json = openJson(response);
    if (!json)
        return tl::unexpected(json.error());
    const QString id = json->object()[u"silenceID"].toString();
    if (id.isEmpty())
        return domain::fail(domain::ErrorKind::Server,
                            QStringLiteral("%1 took the silence but did not say its id").arg(serverName(response)));
    return id;
}

domain::Result<void> decodeExpired(const net::Response& response) {
    if (response.failure == net::Failure::None && response.status == 200)
        return {};
    // Alertmanager 0.25 answers 500 "silence not found", later ones 404.
    if (response.failure == net::Failure::None && (response.status == 404 || response.body.contains("not found")))
        return domain::fail(domain::ErrorKind::NotFound, QStringLiteral("There is no such silence"));
    const auto json = openJson(response);
    return tl::unexpected(json ? domain::Error{domain::ErrorKind::Server, QStringLiteral("The silence was not ended")}
                               : json.error());
}

domain::Result<QJsonDocument> openJson(const net::Response& response) {
    if (response.failure != net::Failure::None)
        return domain::fail(domain::ErrorKind::Network, response.reason);
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(response.body, &error);
    const std::string_view body(response.body.constData(), std::size_t(response.body.size()));
    if (json.isNull() && looksLikeHtml(body))
        return tl::unexpected(webPage(response, body));
    const QString who = serverName(response);
    if (response.status != 200) {
        const QString words = wordsOf(response, json);
        if (isLockedOut(response))
            return tl::unexpected(lockedOut(response, words));
        const QString said = QStringLiteral("%1 answered HTTP %2").arg(who, QString::number(response.status));
        return domain::fail(
            domain::ErrorKind::Server,
            QString((words.isEmpty() ? said : QStringLiteral("%1: %2").arg(said, words)) + addressDoubt(response)));
    }
    if (json.isNull())
        return tl::unexpected(brokenJson(response, body, error.errorString()));
    return json;
}

domain::Result<QJsonArray> openList(const net::Response& response, const char* what) {
    const auto json = openJson(response);
    if (!json)
        return tl::unexpected(json.error());
    if (!json->isArray())
        return domain::fail(
            domain::ErrorKind::Server,
            QStringLiteral("The answer of %1 is JSON, but no list of %2: is this Alertmanager's address?")
                .arg(serverName(response), QString::fromLatin1(what)));
    return json->array();
}

std::optional<domain::Instant> instantFrom(const QJsonValue& value) {
    const QDateTime at = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!at.isValid() || at.date().year() <= 1)
        return std::nullopt;
    return domain::instantFromMs(at.toMSecsSinceEpoch());
}

} // namespace metrics
