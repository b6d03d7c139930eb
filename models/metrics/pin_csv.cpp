// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/pin_csv.h"

#include <charconv>
#include <cmath>
#include <set>

namespace metrics {

namespace {

QByteArray quoted(QString text) {
    if (!text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    return '"' + text.replace(u'"', QStringLiteral("\"\"")).toUtf8() + '"';
}

/// Shortest form that reads back the same; Prometheus' words for what is no number.
QByteArray written(double value) {
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    char text[32];
    const auto [end, error] = std::to_chars(text, text + sizeof text, value);
    return {text, end - text};
}

} // namespace

QByteArray toCsv(const Pin& pin) {
    const std::vector<Series>& all = pin.matrix.series;
    std::set<double> moments;
    QByteArray csv = quoted(QStringLiteral("time (UTC)"));
    for (const Series& series : all) {
        csv += ',' + quoted(series.legend.isEmpty() ? pin.title : series.legend);
        moments.insert(series.t.begin(), series.t.end());
    }
    csv += "\r\n";
    std::vector<std::size_t> next(all.size(), 0);
    for (const double moment : moments) {
        csv += domain::toIso(domain::instantFromMs(static_cast<qint64>(moment))).toLatin1();
        for (std::size_t i = 0; i < all.size(); ++i) {
            csv += ',';
            if (next[i] < all[i].t.size() && all[i].t[next[i]] == moment)
                csv += written(all[i].v[next[i]++]);
        }
        csv += "\r\n";
    }
    return csv;
}

} // namespace metrics
