// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/document_builder.h"

#include "playbook/importer/html_blocks.h"
#include "playbook/importer/html_tags.h"
#include <algorithm>
#include <functional>

namespace importer {

DocumentBuilder::DocumentBuilder(const SourceText& source, const QByteArray& utf8, const DocumentLimits& limits,
                                 const std::atomic<bool>* cancelled)
    : m_source(source)
    , m_utf8(utf8)
    , m_limits(limits)
    , m_cancelled(cancelled) {
    for (qsizetype at = 0; at >= 0 && at < utf8.size(); at = next(at))
        m_starts.push_back(at);
    m_stack.push_back({});
}

int DocumentBuilder::enter(MD_BLOCKTYPE type, void* detail) {
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

int DocumentBuilder::leave(MD_BLOCKTYPE type) {
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

qsizetype DocumentBuilder::next(qsizetype at) const {
    const qsizetype end = m_utf8.indexOf('\n', at);
    return end < 0 ? -1 : end + 1;
}

int DocumentBuilder::refuse(const QString& why) {
    if (m_refusal.isEmpty())
        m_refusal = why;
    return -1; // md4c forgets positive numbers on the way up
}

int DocumentBuilder::lineOf(const MD_CHAR* words) const {
    const MD_CHAR* begin = m_utf8.constData();
    if (std::less<>{}(words, begin) || !std::less<>{}(words, begin + m_utf8.size()))
        return 0;
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), qsizetype(words - begin));
    return m_source.lineNumbers[size_t(after - m_starts.begin()) - 1];
}

int DocumentBuilder::open(Block::Kind kind) {
    if (int(m_stack.size()) > m_limits.depth)
        return refuse(QStringLiteral("Lists and quotes are nested deeper than %1 levels near line %2.")
                          .arg(m_limits.depth)
                          .arg(m_lastLine));
    Block block;
    block.kind = kind;
    m_stack.push_back(std::move(block));
    return 0;
}

int DocumentBuilder::openList(MD_BLOCKTYPE type, void* detail) {
    const int stop = open(Block::Kind::List);
    if (type == MD_BLOCK_OL && stop == 0) {
        m_stack.back().ordered = true;
        m_stack.back().number = int(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
    }
    return stop;
}

int DocumentBuilder::openItem(const MD_BLOCK_LI_DETAIL& detail) {
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

int DocumentBuilder::openCode(const MD_BLOCK_CODE_DETAIL& detail) {
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

int DocumentBuilder::openTable(const MD_BLOCK_TABLE_DETAIL& detail) {
    if (int(detail.col_count) > m_limits.columns)
        return refuse(QStringLiteral("A table after line %1 has %2 columns; %3 are read at most.")
                          .arg(m_lastLine)
                          .arg(detail.col_count)
                          .arg(m_limits.columns));
    return open(Block::Kind::Table);
}

int DocumentBuilder::openCell() {
    if (++m_cells > m_limits.cells)
        return refuse(QStringLiteral("The tables up to line %1 have more than %2 cells; so many are read at most.")
                          .arg(m_lastLine)
                          .arg(m_limits.cells));
    auto& cells = m_stack.back().rows.back().cells;
    cells.emplace_back();
    m_cell = &cells.back();
    return 0;
}

int DocumentBuilder::leaveParagraph() {
    const bool first = m_stack.size() > 2 && m_stack[m_stack.size() - 2].kind == Block::Kind::Item &&
                       m_stack[m_stack.size() - 2].text.plain.isEmpty() && m_stack[m_stack.size() - 2].children.empty();
    if (!first) {
        close();
        return 0;
    }
    Text text = std::move(m_stack.back().text);
    m_stack.pop_back();
    m_stack.back().text = std::move(text);
    return 0;
}

void DocumentBuilder::close() {
    Block block = std::move(m_stack.back());
    m_stack.pop_back();
    settleLines(block);
    m_stack.back().children.push_back(std::move(block));
}

void DocumentBuilder::settleLines(Block& block) {
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

void DocumentBuilder::settleFence(Block& block) {
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

int DocumentBuilder::takeHtml() {
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

} // namespace importer
