// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QString>

namespace app {

/// Where this program keeps things. All of it is private to the person: folders 0700, files 0600.
struct Places {
    QString data;    ///< incidents and the log
    QString config;  ///< settings and the person's own playbooks
    QString runtime; ///< sockets

    QString record() const; ///< the database; store::Database names it
    QString logFile() const;
    QString settingsFile() const;
    QString playbooks() const;
    /// Socket of the process that holds the data folder: bridgewatch-<16 hex of SHA-256 of the folder's canonical
    /// path>, in the runtime folder.
    QString socket() const;
};

/// The platform's folders; dataDir, when given, moves data and settings there. Creates nothing.
Places placesFor(const QString& dataDir);
/// Creates data and config folder, 0700. Storage names the folder that cannot be made.
domain::Result<void> makePlaces(const Places& places);

} // namespace app
