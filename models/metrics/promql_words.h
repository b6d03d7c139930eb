// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace metrics {

/// A word of the language, for whoever writes a query.
struct PromqlWord {
    QString name, signature, says; ///< signature is empty for a keyword
    bool operator==(const PromqlWord&) const = default;
};
/// Functions, aggregations and keywords of Prometheus 2.42 (prometheus.io, "Query functions" and "Operators").
const std::vector<PromqlWord>& promqlWords();

} // namespace metrics
