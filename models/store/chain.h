// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/event_hash.h"
#include <QStringList>
#include <optional>

namespace store {

/// Follows the events of one (incident, origin) chain, in order of seq, and says what does not fit.
class ChainFollower {
public:
    /// One thing found: at which number, and why, for people.
    struct Finding {
        qint64 seq = 0;
        QString why;
        bool operator==(const Finding&) const = default;
    };

    /// wrongType: a column is not of the type it was stored with.
    std::vector<Finding> follow(const StoredEvent& event, bool wrongType);
    /// The end of the chain, compared with what its head says (nullopt: nothing is said).
    struct Head {
        qint64 count = 0;
        QByteArray hash;
    };
    std::vector<Finding> end(const std::optional<Head>& head) const;
    qint64 count() const { return m_seq; }

private:
    qint64 m_seq = 0;
    // After an event whose row and hash disagree either may be the true one: the next event tells which.
    QByteArray m_computed = chainStart(), m_stored = chainStart();
    bool m_gap = false; ///< the hash before the next event is lost with its row
};

} // namespace store
