// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/document.h"

namespace importer {

/// An expression with the comment above it.
struct PromQlText {
    QString expr, comment;
    int line = 0;
};

/// True for a piece of code that is a query and can hardly be anything else: Prometheus would take it, and it has a
/// range, a matcher, or a function of PromQL around a metric's name.
bool looksLikePromQl(const QString& code);
/// Expressions of a text of queries: parted by empty lines or comments; a line that closes its brackets ends one.
std::vector<PromQlText> promQlIn(const Text& text);
/// The `expr` fields of alert rules (YAML) and dashboards (JSON), a block's lines included.
std::vector<PromQlText> promQlFieldsIn(const Text& text);

} // namespace importer
