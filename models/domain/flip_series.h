// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

namespace domain {

/// Changes of one check that follow each other within three minutes: from the fourth on the check flaps, and further
/// changes count on the third one's entry instead of filling the timeline.
struct FlipSeries {
    int length = 1; ///< with the latest
    Instant since;  ///< of the first
    Instant third;  ///< of the one whose entry counts the later ones; meaningless before there are three
    bool flaps() const { return length > 3; }
};
/// earlier: flips of all checks in fold order, those before latest.
FlipSeries seriesOf(const std::vector<CheckFlip>& earlier, const CheckFlip& latest);

/// What the entry of a flip says: the sentence of its event, and when the failure was first seen, detected and over. Of
/// a check that flaps the number of its changes.
QString sentenceOf(const std::vector<CheckFlip>& earlier, const CheckFlip& latest, const CheckChanged& event);

} // namespace domain
