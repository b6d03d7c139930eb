// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QTemporaryDir>

namespace drill {

/// Where the real servers of one drill keep their files: bridgewatch-drill-… in the computer's temporary folder, locked
/// by its owner, and removed with this object. An owner that is killed leaves it behind.
class ServerFolder {
public:
    ServerFolder();
    QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    QLockFile m_owner; ///< let go before the folder is removed
};

/// Removes the folders of owners that are gone; those of living ones, and those without the lock of one, stay. May take
/// long: not on the GUI thread.
void removeLeftFolders();

} // namespace drill
