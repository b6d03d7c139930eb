// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"
#include "domain/time.h"
#include <QString>

namespace domain {

/// One timeline entry that a search found.
struct SearchHit {
    QString key; ///< of its incident
    EventId id;
    Instant occurredAt;
    QString kind;    ///< of a person's note its word ("decision"), else the event's kind
    QString text;    ///< the whole entry
    QString snippet; ///< the words around the match; each match stands between U+0002 and U+0003
    bool operator==(const SearchHit&) const = default;
};

} // namespace domain
