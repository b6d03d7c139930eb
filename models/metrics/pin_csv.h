// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/pin.h"

namespace metrics {

/// The samples of a pinned graph as CSV (RFC 4180, UTF-8): a column for the time (ISO 8601, UTC), one for each series;
/// an empty cell where a series has no sample. A name that a spreadsheet would take for a formula gets an apostrophe in
/// front. Pure.
QByteArray toCsv(const Pin& pin);

} // namespace metrics
