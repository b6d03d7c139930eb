// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "store/connection.h"
#include <vector>

/// The event table. Every function runs on the thread of its connection.
namespace store {

/// Which incident a key or UUID names.
struct IncidentKey {
    QUuid id;
    QString key;        ///< INC-0001: of this database
    QString foreignKey; ///< where it was imported from, else empty
    bool operator==(const IncidentKey&) const = default;
};
/// Key in any case. NotFound names it.
domain::Result<IncidentKey> findIncident(Connection& connection, const QString& key);
/// The next free number of its kind: INC-0001, DRILL-0001.
domain::Result<IncidentKey> addIncident(Connection& connection, const QUuid& id, bool drill, const QString& foreignKey);

/// Numbers, dates (hybrid clock), chains and inserts drafts, and brings index and erasures along. Inside the caller's
/// transaction.
domain::Result<std::vector<domain::Event>> insertDrafts(Connection& connection, const QUuid& incident,
                                                        const std::vector<domain::EventDraft>& drafts,
                                                        domain::Instant recordedAt);
/// The same as a transaction of its own: on disk when it succeeds, no trace when it fails.
domain::Result<std::vector<domain::Event>> append(Connection& connection, const QUuid& incident,
                                                  const std::vector<domain::EventDraft>& drafts,
                                                  domain::Instant recordedAt);

/// A new incident with its first events (a Declared one is among them) and an attachment they name, in one transaction.
struct NewIncident {
    bool drill = false;
    std::vector<domain::EventDraft> drafts;
    QByteArray attachment; ///< empty: none
    QString mediaType;
    QByteArray runbook = {}; ///< Markdown, stored as well; empty: none
};
struct Declaration {
    IncidentKey key;
    std::vector<domain::Event> events;
};
domain::Result<Declaration> declare(Connection& connection, const NewIncident& incident, domain::Instant recordedAt);

/// All events of one incident, in fold order. A body that cannot be read becomes Unknown and is counted.
struct LoadedEvents {
    std::vector<domain::Event> events;
    qint64 unreadable = 0;
};
/// kinds: only these; empty: all.
domain::Result<LoadedEvents> loadEvents(Connection& connection, const QUuid& incident, const QStringList& kinds = {});

/// Sentence for a write that failed: what was not saved, then why.
domain::Error notSaved(const domain::Error& error);

} // namespace store
