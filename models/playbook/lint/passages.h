// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/document.h"
#include "playbook/importer/shell.h"
#include <QRegularExpression>
#include <QStringList>

namespace lint {

/// One stretch of a runbook with what stands around it.
struct Passage {
    enum class Kind { Heading, Text, Row, Code };
    Kind kind = Kind::Text;
    int line = 0;         ///< of the first line of text
    int level = 0;        ///< of a heading
    importer::Text text;  ///< of a row: its cells joined by " | "
    QStringList cells;    ///< of a row
    QStringList columns;  ///< heads of a row's table
    QStringList headings; ///< that it stands under, outermost first; bold lines that stand alone count
    QString lead;         ///< of code: the text since the heading or the last code
    QString language;     ///< of code
    int group = 0;        ///< texts of one list, rows of one table share it; else 0
    bool isUnder(const QRegularExpression& words) const; ///< one of the headings has them
};

std::vector<Passage> passagesOf(const importer::Document& document);

/// Commands of a fence; none when it is a template, a listing or another language.
std::vector<importer::Command> commandsOf(const Passage& code);
/// Code that people read or send: no commands, no queries, no data format.
bool isTemplate(const Passage& code);

} // namespace lint
