// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/words.h"
#include "metrics/threshold.h"
#include <QColor>
#include <QString>

/// How a level looks: the same colours and signs as the states of checks.
namespace ui {

struct Tokens;

/// Ok → Up, Warn → Degraded, Critical → Down, Unknown → Unknown.
domain::CheckState stateOf(metrics::Level level);
/// "warning", "critical"; empty for Ok and Unknown: what is normal needs no word.
QString wordOf(metrics::Level level);
/// Colour of a number at this level: the text's own unless it is Warn or Critical.
QColor colourOf(const Tokens& tokens, metrics::Level level);

} // namespace ui
