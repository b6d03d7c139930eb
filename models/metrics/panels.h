// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "playbook/playbook.h"

/// Which graphs an incident shows: the playbook's, until a person changes them for this incident. Pure.
namespace metrics {

std::vector<playbook::Panel> panelsOf(const playbook::Playbook& playbook, const domain::Incident& incident);

/// An id made of title that neither a panel nor a word of taken has: "error-rate", "error-rate-2".
QString newPanelId(const QString& title, const std::vector<playbook::Panel>& panels, const QStringList& taken = {});

/// The acts that change them, ready to be recorded; now: what panelsOf gives.
/// Replaces the panel of this id, or adds it at the end; a panel without id gets one made from its title that neither
/// a panel nor a word of taken has.
domain::GraphsArranged withPanel(const std::vector<playbook::Panel>& now, playbook::Panel panel,
                                 const QStringList& taken = {});
domain::GraphsArranged withPanels(const std::vector<playbook::Panel>& now, const std::vector<playbook::Panel>& added,
                                  const QStringList& taken = {});
domain::GraphsArranged withoutPanel(const std::vector<playbook::Panel>& now, const QString& id);
/// Moved by places, not beyond the ends.
domain::GraphsArranged withMoved(const std::vector<playbook::Panel>& now, const QString& id, int by);

} // namespace metrics
