// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/playbook.h"

/// What the runbook of one team holds, counted by hand: a shipped playbook is held against it.
namespace tests {

using playbook::Millis;

struct SeverityFigures {
    QString id;
    playbook::RespondWithin respond;
    playbook::UpdateEvery update;
    qsizetype examples;
};
struct PhaseFigures {
    QString id;
    size_t items;
    std::optional<playbook::Window> window;
    playbook::CountedFrom after = playbook::CountedFrom::Declared;
};
struct ScenarioFigures {
    QString id;
    QStringList alerts;
    qsizetype symptoms;
    size_t diagnosis, resolution;
    qsizetype verification;
};
struct PanelFigures {
    QString id;
    QString expr; ///< byte for byte, as the runbook means it
    std::optional<double> warn, critical;
};
struct MessageFigures {
    QString id;
    QStringList blanks; ///< sorted: every {{name}} of the body
};
struct ActionFigures {
    QString id, method, url, body; ///< body: a part of it
};
struct Inventory {
    QString id;
    QStringList types;
    std::vector<SeverityFigures> severities;
    std::vector<std::pair<QString, qsizetype>> roles; ///< id, duties
    std::vector<std::pair<Millis, QString>> ladder;
    std::vector<PhaseFigures> phases;
    QStringList checks;               ///< what their URLs ask: variable and path; of other kinds "redis HOST:PORT"
    std::vector<PanelFigures> panels; ///< those whose query or marks the runbook gives
    size_t allPanels;
    std::vector<ScenarioFigures> scenarios;
    std::vector<MessageFigures> messages;
    std::vector<ActionFigures> actions;
    std::optional<Millis> due;
    QStringList sections; ///< titles of the runbook's template, or of what it wants documented; others may follow
    qsizetype upkeep, links;
};

Inventory arbitrationDetection();
Inventory selfHealingPipelineGuard();
Inventory reconciliationPlatform();
Inventory watermarkLab();
Inventory blockchainDapp();
std::vector<Inventory> everyInventory();

} // namespace tests
