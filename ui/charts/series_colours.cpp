// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series_colours.h"

namespace ui {

namespace {

constexpr std::size_t mostRemembered = 10'000; // labels may change for ever

} // namespace

std::vector<int> SeriesColours::of(const metrics::Matrix& matrix) {
    if (m_colours.size() > mostRemembered)
        m_colours.clear();
    std::set<int> taken;
    for (const metrics::Series& series : matrix.series) {
        if (const auto found = m_colours.find(series.labels); found != m_colours.end())
            taken.insert(found->second);
    }
    std::vector<int> numbers;
    int free = 0;
    for (const metrics::Series& series : matrix.series) {
        auto found = m_colours.find(series.labels);
        if (found == m_colours.end()) {
            while (taken.contains(free))
                ++free;
            taken.insert(free);
            found = m_colours.emplace(series.labels, free).first;
        }
        numbers.push_back(isHidden(series.labels) ? -1 : found->second);
    }
    return numbers;
}

int SeriesColours::colour(const Labels& labels) const {
    const auto found = m_colours.find(labels);
    return found == m_colours.end() ? -1 : found->second;
}

bool SeriesColours::isHidden(const Labels& labels) const {
    return m_alone ? *m_alone != labels : m_hidden.contains(labels);
}

void SeriesColours::toggle(const Labels& labels) {
    if (m_alone) { // the one that stood alone, and now this one
        if (*m_alone == labels)
            return showAll();
        for (const auto& [other, colour] : m_colours) {
            if (other != *m_alone && other != labels)
                m_hidden.insert(other);
        }
        m_hidden.erase(*m_alone);
        m_hidden.erase(labels);
        m_alone.reset();
        return;
    }
    if (!m_hidden.erase(labels))
        m_hidden.insert(labels);
}

void SeriesColours::isolate(const Labels& labels) {
    if (m_alone == labels)
        return showAll();
    m_alone = labels;
}

void SeriesColours::showAll() {
    m_alone.reset();
    m_hidden.clear();
}

} // namespace ui
