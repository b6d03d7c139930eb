// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/tail.h"

#include <QRegularExpression>

namespace metrics {

bool dependsOnRange(const QString& expr) {
    // Label values and comments may hold these words too: then a whole answer is fetched needlessly, which is harmless.
    static const QRegularExpression names(
        QStringLiteral("\\b(start|end|range_\\w+|running_\\w+|topk_\\w+|bottomk_\\w+|keep_\\w+|smooth_\\w+|interpolate|"
                       "outliers\\w*|remove_resets|limitk|limit_offset|rand\\w*|histogram_over_time)\\s*\\("));
    return names.match(expr).hasMatch();
}

RangeQuery missingPart(const RangeQuery& wanted, const Matrix& have) {
    const bool extends = have.step == wanted.step && have.step > Millis(0) && have.from <= wanted.from &&
                         have.to >= wanted.from && have.to <= wanted.to && have.warnings.isEmpty() &&
                         (wanted.to - have.to) % wanted.step == Millis(0) && !dependsOnRange(wanted.expr);
    if (!extends)
        return wanted;
    RangeQuery part = wanted;
    const Millis again = (settling + wanted.step - Millis(1)) / wanted.step * wanted.step;
    part.from = std::max<Instant>(wanted.from, have.to - again);
    return part;
}

std::vector<RangeQuery> piecesOf(const RangeQuery& query) {
    std::vector<RangeQuery> pieces;
    const Millis most = query.step * (maxPoints - 2);
    for (Instant from = query.from; from <= query.to;) {
        RangeQuery piece = query;
        piece.from = from;
        piece.to = std::min<Instant>(query.to, from + most);
        pieces.push_back(piece);
        if (query.step <= Millis(0))
            break;
        from = piece.to + query.step;
    }
    return pieces;
}

namespace {

/// The samples of [from, before).
Series cut(const Series& series, double from, double before, std::size_t room) {
    const auto begin = std::lower_bound(series.t.begin(), series.t.end(), from) - series.t.begin();
    const auto end = std::lower_bound(series.t.begin() + begin, series.t.end(), before) - series.t.begin();
    Series kept{series.labels, series.legend, {}, {}};
    kept.t.reserve(static_cast<std::size_t>(end - begin) + room);
    kept.v.reserve(static_cast<std::size_t>(end - begin) + room);
    kept.t.assign(series.t.begin() + begin, series.t.begin() + end);
    kept.v.assign(series.v.begin() + begin, series.v.begin() + end);
    return kept;
}

} // namespace

Matrix joined(const Matrix& have, Matrix part, Instant from) {
    const auto first = static_cast<double>(domain::toMs(from));
    const auto before = static_cast<double>(domain::toMs(part.from));
    std::map<std::map<QString, QString>, std::size_t> places;
    for (std::size_t i = 0; i < part.series.size(); ++i)
        places.emplace(part.series[i].labels, i);
    Matrix whole{from, part.to, part.step, {}, have.warnings};
    for (const QString& warning : part.warnings) {
        if (!whole.warnings.contains(warning))
            whole.warnings << warning;
    }
    for (const Series& series : have.series) {
        const auto found = places.find(series.labels);
        Series* newer = found == places.end() ? nullptr : &part.series[found->second];
        Series kept = cut(series, first, before, newer ? newer->t.size() : 0);
        if (newer) {
            kept.t.insert(kept.t.end(), newer->t.begin(), newer->t.end());
            kept.v.insert(kept.v.end(), newer->v.begin(), newer->v.end());
            places.erase(found);
        }
        if (!kept.t.empty())
            whole.series.push_back(std::move(kept));
    }
    for (Series& series : part.series) { // in the order of the answer
        const auto found = places.find(series.labels);
        if (found == places.end() || &part.series[found->second] != &series)
            continue;
        places.erase(found);
        whole.series.push_back(std::move(series));
    }
    return whole;
}

void extend(Answer& have, Answer part) {
    if (have.type.isEmpty())
        have.type = part.type;
    for (const QString& warning : part.warnings) {
        if (!have.warnings.contains(warning))
            have.warnings << warning;
    }
    std::map<std::map<QString, QString>, std::size_t> places;
    for (std::size_t i = 0; i < have.rows.size(); ++i)
        places.emplace(have.rows[i].metric, i);
    for (Answer::Row& row : part.rows) {
        const auto place = places.find(row.metric);
        if (place == places.end()) {
            have.rows.push_back(std::move(row));
            continue;
        }
        std::vector<Answer::Sample>& samples = have.rows[place->second].samples;
        std::move(row.samples.begin(), row.samples.end(), std::back_inserter(samples));
    }
}

} // namespace metrics
