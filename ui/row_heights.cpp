// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/row_heights.h"
#include <algorithm>

namespace ui {

void RowHeights::reset(int count, int estimate) {
    m_estimate = std::max(1, estimate);
    m_heights.assign(size_t(count), m_estimate);
    m_measured.assign(size_t(count), false);
    rebuild();
}

void RowHeights::insert(int at, int count) {
    m_heights.insert(m_heights.begin() + at, size_t(count), m_estimate);
    m_measured.insert(m_measured.begin() + at, size_t(count), false);
    rebuild();
}

void RowHeights::remove(int at, int count) {
    m_heights.erase(m_heights.begin() + at, m_heights.begin() + at + count);
    m_measured.erase(m_measured.begin() + at, m_measured.begin() + at + count);
    rebuild();
}

void RowHeights::forget() {
    m_measured.assign(m_measured.size(), false);
}

void RowHeights::setMeasured(int row, int height) {
    const int change = height - m_heights[size_t(row)];
    m_heights[size_t(row)] = height;
    m_measured[size_t(row)] = true;
    for (size_t i = size_t(row) + 1; i < m_tree.size() && change != 0; i += i & (~i + 1))
        m_tree[i] += change;
}

int RowHeights::top(int row) const {
    int sum = 0;
    for (size_t i = size_t(row); i > 0; i -= i & (~i + 1))
        sum += m_tree[i];
    return sum;
}

int RowHeights::rowAt(int y) const {
    if (m_heights.empty())
        return -1;
    size_t at = 0, step = 1;
    while (step * 2 < m_tree.size())
        step *= 2;
    for (int rest = y; step > 0; step /= 2) {
        if (at + step < m_tree.size() && m_tree[at + step] <= rest) {
            at += step;
            rest -= m_tree[at];
        }
    }
    return std::min(int(at), count() - 1);
}

void RowHeights::rebuild() {
    m_tree.assign(m_heights.size() + 1, 0);
    for (size_t i = 1; i < m_tree.size(); ++i) {
        m_tree[i] += m_heights[i - 1];
        const size_t parent = i + (i & (~i + 1));
        if (parent < m_tree.size())
            m_tree[parent] += m_tree[i];
    }
}

} // namespace ui
