// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// A layer under SQLite that knows which written bytes were synced, so that a test can see the disk as a power cut
/// would leave it.
namespace power {

/// Becomes SQLite's default way to files. Once a process, before the first database is opened.
bool install();
/// Copies the database at path and its journal to folder as they would be found after a cut at this moment: everything
/// synced, and of what was written since, sector by sector, some. From any thread.
void cut(const QString& path, const QString& folder, quint32 seed);

} // namespace power
