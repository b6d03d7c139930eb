// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

/// The part of the time axis that a graph shows. Pure.
namespace ui {

/// In UTC ms.
struct Span {
    double from = 0, to = 0;
    bool operator==(const Span&) const = default;
};

/// No graph shows less.
inline constexpr double narrowestSpan = 10'000;

/// shown made factor times as long, with the moment about staying where it is, within whole; nullopt: all of whole.
std::optional<Span> zoomed(const Span& whole, const Span& shown, double factor, double about);
/// shown moved by ms, stopped at the ends of whole; nullopt when it is all of whole.
std::optional<Span> moved(const Span& whole, const Span& shown, double by);

} // namespace ui
