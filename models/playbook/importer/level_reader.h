// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/reading.h"
#include <map>

namespace importer {

/// Levels that stand side by side in one place of the runbook.
struct LevelGroup {
    std::vector<LevelFact> levels;
    std::vector<CadenceFact> cadences;
    int weight = 0; ///< how surely the group defines levels; 0: it only speaks of them
    const Block* block = nullptr;
};

/// Reads the severities of a runbook: every place that lists levels becomes a group, and the groups are joined, those
/// that define before those that only mention. Tables are read in level_tables.cpp, sections, lists and fences in
/// level_blocks.cpp, prose in level_prose.cpp.
class LevelReader {
public:
    explicit LevelReader(Reading& reading)
        : m_reading(reading) {}
    void run();

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
    void add(LevelGroup group);
    void readBlock(const Block& block, int section);
    void readTable(const Block& table, int section);
    /// Levels as columns, their facts as rows.
    bool readTurned(const Block& table);
    /// Sections side by side whose titles are levels: "#### SEVERITY 1 (CRITICAL)", "**P0 - Critical**".
    void readParts(int section);
    void takeBody(LevelFact& level, std::vector<CadenceFact>& cadences, int part, bool updates);
    void readList(const Block& list, int section);
    void readFence(const Block& fence, int section);
    /// A paragraph whose lines begin with levels.
    void readLines(const Block& paragraph, int section);
    /// "A SEV-1 means that nobody can pay; we answer within 5 minutes. SEV-2 is …": nothing else defines levels.
    void readProse();
    void readProse(const Block& block, LevelGroup& group);
    void readSentences(const Text& text, LevelGroup& group);
    LevelFact& levelOf(const QString& id, const QString& sentence, LevelGroup& group, int line);
    /// "SEV1 is answered in 5 minutes, SEV2 in 30 minutes": each clause from one level to the next.
    void readClauses(const QString& sentence, const QStringList& ids, LevelGroup& group, int line);
    void join();
    void joinLevel(const LevelFact& level, bool adds, std::map<QString, size_t>& known);

    Reading& m_reading;
    std::vector<LevelGroup> m_groups;
    bool m_lettered = false; ///< prose stands under a heading on levels: ids such as "(G1)" count
};

} // namespace importer
