// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/decode.h"
#include "metrics/matrix.h"
#include "metrics/range_query.h"

/// Keeping a graph up to date without asking for all of it again, and ranges of more points than one answer may have.
/// Pure.
namespace metrics {

/// Samples this near to the end of a range may still change: scrapes arrive late, and VictoriaMetrics holds back the
/// newest 30 s (-search.latencyOffset). They are asked for again.
inline constexpr Millis settling{30'000};

/// True when the values depend on where the asked range begins or ends (@ start(), @ end(), and VictoriaMetrics'
/// range_…, running_… and their like): then only an answer to the whole range is right.
bool dependsOnRange(const QString& expr);
/// What must be asked so that have, joined with the answer, answers wanted: the newest part, or all of wanted when have
/// is of another step or begins later, does not reach into wanted, or came with warnings.
RangeQuery missingPart(const RangeQuery& wanted, const Matrix& have);
/// The same instants in pieces of fewer than maxPoints, the oldest first. They share no instant.
std::vector<RangeQuery> piecesOf(const RangeQuery& query);
/// have with everything from part.from on replaced by part, and nothing before from. Series keep their places, new ones
/// come last, those without samples go; the warnings are those of both.
Matrix joined(const Matrix& have, Matrix part, Instant from);
/// The same for answers as they were written: part holds later instants only.
void extend(Answer& have, Answer part);

} // namespace metrics
