// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace ui {

/// Heights of the rows of a long list, measured or estimated, with their sums. Changing one height or finding the row
/// at a height takes O(log n).
class RowHeights {
public:
    /// count rows, none measured, each estimated height estimate.
    void reset(int count, int estimate);
    void insert(int at, int count);
    void remove(int at, int count);
    /// Forgets the measures and keeps the heights as estimates.
    void forget();
    void forget(int row) { m_measured[size_t(row)] = false; }
    void setMeasured(int row, int height);

    int count() const { return int(m_heights.size()); }
    bool isMeasured(int row) const { return m_measured[size_t(row)]; }
    int height(int row) const { return m_heights[size_t(row)]; }
    int top(int row) const; ///< sum of the heights before row; row may be count()
    int total() const { return top(count()); }
    int rowAt(int y) const; ///< row that covers y; the first or last when y lies outside; -1 without rows

private:
    void rebuild();
    std::vector<int> m_heights;
    std::vector<bool> m_measured;
    std::vector<int> m_tree; ///< Fenwick tree over m_heights, 1-based
    int m_estimate = 40;
};

} // namespace ui
