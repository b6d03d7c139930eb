// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/html_tags.h"

#include <QRegularExpression>
#include <QSet>
#include <map>

namespace importer {

QString tagName(QStringView tag) {
    qsizetype from = tag.startsWith(u'<') ? 1 : 0;
    if (from < tag.size() && tag[from] == u'/')
        ++from;
    qsizetype to = from;
    while (to < tag.size() && tag[to].isLetterOrNumber())
        ++to;
    return tag.sliced(from, to - from).toString().toLower();
}

QString attributeOf(QStringView tag, QStringView name) {
    const QString pattern = QStringLiteral(R"x(\s%1\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))x").arg(name);
    const auto match = QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption).match(tag.toString());
    return match.captured(1) + match.captured(2) + match.captured(3);
}

bool isHtmlTag(QStringView tag) {
    static const QSet<QString> known{
        "a",       "article", "b",      "blockquote", "br",  "code",    "col",  "colgroup", "del",
        "details", "div",     "dd",     "dl",         "dt",  "em",      "font", "h1",       "h2",
        "h3",      "h4",      "h5",     "h6",         "hr",  "i",       "img",  "input",    "ins",
        "kbd",     "li",      "mark",   "ol",         "p",   "pre",     "s",    "script",   "small",
        "section", "span",    "strong", "style",      "sub", "summary", "sup",  "table",    "tbody",
        "td",      "tfoot",   "th",     "thead",      "tr",  "tt",      "u",    "ul",       "center"};
    if (tag.startsWith(u"<!") || tag.startsWith(u"<?"))
        return true;
    const QString name = tagName(tag);
    const qsizetype after = tag.indexOf(name, 0, Qt::CaseInsensitive) + name.size();
    const bool ends = after >= tag.size() || tag[after].isSpace() || tag[after] == u'>' || tag[after] == u'/';
    return ends && known.contains(name);
}

QString entityText(QStringView entity) {
    static const std::map<QString, char16_t> named{
        {"amp", u'&'},         {"lt", u'<'},          {"gt", u'>'},          {"quot", u'"'},
        {"apos", u'\''},       {"nbsp", u' '},        {"ndash", u'\u2013'},  {"mdash", u'\u2014'},
        {"rarr", u'\u2192'},   {"hellip", u'\u2026'}, {"bull", u'\u2022'},   {"ge", u'\u2265'},
        {"le", u'\u2264'},     {"times", u'\u00d7'},  {"auml", u'\u00e4'},   {"ouml", u'\u00f6'},
        {"uuml", u'\u00fc'},   {"Auml", u'\u00c4'},   {"Ouml", u'\u00d6'},   {"Uuml", u'\u00dc'},
        {"szlig", u'\u00df'},  {"eacute", u'\u00e9'}, {"egrave", u'\u00e8'}, {"agrave", u'\u00e0'},
        {"ccedil", u'\u00e7'}, {"ntilde", u'\u00f1'}, {"oacute", u'\u00f3'}, {"aacute", u'\u00e1'},
        {"iacute", u'\u00ed'}, {"atilde", u'\u00e3'}, {"otilde", u'\u00f5'}, {"rsquo", u'\u2019'},
        {"lsquo", u'\u2018'},  {"rdquo", u'\u201d'},  {"ldquo", u'\u201c'}};
    if (entity.size() < 3 || !entity.startsWith(u'&') || !entity.endsWith(u';'))
        return entity.toString();
    const QStringView name = entity.sliced(1, entity.size() - 2);
    if (name[0] == u'#') {
        const bool hex = name.size() > 1 && name[1].toLower() == u'x';
        bool number = false;
        const uint code = name.sliced(hex ? 2 : 1).toUInt(&number, hex ? 16 : 10);
        const bool fine = number && code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
        return fine ? QString::fromUcs4(reinterpret_cast<const char32_t*>(&code), 1) : entity.toString();
    }
    const auto found = named.find(name.toString());
    return found == named.end() ? entity.toString() : QString(QChar(found->second));
}

} // namespace importer
