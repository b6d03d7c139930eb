// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/check_result.h"
#include "domain/result.h"
#include "net/transport.h"
#include "playbook/condition.h"
#include "playbook/playbook.h"
#include <optional>
#include <vector>

/// From an answer to a verdict: pure functions.
namespace health {

/// What an answer is held against.
struct Rules {
    std::vector<playbook::Condition> conditions; ///< none: any status below 400 is fine
    std::optional<domain::Millis> degradedOver;
    bool operator==(const Rules&) const = default;
};
/// Input when a condition cannot be read; names the check, the column and why.
domain::Result<Rules> rulesOf(const playbook::Check& check);

struct Verdict {
    domain::CheckState state = domain::CheckState::Unknown; ///< up, degraded, down or inconclusive
    QString detail;                                         ///< for people, without secrets
    bool operator==(const Verdict&) const = default;
};
/// Down: the first condition that does not hold, or why nothing answered. Degraded: all hold, but slower than
/// degradedOver. Inconclusive: the request could not be sent as it is written. A failure is down whatever the
/// conditions say, unless one of them asks for [CONNECTED].
Verdict evaluate(const Rules& rules, const net::Response& response);

/// One condition held against an answer.
struct Held {
    QString condition; ///< as written: who shows it takes secrets out
    QString found;     ///< why it does not hold, without secrets; empty when it does
    bool operator==(const Held&) const = default;
};
/// Every condition, for people who look closely.
std::vector<Held> conditionsHeld(const Rules& rules, const net::Response& response);

/// One probe as it is kept. The time of an answer that never came counts as 0.
domain::CheckResult resultOf(const QString& check, const Verdict& verdict, const net::Response& response);

/// Nothing at all came back: the name was not found, no connection, no answer in time.
bool isUnreachable(net::Failure failure);

} // namespace health
