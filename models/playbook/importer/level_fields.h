// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/reading.h"
#include <QRegularExpression>

/// What is said of one level: fields, sentences, times.
namespace importer {

/// "Response Time: 15 minutes", "- **Update:** hourly": a field of a level.
void takeField(LevelFact& level, std::vector<CadenceFact>& cadences, const Text& text, const QStringList& nested);
/// The sentences behind a level's name: what it means, the time it promises, how often people are told.
void takeSentences(LevelFact& level, std::vector<CadenceFact>& cadences, const QString& words, int line);
/// A short text that is nothing but a time, where the place promises response times.
void takeResponse(LevelFact& level, const QString& value, int line);
/// Parts the examples of one cell.
const QRegularExpression& listSign();
/// "Response time: 5 min" on a line of its own, else a sentence.
void takeLine(LevelFact& level, std::vector<CadenceFact>& cadences, const Text& line);

} // namespace importer
