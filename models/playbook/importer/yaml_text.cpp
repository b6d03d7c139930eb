// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/yaml_text.h"

#include <QRegularExpression>

namespace importer {
namespace {

QString quoted(const QString& text) {
    QString made = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            made += u'\\';
        if (c == u'\n')
            made += QStringLiteral("\\n");
        else if (c == u'\t')
            made += QStringLiteral("\\t");
        else
            made += c;
    }
    return made + u'"';
}

} // namespace

QString yamlPrintable(const QString& text) {
    QString clean = text;
    for (QChar& c : clean) {
        const bool control = (c.unicode() < 0x20 && c != u'\n' && c != u'\t') ||
                             (c.unicode() >= 0x7f && c.unicode() < 0xa0 && c.unicode() != 0x85);
        if (control || c.unicode() == 0xfffe || c.unicode() == 0xffff || c.unicode() == 0xfeff)
            c = QChar(0xfffd);
        else if (c.unicode() == 0x85 || c.unicode() == 0x2028 || c.unicode() == 0x2029)
            c = u' ';
    }
    return clean;
}

QString yamlScalar(const QString& raw) {
    QString text = yamlPrintable(raw);
    static const QRegularExpression plain(QStringLiteral(R"(^[\p{L}(/][^\x{0000}-\x{001f}:#{}\[\],&*!|>'"%@`\\]*$)"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression word(QStringLiteral(R"(^(?:true|false|yes|no|on|off|null|y|n|~|\.inf|\.nan)$)"),
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression time(QStringLiteral("^\\d+[smhd]$"));
    const bool bare = (time.match(text).hasMatch() || plain.match(text).hasMatch()) && !text.endsWith(u' ') &&
                      !word.match(text).hasMatch();
    static const QRegularExpression address(QStringLiteral(R"(^https?://[\w./:?=&~+%-]+$)"));
    const bool url = !bare && address.match(text).hasMatch() && !text.endsWith(u':');
    if (bare || url)
        return text;
    if (text.contains(u'\n') || text.contains(u'\t') || text.contains(u'\''))
        return quoted(text);
    return text.contains(u'"') || text.contains(u'\\') ? QString(u"'" + text + u"'") : quoted(text);
}

QString yamlBlock(const QString& raw, int indent) {
    QString text = yamlPrintable(raw);
    text.replace(u'\t', QStringLiteral("  "));
    while (text.endsWith(u'\n'))
        text.chop(1);
    if (!text.contains(u'\n') || text.startsWith(u' ') || text.startsWith(u'\n'))
        return yamlScalar(text);
    const QString margin(indent, u' ');
    QString made = QStringLiteral("|-");
    for (const QString& line : text.split(u'\n'))
        made += u'\n' + (line.isEmpty() ? QString() : margin + line);
    return made;
}

QString yamlList(const QStringList& texts) {
    QStringList parts;
    for (const QString& text : texts) {
        const QString one = yamlScalar(text);
        parts << one;
    }
    return u'[' + parts.join(QStringLiteral(", ")) + u']';
}

} // namespace importer
