// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/keywords.h"
#include <span>

/// The words of runbooks. One row for each thing and language: English, German, French, Spanish, Portuguese. Phrases
/// are parted by "|", written small and without accents; "*" stands for any end of a word ("diagnos*" is diagnosis,
/// Diagnose, diagnostic …), before a word for any beginning ("*leiter"). A new language is a new row under each thing.
namespace importer {

struct PhraseRow {
    Concept concept_;
    const char* phrases;
};

std::span<const PhraseRow> levelsVocabulary();
std::span<const PhraseRow> peopleVocabulary();
std::span<const PhraseRow> troubleVocabulary();
std::span<const PhraseRow> textsVocabulary();

} // namespace importer
