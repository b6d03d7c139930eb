// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/promql.h"
#include <QStringList>
#include <vector>

namespace playbook {

/// One piece of an expression.
struct PromQlToken {
    enum class Kind { End, Name, Number, Duration, Text, Sign };
    Kind kind = Kind::End;
    QString text; ///< of Text: its value
    int at = 0;   ///< 0-based offset
};

/// The pieces of an expression, an End last; or what cannot be one.
struct PromQlTokens {
    std::vector<PromQlToken> all;
    std::optional<PromQlProblem> problem;
};
PromQlTokens promQlTokens(const QString& expr);

/// Argument types of a function, a letter each: v instant vector, r range vector, s scalar, t text; ? after an optional
/// one, * after one that may repeat or be absent. Null when there is no such function.
const char* promQlSignature(const QString& function);

} // namespace playbook
