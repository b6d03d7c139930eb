// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/matrix.h"
#include <QColor>
#include <QImage>
#include <QSize>

/// Lines as pixels, without a painter's path: for every column the span that each line covers there. Pure; runs on a
/// worker.
namespace ui {

/// The part of the plane that a picture shows: time in UTC ms to the right, values upward.
struct Frame {
    double from = 0, to = 0, low = 0, high = 0;
    bool operator==(const Frame&) const = default;
};

struct RasterJob {
    metrics::MatrixPtr matrix;
    Frame frame;
    QSize pixels;   ///< of the device
    double pen = 2; ///< device pixels
    bool antialiased = true;
    std::vector<QColor> colours; ///< of the series in order; used in turn; an invalid one draws nothing
};

/// Transparent where nothing is drawn. Gaps stay empty; samples outside the frame are clipped; ±Inf is a mark on the
/// upper or lower edge. Each line is reduced by M4 first, which changes no pixel. Null for an empty frame or size.
QImage rasterise(const RasterJob& job);

} // namespace ui
