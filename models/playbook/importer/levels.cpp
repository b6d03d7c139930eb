// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/level_reader.h"
#include <algorithm>

/// Severities: in tables, lists, headings, bold labels, prose and inside fences; their response times.
namespace importer {

void LevelReader::run() {
    for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
        readParts(i);
        for (const Block* block : m_reading.section(i).body)
            readBlock(*block, i);
    }
    if (std::none_of(m_groups.begin(), m_groups.end(), [](const LevelGroup& group) { return group.weight > 0; }))
        readProse();
    join();
}

void LevelReader::add(LevelGroup group) {
    if (!group.levels.empty())
        m_groups.push_back(std::move(group));
}

void LevelReader::readBlock(const Block& block, int section) {
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

void LevelReader::join() {
    int best = 0;
    for (const LevelGroup& group : m_groups)
        best = std::max(best, group.weight);
    const int least = std::min(best, best >= 3 ? 3 : best);
    std::stable_sort(m_groups.begin(), m_groups.end(),
                     [](const LevelGroup& a, const LevelGroup& b) { return a.weight > b.weight; });
    std::map<QString, size_t> known;
    for (const LevelGroup& group : m_groups) {
        for (const LevelFact& level : group.levels)
            joinLevel(level, group.weight >= least && group.weight > 0, known);
        for (const CadenceFact& cadence : group.cadences)
            m_reading.cadences.push_back(cadence);
    }
}

void LevelReader::joinLevel(const LevelFact& level, bool adds, std::map<QString, size_t>& known) {
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
