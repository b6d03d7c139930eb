// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace playbook {

/// Why a server would refuse an expression.
struct PromQlProblem {
    int column = 0; ///< 1-based
    QString text;   ///< "a clause without a dot at the end"
    bool operator==(const PromQlProblem&) const = default;
};

/// Checks PromQL as Prometheus 2.42's parser does (generated grammar promql/parser/generated_parser.y): brackets,
/// quotes and escapes, label matchers and their regular expressions, ranges, subqueries, offset and @, aggregations,
/// functions with number and types of their arguments, operators with bool, on, ignoring and group. Knows functions up
/// to 3.0. Nothing when the server would take it.
std::optional<PromQlProblem> checkPromQl(const QString& expr);

/// The expression with variables of dashboards and templates ($__rate_interval, [[job]], {{name}}, <name>) replaced by
/// what may stand there, so that the rest can be checked; nothing when the whole is a blank to fill in.
std::optional<QString> withoutVariables(const QString& expr);

} // namespace playbook
