// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/reduce.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace metrics {

namespace {

/// Two numbers that every processor handles at once.
using Pair [[gnu::vector_size(16)]] = double;
Pair pair(const double* at) {
    return Pair{at[0], at[1]};
}

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

/// Finite, or else remembered as a mark when it is infinite.
bool isDrawn(const Series& s, std::size_t i, Reduced& out) {
    if (std::isfinite(s.v[i]))
        return true;
    if (std::isinf(s.v[i]))
        out.infinite.push_back({s.t[i], s.v[i] > 0});
    return false;
}

/// All finite and close together: one run.
bool isOneRun(const Series& s, std::size_t begin, std::size_t end, double widest) {
    const double* const t = s.t.data();
    const double* const v = s.v.data();
    Pair nothing{v[begin] - v[begin], 0}; // becomes NaN, and stays it, when something is not finite
    Pair gap{0, 0};
    const auto add = [&](Pair step, Pair value) {
        nothing += value - value;
        gap = step > gap ? step : gap;
    };
    std::size_t i = begin + 1;
    for (; i + 2 <= end; i += 2)
        add(pair(t + i) - pair(t + i - 1), pair(v + i));
    if (i < end)
        add(Pair{t[i] - t[i - 1], 0}, Pair{v[i], 0});
    return nothing[0] + nothing[1] == 0 && std::max(gap[0], gap[1]) <= widest;
}

void keepAll(const Series& s, std::size_t begin, std::size_t end, double widest, Reduced& out) {
    if (end > begin && isOneRun(s, begin, end, widest)) {
        const auto from = static_cast<std::ptrdiff_t>(begin);
        const auto to = static_cast<std::ptrdiff_t>(end);
        out.t.assign(s.t.begin() + from, s.t.begin() + to);
        out.v.assign(s.v.begin() + from, s.v.begin() + to);
        out.runs.push_back(0);
        return;
    }
    out.t.reserve(end - begin);
    out.v.reserve(end - begin);
    bool open = false; // a run is under way
    for (std::size_t i = begin; i < end; ++i) {
        if (!isDrawn(s, i, out)) {
            open = false;
            continue;
        }
        if (!open || s.t[i] - s.t[i - 1] > widest)
            out.runs.push_back(out.t.size());
        open = true;
        out.t.push_back(s.t[i]);
        out.v.push_back(s.v[i]);
    }
}

void keepExtremes(const Series& s, std::size_t begin, std::size_t end, double widest, double from, double scale,
                  Reduced& out) {
    Column column(out);
    double columnEnd = -std::numeric_limits<double>::infinity();
    bool open = false;
    for (std::size_t i = begin; i < end; ++i) {
        if (!isDrawn(s, i, out)) {
            column.flush(s);
            open = false;
            continue;
        }
        const bool joined = open && s.t[i] - s.t[i - 1] <= widest;
        const double x = (s.t[i] - from) * scale;
        if (!joined || x >= columnEnd) {
            column.flush(s);
            columnEnd = std::floor(x) + 1;
        }
        if (!joined)
            out.runs.push_back(out.t.size());
        open = true;
        column.add(s, i);
    }
    column.flush(s);
}

} // namespace

Reduced reduce(const Series& s, double from, double to, int columns, double step, Reduced memory) {
    Reduced out = std::move(memory);
    out.t.clear();
    out.v.clear();
    out.runs.clear();
    out.infinite.clear();
    if (s.t.empty() || !(to > from) || columns < 1)
        return out;
    auto begin = static_cast<std::size_t>(std::lower_bound(s.t.begin(), s.t.end(), from) - s.t.begin());
    auto end = static_cast<std::size_t>(std::upper_bound(s.t.begin(), s.t.end(), to) - s.t.begin());
    begin -= begin > 0 ? 1 : 0;
    end += end < s.t.size() ? 1 : 0;

    const double widest = step > 0 ? 1.5 * step : std::numeric_limits<double>::infinity();
    // Fewer samples than M4 could keep: all of them are the reduction.
    if (end - begin <= static_cast<std::size_t>(columns) * 4) {
        keepAll(s, begin, end, widest, out);
    } else {
        keepExtremes(s, begin, end, widest, from, columns / (to - from), out);
    }
    std::erase_if(out.infinite, [&](const Reduced::Mark& mark) { return mark.t < from || mark.t > to; });
    return out;
}

bool finiteRange(const Series& s, double from, double to, double& low, double& high) {
    const auto begin = static_cast<std::size_t>(std::lower_bound(s.t.begin(), s.t.end(), from) - s.t.begin());
    const auto end = static_cast<std::size_t>(std::upper_bound(s.t.begin(), s.t.end(), to) - s.t.begin());
    // Two by two, in two rows, so that none waits for the one before. What is not finite becomes NaN, which is never
    // less or more.
    constexpr double inf = std::numeric_limits<double>::infinity();
    std::array<Pair, 2> lows{Pair{inf, inf}, Pair{inf, inf}};
    std::array<Pair, 2> highs{-lows[0], -lows[0]};
    const auto add = [&](std::size_t row, Pair v) {
        v += v - v;
        lows[row] = v < lows[row] ? v : lows[row];
        highs[row] = v > highs[row] ? v : highs[row];
    };
    std::size_t i = begin;
    for (; i + 4 <= end; i += 4) {
        for (std::size_t row = 0; row < 2; ++row)
            add(row, pair(s.v.data() + i + 2 * row));
    }
    for (; i < end; ++i)
        add(0, Pair{s.v[i], s.v[i]});
    const double least = std::min({lows[0][0], lows[0][1], lows[1][0], lows[1][1]});
    const double most = std::max({highs[0][0], highs[0][1], highs[1][0], highs[1][1]});
    if (least > most)
        return false;
    low = least;
    high = most;
    return true;
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
