// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QString>
#include <QStringList>
#include <optional>

/// Conditions in the syntax of Gatus (github.com/TwiN/gatus, "Conditions"). Parsed here so that a wrong one is refused
/// when the playbook is read; evaluated in health/evaluate.h.
namespace playbook {

struct Operand {
    enum class Kind {
        Literal,
        Status,
        Exit, ///< of a command; Gatus says [STATUS] of those that it runs over SSH
        ResponseTime,
        Ip,
        Connected,
        CertificateExpiration,
        DnsRcode,
        Body,
        Length,
        Has,
        Pattern,
        Any
    };
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
/// What Gatus takes, but for [DOMAIN_EXPIRATION], [CONTEXT] and age(): those are errors. Stricter than Gatus: text that
/// cannot be compared as a number where one is needed, and an unknown placeholder, are errors instead of 0 and text.
tl::expected<Condition, ConditionError> parseCondition(const QString& text);
/// A whole number as Go reads it with base 0 (0x1f, 0o17, 017, 0b1, -5); nullopt for anything else.
std::optional<qint64> wholeNumber(const QString& text);
/// A whole number, a decimal one, or a duration as milliseconds.
std::optional<double> numberOf(const QString& text);

} // namespace playbook
