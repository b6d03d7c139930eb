// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// Texts of a runbook as YAML that people read.
namespace importer {

/// Characters YAML or the reader refuses are shown as U+FFFD.
QString yamlPrintable(const QString& text);
/// One line of YAML for a text: plain where that is safe, else in quotes.
QString yamlScalar(const QString& raw);
/// Several lines as a block, where a block can hold them.
QString yamlBlock(const QString& raw, int indent);
/// "[a, b]".
QString yamlList(const QStringList& texts);

} // namespace importer
