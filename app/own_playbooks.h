// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QByteArray>
#include <QString>
#include <optional>

namespace app {

/// A playbook to be kept among the person's own.
struct OwnPlaybook {
    QString id;
    QByteArray yaml;
    std::optional<QByteArray> runbook; ///< the whole Markdown it was made from, byte by byte
};
enum class Existing { Refuse, Replace };

/// Writes ID.yaml and, with a runbook, ID.source.md into folder, which is made when it is missing; each file is
/// replaced at once or not at all, 0600. The runbook goes first: a playbook never stands without the text it came from.
/// Gives the playbook's path. Conflict when it is there already and may not be replaced. Blocks on the disk: for a
/// worker.
domain::Result<QString> saveOwn(const QString& folder, const OwnPlaybook& playbook, Existing existing);

/// Writes the playbook to path and its runbook beside it ("NAME.source.md"), each at once or not at all; follows the
/// umask. Gives the absolute path. Blocks on the disk: for a worker.
domain::Result<QString> savePair(const QString& path, const OwnPlaybook& playbook);

/// Bytes of a file, at most this many; Input says what is wrong and where. Blocks on the disk: for a worker.
domain::Result<QByteArray> readAtMost(const QString& path, qint64 most);

} // namespace app
