// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "room/archive.h"
#include <QStringList>

namespace app {

/// Writes the post-mortem of one incident as it is recorded: Markdown to path, its pictures and samples into the folder
/// beside it. Reads on other threads, paints here (needs a QGuiApplication), gives the absolute paths written.
/// now: ends what still goes on.
void exportPostMortem(room::Archive* archive, const QString& key, const QString& path, domain::Instant now,
                      QObject* context, std::function<void(domain::Result<QStringList>)> done);

} // namespace app
