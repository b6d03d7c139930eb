// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tokens.h"
#include <QString>

class QApplication;
class QWidget;

namespace ui {

/// Fusion, our palette, our font and a small style sheet for the whole program. Call again to change theme or scale
/// (0.75…2); every widget made with setTextFont follows.
void applyLook(QApplication& application, Theme theme, double scale = 1.0);
/// Makes the one button that matters in its place stand out.
void markPrimary(QWidget* button);
/// A flat button without frame: icons in headers, links in rows.
void markFlat(QWidget* button);

} // namespace ui
