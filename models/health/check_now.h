// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/check_result.h"
#include "domain/clock.h"
#include "net/transport.h"
#include "playbook/playbook.h"
#include <functional>
#include <map>
#include <vector>

namespace health {

/// Runs every check once, without damping, and calls done with the results in the playbook's order while context lives.
/// Secrets are looked up on a thread of their own. Never calls done from within. Checks of kind command are run only
/// when commandsAllowed, else they are inconclusive. For the command line.
void checkNow(const std::vector<playbook::Check>& checks, const std::map<QString, QString>& variables,
              domain::Clock* clock, net::Transport* transport, QObject* context,
              std::function<void(std::vector<domain::CheckResult>)> done, bool commandsAllowed = false);

} // namespace health
