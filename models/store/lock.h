// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

/// The record on disk: event log, attachments, check history, search, drafts, bundles.
namespace store {

/// The right to write to one data folder. Held by flock on "bridgewatch.lock" beside the database, so it ends with the
/// process, however that ends. The file names the holder for people; the text alone means nothing.
class Lock final {
public:
    /// Creates the folder (0700) when it is missing. Conflict, naming the holder, when another process has it; Storage
    /// when the lock file cannot be written.
    static domain::Result<Lock> take(const QString& folder);
    /// Who holds the folder now: "process 4711 on laptop"; empty when nobody does.
    static QString holder(const QString& folder);

    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&& other) noexcept;
    ~Lock();
    const QString& folder() const { return m_folder; }

private:
    Lock(int descriptor, QString folder);
    int m_descriptor = -1;
    QString m_folder;
};

} // namespace store
