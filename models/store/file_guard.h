// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

namespace store {

/// Which file a path names: its device and inode. SQLite goes on writing to a file that was deleted or replaced, so
/// this is compared before anything is called saved.
struct FileIdentity {
    quint64 device = 0, inode = 0;
    bool isNull() const { return inode == 0; }
    bool operator==(const FileIdentity&) const = default;
};
/// Null when there is no such file.
FileIdentity identityOf(const QString& path);

/// Makes the folder and missing parents, 0700. Leaves an existing folder as it is.
domain::Result<void> makePrivateFolder(const QString& folder);
/// Whether the folder is ours and nobody else can write into it: a folder in a shared place may be another person's
/// trap.
bool isPrivateFolder(const QString& folder);
/// Makes an empty file, 0600, or takes group and others off an existing one of ours.
domain::Result<void> makePrivateFile(const QString& path);
/// Makes a rename in this folder survive a power cut.
void syncFolder(const QString& folder);

} // namespace store
