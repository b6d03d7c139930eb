// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/level_fields.h"
#include "playbook/importer/level_reader.h"
#include <algorithm>

/// Severities in tables.
namespace importer {

namespace {

/// The column whose cells say how often, under whatever heading ("Comms"); -1 without one.
int columnOfCadences(const Block& table, const QSet<int>& besides) {
    for (int i = 0; i < int(table.rows.front().cells.size()); ++i) {
        const auto told = std::count_if(table.rows.begin() + 1, table.rows.end(),
                                        [i](const Row& row) { return cadenceIn(cellOf(row, i)).has_value(); });
        if (!besides.contains(i) && told >= 2 && told * 2 >= qsizetype(table.rows.size()) - 1)
            return i;
    }
    return -1;
}

/// The column whose cells are times, under a heading that does not promise something else; -1 without one.
int columnOfTimes(const Block& table, const QSet<int>& besides) {
    static const QRegularExpression other(
        QStringLiteral(R"(\b(?:mttr|rto|rpo|sla|due|review|eta|duration|dauer|dur[ée]e|duraci[óo]n|dura[çc][ãa]o)\b)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    const Row& heading = table.rows.front();
    for (int i = 0; i < int(heading.cells.size()); ++i) {
        const QStringList title = wordsOf(cellOf(heading, i));
        if (besides.contains(i) || says(title, Concept::Mending) || says(title, Concept::Resolution) ||
            says(title, Concept::PostMortem) || cellOf(heading, i).contains(other))
            continue;
        const auto told = std::count_if(table.rows.begin() + 1, table.rows.end(), [i](const Row& row) {
            const QString cell = cellOf(row, i);
            return wordsOf(cell).size() <= 4 && !cadenceIn(cell) &&
                   (!promisedTime(cell).isEmpty() || says(cell, Concept::AtOnce));
        });
        if (told >= 2 && told * 2 >= qsizetype(table.rows.size()) - 1)
            return i;
    }
    return -1;
}

/// Whether a column names levels as such: "L1" under "Escalation" is a rung.
bool namesLevels(const Block& table, int column) {
    return std::any_of(table.rows.begin() + 1, table.rows.end(), [column](const Row& row) {
        return levelAt(cellOf(row, column), LevelPlace::Label, false).has_value();
    });
}

} // namespace

void LevelReader::readTable(const Block& table, int section) {
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
    if (column < 0 || (m_reading.outline.within(section, Concept::Escalation) && !namesLevels(table, column)))
        return;
    const QSet<int> own{column};
    int response = columnOf(heading, Concept::Response, own);
    int updates = columnOf(heading, Concept::Updates, own);
    if (updates < 0)
        updates = columnOfCadences(table, own + QSet<int>{response});
    if (response < 0)
        response = columnOfTimes(table, own + QSet<int>{updates});
    const int name = columnOf(heading, Concept::Name, own);
    const int means = columnOf(heading, Concept::Meaning, own + QSet<int>{response, updates, name});
    const int examples = columnOf(heading, Concept::Examples, own);
    const int notify = columnOf(heading, Concept::Notify, own + QSet<int>{response, updates});
    LevelGroup group;
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
        if (response >= 0 && !wordsOf(cellOf(row, response)).isEmpty()) {
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

bool LevelReader::readTurned(const Block& table) {
    const Row& heading = table.rows.front();
    std::map<int, LevelName> columns;
    for (int i = 0; i < int(heading.cells.size()); ++i) {
        if (const auto level = levelAt(cellOf(heading, i), LevelPlace::Label, false))
            columns[i] = *level;
    }
    if (columns.size() < 2)
        return false;
    LevelGroup group;
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
            } else if (says(words, Concept::Name) && words.size() <= 2 && level.name.isEmpty()) {
                level.name = value;
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

} // namespace importer
