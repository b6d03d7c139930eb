// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QByteArray>
#include <QStringList>
#include <map>
#include <vector>

namespace importer {

/// A runbook made ready for the Markdown parser: bytes to text, front matter cut off, broken fences mended.
struct SourceText {
    QString shown;                ///< the whole text with '\n', for people
    std::vector<QString> lines;   ///< for the parser
    std::vector<int> lineNumbers; ///< of each of lines: its 1-based line in shown
    std::map<QString, QString> frontMatter;
    QStringList repairs;
};

/// Reads UTF-8 (with or without BOM), UTF-16 with BOM, else Windows-1252; every kind of line end; text that was encoded
/// twice (mojibake) is mended in lines. Refuses bytes that are no text.
domain::Result<SourceText> readSource(const QByteArray& bytes);

/// "Ã¼" read as Windows-1252 but meant as UTF-8 becomes "ü"; other text stays as it is.
QString mendMojibake(const QString& text);

/// Fences of templates that hold fences get longer marks; a fence that nobody closes ends before the next heading.
void mendFences(SourceText& source);

} // namespace importer
