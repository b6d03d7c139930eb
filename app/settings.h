// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/places.h"
#include <QStringList>

namespace app {

/// What a person chose once. One small file in the config folder.
struct Settings {
    QString author;               ///< "@ic"; empty: the login name
    QString theme;                ///< "dark", "light", or empty: as the desktop says
    double scale = 1;             ///< of every text and space
    QString playbook;             ///< chosen last
    QByteArray geometry;          ///< of the window
    QByteArray arrangement;       ///< of the war room's panels
    QStringList allowedPlaybooks; ///< content digests of playbooks that may run commands and send requests
    bool operator==(const Settings&) const = default;
};

/// A missing or unreadable file gives the defaults.
Settings readSettings(const Places& places);
domain::Result<void> writeSettings(const Places& places, const Settings& settings);

/// Who acts: what was said on the command line, else the settings, else the login name; always with "@" in front.
QString authorOf(const QString& given, const Settings& settings);

} // namespace app
