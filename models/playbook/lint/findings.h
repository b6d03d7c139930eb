// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/curl.h"
#include "playbook/lint/lint.h"
#include "playbook/lint/passages.h"

/// The groups of rules; lint.cpp puts them together.
namespace lint {

/// A command with what was said about it before.
struct Told {
    importer::Command command;
    QString lead;           ///< heading, text of the step
    bool confirmed = false; ///< the program asks for the word before it runs (steps of playbooks)
};

/// Rules about one command by itself: secrets, warnings, dates, SQL, Redis, addresses.
Findings commandFindings(const Told& told, const Terms& terms);
/// Rules about the commands of one fence together: sessions that the next lines are meant for.
Findings sessionFindings(const std::vector<importer::Command>& commands);
/// Rules about one request, wherever it stands. body as sent.
Findings requestFindings(const QString& method, const QString& url, const QString& body, int line);
/// A query that a shell or curl would mangle, and one that no server takes.
Findings queryFindings(const importer::SimpleCommand& command, const Terms& terms);
/// One expression.
Findings promQlFindings(const QString& expr, int line, const Terms& terms);
/// Rules about a text to be sent: hard-coded severity, fixed dates.
Findings messageFindings(const QString& text, int firstLine, const Terms& terms);

/// Commands of fences and of code in text, messages and queries of a runbook.
Findings codeFindings(const std::vector<Passage>& passages, const Terms& terms);
/// What a runbook promises: severities, response times, cadence, ladders.
Findings promiseFindings(const std::vector<Passage>& passages);
/// Blanks that nobody filled and links that lead nowhere.
Findings blankFindings(const std::vector<Passage>& passages);

/// "P1", "SEV 2", "Severity 3" … at the beginning of a text; its number, or -1.
int severityAt(const QString& text);
/// Fixed past dates in a text.
QStringList pastDates(const QString& text, const Terms& terms);

} // namespace lint
