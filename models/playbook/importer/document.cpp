// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/document.h"

#include "playbook/importer/html_blocks.h"
#include "playbook/importer/html_tags.h"
#include "playbook/importer/source_text.h"
#include <QRegularExpression>
#include <algorithm>
#include <md4c.h>

namespace importer {
namespace {

using domain::ErrorKind;

/// Takes md4c's callbacks and builds blocks; stops the parser by a negative number, with the reason in refusal.
class Builder {
public:
    Builder(const SourceText& source, const QByteArray& utf8, const DocumentLimits& limits,
            const std::atomic<bool>* cancelled)
        : m_source(source)
        , m_utf8(utf8)
        , m_limits(limits)
        , m_cancelled(cancelled) {
        for (qsizetype at = 0; at >= 0 && at < utf8.size(); at = next(at))
            m_starts.push_back(at);
        m_stack.push_back({});
    }

    int enter(MD_BLOCKTYPE type, void* detail) {
        if (++m_blocks > m_limits.blocks)
            return refuse(
                QStringLiteral("The runbook has more than %1 blocks; so many are read at most.").arg(m_limits.blocks));
        switch (type) {
        case MD_BLOCK_QUOTE:
            return open(Block::Kind::Quote);
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
            return openList(type, detail);
        case MD_BLOCK_LI:
            return openItem(*static_cast<MD_BLOCK_LI_DETAIL*>(detail));
        case MD_BLOCK_H:
            open(Block::Kind::Heading);
            m_stack.back().level = int(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
            return 0;
        case MD_BLOCK_CODE:
            return openCode(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail));
        case MD_BLOCK_P:
            return open(Block::Kind::Paragraph);
        case MD_BLOCK_TABLE:
            return openTable(*static_cast<MD_BLOCK_TABLE_DETAIL*>(detail));
        case MD_BLOCK_TR:
            m_stack.back().rows.push_back({});
            return 0;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            return openCell();
        case MD_BLOCK_HTML:
            m_html.clear();
            m_htmlLine = 0;
            m_inHtml = true;
            return 0;
        default:
            return 0;
        }
    }

    int leave(MD_BLOCKTYPE type) {
        switch (type) {
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            m_cell = nullptr;
            return 0;
        case MD_BLOCK_HTML:
            m_inHtml = false;
            return takeHtml();
        case MD_BLOCK_P:
            return leaveParagraph();
        case MD_BLOCK_QUOTE:
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
        case MD_BLOCK_LI:
        case MD_BLOCK_H:
        case MD_BLOCK_CODE:
        case MD_BLOCK_TABLE:
            close();
            return 0;
        default:
            return 0;
        }
    }

    int enterSpan(MD_SPANTYPE type, void* detail) {
        Text* text = target();
        const qsizetype at = text ? text->plain.size() : 0;
        QString link;
        if (type == MD_SPAN_A) {
            const MD_ATTRIBUTE& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
            link = QString::fromUtf8(href.text, href.size);
        }
        m_spans.push_back({int(at), link});
        return m_spans.size() > 200 ? refuse(QStringLiteral("Emphasis is nested deeper than 200 levels.")) : 0;
    }

    int leaveSpan(MD_SPANTYPE type) {
        if (m_spans.empty())
            return 0;
        const auto [from, link] = m_spans.back();
        m_spans.pop_back();
        Text* text = target();
        if (!text || text->plain.size() <= from)
            return 0;
        const int length = int(text->plain.size()) - from;
        if (type == MD_SPAN_STRONG)
            text->marks.push_back({Mark::Kind::Strong, from, length, {}});
        else if (type == MD_SPAN_CODE)
            text->marks.push_back({Mark::Kind::Code, from, length, {}});
        else if (type == MD_SPAN_A)
            text->marks.push_back({Mark::Kind::Link, from, length, link});
        return 0;
    }

    int text(MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size) {
        if (m_cancelled && m_cancelled->load(std::memory_order_relaxed))
            return refuse(QStringLiteral("Reading was cancelled."));
        m_text += qsizetype(size);
        if (m_text > m_limits.text)
            return refuse(QStringLiteral("The runbook unfolds to more text than %1 characters.").arg(m_limits.text));
        const int line = lineOf(words);
        m_lastLine = std::max(m_lastLine, line);
        if (m_inHtml) {
            if (m_htmlLine == 0 && line != 0)
                m_htmlLine = line - int(m_html.count(u'\n'));
            m_html += QString::fromUtf8(words, size);
            return 0;
        }
        Text* into = target();
        if (!into)
            return 0;
        if (into->line == 0 && line != 0)
            into->line = line - int(into->plain.count(u'\n'));
        into->plain += spelled(type, words, size);
        if (type == MD_TEXT_HTML)
            markHtml(*into, QString::fromUtf8(words, size));
        return 0;
    }

    std::vector<Block> take() { return std::move(m_stack.front().children); }
    const QString& refusal() const { return m_refusal; }

private:
    qsizetype next(qsizetype at) const {
        const qsizetype end = m_utf8.indexOf('\n', at);
        return end < 0 ? -1 : end + 1;
    }

    int refuse(const QString& why) {
        if (m_refusal.isEmpty())
            m_refusal = why;
        return -1; // md4c forgets positive numbers on the way up
    }

    /// Line of the runbook a pointer of md4c stands in; 0 when it points to words of its own.
    int lineOf(const MD_CHAR* words) const {
        const MD_CHAR* begin = m_utf8.constData();
        if (std::less<>{}(words, begin) || !std::less<>{}(words, begin + m_utf8.size()))
            return 0;
        const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), qsizetype(words - begin));
        return m_source.lineNumbers[size_t(after - m_starts.begin()) - 1];
    }

    static QString spelled(MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size) {
        QString read = QString::fromUtf8(words, size);
        switch (type) {
        case MD_TEXT_BR:
        case MD_TEXT_SOFTBR:
            return QStringLiteral("\n");
        case MD_TEXT_ENTITY:
            return entityText(read);
        case MD_TEXT_HTML:
            if (read.startsWith(u"<br", Qt::CaseInsensitive) && isHtmlTag(read))
                return QStringLiteral("\u2028");
            return isHtmlTag(read) ? QString() : read;
        default:
            return read;
        }
    }

    /// "<code>x</code>" and "<b>x</b>" in a sentence.
    void markHtml(Text& text, const QString& tag) {
        const QString name = tagName(tag);
        const bool code = name == u"code" || name == u"tt" || name == u"kbd";
        if (!code && name != u"b" && name != u"strong")
            return;
        auto& [owner, from] = code ? m_htmlCode : m_htmlStrong;
        if (!tag.startsWith(u"</")) {
            owner = &text;
            from = text.plain.size();
        } else if (std::exchange(owner, nullptr) == &text && from < text.plain.size()) {
            text.marks.push_back(
                {code ? Mark::Kind::Code : Mark::Kind::Strong, int(from), int(text.plain.size() - from), {}});
        }
    }

    Text* target() {
        if (m_cell)
            return m_cell;
        Block& top = m_stack.back();
        const bool takes = top.kind == Block::Kind::Heading || top.kind == Block::Kind::Paragraph ||
                           top.kind == Block::Kind::Item || top.kind == Block::Kind::Fence;
        return takes && m_stack.size() > 1 ? &top.text : nullptr;
    }

    int open(Block::Kind kind) {
        if (int(m_stack.size()) > m_limits.depth)
            return refuse(QStringLiteral("Lists and quotes are nested deeper than %1 levels near line %2.")
                              .arg(m_limits.depth)
                              .arg(m_lastLine));
        Block block;
        block.kind = kind;
        m_stack.push_back(std::move(block));
        return 0;
    }

    int openList(MD_BLOCKTYPE type, void* detail) {
        const int stop = open(Block::Kind::List);
        if (type == MD_BLOCK_OL && stop == 0) {
            m_stack.back().ordered = true;
            m_stack.back().number = int(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
        }
        return stop;
    }

    int openItem(const MD_BLOCK_LI_DETAIL& detail) {
        const Block& list = m_stack.back();
        const int number = list.number + int(list.children.size());
        const int stop = open(Block::Kind::Item);
        if (stop == 0) {
            m_stack.back().number = number;
            if (detail.is_task != 0)
                m_stack.back().task = detail.task_mark != ' ';
        }
        return stop;
    }

    int openCode(const MD_BLOCK_CODE_DETAIL& detail) {
        const int stop = open(Block::Kind::Fence);
        if (stop != 0)
            return stop;
        Block& block = m_stack.back();
        block.language = QString::fromUtf8(detail.lang.text, detail.lang.size).toLower();
        block.language.remove(u'{').remove(u'}').remove(u'.');
        block.indented = detail.fence_char == 0;
        if (detail.info.text && detail.info.size > 0)
            block.lines.first = lineOf(detail.info.text);
        return 0;
    }

    int openTable(const MD_BLOCK_TABLE_DETAIL& detail) {
        if (int(detail.col_count) > m_limits.columns)
            return refuse(QStringLiteral("A table after line %1 has %2 columns; %3 are read at most.")
                              .arg(m_lastLine)
                              .arg(detail.col_count)
                              .arg(m_limits.columns));
        return open(Block::Kind::Table);
    }

    int openCell() {
        if (++m_cells > m_limits.cells)
            return refuse(QStringLiteral("The tables up to line %1 have more than %2 cells; so many are read at most.")
                              .arg(m_lastLine)
                              .arg(m_limits.cells));
        auto& cells = m_stack.back().rows.back().cells;
        cells.emplace_back();
        m_cell = &cells.back();
        return 0;
    }

    /// The first paragraph of an item is its text.
    int leaveParagraph() {
        const bool first = m_stack.size() > 2 && m_stack[m_stack.size() - 2].kind == Block::Kind::Item &&
                           m_stack[m_stack.size() - 2].text.plain.isEmpty() &&
                           m_stack[m_stack.size() - 2].children.empty();
        if (!first) {
            close();
            return 0;
        }
        Text text = std::move(m_stack.back().text);
        m_stack.pop_back();
        m_stack.back().text = std::move(text);
        return 0;
    }

    void close() {
        Block block = std::move(m_stack.back());
        m_stack.pop_back();
        settleLines(block);
        m_stack.back().children.push_back(std::move(block));
    }

    void settleLines(Block& block) {
        int first = block.lines.first;
        int last = 0;
        const auto take = [&](int from, int to) {
            if (from != 0)
                first = first == 0 ? from : std::min(first, from);
            last = std::max(last, to);
        };
        if (block.kind == Block::Kind::Fence) {
            settleFence(block);
            return;
        }
        if (block.text.line != 0)
            take(block.text.line, block.text.line + int(block.text.plain.count(u'\n')));
        for (Row& row : block.rows) {
            for (const Text& cell : row.cells)
                row.line = std::max(row.line, cell.line);
            for (Text& cell : row.cells)
                cell.line = row.line;
            take(row.line, row.line);
        }
        for (const Block& child : block.children)
            take(child.lines.first, child.lines.last);
        block.lines = {first == 0 ? m_lastLine : first, std::max({last, first, 1})};
    }

    void settleFence(Block& block) {
        while (block.text.plain.endsWith(u'\n'))
            block.text.plain.chop(1);
        const int mark = block.indented ? 0 : 1;
        if (block.text.line == 0)
            block.text.line = (block.lines.first != 0 ? block.lines.first : m_lastLine) + mark;
        if (block.lines.first == 0)
            block.lines.first = std::max(block.text.line - mark, 1);
        block.lines.last = block.text.line + int(block.text.plain.count(u'\n')) + mark;
        m_lastLine = std::max(m_lastLine, block.lines.last);
    }

    int takeHtml() {
        std::vector<Block> read = htmlBlocks(m_html, std::max(m_htmlLine, 1));
        for (Block& block : read) {
            m_blocks += int(block.children.size()) + 1;
            for (const Row& row : block.rows)
                m_cells += int(row.cells.size());
            m_stack.back().children.push_back(std::move(block));
        }
        if (m_cells > m_limits.cells)
            return refuse(QStringLiteral("The tables up to line %1 have more than %2 cells; so many are read at most.")
                              .arg(m_lastLine)
                              .arg(m_limits.cells));
        return 0;
    }

    const SourceText& m_source;
    const QByteArray& m_utf8;
    const DocumentLimits& m_limits;
    const std::atomic<bool>* m_cancelled;
    std::vector<qsizetype> m_starts; ///< of each line handed to md4c
    std::vector<Block> m_stack;      ///< open blocks; the first is the document
    std::vector<std::pair<int, QString>> m_spans;
    Text* m_cell = nullptr;
    std::pair<const Text*, qsizetype> m_htmlCode{}, m_htmlStrong{}; ///< where an open tag began
    QString m_html, m_refusal;
    bool m_inHtml = false;
    int m_htmlLine = 0, m_lastLine = 1, m_blocks = 0, m_cells = 0;
    qsizetype m_text = 0;
};

Builder& builder(void* user) {
    return *static_cast<Builder*>(user);
}

/// The row of dashes under a table's heading: one or two dashes are enough for people (and GFM), md4c 0.4.8 wants
/// three.
QString widened(const QString& line) {
    static const QRegularExpression dashes(
        QStringLiteral(R"(^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$)"));
    if (!line.contains(u'|') || !dashes.match(line).hasMatch())
        return line;
    QString wide = line;
    return wide.replace(QRegularExpression(QStringLiteral("(?<!-)-{1,2}(?!-)")), QStringLiteral("---"));
}

QByteArray forParser(const SourceText& source) {
    QByteArray utf8;
    bool inTable = false;
    for (const QString& line : source.lines) {
        if (line.contains(u"<table", Qt::CaseInsensitive))
            inTable = true;
        // An empty line would end the HTML block in the middle of its table (CommonMark 4.6).
        utf8 += (inTable && line.trimmed().isEmpty() ? QByteArray("<!-- -->") : widened(line).toUtf8()) + '\n';
        if (line.contains(u"</table", Qt::CaseInsensitive) || line.trimmed().startsWith(u"```"))
            inTable = false;
    }
    return utf8;
}

} // namespace

bool Text::isAllStrong() const {
    QString rest = plain;
    for (const Mark& mark : marks) {
        if (mark.kind == Mark::Kind::Strong)
            rest.replace(mark.from, mark.length, QString(mark.length, u' '));
    }
    return rest != plain && std::none_of(rest.begin(), rest.end(), [](QChar c) { return c.isLetterOrNumber(); });
}

QString plainOf(const Block& block) {
    QString all = block.text.plain;
    for (const Row& row : block.rows) {
        for (const Text& cell : row.cells)
            all += (all.isEmpty() ? QString() : QStringLiteral("\n")) + cell.plain;
    }
    for (const Block& child : block.children)
        all += (all.isEmpty() ? QString() : QStringLiteral("\n")) + plainOf(child);
    return all;
}

domain::Result<Document> readDocument(const QByteArray& markdown, const std::atomic<bool>* cancelled,
                                      const DocumentLimits& limits) {
    if (markdown.size() > limits.bytes)
        return domain::fail(
            ErrorKind::Input,
            QStringLiteral("The runbook has %1 bytes; %2 are read at most. Split it, or import the part "
                           "that the night needs.")
                .arg(markdown.size())
                .arg(limits.bytes));
    auto source = readSource(markdown);
    if (!source)
        return tl::unexpected(source.error());
    const QByteArray utf8 = forParser(*source);
    Builder build(*source, utf8, limits, cancelled);
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) { return builder(user).enter(type, detail); };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return builder(user).leave(type); };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
        return builder(user).enterSpan(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) { return builder(user).leaveSpan(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* user) {
        return builder(user).text(type, words, size);
    };
    const int stopped = md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &build);
    if (stopped != 0)
        return domain::fail(ErrorKind::Input, build.refusal().isEmpty()
                                                  ? QStringLiteral("There is not enough memory to read this runbook.")
                                                  : build.refusal());
    return Document{source->shown, std::move(source->frontMatter), build.take(), std::move(source->repairs)};
}

} // namespace importer
