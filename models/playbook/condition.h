// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QString>
#include <QStringList>

/// Conditions in the syntax of Gatus (github.com/TwiN/gatus, "Conditions"). Parsed here so that a wrong one is refused
/// when the playbook is read; evaluated in health/evaluate.h.
namespace playbook {

struct Operand {
    enum class Kind { Literal, Status, ResponseTime, Body, Length, Has, Pattern, Any };
    Kind kind = Kind::Literal;
    QString text;        ///< the literal, the pattern, or the JSON path of Body, Length and Has ("" is the whole body)
    QStringList choices; ///< of any(…)
    bool operator==(const Operand&) const = default;
};
struct Condition {
    enum class Operator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };
    QString source; ///< as written
    Operand left, right;
    Operator op = Operator::Equal;
    bool operator==(const Condition&) const = default;
};
struct ConditionError {
    int column = 1; ///< 1-based, within the condition
    QString message;
};
tl::expected<Condition, ConditionError> parseCondition(const QString& text);

} // namespace playbook
