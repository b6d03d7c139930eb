// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The one place where text of people and servers becomes Markdown (CommonMark with GitHub's tables) that reads the
/// same.
namespace report {

/// Where in the document the text stands.
enum class Place { Paragraph, Heading, Cell };

/// The text without what a reader could not see: direction controls are spelled out (⟨U+202E⟩), control characters
/// become their pictures (␛), zero-width characters are dropped unless they join letters of another script, half
/// characters become U+FFFD. Tabs become spaces, every kind of line end becomes '\n'.
QString visibleText(const QString& text);

/// Markdown that renders as visibleText(text), whatever the text is: it opens no heading, list, table, link, code, HTML
/// or emphasis. In headings and cells line ends become single blanks; in paragraphs they stay line breaks and empty
/// lines part paragraphs. A plain http or https address becomes a link to itself; mentions stay as they are.
QString escapeMarkdown(const QString& text, Place place);

/// A fenced block, its fence longer than any run of backticks inside. language: one word, may be empty.
QString fencedBlock(const QString& text, const QString& language);

/// [a-z0-9-]+ of at most 60 characters, made from text; "graph" when nothing of it remains.
QString fileStem(const QString& text);

} // namespace report
