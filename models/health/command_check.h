// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "health/probe.h"
#include "process/command.h"
#include <functional>

class QObject;

namespace process {
class Child;
}

/// Checks of kind `command`. [EXIT] is its exit status, which must be 0 unless a condition says otherwise, [BODY] what
/// it wrote, [RESPONSE_TIME] how long it took.
namespace health {

/// Why the check of a command stays without a verdict where nobody allowed commands.
QString notAllowed();
/// Inconclusive for that reason.
Reading refusedCommand(const Probe& probe, domain::Instant at);

/// What a check runs: its line in the shell, in the temporary folder, for as long as its timeout, with little output.
process::Command commandOf(const QString& line, domain::Millis timeout);
/// What one run brought. A command that could not start, or that the shell does not find or may not run (126, 127), is
/// inconclusive unless a condition asks for [EXIT]; one that had to be ended is down.
Reading readingOf(const QString& check, const Rules& rules, const process::Outcome& outcome, domain::Instant startedAt);

/// Runs the probe's command once, on a thread of its own, holding the clock, and calls done while the returned child of
/// context lives. The child deletes itself afterwards.
process::Child* startCommand(const Probe& probe, domain::Clock* clock, QObject* context,
                             std::function<void(Reading)> done);

} // namespace health
