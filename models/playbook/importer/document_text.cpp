// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/document_builder.h"

#include "playbook/importer/html_tags.h"
#include <algorithm>

/// The words of blocks, with their marks.
namespace importer {

int DocumentBuilder::enterSpan(MD_SPANTYPE type, void* detail) {
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

int DocumentBuilder::leaveSpan(MD_SPANTYPE type) {
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

int DocumentBuilder::text(MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size) {
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

QString DocumentBuilder::spelled(MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size) {
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

void DocumentBuilder::markHtml(Text& text, const QString& tag) {
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

Text* DocumentBuilder::target() {
    if (m_cell)
        return m_cell;
    Block& top = m_stack.back();
    const bool takes = top.kind == Block::Kind::Heading || top.kind == Block::Kind::Paragraph ||
                       top.kind == Block::Kind::Item || top.kind == Block::Kind::Fence;
    return takes && m_stack.size() > 1 ? &top.text : nullptr;
}

} // namespace importer
