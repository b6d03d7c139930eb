// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/promql_words.h"

namespace metrics {

namespace {

constexpr const char* table =
    "abs(v)=absolute value|absent(v)=1 when there is no series|absent_over_time(range)=1 when there was no series|"
    "acos(v)=|acosh(v)=|asin(v)=|asinh(v)=|atan(v)=|atanh(v)=|"
    "avg(v) by (…)=mean over series|avg_over_time(range)=mean over time|bottomk(k, v)=smallest k series|"
    "ceil(v)=rounded up|changes(range)=how often the value changed|clamp(v, min, max)=kept between two numbers|"
    "clamp_max(v, max)=at most|clamp_min(v, min)=at least|cos(v)=|cosh(v)=|count(v) by (…)=number of series|"
    "count_over_time(range)=number of samples|count_values(\"label\", v)=series for each value|day_of_month(v)=1 to 31|"
    "day_of_week(v)=0 to 6, Sunday is 0|day_of_year(v)=1 to 366|days_in_month(v)=28 to 31|deg(v)=radians to degrees|"
    "delta(range)=difference of a gauge|deriv(range)=slope per second of a gauge|exp(v)=|floor(v)=rounded down|"
    "group(v) by (…)=1 for each group|histogram_count(v)=of native histograms|"
    "histogram_fraction(low, high, v)=of native histograms|"
    "histogram_quantile(q, v by (le))=quantile of a histogram|histogram_sum(v)=of native histograms|"
    "holt_winters(range, sf, tf)=smoothed value|hour(v)=0 to 23, UTC|idelta(range)=difference of the last two samples|"
    "increase(range)=how much a counter grew|irate(range)=per second, of the last two samples|"
    "label_join(v, \"dst\", \"sep\", \"src\"…)=label out of labels|"
    "label_replace(v, \"dst\", \"$1\", \"src\", \"regex\")=label out of a label|last_over_time(range)=newest sample|"
    "ln(v)=|log10(v)=|log2(v)=|max(v) by (…)=largest over series|max_over_time(range)=largest over time|"
    "min(v) by (…)=smallest over series|min_over_time(range)=smallest over time|minute(v)=0 to 59|month(v)=1 to 12|"
    "pi()=|predict_linear(range, seconds)=value to come, by the slope|present_over_time(range)=1 when there was one|"
    "quantile(q, v) by (…)=quantile over series|quantile_over_time(q, range)=quantile over time|"
    "rad(v)=degrees to radians|rate(range)=per second, of a counter|resets(range)=how often a counter began anew|"
    "round(v, to)=rounded|scalar(v)=the one series as a number|sgn(v)=sign|sin(v)=|sinh(v)=|sort(v)=ascending|"
    "sort_desc(v)=descending|sqrt(v)=|stddev(v) by (…)=standard deviation over series|"
    "stddev_over_time(range)=standard deviation over time|stdvar(v) by (…)=variance over series|"
    "stdvar_over_time(range)=variance over time|sum(v) by (…)=sum over series|sum_over_time(range)=sum over time|"
    "tan(v)=|tanh(v)=|time()=now, seconds since 1970|timestamp(v)=of each sample|topk(k, v)=largest k series|"
    "vector(s)=a number as a series|year(v)=|"
    "and=series that both sides have|bool=0 or 1 instead of filtering|by=keep these labels|"
    "group_left=many to one|group_right=one to many|ignoring=match without these labels|offset=of earlier|"
    "on=match by these labels|or=series of either side|unless=series that only the left side has|"
    "without=drop these labels";

} // namespace

const std::vector<PromqlWord>& promqlWords() {
    static const std::vector<PromqlWord> words = [] {
        std::vector<PromqlWord> made;
        for (const QString& entry : QString::fromUtf8(table).split(u'|')) {
            const auto equals = entry.indexOf(u'=');
            const QString signature = entry.left(equals);
            const auto end = signature.indexOf(u'(');
            made.push_back(
                {end < 0 ? signature : signature.left(end), end < 0 ? QString() : signature, entry.mid(equals + 1)});
        }
        return made;
    }();
    return words;
}

} // namespace metrics
