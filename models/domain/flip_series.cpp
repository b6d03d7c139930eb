// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/flip_series.h"

#include "domain/event_kinds.h"
#include <chrono>

namespace domain {
namespace {

using namespace std::chrono_literals;

constexpr Millis calm = 3min;

QString clock(Instant at) {
    return toClockText(at, true);
}

bool isTrouble(CheckState state) {
    return state == CheckState::Down || state == CheckState::Degraded;
}

/// The flip with which the trouble began that latest ends; null when there was none.
const CheckFlip* troubleBefore(const std::vector<CheckFlip>& earlier, const CheckFlip& latest) {
    const CheckFlip* first = nullptr;
    for (auto flip = earlier.rbegin(); flip != earlier.rend(); ++flip) {
        if (flip->check != latest.check)
            continue;
        if (flip->state == CheckState::Up)
            break;
        if (isTrouble(flip->state))
            first = &*flip;
    }
    return first;
}

} // namespace

FlipSeries seriesOf(const std::vector<CheckFlip>& earlier, const CheckFlip& latest) {
    FlipSeries series{1, latest.at, latest.at};
    Instant second = latest.at; // as seen so far, going back
    for (auto flip = earlier.rbegin(); flip != earlier.rend() && series.since - flip->at <= calm; ++flip) {
        if (flip->check != latest.check)
            continue;
        ++series.length;
        series.third = second;
        second = series.since;
        series.since = flip->at;
    }
    return series;
}

QString sentenceOf(const std::vector<CheckFlip>& earlier, const CheckFlip& latest, const CheckChanged& event) {
    const FlipSeries series = seriesOf(earlier, latest);
    const QString& title = event.title.isEmpty() ? event.check : event.title;
    if (series.flaps()) {
        const QString text = QStringLiteral("%1 flaps: changed %2 times since %3, now %4")
                                 .arg(title)
                                 .arg(series.length)
                                 .arg(clock(series.since), toText(event.state).toUpper());
        return event.detail.isEmpty() || event.state == CheckState::Up ? text
                                                                       : text + QStringLiteral(": ") + event.detail;
    }
    QString text = sentenceOf(Body(event));
    if (isTrouble(event.state) && latest.firstSeen && *latest.firstSeen != latest.at)
        return QStringLiteral("%1 (first failure %2, detected %3)")
            .arg(text, clock(*latest.firstSeen), clock(latest.at));
    const CheckFlip* began = event.state == CheckState::Up ? troubleBefore(earlier, latest) : nullptr;
    if (!began || !latest.firstSeen)
        return text;
    return QStringLiteral("%1 (first failure %2, detected %3, recovered %4)")
        .arg(text, clock(began->firstSeen.value_or(began->at)), clock(began->at), clock(*latest.firstSeen));
}

} // namespace domain
