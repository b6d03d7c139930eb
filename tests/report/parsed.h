// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

/// What a reader of Markdown makes of a text, by md4c in GitHub's dialect with raw HTML allowed (the worst case).
struct Parsed {
    QStringList structure; ///< "h1", "p", "table 3", "row", "code", "html", "link:https://…", "em" …
    std::vector<std::vector<QStringList>> tables; ///< tables of rows of cell texts, header included
    QStringList headings, paragraphs;             ///< their texts
};
Parsed parseMarkdown(const QString& markdown);
