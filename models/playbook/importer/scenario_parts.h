// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/reading.h"

/// The parts of a scenario: which title or label names which, and what goes into each.
namespace importer {

enum class Part { None, Alert, Symptoms, Diagnosis, Resolution, Verification };

/// The part a title names.
Part partOf(const QString& title);
/// The titles of the parts of a section.
std::vector<QString> titlesOf(const Outline& outline, const Section& section);
/// "**Symptoms:** payments hang." and then a list: how it shows stands on the label's line, the list is what to do.
bool isToldInOneLine(const Section& section);
/// How many of the titles name a part.
qsizetype told(const std::vector<QString>& titles);
/// "Runbook: declare, investigate, close": headings of one procedure, not scenarios side by side.
bool isProcedure(const Outline& outline, const Section& section);
/// The parts that titles side by side name. An unknown one between two known ones is told by its place, and looking a
/// second time after the fix is the proof.
std::vector<Part> partsInOrder(const std::vector<QString>& titles);
/// "Step 2", "Phase 1: …": a title of the procedure.
bool isNumberedStep(const QString& title);

void put(const StepFact& step, Part part, ScenarioFact& scenario);
/// Items that name parts: "- **Symptoms:** slow pages". False when the list does not.
bool takeLabels(const Block& list, ScenarioFact& scenario);
/// The parts that the first column of a table names: "| Symptoms | slow pages |".
QSet<int> partsOfTable(const Block& table);
/// Rows that name parts. False when the table does not.
bool takeRows(const Block& table, ScenarioFact& scenario);
/// Names of alerts: code spans, or words written like names; other words are how it shows.
void takeAlerts(const Block& block, ScenarioFact& scenario);

} // namespace importer
