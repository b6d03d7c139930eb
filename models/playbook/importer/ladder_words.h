// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/reading.h"

/// Rungs of the ladder in words: "after 15 minutes: team lead", "A → B (30 min) → C".
namespace importer {

/// Signs that part the links of a chain.
const QRegularExpression& arrow();
/// "Engineering manager notified" is about the engineering manager.
QString person(QString words);
/// Takes a "(…)" at the end of the words off them.
QString takeRemark(QString& words);
/// Reads when a rung is called, or under which condition.
void setAfter(RungFact& rung, const QString& words);
/// "A → B → C". Where several chains stand, the first of each may be its trigger: it names no people, others do.
void takeChain(const Text& text, bool several, std::vector<RungFact>& rungs);
/// Who is called when, of an item or a clause; nothing when it names nobody.
std::optional<RungFact> rungOf(const Text& text);
/// Who is called at the beginning: "The on-call engineer is paged first", "If the primary does not answer …".
std::optional<RungFact> firstRungOf(const QString& sentence, int line);

} // namespace importer
