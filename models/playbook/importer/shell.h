// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

/// From a team's Markdown runbook to values: what its commands, requests and queries mean.
namespace importer {

/// One word of a command.
struct Word {
    QString
        text; ///< quoting undone; $VAR, ${VAR}, $(…), `…` and <placeholders> as written. A query that stands bare in
              ///< an address (brackets, quotes, &) is kept as its author meant it, not as a shell would mangle it.
    QString raw;  ///< as written
    QString bare; ///< those of ( { [ " ' & ? * that stand unquoted where a shell acts on them
    int line = 0; ///< 1-based
    bool operator==(const Word&) const = default;
};

/// What stands before a simple command.
enum class Joint { First, Pipe, And, Or, Then, Background };

struct Redirect {
    QString op;     ///< ">", "2>", ">>", "<", "<<", "<<<", ">&" …
    QString target; ///< a file, a descriptor, a here-document's delimiter
    bool operator==(const Redirect&) const = default;
};

/// A program with its arguments; keywords (do, then, done …) are no words, the head of a `for` or `case` is.
struct SimpleCommand {
    Joint joint = Joint::First;
    int line = 0;            ///< 1-based line of its first word
    QStringList assignments; ///< "NAME=value" before the program
    std::vector<Word> words;
    std::vector<Redirect> redirects;
    QString input; ///< text of a here-document
    bool operator==(const SimpleCommand&) const = default;
};

/// Shell, or what else people put into a shell fence: SQL, psql's \dt, Redis' INFO, `/incident declare`, prose.
enum class CommandKind { Shell, Sql, Psql, Redis, Chat, Prose };

/// One thing to run, or one line that is none (Prose).
struct Command {
    CommandKind kind = CommandKind::Shell;
    int line = 0, lastLine = 0; ///< 1-based, in the file
    QString text;               ///< as written, without its indentation and prompt; several lines where it has several
    QString comment;            ///< the comment lines just above it and the one behind it, without #
    std::vector<SimpleCommand> parts; ///< Shell only
    bool closed = true;               ///< false: a quote, here-document or loop never ends; then it is read as one line
    bool operator==(const Command&) const = default;
};

/// The commands of a fence, comments skipped. A command goes on over `\`, open quotes, here-documents and for … done;
/// a SQL statement to its semicolon. `firstLine` is the line of the text's first line in its file; `language` is the
/// fence's ("bash", "console", "sql", "redis" …; empty: shell). In a text with prompts ("$ kubectl …") only the
/// prompted lines are commands, the rest is output. Never fails; time grows with the length, whatever the text.
std::vector<Command> readCommands(const QString& text, int firstLine, const QString& language = {});

/// The simple commands of one command line: for text that stands inside another, such as the argument of `bash -c`.
std::vector<SimpleCommand> readLine(const QString& text, int line);

/// Where the program really stands: behind sudo, env, time, nohup, timeout 5 … Index into words; their count when there
/// is none.
qsizetype programIndex(const SimpleCommand& command);

} // namespace importer
