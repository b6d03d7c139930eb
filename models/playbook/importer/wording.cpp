// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/wording.h"

#include "playbook/importer/keywords.h"
#include <QRegularExpression>
#include <QSet>

namespace importer {
namespace {

/// "[RESOLVED]", "[INCIDENT]", "[P1]": a state in brackets at the begin of a line, not a blank.
bool isTag(const QString& inside, bool beginsLine) {
    if (!beginsLine)
        return false;
    const bool loud = inside == inside.toUpper() && inside != inside.toLower();
    if (!levelsIn(inside).isEmpty() && wordsOf(inside).size() <= 2)
        return true;
    return (loud || wordsOf(inside).size() == 1) && isJust(inside, Concept::Status);
}

bool beginsItsLine(const QString& text, qsizetype at) {
    const qsizetype line = text.lastIndexOf(u'\n', at) + 1;
    QString before = text.mid(line, at - line);
    static const QRegularExpression subject(
        QStringLiteral(
            R"(^\s*(?:\*\*)?(?:subject|betreff|objet|asunto|assunto|title|titel|titre|título|titulo)\s*:?(?:\*\*)?\s*:?\s*)"),
        QRegularExpression::CaseInsensitiveOption);
    before.remove(subject);
    before.remove(QRegularExpression(QStringLiteral(R"(\[[^\]]*\])")));
    return std::none_of(before.begin(), before.end(), [](QChar c) { return c.isLetterOrNumber(); });
}

} // namespace

QStringList blanksIn(const QString& text) {
    static const QRegularExpression blank(QStringLiteral(
        R"((?<square>\[[^\]\n\[{<]{1,120}\])(?!\(|\[)|(?<angle><[A-Za-zÀ-ÿ_][^<>\n]{0,80}>)|(?<double>\{\{[^{}\n]{1,60}\}\})|(?<brace>\$?\{[A-Za-zÀ-ÿ_][^{}\n:"]{0,60}\})|(?<percent>%[A-Z_]{3,30}%)|(?<loud>\$?(?<![\w/.$-])[A-Z]{2,}(?:_[A-Z]+)+(?![\w/-]|\.\w))|(?<variable>\$[A-Z][A-Z0-9_]{2,40})|(?<line>_{3,}))"));
    QStringList blanks;
    QSet<QString> known;
    for (auto it = blank.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString found = match.captured();
        if (found.startsWith(u'[')) {
            const QString inside = found.sliced(1, found.size() - 2).trimmed();
            if (inside.isEmpty() || inside == u"x" || inside == u"X" || inside == u"!" ||
                isTag(inside, beginsItsLine(text, match.capturedStart())))
                continue;
        }
        if (found.startsWith(u'<') && (found.contains(u"://") || found.startsWith(u"<!") || found.contains(u'@')))
            continue;
        if (!known.contains(found)) {
            known.insert(found);
            blanks << found;
        }
    }
    return blanks;
}

bool isReach(const QString& text) {
    static const QRegularExpression reach(
        QStringLiteral(
            R"([\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\+|\b00|\(|\b)[\dxX](?:[\s()./-]?[\dxX]){5,}|(?:^|[\s(/:,])@[\w.-]+|(?:^|[\s(/:,])#[\w-]+|https?://|\bext\.?\s*\d|\bDECT\b|\bramal\s+\d|<[^<>]*(?:phone|mail|number|name|contact|telefon|nummer|téléphone|tel|correo|contato)[^<>]*>|^\[[^\]]+\]|\bpager\b|\bx\d{3,}\b|\b\d{3,6}\b$|_{3,})"),
        QRegularExpression::CaseInsensitiveOption);
    return reach.match(text).hasMatch();
}

QStringList urlsIn(const QString& text) {
    static const QRegularExpression url(QStringLiteral(R"(https?://[^\s<>"'`|)\]\x{2028}]+)"),
                                        QRegularExpression::CaseInsensitiveOption);
    QStringList urls;
    for (auto it = url.globalMatch(text); it.hasNext();) {
        QString found = it.next().captured();
        while (!found.isEmpty() && QStringLiteral(".,;:!?*").contains(found.back()))
            found.chop(1);
        urls << found;
    }
    return urls;
}

QString oneLine(const QString& text) {
    QString line = text;
    line.replace(QChar(0x2028), QStringLiteral("; "));
    return line.simplified();
}

QString bareTitle(const QString& title) {
    static const QRegularExpression number(
        QStringLiteral(
            R"(^[^\p{L}\d"'(<\[$#@/.+-]*(?:(?:step|schritt|[ée]tape|paso|passo|etapa|phase|fase|option|runbook|scenario|szenario|scénario|escenario|cenário|opci[óo]n|op[çc][ãa]o)\s*\d+[a-z]?\s*[.:)–—-]*\s*|\(?\d{1,2}(?:\.\d{1,2})*[.):]\s+|[A-Za-z][.)]\s+)?[^\p{L}\d"'(<\[$#@/.+-]*)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QString bare = oneLine(title);
    bare.remove(number);
    while (!bare.isEmpty() && (bare.back() == u':' || bare.back().isSpace()))
        bare.chop(1);
    return bare.isEmpty() ? oneLine(title) : bare;
}

QString slug(const QString& text, const QString& fallback) {
    QString made;
    for (const QString& word : wordsOf(text)) {
        QString plain;
        for (const QChar c : word)
            plain += c.unicode() < 0x80 ? QString(c) : QString();
        if (plain.isEmpty())
            continue;
        if (made.size() + plain.size() > 48)
            break;
        made += (made.isEmpty() ? QString() : QStringLiteral("-")) + plain;
    }
    return made.isEmpty() ? fallback : made;
}

} // namespace importer
