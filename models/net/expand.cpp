// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/expand.h"

#include <QRegularExpression>
#include <QUrl>

namespace net {
namespace {

using namespace Qt::StringLiterals;

/// What stands before this point decides: up to the end of host and port a variable holds a piece of URL and is taken
/// as it is, in the path it may hold several segments, after "?" it is one value.
QString inUrl(const QString& before, const QString& value) {
    const qsizetype scheme = before.indexOf("://"_L1);
    const qsizetype authority = scheme < 0 ? 0 : scheme + 3;
    const QStringView rest = QStringView(before).sliced(authority);
    if (rest.contains(u'?') || rest.contains(u'#'))
        return percentEncoded(value);
    if (rest.contains(u'/'))
        return percentEncoded(value).replace("%2F"_L1, "/"_L1);
    return value;
}

QString escaped(const QString& value, Place place, const QString& before) {
    switch (place) {
    case Place::Plain:
        return value;
    case Place::Url:
        return inUrl(before, value);
    case Place::JsonBody:
        return jsonEscaped(value);
    }
    return value;
}

} // namespace

QString percentEncoded(const QString& text) {
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString jsonEscaped(const QString& text) {
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        const ushort code = c.unicode();
        if (c == u'"' || c == u'\\') {
            out += u'\\';
            out += c;
        } else if (c == u'\n') {
            out += "\\n"_L1;
        } else if (c == u'\r') {
            out += "\\r"_L1;
        } else if (c == u'\t') {
            out += "\\t"_L1;
        } else if (code < 0x20 || code == 0x2028 || code == 0x2029) {
            out += "\\u"_L1 + QString::number(code, 16).rightJustified(4, u'0');
        } else {
            out += c;
        }
    }
    return out;
}

Place placeOfBody(const QString& contentType, const QString& body) {
    if (!contentType.isEmpty())
        return contentType.contains("json"_L1, Qt::CaseInsensitive) ? Place::JsonBody : Place::Plain;
    const QString trimmed = body.trimmed();
    const bool object = trimmed.startsWith(u'{') && !trimmed.startsWith("{{"_L1);
    return object || trimmed.startsWith(u'[') ? Place::JsonBody : Place::Plain;
}

domain::Result<QString> expand(const QString& text, Place place, const ValueOf& valueOf) {
    static const QRegularExpression name(uR"re(\{\{\s*((?:secret\.)?[A-Za-z_][A-Za-z0-9_]*)\s*\}\})re"_s);
    QString out;
    qsizetype copied = 0;
    for (auto matches = name.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        out += QStringView(text).sliced(copied, match.capturedStart() - copied);
        copied = match.capturedEnd();
        const domain::Result<QString> value = valueOf(match.captured(1));
        if (!value)
            return tl::unexpected(value.error());
        out += escaped(*value, place, out);
    }
    out += QStringView(text).sliced(copied);
    return out;
}

} // namespace net
