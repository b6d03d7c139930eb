// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mask.h"

#include <QRegularExpression>

namespace domain {
namespace {

/// Replaces every match for which isPrivate says yes.
template <class IsPrivate>
QString replaced(const QString& text, const QRegularExpression& shape, const QString& word, IsPrivate isPrivate) {
    QString out;
    qsizetype from = 0;
    for (auto it = shape.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (!isPrivate(match.capturedView()))
            continue;
        out += QStringView(text).mid(from, match.capturedStart() - from);
        out += word;
        from = match.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return out;
}

bool always(QStringView) {
    return true;
}

/// Seven digits and more (ITU E.164 allows fifteen, but two numbers may stand side by side) that are no date and no IP
/// address. Plain digits without separators are a phone number only from a leading + or 0, or from ten digits on.
bool isPhone(QStringView found) {
    static const QRegularExpression date(QStringLiteral("^\\d{4}-\\d{2}-\\d{2}(?: \\d{1,2})?$")),
        address(QStringLiteral("^\\d{1,3}(?:\\.\\d{1,3}){3}$"));
    qsizetype digits = 0;
    for (const QChar c : found)
        digits += c.isDigit() ? 1 : 0;
    if (digits < 7)
        return false;
    if (date.match(found.toString()).hasMatch() || address.match(found.toString()).hasMatch())
        return false;
    const bool plain = digits == found.size();
    return !plain || digits >= 10 || found.front() == QLatin1Char('0');
}

/// Letters and digits mixed, or hexadecimal, and too long for a word: keys, hashes, identifiers.
bool isOpaque(QStringView found) {
    qsizetype digits = 0, upper = 0, lower = 0;
    for (const QChar c : found) {
        digits += c.isDigit() ? 1 : 0;
        upper += c.isUpper() ? 1 : 0;
        lower += c.isLower() ? 1 : 0;
    }
    return (digits >= 2 && upper + lower >= 2) || (upper >= 4 && lower >= 4);
}

} // namespace

QString maskPrivate(const QString& text) {
    static const QRegularExpression link(
        QStringLiteral(
            "(?:\\b[a-z][a-z0-9+.-]{1,20}://|\\b(?:mailto|tel|sms|data|javascript):|\\bwww\\.)[^\\s<>\"“”]+"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression mail(
        QStringLiteral("[\\w.+'-]+\\s?(?:@|\\(at\\)|\\[at\\])\\s?[\\w-]+(?:\\.[\\w-]+)+"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression path(
        QStringLiteral("(?<![\\w.])(?:[A-Za-z]:\\\\|\\\\\\\\)[^\\s\"]+" // C:\…, \\server\share
                       "|(?<![\\w./])(?:~|\\.{1,2})/[^\\s\"]*"          // ~/…, ./…, ../…
                       "|(?<![\\w.])/"
                       "(?:etc|root|home|var|tmp|usr|opt|srv|mnt|proc|dev|run|boot)\\b[^\\s\"]*"
                       "|(?<![\\w.])/[\\w.@+-]+/[^\\s\"]*" // two parts and more
                       "|(?<![\\w./])[\\w.@+-]+(?:/[\\w.@+-]+)*/"
                       "[\\w@+-][\\w.@+-]*\\.[A-Za-z][A-Za-z0-9]{0,5}\\b"), // conf/app.yaml
        QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression phone(
        QStringLiteral("(?<![\\w.+])(?:\\+|\\()?\\d(?:[\\d\\s()./\\x{2010}-\\x{2015}-]*\\d)(?!\\w)"));
    static const QRegularExpression opaque(QStringLiteral("(?<![\\w])[A-Za-z0-9+/_=-]{20,}"));
    QString masked = replaced(text, link, QStringLiteral("[link]"), always);
    masked = replaced(masked, mail, QStringLiteral("[e-mail]"), always);
    masked = replaced(masked, path, QStringLiteral("[path]"), always);
    masked = replaced(masked, phone, QStringLiteral("[phone]"), isPhone);
    return replaced(masked, opaque, QStringLiteral("[hidden]"), isOpaque);
}

} // namespace domain
