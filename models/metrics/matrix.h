// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QString>
#include <QStringList>
#include <map>
#include <memory>
#include <vector>

/// Samples of a range query, in columns.
namespace metrics {

using domain::Instant;
using domain::Millis;

struct Series {
    std::map<QString, QString> labels; ///< without __name__ when the server left it out
    QString legend;                    ///< what the person reads; from the panel's legend template or the labels
    std::vector<double> t;             ///< UTC ms, strictly increasing
    std::vector<double> v;             ///< may be NaN or ±Inf
    bool operator==(const Series&) const = default;
};

/// Immutable once made; passed as shared_ptr<const Matrix>.
struct Matrix {
    Instant from, to;
    Millis step{};
    std::vector<Series> series;
    QStringList warnings;
    bool operator==(const Matrix&) const = default;
};
using MatrixPtr = std::shared_ptr<const Matrix>;

} // namespace metrics
