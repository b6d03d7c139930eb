// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// What a written section does to the document around it.
namespace report {

/// What must follow this Markdown so that a heading after it is a heading: a closing fence, the end of an HTML comment.
/// Without open, nothing; with open and an empty text, nothing was found that closes it.
struct Closing {
    QString text;
    bool open = false; ///< something was left open
    bool operator==(const Closing&) const = default;
};
Closing closingFor(const QString& markdown);

/// Texts of headings of level 1 and 2, which compete with the document's own title and sections.
QStringList competingHeadings(const QString& markdown);

} // namespace report
