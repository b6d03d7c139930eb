// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QString>

/// The pieces that times and cadences are made of, as regular expressions to build larger ones of.
namespace importer {

using domain::Millis;

/// A number in digits or words ("15", "half an", "zwei").
const QString& numberPattern();
/// "min", "Stunden", "business days" …
const QString& unitPattern();
/// What stands between the ends of a range: "-", "to", "bis" …
const QString& dashPattern();
/// Length of a unit; a day when it is none of the shorter ones.
Millis unitOf(const QString& unit);
/// "half an" and "hour" are 30 minutes.
Millis amountOf(const QString& number, const QString& unit);

} // namespace importer
