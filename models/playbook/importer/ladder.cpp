// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/ladder_words.h"

#include <QRegularExpression>
#include <algorithm>

/// The escalation ladder: who is called when the one before does not answer.
namespace importer {
namespace {

const auto ignoreCase = QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;

struct Ladder {
    std::vector<RungFact> rungs;
    int weight = 0;
    const Block* block = nullptr;
};

class LadderReader {
public:
    explicit LadderReader(Reading& reading)
        : m_reading(reading) {}

    void run() {
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
            const Section& section = m_reading.section(i);
            const bool own = section.says(Concept::Escalation);
            const bool above = m_reading.outline.within(i, Concept::Escalation) && !section.says(Concept::Contacts) &&
                               !section.says(Concept::OnCall) && !section.says(Concept::Roles) &&
                               !section.says(Concept::Channels);
            for (const Block* block : section.body)
                readBlock(*block, own, own || above, i);
        }
        take();
    }

private:
    void readBlock(const Block& block, bool own, bool about, int section) {
        Ladder ladder;
        ladder.block = &block;
        const QStringList levels = levelsIn(m_reading.section(section).title);
        if (block.kind == Block::Kind::Table) {
            readTable(block, ladder, about);
        } else if (block.kind == Block::Kind::List && about) {
            for (const Block& item : block.children) {
                if (item.text.plain.contains(arrow()))
                    takeChain(item.text, block.children.size() > 1, ladder.rungs);
                else if (auto rung = rungOf(item.text))
                    ladder.rungs.push_back(*rung);
            }
            const auto people = std::count_if(ladder.rungs.begin(), ladder.rungs.end(),
                                              [](const RungFact& rung) { return says(rung.who, Concept::RoleWord); });
            if (people * 2 < qsizetype(ladder.rungs.size()))
                ladder.rungs.clear();
        } else if (isProse(block) && (about || tellsOfCalls(block, section))) {
            readWords(block.text, ladder);
        }
        if (ladder.rungs.size() < 2)
            return;
        for (RungFact& rung : ladder.rungs) {
            if (rung.levels.isEmpty())
                rung.levels = levels;
        }
        const bool timed = std::any_of(ladder.rungs.begin(), ladder.rungs.end(),
                                       [](const RungFact& rung) { return !rung.after.isEmpty(); });
        ladder.weight = (own ? 4 : about ? 2 : 1) + (timed ? 2 : 0);
        m_ladders.push_back(std::move(ladder));
    }

    /// A paragraph that tells twice whom to call after which time is a ladder wherever it stands.
    bool tellsOfCalls(const Block& block, int section) const {
        if (block.kind != Block::Kind::Paragraph)
            return false;
        for (const Concept other : {Concept::Scenarios, Concept::Messages, Concept::Severities, Concept::PostMortem}) {
            if (m_reading.outline.within(section, other))
                return false;
        }
        static const QRegularExpression stop(QStringLiteral(R"([.;]\s+|\.$)"));
        const QStringList sentences = oneLine(block.text.plain).split(stop, Qt::SkipEmptyParts);
        return std::count_if(sentences.begin(), sentences.end(), [](const QString& sentence) {
                   return timeIn(sentence) && says(sentence, Concept::Calling) && says(sentence, Concept::RoleWord);
               }) >= 2;
    }

    /// The column that names people where no heading says so.
    static int columnOfPeople(const Block& table, int besides) {
        for (int i = 0; i < int(table.rows.front().cells.size()); ++i) {
            const auto people = std::count_if(table.rows.begin() + 1, table.rows.end(),
                                              [i](const Row& row) { return says(cellOf(row, i), Concept::RoleWord); });
            if (i != besides && people * 2 >= qsizetype(table.rows.size()))
                return i;
        }
        return -1;
    }

    /// Times as columns, levels as rows, people in the cells.
    static bool readMatrix(const Block& table, Ladder& ladder) {
        const Row& heading = table.rows.front();
        std::vector<std::pair<int, RungFact>> times;
        for (int i = 1; i < int(heading.cells.size()); ++i) {
            RungFact rung;
            if (timeIn(cellOf(heading, i)) || says(cellOf(heading, i), Concept::AtOnce))
                setAfter(rung, cellOf(heading, i));
            if (!rung.after.isEmpty())
                times.emplace_back(i, rung);
        }
        if (times.size() < 2 || times.size() + 2 < heading.cells.size())
            return false;
        for (size_t r = 1; r < table.rows.size(); ++r) {
            QString before;
            for (auto [column, rung] : times) {
                rung.who = person(cellOf(table.rows[r], column));
                rung.line = table.rows[r].line;
                rung.levels = levelsIn(cellOf(table.rows[r], 0));
                if (!wordsOf(rung.who).isEmpty() && rung.who != before)
                    ladder.rungs.push_back(rung);
                before = rung.who;
            }
        }
        return true;
    }

    /// Times in one column, people in the other: a ladder wherever it stands.
    static bool tellsOfPeople(const Block& table, int after, int who) {
        return after >= 0 && who >= 0 && after != who &&
               std::all_of(table.rows.begin() + 1, table.rows.end(), [after, who](const Row& row) {
                   const QString when = cellOf(row, after);
                   return (timeIn(when) || says(when, Concept::AtOnce)) && wordsOf(when).size() <= 5 &&
                          says(cellOf(row, who), Concept::RoleWord);
               });
    }

    void readTable(const Block& table, Ladder& ladder, bool about) const {
        if (table.rows.size() < 3)
            return;
        const Row& heading = table.rows.front();
        const int after = columnOf(heading, Concept::After);
        int who = columnOf(heading, Concept::Who, {after});
        if (who < 0 && after >= 0)
            who = columnOfPeople(table, after);
        if (!about && !tellsOfPeople(table, after, who))
            return;
        if (readMatrix(table, ladder) || who < 0 || m_reading.taken.contains(&table))
            return;
        const int level = columnOf(heading, Concept::Severities, {after, who});
        for (size_t r = 1; r < table.rows.size(); ++r) {
            const Row& row = table.rows[r];
            RungFact rung;
            rung.line = row.line;
            rung.who = cellOf(row, who);
            if (const QString remark = after < 0 ? takeRemark(rung.who) : QString(); !remark.isEmpty())
                setAfter(rung, remark);
            rung.who = person(rung.who);
            if (after >= 0 && !wordsOf(cellOf(row, after)).isEmpty()) {
                rung.after = cellOf(row, after);
                if (const auto time = timeIn(rung.after))
                    rung.delay = time->from;
                else if (const auto counted = timeIn(rung.after + u' ' + cellOf(heading, after))) // "Minutes": "20"
                    rung.delay = counted->from;
            }
            if (level >= 0 && levelAt(cellOf(row, level), LevelPlace::Label, false))
                rung.levels = levelsIn(cellOf(row, level));
            if (!rung.who.isEmpty())
                ladder.rungs.push_back(rung);
        }
    }

    /// Lines with arrows, or clauses such as "after 15 minutes page the team lead".
    static void readWords(const Text& text, Ladder& ladder) {
        const bool chains = text.plain.contains(arrow());
        for (const Text& line : chains ? linesOf(text) : std::vector<Text>{text}) {
            if (line.plain.contains(arrow())) {
                takeChain(line, text.plain.contains(u'\n'), ladder.rungs);
                continue;
            }
            static const QRegularExpression stop(
                QStringLiteral(
                    R"([.;]\s+|;\s*|,\s*(?=(?:then|and|dann|und|puis|et|luego|y|depois|e|after|nach|après|tras|após)\b)|\.$)"),
                ignoreCase);
            qsizetype from = 0;
            for (const QString& clause : oneLine(line.plain).split(stop, Qt::SkipEmptyParts)) {
                Text one;
                one.plain = clause.trimmed();
                from = std::max<qsizetype>(0, line.plain.indexOf(clause.left(clause.indexOf(u' ')), from));
                one.line = line.lineAt(from);
                if (auto first = ladder.rungs.empty() ? firstRungOf(one.plain, one.line) : std::nullopt)
                    ladder.rungs.push_back(*first);
                if (!timeIn(clause) || !says(clause, Concept::RoleWord))
                    continue;
                if (auto rung = rungOf(one); rung && says(rung->who, Concept::RoleWord) && !rung->after.isEmpty())
                    ladder.rungs.push_back(*rung);
            }
        }
    }

    void take() {
        if (m_ladders.empty()) {
            fromRotation();
            return;
        }
        const auto best = std::max_element(m_ladders.begin(), m_ladders.end(),
                                           [](const Ladder& a, const Ladder& b) { return a.weight < b.weight; });
        for (const Ladder& ladder : m_ladders) {
            // Ladders for other severities stand beside the best one; a second one for the same is another's opinion.
            const bool other = ladder.weight == best->weight && !ladder.rungs.front().levels.isEmpty() &&
                               ladder.rungs.front().levels != best->rungs.front().levels;
            if (&ladder != &*best && !other)
                continue;
            m_reading.rungs.insert(m_reading.rungs.end(), ladder.rungs.begin(), ladder.rungs.end());
            m_reading.taken.insert(ladder.block);
        }
    }

    /// No ladder is told: the order of the on-call list is one.
    void fromRotation() {
        for (int i = 0; i < int(m_reading.outline.sections.size()) && m_reading.rungs.empty(); ++i) {
            if (!m_reading.section(i).says(Concept::OnCall))
                continue;
            for (const Block* block : m_reading.section(i).body) {
                if (block->kind != Block::Kind::List || block->children.size() < 2)
                    continue;
                for (const Block& item : block->children) {
                    const auto label = labelled(item.text);
                    RungFact rung;
                    rung.line = item.text.line;
                    rung.who = label ? oneLine(label->label) : oneLine(item.text.plain);
                    if (label) {
                        QString rest = oneLine(label->rest.plain);
                        const QString remark = takeRemark(rest);
                        if (timeIn(remark))
                            setAfter(rung, remark);
                    }
                    m_reading.rungs.push_back(rung);
                }
                return;
            }
        }
    }

    Reading& m_reading;
    std::vector<Ladder> m_ladders;
};

} // namespace

void readLadder(Reading& reading) {
    LadderReader(reading).run();
}

} // namespace importer
