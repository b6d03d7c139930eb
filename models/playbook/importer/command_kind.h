// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/shell.h"

namespace importer {

/// What a line of a fence is, judged by its first words. `language` is the fence's, in lower case.
CommandKind kindOfLine(QStringView line, const QString& language);
/// Length of the prompt that a line begins with ("$ ", "user@host:~$ ", "# " never); 0 without one.
qsizetype promptLength(QStringView line);
/// Whether a text is a console session: then lines without a prompt are output.
bool hasPrompts(const QString& text, const QString& language);
/// Offset behind the statement that begins at `from`: behind its semicolon (quotes and comments looked through), before
/// the next empty line, or the end.
qsizetype sqlEnd(QStringView text, qsizetype from);

} // namespace importer
