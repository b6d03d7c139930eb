// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/level_fields.h"
#include "playbook/importer/level_reader.h"
#include <algorithm>

/// Severities as sections, in lists, in fences and as lines of a paragraph.
namespace importer {

void LevelReader::readParts(int section) {
    LevelGroup group;
    const bool about = aboutLevels(section);
    const bool updates = aboutUpdates(section);
    int named = 0;
    for (const int part : m_reading.section(section).parts) {
        const Section& one = m_reading.section(part);
        const auto read = levelAt(one.title, LevelPlace::Label, about);
        const QString title = read ? read->rest : QString();
        if (!read || says(one.words, Concept::Checklist) || wordsOf(title).size() > 8)
            continue;
        LevelFact level;
        level.id = read->id;
        level.name = read->name;
        level.numbered = read->numbered;
        level.lines = {one.lines.first, one.lines.first};
        named += !read->name.isEmpty() || read->rest.isEmpty() ? 1 : 0;
        if (const QString promised = promisedTime(read->rest); !promised.isEmpty())
            takeResponse(level, promised, one.lines.first);
        takeBody(level, group.cadences, part, updates);
        group.levels.push_back(level);
    }
    if (group.levels.size() < 2)
        return;
    group.weight = about && !updates ? 4 : named * 2 > int(group.levels.size()) ? 2 : 1;
    const bool defining = group.weight > 1;
    for (const int part : m_reading.section(section).parts) {
        const auto read = levelAt(m_reading.section(part).title, LevelPlace::Label, about);
        if (read && defining && about)
            for (const Block* block : m_reading.section(part).body)
                m_reading.taken.insert(block);
    }
    add(std::move(group));
}

void LevelReader::takeBody(LevelFact& level, std::vector<CadenceFact>& cadences, int part, bool updates) {
    const bool process = !aboutLevels(part) && !m_reading.section(part).isLabel();
    for (const Block* block : m_reading.section(part).body) {
        if (block->kind == Block::Kind::List && !block->ordered && !process) {
            for (const Block& item : block->children) {
                QStringList nested;
                for (const Block& child : item.children) {
                    for (const Block& inner : child.children)
                        nested << oneLine(inner.text.plain);
                }
                takeField(level, cadences, item.text, nested);
            }
        } else if (block->kind == Block::Kind::Paragraph) {
            for (const Text& line : linesOf(block->text)) {
                if (const auto cadence = updates ? cadenceOf(line.plain) : std::nullopt)
                    cadences.push_back({{level.id}, *cadence, line.line});
                else
                    takeLine(level, cadences, line);
            }
        }
    }
    for (const int inner : m_reading.section(part).parts) {
        const Section& field = m_reading.section(inner);
        if (!field.isLabel())
            continue;
        for (const Block* block : field.body) {
            Text line = field.text;
            line.plain = field.title + (field.title.endsWith(u':') ? QStringLiteral(" ") : QStringLiteral(": ")) +
                         oneLine(plainOf(*block));
            line.marks.clear();
            takeField(level, cadences, line, {});
        }
    }
}

void LevelReader::readList(const Block& list, int section) {
    LevelGroup group;
    group.block = &list;
    const bool about = aboutLevels(section);
    const bool updates = aboutUpdates(section);
    const bool times = aboutTimesOnly(section);
    for (const Block& item : list.children) {
        const auto label = labelled(item.text);
        auto read = levelAt(item.text.plain, LevelPlace::Sentence, about);
        if (!read && label && label->strong) // "**G1 – Critical**": a label names what a sentence would not
            read = levelAt(label->label, LevelPlace::Label, about);
        if (!read)
            continue;
        LevelFact level;
        level.id = read->id;
        level.name = read->name;
        level.numbered = read->numbered;
        level.lines = {item.lines.first, item.lines.first};
        // The bold part is a name of its own: "**P1 – Big outage**: half of the site is down".
        if (label && label->strong) {
            if (const auto bold = levelAt(label->label, LevelPlace::Label, about)) {
                level.name = bold->name;
                level.means = oneLine(bold->rest.isEmpty() ? label->rest.plain : bold->rest + u' ' + label->rest.plain);
            }
        }
        const QString words = read->rest;
        const QStringList all = levelsIn(item.text.plain.left(read->at + read->id.size() + 12));
        if (updates) {
            static const QRegularExpression lead(QStringLiteral(R"(^[\s:–—=-]+)"));
            QString value = label && (label->strong || label->colon) ? label->rest.plain : words;
            value.remove(lead);
            if (const auto cadence = cadenceOf(value))
                group.cadences.push_back({all.isEmpty() ? QStringList{level.id} : all, *cadence, item.text.line});
        } else {
            static const QRegularExpression lead(QStringLiteral(R"(^[\s:–—=>→(-]+)"));
            QString value = label && (label->strong || label->colon) ? label->rest.plain : words;
            value.remove(lead);
            const QString promised = promisedTime(value);
            if (times && !promised.isEmpty())
                takeResponse(level, wordsOf(value).size() <= 5 ? value : promised, item.text.line);
            else
                takeSentences(level, group.cadences, value, item.text.line);
            for (const Block& child : item.children) {
                for (const Block& inner : child.children)
                    takeField(level, group.cadences, inner.text, {});
                if (child.kind == Block::Kind::Paragraph)
                    takeLine(level, group.cadences, child.text);
            }
        }
        group.levels.push_back(level);
    }
    if (group.levels.size() < 2 || group.levels.size() * 2 < list.children.size())
        return;
    group.weight = updates || times ? 1 : about ? 4 : list.children.front().task ? 0 : 2;
    if (m_reading.outline.within(section, Concept::Escalation) || m_reading.outline.within(section, Concept::Messages))
        group.weight = std::min(group.weight, 1);
    add(std::move(group));
    m_reading.taken.insert(&list);
}

void LevelReader::readFence(const Block& fence, int section) {
    if (fence.language == u"mermaid")
        return;
    LevelGroup group;
    group.block = &fence;
    int other = 0;
    for (const Text& line : linesOf(fence.text)) {
        const QString words = line.plain.trimmed();
        const auto read = levelAt(words, LevelPlace::Sentence, false);
        if (read && words.startsWith(read->id)) {
            LevelFact level;
            level.id = read->id;
            level.name = read->name;
            level.lines = {line.line, line.line};
            takeSentences(level, group.cadences, read->rest, line.line);
            group.levels.push_back(level);
        } else if (!words.isEmpty() && !words.startsWith(u'#') && !words.startsWith(u'-') && !words.startsWith(u'|')) {
            other += group.levels.empty() ? 1 : 0;
            if (!group.levels.empty() && line.plain.startsWith(u' '))
                takeLine(group.levels.back(), group.cadences,
                         sliceOf(line, line.plain.size() - line.plain.trimmed().size()));
        }
    }
    if (group.levels.size() < 2 || other > 2)
        return;
    group.weight = aboutLevels(section) ? 4 : 3;
    add(std::move(group));
    m_reading.taken.insert(&fence);
    m_reading.levelFences.insert(&fence);
}

void LevelReader::readLines(const Block& paragraph, int section) {
    LevelGroup group;
    group.block = &paragraph;
    std::vector<Text> lines;
    for (const Text& line : linesOf(paragraph.text)) {
        for (const QString& piece : line.plain.split(QChar(0x2028), Qt::SkipEmptyParts)) {
            Text one;
            one.plain = piece;
            one.line = line.line;
            lines.push_back(one);
        }
    }
    for (const Text& line : lines) {
        const auto read = levelAt(line.plain, LevelPlace::Sentence, false);
        if (!read || line.plain.left(read->at).contains(u'[')) {
            if (!group.levels.empty())
                takeSentences(group.levels.back(), group.cadences, line.plain, line.line);
            continue;
        }
        LevelFact level;
        level.id = read->id;
        level.name = read->name;
        level.lines = {line.line, line.line};
        const QString lead = line.plain.mid(read->at + read->id.size(), 3);
        if (!lead.contains(u':') && !lead.contains(u'-') && !lead.contains(u'–') && !lead.contains(u'—') &&
            !lead.contains(u'(') && !lead.contains(u'='))
            continue;
        takeSentences(level, group.cadences, read->rest, line.line);
        group.levels.push_back(level);
    }
    if (group.levels.size() < 2)
        return;
    group.weight = aboutLevels(section) ? 4 : 2;
    add(std::move(group));
    m_reading.taken.insert(&paragraph);
}

} // namespace importer
