// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/outline.h"

#include "playbook/importer/wording.h"
#include <QRegularExpression>
#include <algorithm>

namespace importer {
namespace {

bool isPartLabel(const QString& label) {
    for (const Concept part :
         {Concept::Symptoms, Concept::Diagnosis, Concept::Resolution, Concept::Verification, Concept::Alert}) {
        if (isJust(label, part))
            return true;
    }
    return false;
}

bool isWeakLabel(const QString& label) {
    const QStringList words = wordsOf(label);
    return words.size() <= 8 && (says(words, Concept::Checklist) || says(words, Concept::Template) ||
                                 says(words, Concept::PostMortem) || windowIn(label).has_value());
}

class Builder {
public:
    explicit Builder(const Document& document) {
        m_outline.sections.emplace_back();
        m_boldTitles = hasBoldTitles(document.blocks);
        m_manyTitles = std::count_if(document.blocks.begin(), document.blocks.end(), [](const Block& block) {
                           return block.kind == Block::Kind::Heading && block.level == 1;
                       }) >= 4;
        for (const Block& block : document.blocks)
            take(block);
        finish(document);
    }
    Outline result() { return std::move(m_outline); }

private:
    Section& current() { return m_outline.sections[size_t(m_current)]; }

    /// Texts that no person reads at one go are kept whole: reading them for meaning would take long and find nothing.
    static bool isOversized(const Block& block) {
        if (block.kind == Block::Kind::Fence)
            return block.text.plain.size() > 1'000'000;
        return block.text.plain.size() > 20'000 || block.text.marks.size() > 1'000 ||
               std::any_of(block.children.begin(), block.children.end(), isOversized) ||
               std::any_of(block.rows.begin(), block.rows.end(), [](const Row& row) {
                   return std::any_of(row.cells.begin(), row.cells.end(),
                                      [](const Text& cell) { return cell.plain.size() > 20'000; });
               });
    }

    void take(const Block& block) {
        if (isOversized(block)) {
            m_outline.oversized.emplace_back(m_current, &block);
            return;
        }
        if (block.kind == Block::Kind::Heading) {
            // Where every section is an <h1>, the first is the title.
            const bool first = m_outline.sections.size() == 1;
            open(block.text, m_manyTitles && !first ? std::min(block.level + 1, 6) : block.level, block.lines);
        } else if (block.kind == Block::Kind::Quote) {
            takeQuote(block);
        } else if (block.kind == Block::Kind::Paragraph) {
            takeParagraph(block);
        } else {
            if (continuesList(block))
                m_current = m_outline.headingOf(m_current);
            put(block);
        }
    }

    /// A quote that holds a list or a heading is read through; one of plain words is a template or a note, kept whole.
    void takeQuote(const Block& quote) {
        const auto label = quote.children.empty() ? std::nullopt : labelled(quote.children.front().text);
        const bool part = label && label->colon && isPartLabel(label->label);
        const bool plain = !part && std::all_of(quote.children.begin(), quote.children.end(), [](const Block& child) {
            return child.kind == Block::Kind::Paragraph;
        });
        if (plain)
            put(quote);
        else
            for (const Block& child : quote.children)
                take(child);
    }

    /// A document without headings whose bold lines carry numbers: they are its headings, as word processors export.
    static bool hasBoldTitles(const std::vector<Block>& blocks) {
        int bold = 0;
        for (const Block& block : blocks) {
            if (block.kind == Block::Kind::Heading)
                return false;
            bold +=
                block.kind == Block::Kind::Paragraph && block.text.isAllStrong() && titleNumber(block.text.plain) > 0
                    ? 1
                    : 0;
        }
        return bold >= 3;
    }

    /// How many numbers a title begins with: 1 of "3. Roles", 2 of "6.1 Disk full", 0 of others.
    static int titleNumber(const QString& title) {
        static const QRegularExpression number(QStringLiteral(R"(^\s*(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+\p{L})"),
                                               QRegularExpression::UseUnicodePropertiesOption);
        const auto match = number.match(title);
        return match.hasMatch() ? int(match.captured(1).count(u'.')) + 1 : 0;
    }

    bool takeBoldTitle(const Block& block) {
        if (!m_boldTitles || !block.text.isAllStrong() || block.text.plain.contains(u'\n'))
            return false;
        const int numbers = titleNumber(block.text.plain);
        const bool title = m_outline.sections.size() == 1 && m_outline.sections[0].body.empty();
        if (numbers == 0 && !title)
            return false;
        open(block.text, std::min(numbers + 1, 6), block.lines);
        return true;
    }

    void takeParagraph(const Block& block) {
        if (takeBoldTitle(block))
            return;
        const auto label = labelled(block.text);
        const std::vector<Text> lines = linesOf(block.text);
        if (lines.size() > 1 && everyLineLabelled(lines)) {
            takeLines(lines);
            return;
        }
        if (lines.size() > 1 && takePartLines(lines))
            return;
        if (!label) {
            put(block);
            return;
        }
        const QString rest = label->rest.plain.trimmed();
        const bool remark = rest.startsWith(u'(') && rest.endsWith(u')') && rest.size() < 90;
        const bool part = isPartLabel(label->label);
        const bool level = label->strong && (levelAt(label->label, LevelPlace::Label, false).has_value() ||
                                             isJust(label->label, Concept::Colour));
        const bool beside = label->colon && rest.isEmpty() && current().isLabel() &&
                            wordsOf(label->label).size() <= 6 && m_besideParts == m_outline.headingOf(m_current);
        const bool ownLine = label->strong && label->rest.line > block.text.line && wordsOf(label->label).size() <= 8;
        if (label->strong ? (rest.isEmpty() || ownLine || remark || label->colon || part || level)
                          : (part && label->colon) || beside || (rest.isEmpty() && isWeakLabel(label->label))) {
            Text title = block.text;
            if (!rest.isEmpty() && !remark)
                title = sliceOf(block.text, 0, block.text.plain.size() - label->rest.plain.size());
            open(title, 7, {block.lines.first, block.lines.last});
            if (part)
                m_besideParts = m_outline.headingOf(m_current);
            if (!rest.isEmpty() && !remark) {
                Block words;
                words.text = label->rest;
                words.lines = {label->rest.line, block.lines.last};
                m_outline.made.push_back(std::move(words));
                put(m_outline.made.back());
            }
            return;
        }
        put(block);
    }

    /// "Symptoms: …" and on a later line "Fix: …": each part with the lines that follow it is a section.
    bool takePartLines(const std::vector<Text>& lines) {
        const auto begins = [](const Text& line) {
            const auto label = labelled(line);
            return label && label->colon && isPartLabel(label->label);
        };
        if (!begins(lines.front()) || std::count_if(lines.begin(), lines.end(), begins) < 2)
            return false;
        for (size_t i = 0; i < lines.size();) {
            const auto label = labelled(lines[i]);
            Text title = lines[i];
            title.plain = label->label + u':';
            title.marks.clear();
            Block words;
            words.text = label->rest;
            words.lines = {lines[i].line, lines[i].line};
            for (++i; i < lines.size() && !begins(lines[i]); ++i) {
                words.text.plain += u'\n' + lines[i].plain;
                words.lines.last = lines[i].line;
            }
            open(title, 7, words.lines);
            if (words.text.plain.trimmed().isEmpty())
                continue;
            m_outline.made.push_back(std::move(words));
            put(m_outline.made.back());
        }
        return true;
    }

    static bool everyLineLabelled(const std::vector<Text>& lines) {
        return std::all_of(lines.begin(), lines.end(), [](const Text& line) {
            const auto label = labelled(line);
            return label && label->strong;
        });
    }

    /// Lines that each begin with a bold label: parts of a scenario become sections, others a list.
    void takeLines(const std::vector<Text>& lines) {
        const bool parts = std::any_of(lines.begin(), lines.end(),
                                       [](const Text& line) { return isPartLabel(labelled(line)->label); });
        if (parts) {
            for (const Text& line : lines) {
                Block one;
                one.text = line;
                one.lines = {line.line, line.line};
                m_outline.made.push_back(std::move(one));
                takeParagraph(m_outline.made.back());
            }
            return;
        }
        Block list;
        list.kind = Block::Kind::List;
        list.lines = {lines.front().line, lines.back().line};
        for (const Text& line : lines) {
            Block item;
            item.kind = Block::Kind::Item;
            item.text = line;
            item.lines = {line.line, line.line};
            list.children.push_back(std::move(item));
        }
        m_outline.made.push_back(std::move(list));
        put(m_outline.made.back());
    }

    /// A label between two items of one numbered list ("**Template**:" after step 2) ends where step 3 goes on.
    bool continuesList(const Block& block) {
        if (!current().isLabel() || block.kind != Block::Kind::List || !block.ordered || block.children.empty() ||
            block.children.front().number <= 1)
            return false;
        const Section& heading = m_outline.sections[size_t(m_outline.headingOf(m_current))];
        for (auto it = heading.body.rbegin(); it != heading.body.rend(); ++it) {
            if ((*it)->kind == Block::Kind::List && (*it)->ordered)
                return (*it)->children.back().number + 1 == block.children.front().number;
        }
        return false;
    }

    void open(const Text& text, int level, Lines lines) {
        Section section;
        section.text = text;
        section.title = oneLine(text.plain);
        section.words = wordsOf(section.title);
        section.level = level;
        section.lines = lines;
        int parent = m_current;
        while (parent > 0 && m_outline.sections[size_t(parent)].level >= level)
            parent = m_outline.sections[size_t(parent)].parent;
        section.parent = parent;
        m_current = int(m_outline.sections.size());
        m_outline.sections[size_t(parent)].parts.push_back(m_current);
        m_outline.sections.push_back(std::move(section));
    }

    void put(const Block& block) {
        current().body.push_back(&block);
        current().lines.last = std::max(current().lines.last, block.lines.last);
    }

    void finish(const Document& document) {
        m_outline.sections[0].lines = {1, int(document.source.count(u'\n')) + 1};
        for (size_t i = m_outline.sections.size(); i-- > 1;) {
            const Section& section = m_outline.sections[i];
            Lines& above = m_outline.sections[size_t(section.parent)].lines;
            above.last = std::max(above.last, section.lines.last);
        }
    }

    Outline m_outline;
    int m_current = 0;
    int m_besideParts = -1; ///< the heading under which parts of a scenario are labelled
    bool m_boldTitles = false, m_manyTitles = false;
};

} // namespace

bool Outline::within(int section, Concept concept_) const {
    for (int i = section; i > 0; i = sections[size_t(i)].parent) {
        if (sections[size_t(i)].level > 1 && sections[size_t(i)].says(concept_))
            return true;
    }
    return false;
}

int Outline::headingOf(int section) const {
    while (section > 0 && sections[size_t(section)].isLabel())
        section = sections[size_t(section)].parent;
    return section;
}

Outline outlineOf(const Document& document) {
    return Builder(document).result();
}

} // namespace importer
