// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/level_look.h"

#include "ui/look/tokens.h"
#include <QCoreApplication>

namespace ui {

domain::CheckState stateOf(metrics::Level level) {
    switch (level) {
    case metrics::Level::Unknown:
        return domain::CheckState::Unknown;
    case metrics::Level::Ok:
        return domain::CheckState::Up;
    case metrics::Level::Warn:
        return domain::CheckState::Degraded;
    case metrics::Level::Critical:
        return domain::CheckState::Down;
    }
    return domain::CheckState::Unknown;
}

QString wordOf(metrics::Level level) {
    switch (level) {
    case metrics::Level::Warn:
        return QCoreApplication::translate("ui::Level", "warning");
    case metrics::Level::Critical:
        return QCoreApplication::translate("ui::Level", "critical");
    case metrics::Level::Unknown:
    case metrics::Level::Ok:
        break;
    }
    return {};
}

QColor colourOf(const Tokens& tokens, metrics::Level level) {
    switch (level) {
    case metrics::Level::Warn:
        return tokens.degraded;
    case metrics::Level::Critical:
        return tokens.down;
    case metrics::Level::Unknown:
    case metrics::Level::Ok:
        break;
    }
    return tokens.text;
}

} // namespace ui
