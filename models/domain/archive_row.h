// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "domain/words.h"
#include <QString>
#include <optional>

namespace domain {

/// One incident as the archive lists it.
struct ArchiveRow {
    QString key; ///< INC-0001
    QString title;
    QString severity;     ///< id of the playbook's severity
    int severityRank = 0; ///< 1 is the worst; 0 when the playbook is not known
    Status status = Status::Investigating;
    bool drill = false;
    Instant declaredAt;
    std::optional<Instant> resolvedAt, acknowledgedAt;
    QString playbook; ///< id of the playbook
    qint64 entries = 0;
    int followUps = 0;                        ///< open items of phases that count from the resolution
    std::optional<Instant> followUpsDue = {}; ///< the earliest of them that has a time
    bool operator==(const ArchiveRow&) const = default;
};

} // namespace domain
