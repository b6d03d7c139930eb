// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// Numbers as people read them, by Grafana's unit names (percent, percentunit, s, ms, bytes, reqps, short, …). Pure,
/// and the same in every locale: a decimal point, a space before the unit.
namespace metrics {

/// How all numbers of one axis are written, so that its labels share scale and decimals.
struct NumberFormat {
    double divisor = 1;
    int decimals = 0;       ///< -1: with an exponent
    QString prefix, suffix; ///< suffix comes with its leading space where it has one
    bool operator==(const NumberFormat&) const = default;
};

/// True for the names this file knows. Any other name is written behind the number as it stands; "suffix:x" and
/// "prefix:x" as in Grafana.
bool isKnownUnit(const QString& unit);
/// Those names, to choose from.
QStringList knownUnits();
/// "8.3 %", "2.41 s", "412 req/s", "1.5 GiB": three significant digits; "NaN", "+Inf", "-Inf".
QString formatValue(double value, const QString& unit);
/// For an axis up to largest (absolute) with ticks step apart.
NumberFormat axisFormat(double largest, double step, const QString& unit);
QString format(double value, const NumberFormat& format);

} // namespace metrics
