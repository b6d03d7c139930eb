// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/readable.h"

#include "net/redact.h"
#include <QRegularExpression>
#include <QStringDecoder>
#include <algorithm>

namespace process {
namespace {

using namespace Qt::StringLiterals;

QString hex(uint code, int digits) {
    return QString::number(code, 16).rightJustified(digits, u'0');
}

/// UTF-8 where it is, "\xff" for each byte that is not. Decoded byte by byte only where needed.
QString decoded(const QByteArray& bytes) {
    QStringDecoder whole(QStringDecoder::Utf8);
    QString text = whole(bytes);
    if (!whole.hasError())
        return text;
    text.clear();
    for (qsizetype at = 0; at < bytes.size();) {
        const auto lead = quint8(bytes.at(at));
        const qsizetype length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        QStringDecoder one(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString piece = one(QByteArrayView(bytes).sliced(at, std::min(length, bytes.size() - at)));
        if (one.hasError() || piece.isEmpty()) {
            text += u"\\x"_s + hex(lead, 2);
            ++at;
        } else {
            text += piece;
            at += length;
        }
    }
    return text;
}

/// Directional overrides and isolates: they could make a command read as another.
bool reorders(ushort code) {
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0x200e ||
           code == 0x200f || code == 0x061c;
}

} // namespace

QString readable(const QByteArray& bytes) {
    static const QRegularExpression colours(uR"re(\x1b\[[0-9;:]*m)re"_s);
    QString text = decoded(bytes);
    text.remove(colours);
    text.replace("\r\n"_L1, "\n"_L1);
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        const ushort code = c.unicode();
        if (c == u'\n' || c == u'\t')
            shown += c;
        else if (code < 0x20 || (code >= 0x7f && code < 0xa0))
            shown += u"\\x"_s + hex(code, 2);
        else if (reorders(code))
            shown += u"\\u"_s + hex(code, 4);
        else
            shown += c;
    }
    return shown;
}

QString without(const QString& text, const QStringList& secrets) {
    constexpr qsizetype shortest = 4;
    QStringList longestFirst = secrets;
    std::sort(longestFirst.begin(), longestFirst.end(),
              [](const QString& a, const QString& b) { return a.size() > b.size(); });
    QString clean = text;
    for (const QString& secret : longestFirst) {
        if (secret.size() >= shortest)
            clean.replace(secret, "[redacted]"_L1);
    }
    return clean;
}

QString safeText(const QByteArray& bytes, const QStringList& secrets, bool moreToCome) {
    static const QRegularExpression kind(uR"re(^\s*["']?kind["']?:)re"_s, QRegularExpression::MultilineOption);
    QString text = without(readable(bytes), secrets);
    // kubectl writes data: before kind: Secret.
    const QString asSecret = u"\nkind: Secret\n"_s;
    const bool pretend = moreToCome && !kind.match(text).hasMatch();
    text = net::redact(pretend ? QString(text + asSecret) : text);
    if (pretend && text.endsWith(asSecret))
        text.chop(asSecret.size());
    return text;
}

} // namespace process
