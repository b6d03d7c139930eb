// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/source_text.h"

namespace importer {

/// What people write beside Markdown, as Markdown: check boxes and bullets as signs ("☐", "•"), numbers such as "2.1",
/// definition lists ("Term" and then ": what it is"), HTML headings. Fences and <pre> stay as they are.
void mendMarkup(SourceText& source);

/// MediaWiki's markup ("== Title ==", "'''bold'''", "# step", "{| table") as Markdown; text without its headings stays.
void mendWiki(SourceText& source);

/// Confluence's wiki markup ("h2. Title", "||head||", "{code}") as Markdown; text without its headings stays.
void mendConfluence(SourceText& source);

/// Follows the fences and <pre> blocks of a text, line by line.
class Verbatim {
public:
    /// True for a line inside of one, and for the lines that begin and end it.
    bool holds(const QString& line);

private:
    QChar m_sign;
    qsizetype m_length = 0;
    bool m_pre = false;
};

} // namespace importer
