// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <vector>

/// Writing an exported post-mortem: everything new, or everything as it was.
namespace app {

struct ExportFile {
    QString name; ///< within the folder; no path
    QByteArray bytes;
};

/// Writes one file, replacing it at once or not at all; follows the umask.
domain::Result<void> writeFile(const QString& path, const QByteArray& bytes);

/// Writes markdown to path, and assets into the folder of this name beside it; an earlier export of the same name is
/// replaced, also its folder. Without assets there is no folder. Gives the absolute paths of what was written, the
/// Markdown first.
domain::Result<QStringList> writeExport(const QString& path, const QByteArray& markdown, const QString& folder,
                                        const std::vector<ExportFile>& assets);

} // namespace app
