// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/reading.h"

#include <QRegularExpression>
#include <algorithm>
#include <map>

/// Severities: in tables, lists, headings, bold labels, prose and inside fences; their response times.
namespace importer {
namespace {

struct Group {
    std::vector<LevelFact> levels;
    std::vector<CadenceFact> cadences;
    int weight = 0; ///< how surely the group defines levels; 0: it only speaks of them
    const Block* block = nullptr;
};

/// "Response Time: 15 minutes", "- **Update:** hourly": a field of a level.
void takeField(LevelFact& level, std::vector<CadenceFact>& cadences, const Text& text, const QStringList& nested) {
    const auto label = labelled(text);
    const QString value = label ? oneLine(label->rest.plain) : QString();
    const QStringList words = label ? wordsOf(label->label) : QStringList();
    const bool known = label && label->colon && words.size() <= 5;
    if (known && !value.isEmpty() && says(words, Concept::Updates) && cadenceOf(value)) {
        cadences.push_back({{level.id}, *cadenceOf(value), text.line});
    } else if (known && !value.isEmpty() && says(words, Concept::Response) && !promisedTime(value).isEmpty()) {
        level.response = value.size() <= 40 ? value : promisedTime(value);
        level.responseLine = text.line;
    } else if (known && says(words, Concept::Examples)) {
        level.examples << (value.isEmpty() ? nested : QStringList{value});
    } else if (known && !value.isEmpty() && says(words, Concept::Notify)) {
        level.notify << value;
    } else if (known && !value.isEmpty() && says(words, Concept::Name) && words.size() == 1) {
        level.name = value;
    } else if (known && !value.isEmpty() && says(words, Concept::Meaning)) {
        level.means = value;
    } else if (!text.plain.trimmed().isEmpty()) {
        level.examples << oneLine(text.plain);
        level.examples << nested;
    }
    level.lines.last = std::max(level.lines.last, text.line);
}

/// The sentences behind a level's name: what it means, the time it promises, how often people are told.
void takeSentences(LevelFact& level, std::vector<CadenceFact>& cadences, const QString& words, int line) {
    static const QRegularExpression stop(QStringLiteral(R"((?<=[.;!?\x{2028}])\s+|\s+[–—|]\s+|\x{2028}|\n)"));
    QStringList meanings;
    int at = line;
    for (const QString& sentence : words.split(stop, Qt::SkipEmptyParts)) {
        const QStringList said = wordsOf(sentence);
        const auto cadence = cadenceIn(sentence);
        if (cadence && says(said, Concept::Updates) && cadences.size() < 500)
            cadences.push_back({{level.id}, *cadence, at});
        const QString before = cadence ? sentence.left(cadence->at) : sentence;
        const QString promised = promisedTime(before);
        if (level.response.isEmpty() && !promised.isEmpty() && says(wordsOf(before), Concept::Response)) {
            level.response = promised;
            level.responseLine = at;
        }
        meanings << sentence.trimmed();
    }
    if (level.means.isEmpty())
        level.means = oneLine(meanings.join(u' '));
}

/// A short text that is nothing but a time, where the place promises response times.
void takeResponse(LevelFact& level, const QString& value, int line) {
    if (level.response.isEmpty() && !promisedTime(value).isEmpty()) {
        level.response = oneLine(value);
        level.responseLine = line;
    }
}

/// Parts the examples of one cell.
const QRegularExpression& listSign() {
    static const QRegularExpression sign(QStringLiteral(R"(\s*(?:[,;\x{2028}\n]|•)\s*)"));
    return sign;
}

class LevelReader {
public:
    explicit LevelReader(Reading& reading)
        : m_reading(reading) {}

    void run() {
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
            readParts(i);
            for (const Block* block : m_reading.section(i).body)
                readBlock(*block, i);
        }
        if (std::none_of(m_groups.begin(), m_groups.end(), [](const Group& group) { return group.weight > 0; }))
            readProse();
        join();
    }

private:
    bool aboutLevels(int section) const { return m_reading.outline.within(section, Concept::Severities); }
    bool aboutTimes(int section) const {
        return m_reading.section(section).says(Concept::Response) ||
               m_reading.outline.within(section, Concept::Response);
    }
    bool aboutUpdates(int section) const {
        return m_reading.outline.within(section, Concept::Updates) && !aboutTimesOnly(section);
    }
    bool aboutTimesOnly(int section) const {
        return m_reading.section(section).says(Concept::Response) && !m_reading.section(section).says(Concept::Updates);
    }

    void add(Group group) {
        if (!group.levels.empty())
            m_groups.push_back(std::move(group));
    }

    void readBlock(const Block& block, int section) {
        if (block.kind == Block::Kind::Table)
            readTable(block, section);
        else if (block.kind == Block::Kind::List)
            readList(block, section);
        else if (block.kind == Block::Kind::Fence)
            readFence(block, section);
        else if (block.kind == Block::Kind::Paragraph)
            readLines(block, section);
        if (block.kind == Block::Kind::List) {
            for (const Block& item : block.children) {
                for (const Block& child : item.children) {
                    if (child.kind == Block::Kind::Table || child.kind == Block::Kind::Fence)
                        readBlock(child, section);
                }
            }
        }
    }

    void readTable(const Block& table, int section) {
        if (table.rows.size() < 2)
            return;
        const Row& heading = table.rows.front();
        if (readTurned(table))
            return;
        int column = -1;
        for (int i = 0; i < int(heading.cells.size()) && column < 0; ++i) {
            const bool named = says(cellOf(heading, i), Concept::Severities);
            int numbered = 0, worded = 0;
            for (size_t r = 1; r < table.rows.size(); ++r) {
                const auto level = levelAt(cellOf(table.rows[r], i), LevelPlace::Label, named);
                numbered += level && level->numbered ? 1 : 0;
                worded += level ? 1 : 0;
            }
            if ((named && worded >= 2) || (numbered >= 2 && numbered * 2 >= int(table.rows.size()) - 1))
                column = i;
        }
        if (column < 0)
            return;
        const QSet<int> own{column};
        const int response = columnOf(heading, Concept::Response, own);
        const int updates = columnOf(heading, Concept::Updates, own);
        const int name = columnOf(heading, Concept::Name, own);
        const int means = columnOf(heading, Concept::Meaning, own + QSet<int>{response, updates, name});
        const int examples = columnOf(heading, Concept::Examples, own);
        const int notify = columnOf(heading, Concept::Notify, own + QSet<int>{response, updates});
        Group group;
        group.block = &table;
        for (size_t r = 1; r < table.rows.size(); ++r) {
            const Row& row = table.rows[r];
            const auto read = levelAt(cellOf(row, column), LevelPlace::Label, true);
            if (!read)
                continue;
            LevelFact level;
            level.id = read->id;
            level.numbered = read->numbered;
            level.name = read->name.isEmpty() ? cellOf(row, name) : read->name;
            level.means = means >= 0 ? cellOf(row, means) : read->rest;
            level.lines = {row.line, row.line};
            if (response >= 0 && wordsOf(cellOf(row, response)).size() > 0) {
                level.response = cellOf(row, response);
                level.responseLine = row.line;
            }
            if (examples >= 0 && !cellOf(row, examples).isEmpty())
                level.examples << row.cells[size_t(examples)].plain.split(listSign(), Qt::SkipEmptyParts);
            if (notify >= 0 && !cellOf(row, notify).isEmpty())
                level.notify << cellOf(row, notify);
            if (const auto cadence = updates >= 0 ? cadenceOf(cellOf(row, updates)) : std::nullopt)
                group.cadences.push_back({{level.id}, *cadence, row.line});
            const QStringList all = levelsIn(cellOf(row, column));
            group.levels.push_back(level);
            for (qsizetype k = 1; k < all.size(); ++k) { // "P0/P1" in one cell
                LevelFact other = level;
                other.id = all[k];
                other.name.clear();
                group.levels.push_back(other);
                if (!group.cadences.empty() && group.cadences.back().line == row.line)
                    group.cadences.back().levels << all[k];
            }
        }
        const bool only = updates >= 0 && response < 0 && means < 0 && name < 0;
        const bool defines = response >= 0 || means >= 0 || examples >= 0 || aboutLevels(section);
        group.weight = only ? 1 : defines ? 4 : 2;
        add(std::move(group));
        m_reading.taken.insert(&table);
    }

    /// Levels as columns, their facts as rows.
    bool readTurned(const Block& table) {
        const Row& heading = table.rows.front();
        std::map<int, LevelName> columns;
        for (int i = 0; i < int(heading.cells.size()); ++i) {
            if (const auto level = levelAt(cellOf(heading, i), LevelPlace::Label, false))
                columns[i] = *level;
        }
        if (columns.size() < 2)
            return false;
        Group group;
        group.block = &table;
        group.weight = 2;
        std::map<int, size_t> at;
        for (const auto& [column, level] : columns) {
            at[column] = group.levels.size();
            LevelFact fact;
            fact.id = level.id;
            fact.name = level.name;
            fact.lines = {heading.line, heading.line};
            group.levels.push_back(fact);
        }
        for (size_t r = 1; r < table.rows.size(); ++r) {
            const QStringList words = wordsOf(cellOf(table.rows[r], 0));
            for (const auto& [column, index] : at) {
                LevelFact& level = group.levels[index];
                const QString value = cellOf(table.rows[r], column);
                if (says(words, Concept::Updates)) {
                    if (const auto cadence = cadenceOf(value))
                        group.cadences.push_back({{level.id}, *cadence, table.rows[r].line});
                } else if (says(words, Concept::Response)) {
                    takeResponse(level, value, table.rows[r].line);
                    group.weight = 4;
                } else if (says(words, Concept::Meaning)) {
                    level.means = value;
                    group.weight = 4;
                } else if (says(words, Concept::Notify)) {
                    level.notify << value;
                } else if (says(words, Concept::Examples)) {
                    level.examples << value;
                }
            }
        }
        add(std::move(group));
        m_reading.taken.insert(&table);
        return true;
    }

    /// Sections side by side whose titles are levels: "#### SEVERITY 1 (CRITICAL)", "**P0 - Critical**".
    void readParts(int section) {
        Group group;
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

    void takeBody(LevelFact& level, std::vector<CadenceFact>& cadences, int part, bool updates) {
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

    /// "Response time: 5 min" on a line of its own, else a sentence.
    static void takeLine(LevelFact& level, std::vector<CadenceFact>& cadences, const Text& line) {
        const auto label = labelled(line);
        const QStringList words = label ? wordsOf(label->label) : QStringList();
        if (label && label->colon && words.size() <= 5 &&
            (says(words, Concept::Response) || says(words, Concept::Updates) || says(words, Concept::Examples) ||
             says(words, Concept::Notify) || says(words, Concept::Meaning)))
            takeField(level, cadences, line, {});
        else
            takeSentences(level, cadences, line.plain, line.line);
        level.lines.last = std::max(level.lines.last, line.line);
    }

    void readList(const Block& list, int section) {
        Group group;
        group.block = &list;
        const bool about = aboutLevels(section);
        const bool updates = aboutUpdates(section);
        const bool times = aboutTimesOnly(section);
        for (const Block& item : list.children) {
            const auto read = levelAt(item.text.plain, LevelPlace::Sentence, about);
            if (!read)
                continue;
            LevelFact level;
            level.id = read->id;
            level.name = read->name;
            level.numbered = read->numbered;
            level.lines = {item.lines.first, item.lines.first};
            // The bold part is a name of its own: "**P1 – Big outage**: half of the site is down".
            const auto label = labelled(item.text);
            if (label && label->strong) {
                if (const auto bold = levelAt(label->label, LevelPlace::Label, about)) {
                    level.name = bold->name;
                    level.means =
                        oneLine(bold->rest.isEmpty() ? label->rest.plain : bold->rest + u' ' + label->rest.plain);
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
        if (m_reading.outline.within(section, Concept::Escalation) ||
            m_reading.outline.within(section, Concept::Messages))
            group.weight = std::min(group.weight, 1);
        add(std::move(group));
        m_reading.taken.insert(&list);
    }

    void readFence(const Block& fence, int section) {
        if (fence.language == u"mermaid")
            return;
        Group group;
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
            } else if (!words.isEmpty() && !words.startsWith(u'#') && !words.startsWith(u'-') &&
                       !words.startsWith(u'|')) {
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

    /// A paragraph whose lines begin with levels.
    void readLines(const Block& paragraph, int section) {
        Group group;
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

    /// "A SEV-1 means that nobody can pay; we answer within 5 minutes. SEV-2 is …": nothing else defines levels.
    void readProse() {
        Group group;
        group.weight = 1;
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
            if (m_reading.outline.within(i, Concept::Messages))
                continue;
            for (const Block* block : m_reading.section(i).body)
                readProse(*block, group);
        }
        if (group.levels.size() >= 2)
            add(std::move(group));
    }
    void readProse(const Block& block, Group& group) {
        if (block.kind == Block::Kind::List || block.kind == Block::Kind::Item || block.kind == Block::Kind::Quote) {
            if (block.kind == Block::Kind::Item)
                readSentences(block.text, group);
            for (const Block& child : block.children)
                readProse(child, group);
        } else if (block.kind == Block::Kind::Paragraph) {
            readSentences(block.text, group);
        }
    }
    void readSentences(const Text& text, Group& group) {
        static const QRegularExpression stop(QStringLiteral(R"([.!?;](?=\s+(?:[\p{Lu}\d(„«"]|$))|\x{2028}|$)"));
        LevelFact* current = nullptr;
        qsizetype from = 0;
        for (auto it = stop.globalMatch(text.plain); it.hasNext();) {
            const qsizetype end = it.next().capturedEnd();
            const QString sentence = text.plain.mid(from, end - from);
            const int line = text.lineAt(from + std::max<qsizetype>(0, sentence.size() - sentence.trimmed().size()));
            from = end;
            const QStringList ids = levelsIn(sentence);
            if (ids.size() == 1)
                current = &levelOf(ids.front(), sentence, group, line);
            else if (ids.size() > 1) {
                readClauses(sentence, ids, group, line);
                current = nullptr;
            }
            if (current)
                takeSentences(*current, group.cadences, ids.isEmpty() ? sentence : sentence.trimmed(), line);
        }
    }
    LevelFact& levelOf(const QString& id, const QString& sentence, Group& group, int line) {
        for (LevelFact& level : group.levels) {
            if (levelKey(level.id) == levelKey(id))
                return level;
        }
        LevelFact level;
        level.id = id;
        level.lines = {line, line};
        // "Critical incidents (P1)", "P1 (critical)".
        const qsizetype at = sentence.indexOf(id);
        if (const auto named = levelAt(sentence.mid(at), LevelPlace::Sentence, false); named && named->name.size() < 30)
            level.name = named->name;
        group.levels.push_back(level);
        return group.levels.back();
    }
    /// "SEV1 is answered in 5 minutes, SEV2 in 30 minutes": each clause from one level to the next.
    void readClauses(const QString& sentence, const QStringList& ids, Group& group, int line) {
        for (qsizetype i = 0; i < ids.size(); ++i) {
            const qsizetype from = sentence.indexOf(ids[i]);
            const qsizetype to = i + 1 < ids.size() ? sentence.indexOf(ids[i + 1], from + 1) : sentence.size();
            if (from < 0)
                continue;
            LevelFact& level = levelOf(ids[i], sentence, group, line);
            const QString clause = sentence.mid(from, std::max<qsizetype>(0, to - from));
            const QString promised = promisedTime(cadenceIn(clause) ? clause.left(cadenceIn(clause)->at) : clause);
            if (level.response.isEmpty() && !promised.isEmpty() && says(wordsOf(sentence), Concept::Response)) {
                level.response = promised;
                level.responseLine = line;
            }
        }
    }

    void join() {
        int best = 0;
        for (const Group& group : m_groups)
            best = std::max(best, group.weight);
        const int least = std::min(best, best >= 3 ? 3 : best);
        std::stable_sort(m_groups.begin(), m_groups.end(),
                         [](const Group& a, const Group& b) { return a.weight > b.weight; });
        std::map<QString, size_t> known;
        for (const Group& group : m_groups) {
            for (const LevelFact& level : group.levels)
                joinLevel(level, group.weight >= least && group.weight > 0, known);
            for (const CadenceFact& cadence : group.cadences)
                m_reading.cadences.push_back(cadence);
        }
    }

    void joinLevel(const LevelFact& level, bool adds, std::map<QString, size_t>& known) {
        const QString key = levelKey(level.id);
        auto found = known.find(key);
        if (found == known.end() && !level.numbered) { // "Critical" may be the name of "P1"
            for (size_t i = 0; i < m_reading.levels.size(); ++i) {
                if (folded(m_reading.levels[i].name) == folded(level.id))
                    found = known.emplace(key, i).first;
            }
        }
        if (found == known.end()) {
            if (!adds || m_reading.levels.size() >= 20)
                return;
            known[key] = m_reading.levels.size();
            m_reading.levels.push_back(level);
            return;
        }
        LevelFact& to = m_reading.levels[found->second];
        if (to.name.isEmpty() && adds)
            to.name = level.name;
        if (to.means.isEmpty() && adds)
            to.means = level.means;
        if (to.response.isEmpty()) {
            to.response = level.response;
            to.responseLine = level.responseLine;
        }
        if (to.examples.isEmpty() && adds)
            to.examples = level.examples;
        if (to.notify.isEmpty())
            to.notify = level.notify;
    }

    Reading& m_reading;
    std::vector<Group> m_groups;
};

} // namespace

int columnOf(const Row& heading, Concept concept_, const QSet<int>& besides) {
    for (int i = 0; i < int(heading.cells.size()); ++i) {
        if (!besides.contains(i) && isJust(cellOf(heading, i), concept_))
            return i;
    }
    for (int i = 0; i < int(heading.cells.size()); ++i) {
        if (!besides.contains(i) && says(cellOf(heading, i), concept_))
            return i;
    }
    return -1;
}

QString cellOf(const Row& row, int column) {
    return column >= 0 && column < int(row.cells.size()) ? oneLine(row.cells[size_t(column)].plain) : QString();
}

void readLevels(Reading& reading) {
    LevelReader(reading).run();
}

} // namespace importer
