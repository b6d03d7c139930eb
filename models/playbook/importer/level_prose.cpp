// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/level_fields.h"
#include "playbook/importer/level_reader.h"

/// Severities in prose.
namespace importer {

namespace {

/// A team's own ids in parentheses: "high (G1)".
QStringList letteredIn(const QString& sentence) {
    static const QRegularExpression pattern(QStringLiteral(R"(\(([A-Z]{1,2}-?[0-9])\))"));
    QStringList ids;
    for (auto it = pattern.globalMatch(sentence); it.hasNext();)
        ids << it.next().captured(1);
    return ids;
}

/// "high" of "an incident of severity high (G1)".
QString nameBefore(const QString& sentence, qsizetype id) {
    const QString before = sentence.left(id).trimmed();
    if (!before.endsWith(u'('))
        return {};
    const QString word = before.chopped(1).trimmed().section(u' ', -1);
    return isJust(word, Concept::SeverityName) ? word : QString();
}

} // namespace

void LevelReader::readProse() {
    LevelGroup group;
    group.weight = 1;
    for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
        if (m_reading.outline.within(i, Concept::Messages))
            continue;
        m_lettered = aboutLevels(i);
        for (const Block* block : m_reading.section(i).body)
            readProse(*block, group);
    }
    if (group.levels.size() >= 2)
        add(std::move(group));
}

void LevelReader::readProse(const Block& block, LevelGroup& group) {
    if (block.kind == Block::Kind::List || block.kind == Block::Kind::Item || block.kind == Block::Kind::Quote) {
        if (block.kind == Block::Kind::Item)
            readSentences(block.text, group);
        for (const Block& child : block.children)
            readProse(child, group);
    } else if (block.kind == Block::Kind::Paragraph) {
        readSentences(block.text, group);
    }
}

void LevelReader::readSentences(const Text& text, LevelGroup& group) {
    static const QRegularExpression stop(QStringLiteral(R"([.!?;](?=\s+(?:[\p{Lu}\d(„«"]|$))|\x{2028}|$)"));
    LevelFact* current = nullptr;
    qsizetype from = 0;
    for (auto it = stop.globalMatch(text.plain); it.hasNext();) {
        const qsizetype end = it.next().capturedEnd();
        QString sentence = text.plain.mid(from, end - from);
        const int line = text.lineAt(from + std::max<qsizetype>(0, sentence.size() - sentence.trimmed().size()));
        from = end;
        sentence.replace(u'\n', u' '); // wrapped, not parted
        QStringList ids = levelsIn(sentence);
        if (ids.isEmpty() && m_lettered)
            ids = letteredIn(sentence);
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

LevelFact& LevelReader::levelOf(const QString& id, const QString& sentence, LevelGroup& group, int line) {
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
    if (level.name.isEmpty())
        level.name = nameBefore(sentence, at);
    group.levels.push_back(level);
    return group.levels.back();
}

void LevelReader::readClauses(const QString& sentence, const QStringList& ids, LevelGroup& group, int line) {
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

} // namespace importer
