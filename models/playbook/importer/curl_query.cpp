// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/curl.h"

#include <QRegularExpression>
#include <QUrl>
#include <map>

namespace importer {
namespace {

/// Percent-encoding undone. A + is a blank in a form, but a runbook's author who encoded nothing meant plus.
QString formDecoded(const QString& text) {
    static const QRegularExpression escape(QStringLiteral("%[0-9A-Fa-f]{2}"));
    static const QRegularExpression blank(QStringLiteral(
        R"(\+(?:by|without|and|or|unless|on|ignoring|offset|bool|group_left|group_right)\b|\b(?:by|without|and|or|unless|on|offset)\+)"));
    QString value = text;
    const bool encoded = escape.match(value).hasMatch();
    if ((encoded && !value.contains(u' ')) || blank.match(value).hasMatch())
        value.replace(u'+', u' ');
    return encoded ? QString::fromUtf8(QByteArray::fromPercentEncoding(value.toUtf8())) : value;
}

/// name=value&name=value; only an & with a parameter's name behind it divides, for PromQL holds other signs freely.
void addForm(std::map<QString, QString>& parameters, const QString& text) {
    static const QRegularExpression divider(QStringLiteral(R"(&(?=[A-Za-z_][\w.-]*(?:\[\])?=))"));
    for (const QString& one : text.split(divider, Qt::SkipEmptyParts)) {
        const qsizetype equals = one.indexOf(u'=');
        if (equals > 0)
            parameters.try_emplace(formDecoded(one.left(equals)), formDecoded(one.mid(equals + 1)));
    }
}

std::map<QString, QString> parametersOf(const CurlCall& call) {
    std::map<QString, QString> parameters;
    if (const qsizetype question = call.url.indexOf(u'?'); question >= 0)
        addForm(parameters, call.url.mid(question + 1));
    for (const CurlData& data : call.data) {
        const qsizetype equals = data.text.indexOf(u'=');
        if (data.urlEncode && equals > 0)
            parameters.try_emplace(data.text.left(equals), data.text.mid(equals + 1));
        else if (!data.urlEncode)
            addForm(parameters, data.text);
    }
    return parameters;
}

/// Upper case, digits and underscores, as an environment variable is called.
QString asName(const QString& text) {
    static const QRegularExpression other(QStringLiteral("[^A-Za-z0-9]+"));
    QString name = QString(text).replace(other, QStringLiteral("_")).toUpper();
    while (name.startsWith(u'_'))
        name.remove(0, 1);
    while (name.endsWith(u'_'))
        name.chop(1);
    return name.isEmpty() || name.front().isDigit() ? u"TOKEN_" + name : name.left(60);
}

QString secretName(const QString& credential, const QString& otherwise) {
    static const QRegularExpression variable(QStringLiteral(R"(^\$\{?([A-Za-z_]\w*)[^}]*\}?$)"));
    static const QRegularExpression blank(QStringLiteral(R"(^[<\[{(%]+\s*([^<>\[\]{}()%]+?)\s*[>\]})%]+$)"));
    if (const auto match = variable.match(credential); match.hasMatch())
        return match.captured(1);
    if (const auto match = blank.match(credential); match.hasMatch())
        return asName(match.captured(1));
    return asName(otherwise);
}

class Secrets {
public:
    explicit Secrets(const CurlCall& call)
        : m_host(hostOf(call.url)) {
        for (const auto& [name, value] : call.headers)
            header(name, value);
        address(call.url);
        if (const qsizetype colon = call.user.indexOf(u':'); colon >= 0)
            add(SecretPlace::Where::User, call.user.mid(colon + 1), m_host + u" password");
        else
            add(SecretPlace::Where::User, call.user, m_host + u" credentials");
        for (const CurlData& data : call.data)
            body(data.text);
    }
    std::vector<SecretPlace> found;

private:
    static QString hostOf(const QString& url) {
        static const QRegularExpression host(QStringLiteral(R"(^(?:\w+://)?(?:[^/@\s]*@)?([\w-]+))"));
        return host.match(url).captured(1);
    }

    void add(SecretPlace::Where where, const QString& text, const QString& otherwise) {
        const bool known = std::any_of(found.begin(), found.end(), [&](const auto& one) { return one.text == text; });
        if (!text.isEmpty() && !known)
            found.push_back({where, text, secretName(text, otherwise)});
    }

    void header(const QString& name, const QString& value) {
        static const QRegularExpression scheme(
            QStringLiteral(R"(^(?:Bearer|Basic|Token|GenieKey|ApiKey|Splunk|SSWS|Api-Token)\s+(?:token=)?(.+)$)"),
            QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression telling(
            QStringLiteral(
                "auth|token|secret|api-?key|app-?key|application-key|access-?key|password|cookie|credential"),
            QRegularExpression::CaseInsensitiveOption);
        if (!telling.match(name).hasMatch())
            return;
        const auto match = scheme.match(value);
        add(SecretPlace::Where::Header, match.hasMatch() ? match.captured(1) : value,
            m_host +
                (name.compare(u"Authorization", Qt::CaseInsensitive) == 0 ? QStringLiteral(" token") : u' ' + name));
    }

    void address(const QString& url) {
        static const QRegularExpression userInfo(QStringLiteral(R"(^\w+://[^/:@\s]*:([^/@\s]+)@)"));
        static const QRegularExpression parameter(
            QStringLiteral(
                R"([?&](?:access_token|auth_token|token|api[_-]?key|apikey|key|secret|password|passwd|sig|signature|auth)=([^&#\s]+))"),
            QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression hook(QStringLiteral(
            R"((?:hooks\.slack\.com/(?:services|workflows|triggers)|discord(?:app)?\.com/api/webhooks|webhook\.office\.com/webhookb2)/([^?\s]+))"));
        if (const auto match = userInfo.match(url); match.hasMatch())
            add(SecretPlace::Where::Url, match.captured(1), m_host + u" password");
        for (auto it = parameter.globalMatch(url); it.hasNext();)
            add(SecretPlace::Where::Url, it.next().captured(1), m_host + u" token");
        if (const auto match = hook.match(url); match.hasMatch())
            add(SecretPlace::Where::Url, match.captured(1), m_host + u" webhook");
    }

    void body(const QString& text) {
        static const QRegularExpression form(
            QStringLiteral(
                R"rx((?:"(?:[\w-]*(?:token|secret|password|passwd|api_?key|routing_key|integration_key|service_key))"\s*:\s*"([^"]+)")|(?:^|&)(?:[\w-]*(?:token|secret|password|passwd|api_?key))=([^&\s]+))rx"),
            QRegularExpression::CaseInsensitiveOption);
        for (auto it = form.globalMatch(text.left(64 << 10)); it.hasNext();) {
            const auto match = it.next();
            add(SecretPlace::Where::Body, match.captured(1) + match.captured(2), m_host + u" token");
        }
    }

    QString m_host;
};

} // namespace

std::optional<PromQuery> promQlOf(const CurlCall& call) {
    static const QRegularExpression api(QStringLiteral(R"(^([^?#]*?)/api/v1/(query|query_range)/?(?:[?#]|$))"));
    const auto match = api.match(call.url);
    if (!match.hasMatch())
        return {};
    const auto parameters = parametersOf(call);
    const auto value = [&](const char* name) {
        const auto found = parameters.find(QString::fromLatin1(name));
        return found == parameters.end() ? QString() : found->second;
    };
    PromQuery query;
    query.expr = value("query").trimmed();
    query.server = match.captured(1);
    query.range = match.captured(2) == u"query_range";
    query.start = value("start");
    query.end = value("end");
    query.step = value("step");
    query.time = value("time");
    query.line = call.line;
    if (query.expr.isEmpty())
        return {};
    return query;
}

std::vector<SecretPlace> secretsOf(const CurlCall& call) {
    return Secrets(call).found;
}

QString withSecretNames(QString text, const std::vector<SecretPlace>& secrets) {
    for (const SecretPlace& secret : secrets)
        text.replace(secret.text, u"{{secret." + secret.name + u"}}");
    return text;
}

} // namespace importer
