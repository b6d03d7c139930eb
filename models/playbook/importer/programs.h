// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>

/// Names by which commands are known.
namespace importer {

/// Languages of fences that hold lines for a shell, lower case.
const QSet<QString>& shells();
/// Programs that begin a command in a fence whose language nobody wrote; also a path to one.
bool isProgram(const QString& word);

} // namespace importer
