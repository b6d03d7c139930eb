// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/html_blocks.h"

#include "playbook/importer/html_tags.h"
#include <QSet>

namespace importer {
namespace {

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
        while (!m_quotes.empty())
            endQuote();
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
            handle(name, tag.startsWith(u"</"), tag);
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

    void handle(const QString& name, bool closing, QStringView tag) {
        static const QSet<QString> breaks{"p", "div", "section", "article", "ul", "ol", "dl", "details", "hr"};
        if (name == u"table")
            closing ? endTable() : beginTable();
        else if (m_inTable && name == u"tr")
            closing ? void() : beginRow();
        else if (m_inTable && (name == u"td" || name == u"th"))
            closing ? void(m_inCell = false) : beginCell();
        else if (name == u"br" || (m_inTable && closing && (name == u"p" || name == u"li" || name == u"div")))
            m_inTable ? putBreak() : put(QStringLiteral("\u2028"));
        else if (name == u"b" || name == u"strong")
            mark(Mark::Kind::Strong, m_strongFrom, closing);
        else if (name == u"code" || name == u"tt" || name == u"kbd")
            code(closing, tag);
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
        else if (name == u"dt" || name == u"dd")
            definition(name == u"dt", closing);
        else if (name == u"blockquote")
            closing ? endQuote() : beginQuote();
        else if (name == u"input" && m_block.kind == Block::Kind::Item)
            m_block.task = tag.contains(u"checked", Qt::CaseInsensitive);
        else if (name == u"p" && m_block.kind == Block::Kind::Item) // in an item
            closing ? void() : putBreak();
        else if (breaks.contains(name) && m_block.kind != Block::Kind::Fence)
            endBlock();
        if (name == u"ol" || name == u"ul")
            m_ordered = !closing && name == u"ol";
    }

    /// A term and what it means are an item: "**Term:** meaning".
    void definition(bool term, bool closing) {
        if (term && !closing) {
            m_ordered = false;
            begin(Block::Kind::Item);
            mark(Mark::Kind::Strong, m_strongFrom, false);
        } else if (term) {
            mark(Mark::Kind::Strong, m_strongFrom, true);
            put(QStringLiteral(": "));
        } else if (!closing && !m_block.text.plain.trimmed().endsWith(u':')) {
            putBreak();
        }
    }

    void code(bool closing, QStringView tag) {
        if (m_inTable || m_block.kind != Block::Kind::Fence) {
            mark(Mark::Kind::Code, m_codeFrom, closing);
            return;
        }
        QString language = attributeOf(tag, u"class").section(u' ', 0, 0).toLower();
        language.remove(QStringLiteral("language-")).remove(QStringLiteral("lang-"));
        if (!closing && !language.isEmpty())
            m_block.language = language;
    }

    void beginQuote() {
        endBlock();
        if (m_quotes.size() < 8)
            m_quotes.push_back(m_blocks.size());
    }
    void endQuote() {
        endBlock();
        if (m_quotes.empty())
            return;
        const auto from = m_blocks.begin() + std::ptrdiff_t(m_quotes.back());
        m_quotes.pop_back();
        Block quote;
        quote.kind = Block::Kind::Quote;
        quote.children.assign(std::make_move_iterator(from), std::make_move_iterator(m_blocks.end()));
        m_blocks.erase(from, m_blocks.end());
        if (quote.children.empty())
            return;
        quote.lines = {quote.children.front().lines.first, quote.children.back().lines.last};
        m_blocks.push_back(std::move(quote));
    }

    void begin(Block::Kind kind, int level = 0) {
        endBlock();
        m_block.kind = kind;
        m_block.level = level;
        m_open = true;
    }

    void endBlock() {
        m_strongFrom = m_codeFrom = -1;
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
    void mark(Mark::Kind kind, qsizetype& from, bool closing) {
        Text* text = target();
        if (!text)
            return;
        if (!closing)
            from = text->plain.size();
        else if (from >= 0 && from < text->plain.size())
            text->marks.push_back({kind, int(from), int(text->plain.size() - from), {}});
    }

    const QString& m_html;
    int m_line;
    std::vector<Block> m_blocks;
    Block m_block, m_table;
    bool m_open = false, m_inTable = false, m_inCell = false, m_ordered = false;
    qsizetype m_strongFrom = -1, m_codeFrom = -1;
    std::vector<size_t> m_quotes; ///< where in m_blocks the open quotes begin
};

} // namespace

std::vector<Block> htmlBlocks(const QString& html, int firstLine) {
    return HtmlReader(html, firstLine).run();
}

} // namespace importer
