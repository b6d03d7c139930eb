// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "metrics/pin.h"
#include "ui/charts/line_item.h"
#include <QByteArray>
#include <QImage>

namespace ui {

/// A pinned graph as it stands in the post-mortem: light, with title, query, unit, axes in UTC, marks, the names of the
/// lines, range, step and server written on it. Equal pins give equal pictures, whatever theme and scale the program
/// runs with. Needs a QGuiApplication.
QImage reportGraph(const metrics::Pin& pin, const std::vector<EventMark>& events = {});
/// The same from the bytes of the attachment, as PNG. Fails (Input) on what metrics::pinFromBytes refuses.
domain::Result<QByteArray> reportGraphPng(const QByteArray& pinBytes);

} // namespace ui
