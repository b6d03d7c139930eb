// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <atomic>
#include <map>
#include <optional>
#include <vector>

/// Markdown runbooks: read as blocks with lines, understood, and made a draft playbook of.
namespace importer {

/// Lines of the runbook, 1-based, both included.
struct Lines {
    int first = 0, last = 0;
    bool operator==(const Lines&) const = default;
};

/// A stretch of a text that was written as strong, code or link.
struct Mark {
    enum class Kind { Strong, Code, Link };
    Kind kind = Kind::Strong;
    int from = 0, length = 0; ///< in Text::plain
    QString target;           ///< of a link
};

/// Words without Markdown's marks. '\n' stands where the source breaks the line (each is one line further down),
/// U+2028 where an HTML <br> does.
struct Text {
    QString plain;
    std::vector<Mark> marks;
    int line = 0;

    int lineAt(qsizetype position) const { return line + int(QStringView(plain).left(position).count(u'\n')); }
    bool isAllStrong() const; ///< strong from the first word to the last, a closing colon aside
};

struct Row {
    int line = 0;
    std::vector<Text> cells;
};

/// One block, with the blocks inside it (those of a list are its items, those of an item its content after the text).
struct Block {
    enum class Kind { Heading, Paragraph, List, Item, Fence, Table, Quote };
    Kind kind = Kind::Paragraph;
    Lines lines;
    int level = 0;            ///< of a heading, 1 to 6
    Text text;                ///< of a heading, paragraph or item; of a fence its content, line is its first line
    bool ordered = false;     ///< a numbered list
    int number = 0;           ///< of an item of a numbered list
    std::optional<bool> task; ///< of an item with a check box: ticked or not
    QString language;         ///< of a fence, lower case, first word of its info string
    bool indented = false;    ///< a code block without fence
    std::vector<Row> rows;    ///< of a table, its heading row first
    std::vector<Block> children;
};

struct Document {
    QString source; ///< the whole runbook as text: BOM dropped, line ends are '\n', otherwise as written
    std::map<QString, QString> frontMatter; ///< keys in lower case
    std::vector<Block> blocks;
    QStringList repairs; ///< what had to be guessed to read it: one sentence each, with its line
};

struct DocumentLimits {
    qsizetype bytes = 8 << 20;
    int depth = 48; ///< of lists and quotes
    int columns = 64, cells = 20'000;
    int blocks = 200'000;
    qsizetype text = 16 << 20; ///< characters of all blocks
};

/// Reads Markdown (tables, task lists) with md4c. Never follows what it names; HTML is read as text, its tables, lists,
/// headings and <pre> as blocks. Refuses with a sentence what is larger or deeper than the limits, holds no text, or is
/// no text. Stops soon after cancelled is set.
domain::Result<Document> readDocument(const QByteArray& markdown, const std::atomic<bool>* cancelled = nullptr,
                                      const DocumentLimits& limits = {});

/// All characters of a block and what is inside it, for whoever needs its words only.
QString plainOf(const Block& block);

} // namespace importer
