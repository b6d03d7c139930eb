// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/span.h"

#include <algorithm>

namespace ui {

std::optional<Span> zoomed(const Span& whole, const Span& shown, double factor, double about) {
    const double length = std::max((shown.to - shown.from) * factor, narrowestSpan);
    if (length >= whole.to - whole.from)
        return std::nullopt;
    const double share = (about - shown.from) / std::max(shown.to - shown.from, 1.0);
    const double from = std::clamp(about - length * share, whole.from, whole.to - length);
    return Span{from, from + length};
}

std::optional<Span> moved(const Span& whole, const Span& shown, double by) {
    const double length = shown.to - shown.from;
    if (length >= whole.to - whole.from)
        return std::nullopt;
    const double from = std::clamp(shown.from + by, whole.from, whole.to - length);
    return Span{from, from + length};
}

} // namespace ui
