// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chain.h"

namespace store {
namespace {

/// More than a few missing rows in a line are told as one finding.
constexpr qint64 namedOneByOne = 20;

void addMissing(std::vector<ChainFollower::Finding>& findings, qint64 from, qint64 to) {
    if (to - from >= namedOneByOne) {
        findings.push_back({from, QStringLiteral("events %1 to %2 are missing").arg(from).arg(to)});
        return;
    }
    for (qint64 seq = from; seq <= to; ++seq)
        findings.push_back({seq, QStringLiteral("the event is missing")});
}

} // namespace

std::vector<ChainFollower::Finding> ChainFollower::follow(const StoredEvent& event, bool wrongType) {
    std::vector<Finding> findings;
    if (event.seq <= m_seq) {
        findings.push_back({event.seq, event.seq < 1 ? QStringLiteral("the event has an impossible number")
                                                     : QStringLiteral("the event is there twice")});
        return findings;
    }
    if (event.seq > m_seq + 1) {
        addMissing(findings, m_seq + 1, event.seq - 1);
        m_gap = true;
    }
    m_seq = event.seq;
    if (wrongType)
        findings.push_back({event.seq, QStringLiteral("a column has another type than it was stored with")});
    const auto fits = [this](const StoredEvent& row) {
        return m_gap || eventHash(m_stored, row) == row.hash || eventHash(m_computed, row) == row.hash;
    };
    StoredEvent withRealDigest = event;
    if (!event.body.isNull())
        withRealDigest.bodyDigest = digestOf(event.body);
    if (withRealDigest.bodyDigest != event.bodyDigest)
        findings.push_back({event.seq, fits(event)
                                           ? QStringLiteral("its body was changed")
                                           : QStringLiteral("its body, or the digest kept of it, was changed")});
    else if (!fits(event))
        findings.push_back({event.seq, QStringLiteral("it was changed: its hash does not fit")});
    m_computed = eventHash(m_stored, event);
    m_stored = event.hash;
    m_gap = false;
    return findings;
}

std::vector<ChainFollower::Finding> ChainFollower::end(const std::optional<Head>& head) const {
    std::vector<Finding> findings;
    if (!head)
        return {{m_seq, QStringLiteral("the record of where its chain ends is missing")}};
    if (head->count > m_seq)
        addMissing(findings, m_seq + 1, head->count);
    else if (head->count < m_seq)
        findings.push_back({head->count + 1, QStringLiteral("the event stands after the recorded end of its chain")});
    else if (head->hash != m_stored && head->hash != m_computed)
        findings.push_back({m_seq, QStringLiteral("the chain does not end as recorded")});
    return findings;
}

} // namespace store
