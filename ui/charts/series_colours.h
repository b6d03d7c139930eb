// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/matrix.h"
#include <optional>
#include <set>

namespace ui {

/// Which colour each line of a panel has, and which lines are hidden: kept by the line's labels, so that a line stays
/// what it was when lines come, go or change places from answer to answer.
class SeriesColours {
public:
    using Labels = std::map<QString, QString>;
    /// For each series of the matrix in order the number of its colour, -1 while it is hidden. A new line takes a
    /// number that no line of the matrix has.
    std::vector<int> of(const metrics::Matrix& matrix);
    /// The number without regard to hiding; -1 for a line never seen.
    int colour(const Labels& labels) const;
    bool isHidden(const Labels& labels) const;
    bool anyHidden() const { return m_alone || !m_hidden.empty(); }
    void toggle(const Labels& labels);
    /// Hides all others; of the line that stands alone already: shows all.
    void isolate(const Labels& labels);
    void showAll();

private:
    std::map<Labels, int> m_colours;
    std::set<Labels> m_hidden;
    std::optional<Labels> m_alone;
};

} // namespace ui
