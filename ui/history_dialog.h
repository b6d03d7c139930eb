// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include <QDialog>

namespace ui {

/// Every version of one timeline entry, oldest first, with who wrote it and when.
class HistoryDialog final : public QDialog {
    Q_OBJECT
public:
    HistoryDialog(const domain::TimelineEntry& entry, const std::vector<domain::Event>& events, QWidget* parent);
};

/// One line for each thing that happened to the entry: "2026-11-20 14:58:03 UTC  @ic  wrote: …".
QStringList historyOf(const domain::TimelineEntry& entry, const std::vector<domain::Event>& events);

} // namespace ui
