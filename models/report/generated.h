// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"

/// The blocks of the generated sections.
namespace report {

enum class Generated { Summary, Durations, Impact, Timeline, Checks, Graphs, ActionItems, Roles };

/// Which block a section id of a playbook asks for ("action-items" and "action_items" are the same); nullopt for an
/// unknown one.
std::optional<Generated> generatedBlock(const QString& sectionId);

std::vector<Block> summaryBlocks(const domain::Incident& incident, const playbook::Playbook& playbook,
                                 domain::Instant now);
std::vector<Block> durationBlocks(const domain::Incident& incident, const playbook::Playbook& playbook,
                                  domain::Instant now);
std::vector<Block> impactBlocks(const domain::Incident& incident);
/// One table; times with the date where the shown entries span days. Struck and confidential entries are left out.
std::vector<Block> timelineBlocks(const domain::Incident& incident);
std::vector<Block> checkBlocks(const domain::Incident& incident, domain::Instant now);
/// assets gets the files the blocks name.
std::vector<Block> graphBlocks(const domain::Incident& incident, const QString& key, std::vector<Asset>& assets);
std::vector<Block> actionItemBlocks(const domain::Incident& incident);
std::vector<Block> roleBlocks(const domain::Incident& incident, const playbook::Playbook& playbook);

/// "SEV2 (Major)", the id alone when the playbook does not know it.
QString severityText(const playbook::Playbook& playbook, const QString& severity);

} // namespace report
