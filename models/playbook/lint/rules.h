// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/finding.h"

#include <optional>

/// What in a runbook or playbook will hurt in the night that it is needed. resources/help/lint.md explains every rule.
namespace lint {

using playbook::Finding;
using Findings = std::vector<Finding>;

struct Rule {
    const char* id;
    const char* why; ///< why it hurts tonight; ends the message
    const char* fix; ///< how to mend it
};

/// All rules, in the order of the page. The rules of the file format ("schema.…", "yaml.…") are the reader's.
const std::vector<Rule>& rules();
/// A finding of a rule: message is `what` and the rule's why. fix replaces the rule's own.
Finding found(const char* rule, int line, const QString& what, const QString& fix = {});
/// The page that explains them, in Markdown (":/help/lint.md").
QString rulesPage();

} // namespace lint
