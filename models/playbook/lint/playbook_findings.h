// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/lint/lint.h"
#include "playbook/yaml_tree.h"

namespace lint {

/// Rules about a playbook's commands, queries, requests, messages and promises, by its tree: there every value has its
/// line.
Findings playbookFindings(const playbook::YamlNode& root, const Terms& terms);
/// Its PromQL, variables filled in.
QStringList queriesOf(const playbook::YamlNode& root);

} // namespace lint
