// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QString>
#include <map>
#include <vector>

/// What a command or a request of a runbook leaves open: <pod-name>, $VAR and ${VAR}, [service], {{var}}.
namespace playbook {

struct Blank {
    QString name;        ///< the same for every way to write it: "pod-name" for <pod-name>, $POD_NAME and [pod name]
    QString written;     ///< as it stands where it comes first
    bool secret = false; ///< the name says that the value is a credential: never store it
    bool operator==(const Blank&) const = default;
};

/// Name → value.
using BlankValues = std::map<QString, QString>;

/// The blanks of a shell command, each once, in order. What only looks like one is left alone: redirections,
/// $(command), $1 and $?, [ -f x ], character classes, what stands in single quotes after $, variables that the command
/// sets itself or that every shell has, defaults such as ${N:-3}, comments.
std::vector<Blank> blanksOfCommand(const QString& command);
/// The command with its blanks filled in, each value as one word whatever stands in it. Input when a value is missing,
/// has several lines, would be taken for an option, or cannot be made safe where it stands (text that a second shell
/// reads).
domain::Result<QString> fillCommand(const QString& command, const BlankValues& values);

/// The blanks of a URL, header or body: <name>, [name] within text. {{name}} is a variable there.
std::vector<Blank> blanksOfText(const QString& text);
/// escape makes a value fit its place.
domain::Result<QString> fillText(const QString& text, const BlankValues& values, QString (*escape)(const QString&));

/// One word for a POSIX shell: as it is when harmless, else in single quotes.
QString shellQuoted(const QString& value);
/// "password", "API_KEY", "auth-token" …
bool looksSecret(const QString& name);

} // namespace playbook
