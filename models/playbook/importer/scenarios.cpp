// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/scenario_parts.h"

#include <QRegularExpression>
#include <algorithm>
#include <map>

/// Scenarios: how one kind of trouble shows, is found, mended and proven gone.
namespace importer {
namespace {

class ScenarioReader {
public:
    explicit ScenarioReader(Reading& reading)
        : m_reading(reading) {}

    void run() {
        for (int i = 1; i < int(m_reading.outline.sections.size()); ++i) {
            const Section& section = m_reading.section(i);
            if (m_done.contains(i) || section.isLabel())
                continue;
            if (isScenario(i))
                take(i);
            for (const Block* block : section.body) {
                if (block->kind == Block::Kind::Table && !m_reading.taken.contains(block))
                    readTable(*block);
                else if (block->kind == Block::Kind::List && isContainer(section) && !m_reading.taken.contains(block))
                    readList(*block);
            }
        }
    }

private:
    QSet<int> partsOf(int section) const {
        QSet<int> kinds;
        const std::vector<QString> titles = titlesOf(m_reading.outline, m_reading.section(section));
        const auto parts = told(titles) >= 2 ? partsInOrder(titles) : std::vector<Part>();
        for (size_t i = 0; i < titles.size(); ++i) {
            const Part part = parts.empty() ? partOf(titles[i]) : parts[i];
            if (!isNumberedStep(titles[i]) && part != Part::None)
                kinds.insert(int(part));
        }
        for (const Block* block : m_reading.section(section).body) {
            if (block->kind == Block::Kind::Table)
                kinds += partsOfTable(*block);
            if (block->kind != Block::Kind::List)
                continue;
            for (const Block& item : block->children) {
                const auto label = labelled(item.text);
                const QString title = label ? label->label : item.text.plain;
                if (wordsOf(title).size() <= 5 && (label || !item.children.empty()) && partOf(title) != Part::None)
                    kinds.insert(int(partOf(title)));
            }
        }
        return kinds;
    }

    bool tellsThenActs(int section) const {
        const std::vector<int>& parts = m_reading.section(section).parts;
        return std::any_of(parts.begin(), parts.end(), [this](int part) {
            const Section& one = m_reading.section(part);
            const Part kind = partOf(one.title);
            return (kind == Part::Symptoms || kind == Part::Alert) && isToldInOneLine(one);
        });
    }

    bool hasCommands(int section) const {
        const Section& one = m_reading.section(section);
        for (const Block* block : one.body) {
            if (hasCommands(*block))
                return true;
        }
        return std::any_of(one.parts.begin(), one.parts.end(), [this](int part) { return hasCommands(part); });
    }
    static bool hasCommands(const Block& block) {
        return (block.kind == Block::Kind::Fence && (isShell(block) || block.language == u"sql")) ||
               std::any_of(block.children.begin(), block.children.end(),
                           [](const Block& child) { return hasCommands(child); });
    }

    bool isContainer(const Section& section) {
        if (section.level == 0 || section.isLabel())
            return false;
        if (section.says(Concept::Scenarios)) {
            const auto [known, fresh] = m_procedures.try_emplace(&section, false);
            if (fresh)
                known->second = isProcedure(m_reading.outline, section);
            return section.level > 1 && !known->second;
        }
        const bool holds = std::any_of(section.parts.begin(), section.parts.end(),
                                       [this](int part) { return !m_reading.section(part).isLabel(); });
        return holds && !section.words.isEmpty() && isJust(section.words.back(), Concept::Plural);
    }

    bool excluded(int index) const {
        const Section& section = m_reading.section(index);
        return section.says(Concept::Contents) || section.says(Concept::PostMortem) ||
               section.says(Concept::Template) || section.says(Concept::Checklist) || section.says(Concept::Commands) ||
               m_reading.outline.within(section.parent, Concept::Messages) ||
               (section.says(Concept::Messages) && partsOf(index).size() < 2) ||
               (section.says(Concept::Severities) && section.parts.size() >= 2) ||
               (m_reading.outline.within(section.parent, Concept::Severities) &&
                levelAt(section.title, LevelPlace::Label, false));
    }

    bool isScenario(int index) {
        const Section& section = m_reading.section(index);
        const Section& parent = m_reading.section(section.parent);
        if (excluded(index) || isNumberedStep(section.title))
            return false;
        const QSet<int> kinds = partsOf(index);
        const bool symptoms = kinds.contains(int(Part::Symptoms)) || kinds.contains(int(Part::Alert));
        const bool both = kinds.contains(int(Part::Diagnosis)) && kinds.contains(int(Part::Resolution));
        const bool mended = kinds.contains(int(Part::Resolution)) && kinds.contains(int(Part::Verification));
        const bool problem = section.says(Concept::Problem) || section.says(Concept::Plural);
        const bool process = section.says(Concept::Process) && !problem;
        const bool listed = isContainer(parent) && partOf(section.title) == Part::None;
        if (section.level == 1 && !(symptoms && kinds.size() >= 2))
            return false;
        if ((symptoms && (kinds.size() >= 2 || (section.level > 1 && tellsThenActs(index)))) || both || mended)
            return !process || listed;
        if (partOf(section.title) != Part::None || process)
            return false;
        if (listed && !isContainer(section)) {
            const bool steps =
                hasCommands(index) || std::any_of(section.body.begin(), section.body.end(),
                                                  [](const Block* block) { return block->kind == Block::Kind::List; });
            return parent.says(Concept::Scenarios) ? steps || !kinds.isEmpty() || !section.body.empty()
                                                   : steps && (hasCommands(index) || !kinds.isEmpty());
        }
        const bool holdsOthers = std::any_of(section.parts.begin(), section.parts.end(), [this](int part) {
            return !m_reading.section(part).isLabel() && partOf(m_reading.section(part).title) == Part::None;
        });
        return section.says(Concept::Problem) && (hasCommands(index) || kinds.contains(int(Part::Resolution))) &&
               !isContainer(section) && !holdsOthers && !windowIn(section.title) &&
               !levelAt(section.title, LevelPlace::Label, false);
    }

    void take(int index) {
        const Section& section = m_reading.section(index);
        ScenarioFact scenario;
        scenario.title = section.title;
        scenario.lines = section.lines;
        const bool parted = !partsOf(index).isEmpty();
        for (const Block* block : section.body)
            takeBlock(*block, parted ? Part::Alert : Part::None, scenario);
        const std::vector<QString> titles = titlesOf(m_reading.outline, section);
        const std::vector<Part> inOrder = partsInOrder(titles);
        for (size_t i = 0; i < section.parts.size(); ++i)
            takePart(section.parts[i], scenario, Part::None, inOrder[i]);
        m_done.insert(index);
        m_reading.scenarios.push_back(std::move(scenario));
    }

    void takePart(int index, ScenarioFact& scenario, Part above, Part own) {
        m_done.insert(index);
        const Section& section = m_reading.section(index);
        if (own == Part::None && (isJust(section.title, Concept::Escalation) ||
                                  isJust(section.title, Concept::Contacts) || isJust(section.title, Concept::Links)))
            return;
        const Part part = own == Part::None ? above : own;
        // A title that is no part's name is a step itself: "Step 1: check the pods".
        if (own == Part::None && !section.body.empty() && !m_reading.taken.contains(section.body.front())) {
            StepFact step;
            step.text = bareTitle(section.title);
            step.lines = section.lines;
            step.looking = onlyLooks(step);
            if (section.body.size() == 1 && section.body.front()->kind == Block::Kind::Fence) {
                const auto inner = stepsOf(*section.body.front());
                if (inner.size() == 1) {
                    step.run = inner.front().run;
                    m_reading.taken.insert(section.body.front());
                }
            }
            put(step, part, scenario);
        }
        const bool inLine = (part == Part::Symptoms || part == Part::Alert) && isToldInOneLine(section);
        for (const Block* block : section.body)
            takeBlock(*block, inLine && block->kind == Block::Kind::List ? Part::None : part, scenario);
        for (const int inner : section.parts)
            takePart(inner, scenario, part, partOf(m_reading.section(inner).title));
    }

    void takeBlock(const Block& block, Part part, ScenarioFact& scenario) {
        if (m_reading.taken.contains(&block))
            return;
        m_reading.taken.insert(&block);
        if ((block.kind == Block::Kind::List && takeLabels(block, scenario)) ||
            (block.kind == Block::Kind::Table && takeRows(block, scenario)))
            return;
        if (part == Part::Alert) {
            takeAlerts(block, scenario);
            return;
        }
        if (part == Part::None && block.kind == Block::Kind::List) {
            for (const Block& item : block.children) { // the commands of a step stand where the step does
                const std::vector<StepFact> steps = stepsOf(item);
                for (const StepFact& step : steps)
                    put(step, steps.front().looking ? Part::Diagnosis : Part::Resolution, scenario);
            }
            return;
        }
        for (const StepFact& step : stepsOf(block))
            put(step, part, scenario);
    }

    void readTable(const Block& table) {
        if (table.rows.size() < 2)
            return;
        const Row& heading = table.rows.front();
        std::map<int, Part> columns;
        int title = -1;
        for (int i = 0; i < int(heading.cells.size()); ++i) {
            const bool names = title < 0 && i == 0 && says(cellOf(heading, i), Concept::Problem);
            const Part part = names ? Part::None : partOf(cellOf(heading, i));
            if (part == Part::None)
                title = title < 0 && (says(cellOf(heading, i), Concept::Problem) ||
                                      says(cellOf(heading, i), Concept::Scenarios))
                            ? i
                            : title;
            else
                columns[i] = part;
        }
        const auto has = [&](Part part) {
            return std::any_of(columns.begin(), columns.end(), [&](const auto& c) { return c.second == part; });
        };
        if (!has(Part::Resolution) || !(has(Part::Symptoms) || has(Part::Diagnosis) || has(Part::Alert) || title >= 0))
            return;
        for (size_t r = 1; r < table.rows.size(); ++r) {
            ScenarioFact scenario;
            scenario.lines = {table.rows[r].line, table.rows[r].line};
            scenario.title = cellOf(table.rows[r], title >= 0 ? title : columns.begin()->first);
            for (const auto& [column, part] : columns) {
                if (column >= int(table.rows[r].cells.size()) || cellOf(table.rows[r], column).isEmpty())
                    continue;
                for (const QString& piece :
                     table.rows[r].cells[size_t(column)].plain.split(QChar(0x2028), Qt::SkipEmptyParts)) {
                    Block block;
                    block.text = table.rows[r].cells[size_t(column)];
                    if (block.text.plain != piece)
                        block.text = Text{piece, {}, table.rows[r].line};
                    block.lines = scenario.lines;
                    if (part == Part::Alert)
                        takeAlerts(block, scenario);
                    else
                        for (const StepFact& step : stepsOf(block))
                            put(step, part, scenario);
                }
            }
            if (!scenario.title.isEmpty())
                m_reading.scenarios.push_back(std::move(scenario));
        }
        m_reading.taken.insert(&table);
    }

    /// Under "Common problems": "- **Database down**" with its parts or steps nested.
    void readList(const Block& list) {
        const auto nested = std::count_if(list.children.begin(), list.children.end(),
                                          [](const Block& item) { return !item.children.empty(); });
        if (nested < 2 || nested * 2 < qsizetype(list.children.size()))
            return;
        const bool parts = std::any_of(list.children.begin(), list.children.end(), [](const Block& item) {
            return std::any_of(item.children.begin(), item.children.end(), [](const Block& child) {
                return child.kind == Block::Kind::List &&
                       std::any_of(child.children.begin(), child.children.end(), [](const Block& inner) {
                           const auto label = labelled(inner.text);
                           return partOf(label ? label->label : inner.text.plain) != Part::None;
                       });
            });
        });
        if (!parts)
            return;
        for (const Block& item : list.children) {
            ScenarioFact scenario;
            const auto label = labelled(item.text);
            scenario.title = label && label->strong ? label->label : oneLine(item.text.plain);
            scenario.lines = item.lines;
            for (const Block& child : item.children)
                takeBlock(child, Part::None, scenario);
            m_reading.scenarios.push_back(std::move(scenario));
        }
        m_reading.taken.insert(&list);
    }

    Reading& m_reading;
    QSet<int> m_done;
    std::map<const Section*, bool> m_procedures;
};

} // namespace

void readScenarios(Reading& reading) {
    ScenarioReader(reading).run();
}

} // namespace importer
