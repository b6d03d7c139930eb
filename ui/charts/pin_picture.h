// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/pin.h"
#include "ui/charts/line_item.h"
#include <QImage>

namespace ui {

/// A pinned graph as a picture for a document: title, query and server, the graph with its marks and events, the names
/// of the lines. In the light theme whatever the window's, since documents are read on paper white. 1200 × 480 pixels.
/// GUI thread.
QImage pinPicture(const metrics::Pin& pin, const std::vector<EventMark>& events = {});

} // namespace ui
