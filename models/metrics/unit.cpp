// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/unit.h"

#include <array>
#include <cmath>
#include <initializer_list>
#include <iterator>

namespace metrics {

namespace {

struct Scale {
    double divisor;
    const char* suffix;
};
enum class Family {
    Plain,
    Percent,
    PercentUnit,
    Short,
    Time,
    Binary,
    BinaryBits,
    Decimal,
    DecimalBits,
    Rate,
    Hertz,
    Celsius,
    Money
};
struct Unit {
    const char* name;
    Family family;
    double factor;    ///< of the number into the family's base: seconds, bytes, bits, hertz
    const char* text; ///< behind the scale's own suffix
};

// Names and meanings: Grafana, packages/grafana-data/src/valueFormats/categories.ts.
constexpr Unit units[] = {
    {"none", Family::Plain, 1, ""},
    {"short", Family::Short, 1, ""},
    {"sishort", Family::Short, 1, ""},
    {"percent", Family::Percent, 1, " %"},
    {"percentunit", Family::PercentUnit, 100, " %"},
    {"ns", Family::Time, 1e-9, ""},
    {"µs", Family::Time, 1e-6, ""},
    {"us", Family::Time, 1e-6, ""},
    {"ms", Family::Time, 1e-3, ""},
    {"s", Family::Time, 1, ""},
    {"m", Family::Time, 60, ""},
    {"h", Family::Time, 3600, ""},
    {"d", Family::Time, 86400, ""},
    {"dtdurationms", Family::Time, 1e-3, ""},
    {"dtdurations", Family::Time, 1, ""},
    {"clockms", Family::Time, 1e-3, ""},
    {"clocks", Family::Time, 1, ""},
    {"timeticks", Family::Time, 1e-2, ""},
    {"bytes", Family::Binary, 1, ""},
    {"kbytes", Family::Binary, 1024, ""},
    {"mbytes", Family::Binary, 1048576, ""},
    {"gbytes", Family::Binary, 1073741824, ""},
    {"tbytes", Family::Binary, 1099511627776, ""},
    {"pbytes", Family::Binary, 1125899906842624, ""},
    {"decbytes", Family::Decimal, 1, ""},
    {"deckbytes", Family::Decimal, 1e3, ""},
    {"decmbytes", Family::Decimal, 1e6, ""},
    {"decgbytes", Family::Decimal, 1e9, ""},
    {"dectbytes", Family::Decimal, 1e12, ""},
    {"decpbytes", Family::Decimal, 1e15, ""},
    {"bits", Family::BinaryBits, 1, ""},
    {"decbits", Family::DecimalBits, 1, ""},
    {"binBps", Family::Binary, 1, "/s"},
    {"Bps", Family::Decimal, 1, "/s"},
    {"binbps", Family::BinaryBits, 1, "/s"},
    {"bps", Family::DecimalBits, 1, "/s"},
    {"KiBs", Family::Binary, 1024, "/s"},
    {"MiBs", Family::Binary, 1048576, "/s"},
    {"GiBs", Family::Binary, 1073741824, "/s"},
    {"TiBs", Family::Binary, 1099511627776, "/s"},
    {"KBs", Family::Decimal, 1e3, "/s"},
    {"MBs", Family::Decimal, 1e6, "/s"},
    {"GBs", Family::Decimal, 1e9, "/s"},
    {"TBs", Family::Decimal, 1e12, "/s"},
    {"Kibits", Family::BinaryBits, 1024, "/s"},
    {"Mibits", Family::BinaryBits, 1048576, "/s"},
    {"Gibits", Family::BinaryBits, 1073741824, "/s"},
    {"Kbits", Family::DecimalBits, 1e3, "/s"},
    {"Mbits", Family::DecimalBits, 1e6, "/s"},
    {"Gbits", Family::DecimalBits, 1e9, "/s"},
    {"Tbits", Family::DecimalBits, 1e12, "/s"},
    {"reqps", Family::Rate, 1, "req/s"},
    {"rps", Family::Rate, 1, "rd/s"},
    {"wps", Family::Rate, 1, "wr/s"},
    {"ops", Family::Rate, 1, "ops/s"},
    {"iops", Family::Rate, 1, "io/s"},
    {"cps", Family::Rate, 1, "c/s"},
    {"eps", Family::Rate, 1, "evt/s"},
    {"mps", Family::Rate, 1, "msg/s"},
    {"recps", Family::Rate, 1, "rec/s"},
    {"rowsps", Family::Rate, 1, "rows/s"},
    {"pps", Family::Rate, 1, "p/s"},
    {"reqpm", Family::Rate, 1, "req/min"},
    {"opm", Family::Rate, 1, "ops/min"},
    {"cpm", Family::Rate, 1, "c/min"},
    {"rpm", Family::Rate, 1, "rd/min"},
    {"wpm", Family::Rate, 1, "wr/min"},
    {"epm", Family::Rate, 1, "evt/min"},
    {"mpm", Family::Rate, 1, "msg/min"},
    {"recpm", Family::Rate, 1, "rec/min"},
    {"rowspm", Family::Rate, 1, "rows/min"},
    {"rothz", Family::Hertz, 1, ""},
    {"rotrpm", Family::Plain, 1, " rpm"},
    {"hertz", Family::Hertz, 1, ""},
    {"celsius", Family::Celsius, 1, " °C"},
    {"currencyUSD", Family::Money, 1, "$"},
    {"currencyEUR", Family::Money, 1, "€"},
    {"currencyGBP", Family::Money, 1, "£"},
    {"currencyJPY", Family::Money, 1, "¥"},
    {"currencyINR", Family::Money, 1, "₹"},
    {"fahrenheit", Family::Plain, 1, " °F"},
    {"kelvin", Family::Plain, 1, " K"},
    {"humidity", Family::Plain, 1, " %H"},
    {"dB", Family::Plain, 1, " dB"},
    {"watt", Family::Plain, 1, " W"},
    {"volt", Family::Plain, 1, " V"},
    {"amp", Family::Plain, 1, " A"},
};

const Unit* find(const QString& name) {
    const QByteArray wanted = name.toUtf8();
    const auto it =
        std::find_if(std::begin(units), std::end(units), [&](const Unit& unit) { return wanted == unit.name; });
    return it == std::end(units) ? nullptr : it;
}

/// The largest scale that leaves at least 1 before the point; the first one when none does.
Scale pick(double magnitude, std::initializer_list<Scale> ascending) {
    Scale best = *ascending.begin();
    for (const Scale& scale : ascending) {
        // 999.6 would be written "1000": it belongs to the next scale.
        if (magnitude >= scale.divisor * 0.9995)
            best = scale;
    }
    return best;
}

Scale thousands(double magnitude) {
    return pick(magnitude, {{1, ""}, {1e3, " K"}, {1e6, " Mil"}, {1e9, " Bil"}, {1e12, " Tri"}});
}

Scale scaleOf(Family family, double magnitude) {
    switch (family) {
    case Family::Plain:
    case Family::Percent:
    case Family::PercentUnit:
    case Family::Celsius:
        return {1, ""};
    case Family::Short:
    case Family::Money:
        return thousands(magnitude);
    case Family::Rate: // "K req/s": the scale goes before the unit
        return pick(magnitude, {{1, " "}, {1e3, " K "}, {1e6, " M "}, {1e9, " G "}});
    case Family::Time:
        if (magnitude == 0)
            return {1, " s"};
        return pick(
            magnitude,
            {{1e-9, " ns"}, {1e-6, " µs"}, {1e-3, " ms"}, {1, " s"}, {120, " min"}, {7200, " h"}, {172800, " d"}});
    case Family::Binary:
        return pick(magnitude,
                    {{1, " B"}, {1024, " KiB"}, {1048576, " MiB"}, {1073741824, " GiB"}, {1099511627776, " TiB"}});
    case Family::BinaryBits:
        return pick(magnitude, {{1, " b"}, {1024, " Kib"}, {1048576, " Mib"}, {1073741824, " Gib"}});
    case Family::Decimal:
        return pick(magnitude, {{1, " B"}, {1e3, " kB"}, {1e6, " MB"}, {1e9, " GB"}, {1e12, " TB"}});
    case Family::DecimalBits:
        return pick(magnitude, {{1, " b"}, {1e3, " kb"}, {1e6, " Mb"}, {1e9, " Gb"}, {1e12, " Tb"}});
    case Family::Hertz:
        return pick(magnitude, {{1, " Hz"}, {1e3, " kHz"}, {1e6, " MHz"}, {1e9, " GHz"}});
    }
    return {1, ""};
}

/// Minutes, hours and days are picked from 2 of them on, but divided by one.
double divisorOf(const Scale& scale) {
    if (scale.divisor == 120)
        return 60;
    if (scale.divisor == 7200)
        return 3600;
    return scale.divisor == 172800 ? 86400 : scale.divisor;
}

NumberFormat formatFor(double magnitude, const QString& name) {
    NumberFormat result;
    const Unit* unit = find(name);
    if (!unit) {
        if (name.startsWith(QLatin1String("prefix:")))
            result.prefix = name.mid(7);
        else if (name.startsWith(QLatin1String("suffix:")))
            result.suffix = name.mid(7);
        else if (!name.isEmpty())
            result.suffix = QString(u' ' + name);
        return result;
    }
    const Scale scale = scaleOf(unit->family, magnitude * unit->factor);
    result.divisor = divisorOf(scale) / unit->factor;
    if (unit->family == Family::Money) {
        result.prefix = QString::fromUtf8(unit->text);
        result.suffix = QString::fromUtf8(scale.suffix);
    } else {
        result.suffix = QString::fromUtf8(scale.suffix) + QString::fromUtf8(unit->text);
    }
    return result;
}

QString special(double value) {
    if (std::isnan(value))
        return QStringLiteral("NaN");
    return value > 0 ? QStringLiteral("+Inf") : QStringLiteral("-Inf");
}

QString trimmedZeros(QString number) {
    if (!number.contains(u'.'))
        return number;
    while (number.endsWith(u'0'))
        number.chop(1);
    if (number.endsWith(u'.'))
        number.chop(1);
    return number;
}

/// Digits behind the point that leave three significant ones.
int decimalsFor(double scaled) {
    const double magnitude = std::abs(scaled);
    if (magnitude == 0 || magnitude >= 99.95)
        return 0;
    const int leading = static_cast<int>(std::floor(std::log10(magnitude * 1.0005)));
    return std::min(2 - leading, 12);
}

} // namespace

bool isKnownUnit(const QString& unit) {
    return unit.isEmpty() || unit.startsWith(QLatin1String("suffix:")) || unit.startsWith(QLatin1String("prefix:")) ||
           find(unit);
}

QStringList knownUnits() {
    QStringList names;
    for (const Unit& unit : units)
        names << QString::fromUtf8(unit.name);
    return names;
}

QString formatValue(double value, const QString& unit) {
    if (!std::isfinite(value))
        return special(value);
    NumberFormat how = formatFor(std::abs(value), unit);
    const double scaled = value / how.divisor;
    if (std::abs(scaled) >= 1e15 || (scaled != 0 && std::abs(scaled) < 1e-6))
        return QString(how.prefix + QString::number(scaled, 'g', 3) + how.suffix);
    QString number = trimmedZeros(QString::number(scaled, 'f', decimalsFor(scaled)));
    if (number == QLatin1String("-0"))
        number = QStringLiteral("0");
    return QString(how.prefix + number + how.suffix);
}

NumberFormat axisFormat(double largest, double step, const QString& unit) {
    // Of rates and counts four digits are easier to read than "0.8 K req/s".
    const Unit* known = find(unit);
    const bool counts = known && (known->family == Family::Rate || known->family == Family::Short);
    NumberFormat result = formatFor(std::abs(largest) / (counts ? 10 : 1), unit);
    const double scaledStep = std::abs(step) / result.divisor;
    if (scaledStep > 0 && std::isfinite(scaledStep))
        result.decimals = std::max(static_cast<int>(std::ceil(-std::log10(scaledStep) - 1e-9)), 0);
    if (result.decimals > 9 || std::abs(largest) / result.divisor >= 1e12)
        result.decimals = -1;
    return result;
}

QString format(double value, const NumberFormat& format) {
    if (!std::isfinite(value))
        return special(value);
    const double scaled = value / format.divisor;
    QString number =
        format.decimals < 0 ? QString::number(scaled, 'g', 4) : QString::number(scaled, 'f', format.decimals);
    if (number.startsWith(u'-') && number.toDouble() == 0)
        number.remove(0, 1);
    return QString(format.prefix + number + format.suffix);
}

} // namespace metrics
