// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QWidget;

/// The type scale. Sizes are device-independent pixels at scale 1; the scale is the application font's size over Body,
/// so that there is no second truth.
namespace ui {

enum class TextSize { Small = 12, Body = 13, Large = 15, Title = 20, Big = 24, Huge = 40 };
enum class Face { Text, Mono }; ///< digits that change, queries and commands are Mono: Qt 6.4 has no tabular figures

/// Current scale: 1 unless the person changed it (Ctrl+= / Ctrl+-).
double textScale();
/// Length in pixels at the current scale.
int scaled(int pixels);
/// Inter or JetBrains Mono where present, else what the platform has.
QFont fontOf(TextSize size, QFont::Weight weight = QFont::Normal, Face face = Face::Text);
/// Gives a widget a font of the scale and remembers which, so that a change of scale reaches it (applyLook).
void setTextFont(QWidget* widget, TextSize size, QFont::Weight weight = QFont::Normal, Face face = Face::Text);
/// Applies what setTextFont remembered, at the current scale. Does nothing for other widgets.
void refreshTextFont(QWidget* widget);

} // namespace ui
