// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QString>
#include <optional>

namespace domain {

/// A graph of the war room as the log keeps it: the same fields as a playbook's panel.
struct GraphDefinition {
    QString id, title, expr, unit, legend, server;
    std::optional<double> warn, critical;
    std::optional<Millis> hold;
    bool operator==(const GraphDefinition&) const = default;
};

} // namespace domain
