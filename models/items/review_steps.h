// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/review_fields.h"
#include <map>
#include <set>

/// The single steps of a phase or a scenario in the review of a runbook. Pure.
namespace items {

/// In order, diagnosis before resolution; none for other things.
std::vector<const playbook::Item*> stepsOf(const importer::Found& found);
/// Puts a step in the place of the one that stands there.
void putStep(importer::Found& found, std::size_t place, const playbook::Item& step);
/// Leaves steps out, by the places of what they stand in and of themselves; what waited for them waits no more.
void dropSteps(importer::Draft& draft, const std::map<int, std::set<std::size_t>>& dropped);

/// What a person can change of a step.
std::vector<ReviewField> fieldsOf(const playbook::Item& step);
/// The step with these texts; Input when it would say nothing.
domain::Result<playbook::Item> withFields(playbook::Item step, const QStringList& texts);

} // namespace items
