// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/server_folder.h"

#include <QDir>
#include <unistd.h>

namespace drill {
namespace {

const QString prefix = QStringLiteral("bridgewatch-drill-");

QString lockIn(const QString& folder) {
    return folder + QStringLiteral("/owner.lock");
}

/// True when the process that made the folder has ended. Nobody else has it now.
bool isLeft(const QString& folder) {
    if (!QFileInfo::exists(lockIn(folder)))
        return false; // being made just now, or not ours
    QLockFile owner(lockIn(folder));
    owner.setStaleLockTime(0); // it may be held for days
    return owner.tryLock();
}

} // namespace

ServerFolder::ServerFolder()
    : m_folder(QDir::tempPath() + u'/' + prefix + QStringLiteral("XXXXXX"))
    , m_owner(lockIn(m_folder.path())) {
    m_owner.setStaleLockTime(0);
    m_owner.tryLock();
}

void removeLeftFolders() {
    const QDir places(QDir::tempPath());
    // Of this person only, and no links: the temporary folder is everybody's.
    for (const QFileInfo& one :
         places.entryInfoList({prefix + u'*'}, QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot)) {
        if (one.ownerId() == ::getuid() && isLeft(one.filePath()))
            QDir(one.filePath()).removeRecursively();
    }
}

} // namespace drill
