// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace items {

/// Where two lists of rows differ: after prefix equal rows, removed old rows give way to inserted new ones; the rest is
/// equal again.
struct RowChange {
    int prefix = 0, removed = 0, inserted = 0;
    bool operator==(const RowChange&) const = default;
};

/// Smallest single change that turns before into after.
template <class Row, class Same>
RowChange changeBetween(const std::vector<Row>& before, const std::vector<Row>& after, Same same) {
    const size_t shorter = std::min(before.size(), after.size());
    size_t prefix = 0;
    while (prefix < shorter && same(before[prefix], after[prefix]))
        ++prefix;
    size_t suffix = 0;
    while (suffix < shorter - prefix && same(before[before.size() - 1 - suffix], after[after.size() - 1 - suffix]))
        ++suffix;
    return {int(prefix), int(before.size() - prefix - suffix), int(after.size() - prefix - suffix)};
}

} // namespace items
