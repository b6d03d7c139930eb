// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOptionViewItem>

class QPainter;

namespace ui {

struct Tokens;

/// Ground and frame that every painted row shares: tint under hover and selection, a bar at the left edge, and a focus
/// ring that is always visible.
void paintRowFrame(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& tokens);
/// A tint of at most rowTint with a bar of the full colour at the left edge.
void paintRowTint(QPainter& painter, const QRect& rect, const Tokens& tokens, const QColor& colour);

} // namespace ui
