// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace playbook {

/// What running a command may do. In rising order.
enum class CommandClass {
    ReadOnly,   ///< looks only
    Changing,   ///< changes something that can be put right, or nobody knows what it does
    Destructive ///< deletes, cuts off or overwrites: the person types the word before it runs
};

struct CommandVerdict {
    CommandClass kind = CommandClass::ReadOnly;
    QString word;              ///< what made it so, as written: "rm -rf", "FLUSHALL", "--force"; empty for ReadOnly
    QString why;               ///< one clause for the commander: "deletes files"; empty for ReadOnly
    int line = 1;              ///< 1-based line in the text where the word stands
    bool opensSession = false; ///< a program in it (bash, psql, redis-cli, ssh) waits for somebody to type
    bool known = true;         ///< the table knows it; false: Changing by default
    bool operator==(const CommandVerdict&) const = default;
};

/// The gravest thing in a command text of one or more lines, by the table of command_rules.h. Looks through pipes, &&,
/// loops, $(…), sudo, xargs, ssh, kubectl and docker exec, bash -c, and into SQL (psql -c, here-documents) and Redis
/// commands. What the table does not know is Changing. A judgement on text: it knows neither aliases nor what a script
/// does inside.
CommandVerdict classifyCommand(const QString& text);

/// "read-only", "changing", "destructive".
QString toText(CommandClass kind);

} // namespace playbook
