// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/words.h"
#include <QColor>
#include <QPalette>
#include <array>

/// Colours of the program, in one place. Widgets ask for the tokens of their palette, so a change of theme is a change
/// of palette.
namespace ui {

enum class Theme { Dark, Light };

struct Tokens {
    Theme theme = Theme::Dark;
    QColor window, panel, raised, border;
    QColor text, muted;
    QColor accent, onAccent;
    QColor up, degraded, down, inconclusive;
    QColor note, observation, action, decision, communication; ///< kinds of timeline entries
    std::array<QColor, 8>
        series; ///< after Okabe and Ito, "Color Universal Design" (2008), moved in lightness to reach 3:1
};

const Tokens& tokensOf(Theme theme);
/// The tokens of the theme whose window colour this palette has.
const Tokens& tokensOf(const QPalette& palette);
QPalette paletteOf(const Tokens& tokens);

struct Paint {
    QColor fill, ink;
    bool operator==(const Paint&) const = default;
};
/// Badge of a severity by its rank, 1 the worst; the same in both themes.
Paint severityPaint(int rank);
QColor colourOf(const Tokens& tokens, domain::CheckState state);
QColor colourOf(const Tokens& tokens, domain::EntryKind kind);

/// base with share (0…1) of tint over it. Rows use at most rowTint.
QColor mixed(const QColor& base, const QColor& tint, double share);
inline constexpr double rowTint = 0.08;
/// Share of the severity's colour at the left end of a banner.
inline constexpr double bannerTint = 0.18;
/// WCAG 2.1 contrast ratio, 1…21.
double contrast(const QColor& a, const QColor& b);

} // namespace ui
