// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/reduce.h"

#include <cmath>

namespace metrics {

namespace {

/// Collects one column of one run and writes its up to four samples in order of time.
class Column {
public:
    explicit Column(Reduced& out)
        : m_out(out) {}
    void add(const Series& s, std::size_t i) {
        if (m_count++ == 0)
            m_first = m_low = m_high = i;
        if (s.v[i] < s.v[m_low])
            m_low = i;
        if (s.v[i] > s.v[m_high])
            m_high = i;
        m_last = i;
    }
    void flush(const Series& s) {
        if (m_count == 0)
            return;
        put(s, m_first);
        const std::size_t a = std::min(m_low, m_high);
        const std::size_t b = std::max(m_low, m_high);
        if (a != m_first && a != m_last)
            put(s, a);
        if (b != a && b != m_first && b != m_last)
            put(s, b);
        if (m_last != m_first)
            put(s, m_last);
        m_count = 0;
    }

private:
    void put(const Series& s, std::size_t i) {
        m_out.t.push_back(s.t[i]);
        m_out.v.push_back(s.v[i]);
    }
    Reduced& m_out;
    std::size_t m_count = 0, m_first = 0, m_low = 0, m_high = 0, m_last = 0;
};

} // namespace

Reduced reduce(const Series& s, double from, double to, int columns, double step) {
    Reduced out;
    if (s.t.empty() || !(to > from) || columns < 1)
        return out;
    auto begin = static_cast<std::size_t>(std::lower_bound(s.t.begin(), s.t.end(), from) - s.t.begin());
    auto end = static_cast<std::size_t>(std::upper_bound(s.t.begin(), s.t.end(), to) - s.t.begin());
    begin -= begin > 0 ? 1 : 0;
    end += end < s.t.size() ? 1 : 0;

    const double scale = columns / (to - from);
    const double widest = step > 0 ? 1.5 * step : std::numeric_limits<double>::infinity();
    const bool keepAll = end - begin <= static_cast<std::size_t>(columns) * 2;
    Column column(out);
    double columnEnd = -std::numeric_limits<double>::infinity();
    bool open = false; // a run is under way
    for (std::size_t i = begin; i < end; ++i) {
        const double t = s.t[i];
        const double v = s.v[i];
        if (!std::isfinite(v)) {
            column.flush(s);
            open = false;
            if (std::isinf(v) && t >= from && t <= to)
                out.infinite.push_back({t, v > 0});
            continue;
        }
        const bool joined = open && t - s.t[i - 1] <= widest;
        const double x = (t - from) * scale;
        if (!joined || keepAll || x >= columnEnd) {
            column.flush(s);
            columnEnd = std::floor(x) + 1;
        }
        if (!joined)
            out.runs.push_back(out.t.size());
        open = true;
        column.add(s, i);
    }
    column.flush(s);
    return out;
}

bool finiteRange(const Series& s, double from, double to, double& low, double& high) {
    const auto begin = static_cast<std::size_t>(std::lower_bound(s.t.begin(), s.t.end(), from) - s.t.begin());
    const auto end = static_cast<std::size_t>(std::upper_bound(s.t.begin(), s.t.end(), to) - s.t.begin());
    bool any = false;
    for (std::size_t i = begin; i < end; ++i) {
        const double v = s.v[i];
        if (!std::isfinite(v))
            continue;
        low = any ? std::min(low, v) : v;
        high = any ? std::max(high, v) : v;
        any = true;
    }
    return any;
}

std::ptrdiff_t nearest(const Series& s, double t, double reach) {
    if (s.t.empty())
        return -1;
    auto it = std::lower_bound(s.t.begin(), s.t.end(), t);
    if (it == s.t.end() || (it != s.t.begin() && t - *(it - 1) <= *it - t))
        --it;
    return std::abs(*it - t) <= reach ? it - s.t.begin() : -1;
}

} // namespace metrics
