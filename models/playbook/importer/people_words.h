// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/reading.h"
#include <optional>
#include <utility>

namespace importer {

/// The words of a text with the addresses of its links.
QString withLinks(const Text& text);
/// Equal for "Incident Commander" and "incident commander (IC)".
QString roleKey(const QString& role);
/// "**Role**: value", "Role: value", "Role – value", "Role .... value".
std::optional<std::pair<QString, QString>> roleAndValue(const Text& text);
/// The column of a table that names people; in "Function | Name/Team | Phone" the one that is nothing but the function.
int columnOfWho(const Row& heading, const QSet<int>& reach);
/// Names of roles and nothing else, one an item: "- Scribe"; empty when the list holds other words.
QStringList namesOf(const Block& list);

} // namespace importer
