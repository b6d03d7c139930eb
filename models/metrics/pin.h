// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "metrics/matrix.h"
#include "metrics/threshold.h"
#include <QByteArray>

/// A graph frozen as evidence: the raw samples with the question they answer. Pure.
namespace metrics {

struct Pin {
    QString panel, title, expr, unit, server; ///< server without credentials
    Marks marks;
    Matrix matrix;
    bool operator==(const Pin&) const = default;
};

inline constexpr const char* pinMediaType = "application/vnd.bridgewatch.graph+json";

/// JSON; every double is written so that it reads back the same. Equal pins give equal bytes.
QByteArray toBytes(const Pin& pin);
/// Refuses (Input) what toBytes could not have written: bundles come from strangers.
domain::Result<Pin> pinFromBytes(const QByteArray& bytes);

} // namespace metrics
