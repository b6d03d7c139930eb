// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "playbook/lint/rules.h"
#include <QStringList>
#include <functional>

namespace lint {

/// What a server says to an expression: why it refuses it; nothing when it takes it.
using AskPromQl = std::function<std::optional<QString>(const QString& expr)>;

struct Terms {
    domain::Instant now{};   ///< dates before it are past
    AskPromQl ask = nullptr; ///< empty: our own check (promql.h)
};

/// Findings of a Markdown runbook in order of line; one when it cannot be read at all. Pure.
Findings lintRunbook(const QByteArray& markdown, const Terms& terms);
/// Findings of a playbook: those of the reader, then those of the rules. id is the file's stem.
Findings lintPlaybook(const QByteArray& yaml, const QString& id, const Terms& terms);

/// The PromQL of a file, variables filled in, each once: what a server may be asked before `ask` can answer.
QStringList queriesOfRunbook(const QByteArray& markdown);
QStringList queriesOfPlaybook(const QByteArray& yaml);

} // namespace lint
