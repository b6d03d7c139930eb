// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/check_result.h"
#include "domain/incident.h"
#include "metrics/panel_feed.h"
#include "playbook/playbook.h"
#include <vector>

namespace ui {

/// A recorded incident as it stood at a moment, for screens that change nothing.
struct Record {
    QString key;
    domain::Incident incident;
    playbook::Playbook playbook;
    std::vector<domain::CheckResult> results; ///< oldest first
    std::vector<metrics::PanelView> panels;
    domain::Instant now;
};

} // namespace ui
