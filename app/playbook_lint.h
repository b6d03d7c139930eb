// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "playbook/finding.h"
#include <QJsonArray>

namespace app {

/// What `playbook lint` was asked.
struct WantedLint {
    QString path;       ///< a .yaml or .md file
    QString prometheus; ///< server that says whether it takes the PromQL; empty: BRIDGEWATCH_LINT_PROMETHEUS, else none
};

/// Answers with the findings; "no" when there are any. A server that cannot be reached is said on standard error and
/// our own check stands in for it.
void lintFile(Session& session, const WantedLint& wanted);
/// Prints the page of rules.
void printLintRules(Session& session);
/// [{rule, line, message, fix}]
QJsonArray toJson(const std::vector<playbook::Finding>& findings);

} // namespace app
