// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/document.h"
#include "playbook/importer/keywords.h"
#include <deque>

namespace importer {

/// A heading, or a bold or well-known label that stands for one ("**Symptoms:**"), with what stands under it.
struct Section {
    QString title; ///< one line, verbatim
    Text text;     ///< the same with its marks
    QStringList words;
    int level = 0;   ///< 0 the document, 1 to 6 headings, 7 labels
    Lines lines;     ///< from the title to the last line under it
    int parent = -1; ///< index in Outline::sections
    std::vector<int> parts;
    std::vector<const Block*> body; ///< before its first part

    bool isLabel() const { return level == 7; }
    bool says(Concept concept_) const { return importer::says(words, concept_); }
};

struct Outline {
    std::vector<Section> sections;                       ///< in the order of the text; the first is the document
    std::vector<std::pair<int, const Block*>> oversized; ///< too long to be read for meaning, with their section
    std::deque<Block> made; ///< blocks that stand so in no Document: the words behind a label

    /// True when the section or one it stands in speaks of the concept.
    bool within(int section, Concept concept_) const;
    /// The nearest heading (no label) a section is or stands in.
    int headingOf(int section) const;
};

/// The document must outlive the outline, which points into it.
Outline outlineOf(const Document& document);

/// "**Name**: rest" and "Name: rest" at the begin of a text.
struct Labelled {
    QString label;
    Text rest; ///< what follows, with its marks
    bool strong = false;
    bool colon = false;
};
std::optional<Labelled> labelled(const Text& text);
/// A part of a text, its marks moved along.
Text sliceOf(const Text& text, qsizetype from, qsizetype length = -1);
/// The lines of a text, each with its own line number.
std::vector<Text> linesOf(const Text& text);

} // namespace importer
