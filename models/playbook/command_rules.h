// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/command_class.h"
#include <QStringList>
#include <optional>

namespace playbook {

/// A program with its arguments as the rules look at it. For SQL the program is "sql" and the words are the
/// statement's, upper case, without strings and comments; for Redis it is "redis".
struct Invocation {
    QString program; ///< without its folder
    QStringList words;
    int line = 1;
};

/// The gravest rule that fits; nothing when none knows the invocation.
std::optional<CommandVerdict> judge(const Invocation& invocation);

/// Arguments that are neither options nor the values of options, with the index of each in words.
std::vector<std::pair<qsizetype, QString>> positionals(const Invocation& invocation);

} // namespace playbook
