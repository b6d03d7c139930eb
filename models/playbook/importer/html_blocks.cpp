// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/html_blocks.h"

#include <QRegularExpression>
#include <QSet>

namespace importer {
namespace {

QString tagName(QStringView tag) {
    qsizetype from = tag.startsWith(u'<') ? 1 : 0;
    if (from < tag.size() && tag[from] == u'/')
        ++from;
    qsizetype to = from;
    while (to < tag.size() && tag[to].isLetterOrNumber())
        ++to;
    return tag.sliced(from, to - from).toString().toLower();
}

/// Reads HTML tag by tag into blocks; every text goes to the innermost thing that takes one.
class HtmlReader {
public:
    HtmlReader(const QString& html, int firstLine)
        : m_html(html)
        , m_line(firstLine) {}

    std::vector<Block> run() {
        for (qsizetype at = 0; at < m_html.size();) {
            if (m_html[at] == u'<')
                at = readTag(at);
            else
                at = readText(at);
        }
        endTable();
        endBlock();
        return std::move(m_blocks);
    }

private:
    qsizetype readText(qsizetype at) {
        qsizetype end = m_html.indexOf(u'<', at);
        if (end < 0)
            end = m_html.size();
        for (qsizetype i = at; i < end; ++i) {
            if (m_html[i] == u'&') {
                const qsizetype semicolon = m_html.indexOf(u';', i);
                if (semicolon > i && semicolon - i <= 10 && semicolon < end) {
                    put(entityText(QStringView(m_html).sliced(i, semicolon - i + 1)));
                    i = semicolon;
                    continue;
                }
            }
            put(QString(m_html[i]));
            m_line += m_html[i] == u'\n' ? 1 : 0;
        }
        return end;
    }

    qsizetype readTag(qsizetype at) {
        if (QStringView(m_html).sliced(at).startsWith(u"<!--"))
            return skipTo(at, u"-->");
        const qsizetype end = m_html.indexOf(u'>', at);
        if (end < 0) {
            put(QStringLiteral("<"));
            return at + 1;
        }
        const QStringView tag = QStringView(m_html).sliced(at, end - at + 1);
        const QString name = tagName(tag);
        if (!isHtmlTag(tag)) {
            put(tag.toString());
        } else if (name == u"script" || name == u"style") {
            return tag.startsWith(u"</") ? end + 1 : skipTo(at, QString(u"</" + name + u'>'));
        } else {
            handle(name, tag.startsWith(u"</"));
        }
        m_line += int(tag.count(u'\n'));
        return end + 1;
    }

    qsizetype skipTo(qsizetype at, QStringView mark) {
        const qsizetype found = m_html.indexOf(mark, at, Qt::CaseInsensitive);
        const qsizetype end = found < 0 ? m_html.size() : found + mark.size();
        m_line += int(QStringView(m_html).sliced(at, end - at).count(u'\n'));
        return end;
    }

    void handle(const QString& name, bool closing) {
        static const QSet<QString> breaks{"p", "div", "section", "article", "ul", "ol", "details", "hr", "blockquote"};
        if (name == u"table")
            closing ? endTable() : beginTable();
        else if (m_inTable && name == u"tr")
            closing ? void() : beginRow();
        else if (m_inTable && (name == u"td" || name == u"th"))
            closing ? void(m_inCell = false) : beginCell();
        else if (name == u"br" || (m_inTable && closing && (name == u"p" || name == u"li" || name == u"div")))
            m_inTable ? putBreak() : put(QStringLiteral("\u2028"));
        else if (name == u"b" || name == u"strong")
            strong(closing);
        else if (m_inTable)
            return;
        else if (name.size() == 2 && name[0] == u'h' && name[1].isDigit())
            closing ? endBlock() : begin(Block::Kind::Heading, name[1].digitValue());
        else if (name == u"summary")
            closing ? endBlock() : begin(Block::Kind::Heading, 6);
        else if (name == u"pre")
            closing ? endBlock() : begin(Block::Kind::Fence);
        else if (name == u"li")
            closing ? endBlock() : begin(Block::Kind::Item);
        else if (breaks.contains(name) && m_block.kind != Block::Kind::Fence)
            endBlock();
        if (name == u"ol" || name == u"ul")
            m_ordered = !closing && name == u"ol";
    }

    void begin(Block::Kind kind, int level = 0) {
        endBlock();
        m_block.kind = kind;
        m_block.level = level;
        m_open = true;
    }

    void endBlock() {
        m_strongFrom = -1;
        Block ended = std::exchange(m_block, Block{});
        const bool fence = ended.kind == Block::Kind::Fence;
        m_open = false;
        if (ended.text.plain.trimmed().isEmpty())
            return;
        if (fence && ended.text.plain.startsWith(u'\n')) {
            ended.text.plain.remove(0, 1);
            ++ended.text.line;
        }
        while (!ended.text.plain.isEmpty() && ended.text.plain.back().isSpace())
            ended.text.plain.chop(1);
        ended.lines = {ended.text.line, ended.text.line + int(ended.text.plain.count(u'\n'))};
        if (ended.kind != Block::Kind::Item) {
            m_blocks.push_back(std::move(ended));
            return;
        }
        if (m_blocks.empty() || m_blocks.back().kind != Block::Kind::List || m_blocks.back().ordered != m_ordered) {
            Block list;
            list.kind = Block::Kind::List;
            list.ordered = m_ordered;
            list.lines = ended.lines;
            m_blocks.push_back(std::move(list));
        }
        Block& list = m_blocks.back();
        list.lines.last = ended.lines.last;
        ended.number = int(list.children.size()) + 1;
        list.children.push_back(std::move(ended));
    }

    void beginTable() {
        endBlock();
        m_inTable = true;
        m_table = Block{};
        m_table.kind = Block::Kind::Table;
        m_table.lines.first = m_line;
        m_inCell = false; // of the table around it
    }
    void beginRow() {
        m_table.rows.push_back({m_line, {}});
        m_inCell = false; // that was never closed
    }
    void beginCell() {
        if (m_table.rows.empty())
            m_table.rows.push_back({m_line, {}});
        Text cell;
        cell.line = m_line;
        m_table.rows.back().cells.push_back(cell);
        m_inCell = true;
    }
    void endTable() {
        if (!m_inTable)
            return;
        m_inTable = false;
        m_inCell = false;
        m_table.lines.last = m_line;
        for (Row& row : m_table.rows) {
            for (Text& cell : row.cells)
                cell.plain = cell.plain.trimmed();
        }
        m_table.rows.erase(
            std::remove_if(m_table.rows.begin(), m_table.rows.end(), [](const Row& row) { return row.cells.empty(); }),
            m_table.rows.end());
        if (!m_table.rows.empty())
            m_blocks.push_back(std::move(m_table));
    }

    Text* target() {
        if (m_inTable)
            return m_inCell ? &m_table.rows.back().cells.back() : nullptr;
        return &m_block.text;
    }
    void putBreak() {
        Text* text = target();
        if (text && !text->plain.isEmpty() && !text->plain.endsWith(QChar(0x2028)))
            text->plain += QChar(0x2028);
    }
    void put(const QString& words) {
        Text* text = target();
        const bool verbatim = !m_inTable && m_block.kind == Block::Kind::Fence;
        if (!text)
            return;
        if (!verbatim && words.trimmed().isEmpty()) {
            // White space is one blank; at the beginning it is none. A paragraph keeps its line breaks.
            if (!text->plain.isEmpty() && !text->plain.back().isSpace())
                text->plain += !m_inTable && words == u"\n" ? u'\n' : u' ';
            else if (!m_inTable && words == u"\n" && !text->plain.isEmpty())
                text->plain.back() = u'\n';
            return;
        }
        if (text->plain.isEmpty() && !m_inTable)
            text->line = m_line;
        text->plain += words;
    }
    void strong(bool closing) {
        Text* text = target();
        if (!text)
            return;
        if (!closing)
            m_strongFrom = text->plain.size();
        else if (m_strongFrom >= 0 && m_strongFrom < text->plain.size())
            text->marks.push_back({Mark::Kind::Strong, int(m_strongFrom), int(text->plain.size() - m_strongFrom), {}});
    }

    const QString& m_html;
    int m_line;
    std::vector<Block> m_blocks;
    Block m_block, m_table;
    bool m_open = false, m_inTable = false, m_inCell = false, m_ordered = false;
    qsizetype m_strongFrom = -1;
};

} // namespace

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

std::vector<Block> htmlBlocks(const QString& html, int firstLine) {
    return HtmlReader(html, firstLine).run();
}

} // namespace importer
