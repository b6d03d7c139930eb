// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/api_answer.h"

#include "metrics/range_query.h"
#include "net/redact.h"

#include <QRegularExpression>

namespace metrics {

namespace {

namespace dom = simdjson::dom;

domain::Error serverError(QString text) {
    return {domain::ErrorKind::Server, std::move(text)};
}

/// The words of <title>: what a proxy wants to say. Empty when there are none.
QString titleOf(std::string_view body) {
    const QString page =
        QString::fromUtf8(body.data(), static_cast<qsizetype>(std::min<std::size_t>(body.size(), 16'384)));
    static const QRegularExpression title(QStringLiteral("<title[^>]*>([^<]{1,400})"),
                                          QRegularExpression::CaseInsensitiveOption);
    const QString words = quotable(title.match(page).captured(1).toStdString());
    return words.size() > 80 ? QString(words.left(79) + QStringLiteral("…")) : words;
}

domain::Error notJson(const net::Response& response, std::string_view body, const char* why) {
    const QString who = serverName(response);
    if (looksLikeHtml(body))
        return webPage(response, body);
    if (isLockedOut(response))
        return lockedOut(response, quotable(body));
    if (response.status == 200 || body.empty())
        return brokenJson(response, body, QString::fromLatin1(why));
    return serverError(QStringLiteral("%1 answered HTTP %2: %3%4")
                           .arg(who, QString::number(response.status), quotable(body), addressDoubt(response)));
}

domain::Error refusal(const net::Response& response, const dom::object& root) {
    std::string_view type;
    std::string_view text;
    if (root.at_key("errorType").get(type))
        type = {};
    if (root.at_key("error").get(text))
        text = {};
    const QString kind = type.empty() ? QStringLiteral("HTTP %1").arg(response.status) : quotable(type);
    const QString said = text.empty() ? QStringLiteral("no reason given") : quotable(text);
    return serverError(QStringLiteral("Prometheus refused the query (%1): %2").arg(kind, said));
}

void collect(const dom::object& root, const char* key, QStringList& into) {
    dom::array texts;
    if (root.at_key(key).get(texts))
        return;
    for (const dom::element one : texts) {
        std::string_view text;
        if (!one.get(text) && into.size() < 20)
            into << quotable(text);
    }
}

} // namespace

QString serverName(const net::Response& response) {
    return response.effectiveUrl.isEmpty() ? QStringLiteral("The server")
                                           : net::redact(response.effectiveUrl).left(200);
}

bool looksLikeHtml(std::string_view body) {
    const auto start = body.find_first_not_of(" \t\r\n");
    return start != std::string_view::npos && body[start] == '<';
}

domain::Error webPage(const net::Response& response, std::string_view body) {
    const QString title = titleOf(body);
    if (isLockedOut(response))
        return lockedOut(response, title);
    return serverError(
        QStringLiteral(
            "%1 answered HTTP %2 with a web page%3 instead of data: a proxy, a login page or a wrong address")
            .arg(serverName(response), QString::number(response.status),
                 title.isEmpty() ? QString() : QStringLiteral(" “%1”").arg(title)));
}

bool isLockedOut(const net::Response& response) {
    return response.status == 401 || response.status == 403;
}

domain::Error lockedOut(const net::Response& response, const QString& words) {
    const QString said = words.isEmpty() ? QString() : QStringLiteral(": ") + words;
    return serverError(
        (response.status == 401
             ? QStringLiteral("%1 does not let us in, HTTP 401%2; the user, password or token is missing or wrong")
             : QStringLiteral("%1 does not let us in, HTTP 403%2; this user, tenant or certificate may not ask there"))
            .arg(serverName(response), said));
}

domain::Error brokenJson(const net::Response& response, std::string_view body, const QString& why) {
    const QString who = serverName(response);
    if (body.empty())
        return serverError(
            QStringLiteral("%1 answered HTTP %2 with an empty body").arg(who, QString::number(response.status)));
    // What begins as JSON was cut or is wrong somewhere; everything else is best told by its beginning.
    const bool begun = body[0] == '{' || body[0] == '[';
    return serverError(QStringLiteral("The answer of %1 is not valid JSON%2")
                           .arg(who, begun ? QStringLiteral(" (%1)").arg(why)
                                           : QStringLiteral("; it begins “%1”").arg(quotable(body.substr(0, 60)))));
}

QString addressDoubt(const net::Response& response) {
    return response.status == 404 ? QStringLiteral("; is this the right address?") : QString();
}

QString quotable(std::string_view text) {
    QString result = QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min<std::size_t>(text.size(), 4'000)));
    result = net::redact(result).simplified();
    for (QChar& c : result) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar(0xfffd);
    }
    if (result.size() > 300)
        result = QString(result.left(299) + QStringLiteral("…"));
    return result;
}

domain::Result<dom::object> openRoot(const net::Response& response, dom::parser& parser) {
    if (response.failure != net::Failure::None)
        return domain::fail(domain::ErrorKind::Network, response.reason);
    qsizetype skip = response.body.startsWith("\xef\xbb\xbf") ? 3 : 0;
    const std::string_view body(response.body.constData() + skip,
                                static_cast<std::size_t>(response.body.size() - skip));
    if (response.body.size() > answerCap)
        return tl::unexpected(serverError(
            QStringLiteral("The answer of %1 is larger than %2 MiB: ask for a shorter range or fewer series")
                .arg(serverName(response))
                .arg(answerCap >> 20)));
    const bool padded = response.body.capacity() - response.body.size() >= qsizetype(simdjson::SIMDJSON_PADDING);
    dom::element document;
    if (const auto error = parser.parse(body.data(), body.size(), !padded).get(document))
        return tl::unexpected(notJson(response, body, simdjson::error_message(error)));

    dom::object root;
    std::string_view status;
    if (document.get(root) || root.at_key("status").get(status))
        return tl::unexpected(
            serverError(QStringLiteral("The answer of %1 (HTTP %2) is JSON, but not from Prometheus: it has no status")
                            .arg(serverName(response), QString::number(response.status))));
    if (status != "success" && status != "error")
        return tl::unexpected(serverError(
            QStringLiteral("The answer of %1 (HTTP %2) is JSON, but not from Prometheus: its status is “%3”")
                .arg(serverName(response), QString::number(response.status), quotable(status))));
    if (status != "success" || response.status != 200)
        return tl::unexpected(refusal(response, root));
    return root;
}

domain::Result<Envelope> openAnswer(const net::Response& response, dom::parser& parser) {
    const auto answer = openRoot(response, parser);
    if (!answer)
        return tl::unexpected(answer.error());
    const dom::object& root = *answer;
    Envelope envelope;
    dom::object data;
    if (root.at_key("data").get(data) || data.at_key("resultType").get(envelope.type) ||
        data.at_key("result").get(envelope.result))
        return tl::unexpected(serverError(
            QStringLiteral("The answer of %1 has no result, though it says success").arg(serverName(response))));
    collect(root, "warnings", envelope.warnings);
    collect(root, "infos", envelope.warnings);
    return envelope;
}

} // namespace metrics
