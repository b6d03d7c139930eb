// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/report_sections.h"

#include <QRegularExpression>
#include <algorithm>

namespace importer {
namespace {

struct Heading {
    int level = 0;
    QString title;
    int line = 0;
    qsizetype end = 0; ///< of its line, in the text
};

/// Headings in a template: with #, underlined, bold alone on a line, or capitals with a colon.
std::vector<Heading> headingsIn(const Text& text) {
    static const QRegularExpression hashes(QStringLiteral(R"(^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$)"));
    static const QRegularExpression bold(
        QStringLiteral(R"(^\s*(?:\d+[.)]\s+)?(?:\*\*|__)([^*_]{2,60}?):?(?:\*\*|__):?\s*$)"));
    static const QRegularExpression wiki(QStringLiteral(R"(^h([1-6])\.\s+(.+)$)"));
    static const QRegularExpression plain(QStringLiteral(R"(^(?:\d+[.)]\s+)?(\p{Lu}[\p{L} /&'-]{2,50}):\s*$)"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression rule(QStringLiteral(R"(^\s*(=|-){3,}\s*$)"));
    std::vector<Heading> strong, weak;
    qsizetype at = 0;
    int line = text.line;
    const QStringList lines = text.plain.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const qsizetype end = at + lines[i].size();
        if (const auto match = hashes.match(lines[i]); match.hasMatch())
            strong.push_back({int(match.capturedLength(1)), oneLine(match.captured(2)), line, end});
        else if (const auto old = wiki.match(lines[i]); old.hasMatch())
            strong.push_back({old.captured(1).toInt(), oneLine(old.captured(2)), line, end});
        else if (i + 1 < lines.size() && !lines[i].trimmed().isEmpty() && rule.match(lines[i + 1]).hasMatch())
            strong.push_back({lines[i + 1].contains(u'=') ? 1 : 2, oneLine(lines[i]), line, end});
        else if (const auto loud = bold.match(lines[i]); loud.hasMatch())
            weak.push_back({3, oneLine(loud.captured(1)), line, end});
        else if (const auto colon = plain.match(lines[i]); colon.hasMatch())
            weak.push_back({4, oneLine(colon.captured(1)), line, end});
        at = end + 1;
        ++line;
    }
    return strong.size() >= 2 ? strong : weak;
}

bool speaksOfReport(const QString& words) {
    return says(words, Concept::PostMortem) || says(words, Concept::Report) || says(words, Concept::Template);
}

} // namespace

bool ReportReader::takeParts(const Block& list, int section, const Block* before) {
    if (list.children.size() < 3 || list.children.front().task || !m_reading.sections.empty())
        return false;
    qsizetype parts = 0;
    for (const Block& item : list.children) {
        const auto label = labelled(item.text);
        const QStringList words = wordsOf(label ? label->label : item.text.plain);
        if (words.isEmpty() || words.size() > 8 || item.text.plain.contains(u'\n'))
            return false;
        parts += words.size() <= 6 && beginsWith(words, Concept::ReportPart) ? 1 : 0;
    }
    const bool named = before && before->kind == Block::Kind::Paragraph &&
                       before->text.plain.trimmed().endsWith(u':') && speaksOfReport(before->text.plain);
    const bool about = named || m_reading.outline.within(section, Concept::PostMortem);
    const auto items = qsizetype(list.children.size());
    if (about ? parts < 2 || parts * 2 < items : parts < 3 || parts * 3 < items * 2)
        return false;
    for (const Block& item : list.children) {
        const auto label = labelled(item.text);
        addSection(label ? label->label : item.text.plain, label ? oneLine(label->rest.plain) : QString(),
                   item.lines.first);
    }
    m_reading.taken.insert(&list);
    return true;
}

bool ReportReader::takeTemplate(const Text& text, int section) {
    const std::vector<Heading> headings = headingsIn(text);
    if (headings.size() < 2)
        return false;
    const bool titled = says(headings.front().title, Concept::PostMortem);
    if (!m_reading.outline.within(section, Concept::PostMortem) && !titled)
        return false;
    int top = 9;
    const bool whole = headings.front().level < 9 &&
                       std::count_if(headings.begin(), headings.end(),
                                     [&](const Heading& h) { return h.level <= headings.front().level; }) == 1;
    for (size_t i = whole ? 1 : 0; i < headings.size(); ++i)
        top = std::min(top, headings[i].level);
    for (size_t i = whole ? 1 : 0; i < headings.size(); ++i) {
        if (headings[i].level != top)
            continue;
        qsizetype next = text.plain.size();
        for (size_t k = i + 1; k < headings.size(); ++k) {
            if (headings[k].level <= top) {
                next = text.plain.lastIndexOf(u'\n', headings[k].end - 1);
                break;
            }
        }
        addSection(headings[i].title, text.plain.mid(headings[i].end, next - headings[i].end).trimmed(),
                   headings[i].line);
    }
    return true;
}

void ReportReader::addSection(const QString& title, const QString& prompt, int line) {
    const QString bare = bareTitle(title);
    const bool known = std::any_of(m_reading.sections.begin(), m_reading.sections.end(),
                                   [&](const SectionFact& fact) { return folded(fact.title) == folded(bare); });
    if (!known && !bare.isEmpty())
        m_reading.sections.push_back({bare, prompt, line});
}

void ReportReader::readOpen(int index) {
    const Section& section = m_reading.section(index);
    const auto known = std::count_if(section.parts.begin(), section.parts.end(), [this](int part) {
        return beginsWith(wordsOf(bareTitle(m_reading.section(part).title)), Concept::ReportPart);
    });
    // A review's own headings are its parts when they are named so, template or not.
    const bool named = section.says(Concept::PostMortem) && section.level > 1 && known >= 3 &&
                       known * 3 >= qsizetype(section.parts.size()) * 2;
    if ((!named && !section.says(Concept::Template)) || !m_reading.outline.within(index, Concept::PostMortem) ||
        !m_reading.sections.empty())
        return;
    if (section.parts.size() >= 2) {
        for (const int part : section.parts) {
            QStringList prompt;
            for (const Block* block : m_reading.section(part).body) {
                prompt << plainOf(*block);
                m_reading.taken.insert(block);
            }
            addSection(m_reading.section(part).title, prompt.join(u'\n'), m_reading.section(part).lines.first);
        }
        return;
    }
    for (const Block* block : section.body) {
        if (block->kind == Block::Kind::Table && block->rows.size() > 2) {
            for (size_t r = 1; r < block->rows.size(); ++r)
                addSection(cellOf(block->rows[r], 0), cellOf(block->rows[r], 1), block->rows[r].line);
            m_reading.taken.insert(block);
        }
        if (block->kind != Block::Kind::List || block->children.size() < 3)
            continue;
        for (const Block& item : block->children) {
            const auto label = labelled(item.text);
            addSection(label ? label->label : item.text.plain, label ? oneLine(label->rest.plain) : QString(),
                       item.lines.first);
        }
        m_reading.taken.insert(block);
    }
}

} // namespace importer
