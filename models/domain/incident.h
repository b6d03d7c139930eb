// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include <QHash>
#include <map>
#include <vector>

/// The current state of an incident: a pure fold over its events.
namespace domain {

struct TimelineEntry {
    EventId id;
    Instant occurredAt;     ///< as corrected
    Instant recordedAt;
    QString author;
    QString kind;           ///< event kind, "entry.noted", "status.changed" …
    EntryKind entryKind = EntryKind::Note;
    QString text;           ///< latest text or sentence
    QString firstText;      ///< as first recorded
    std::optional<KeyMoment> keyMoment;
    bool automatic = false;
    bool confidential = false;
    bool struck = false;
    QString struckReason;
    bool edited = false;
    bool erased = false;
    std::vector<EventId> revisions; ///< of entry.revised events, oldest first
    bool operator==(const TimelineEntry&) const = default;
};

struct ItemRecord {
    ItemState state = ItemState::Open;
    QString text, reason, by, assignee;
    Instant at;
    bool operator==(const ItemRecord&) const = default;
};

/// An item a person added by hand during the incident.
struct AddedItem {
    QString id, text, phase;
    std::optional<Millis> due;
    bool operator==(const AddedItem&) const = default;
};

struct SeveritySpan {
    QString severity;
    Instant from;
    bool operator==(const SeveritySpan&) const = default;
};

struct CheckFlip {
    QString check, title;
    CheckState state = CheckState::Unknown;
    Instant at;                        ///< detection
    std::optional<Instant> firstSeen;  ///< first probe of the run
    QString detail;
    bool operator==(const CheckFlip&) const = default;
};

struct PinnedGraph {
    EventId id;
    GraphPinned pin;
    Instant at;
    QString author;
    bool operator==(const PinnedGraph&) const = default;
};

struct Ask {
    QString id, person, text, answer;
    Instant openedAt;
    std::optional<Instant> due, answeredAt;
    bool operator==(const Ask&) const = default;
};

struct ActionItem {
    QString id, text, owner;
    std::optional<Instant> due;
    bool done = false;
    bool operator==(const ActionItem&) const = default;
};

struct SentMessage {
    Instant at;
    QString channel, title, text, author;
    std::optional<Instant> nextUpdate;
    bool operator==(const SentMessage&) const = default;
};

struct Link {
    QString title, url;
    bool operator==(const Link&) const = default;
};

struct Incident {
    QUuid id;
    QString title, severity, playbook, playbookDigest, scenario;
    bool drill = false;
    Status status = Status::Investigating;
    Instant declaredAt;
    std::optional<Instant> acknowledgedAt;
    std::optional<Instant> resolvedAt;  ///< of the latest move to resolved or closed; empty again when reopened
    std::optional<Instant> impactBegan; ///< impact.set, else the entry marked impact_began
    QString impact;
    std::map<QString, QString> roles;   ///< role id → person
    QStringList services;               ///< affected now, in order of first mention
    std::vector<Link> links;
    std::vector<TimelineEntry> timeline; ///< ordered by (occurredAt, fold order)
    std::vector<SeveritySpan> severities;
    std::map<QString, ItemRecord> items;
    std::vector<AddedItem> addedItems;
    std::vector<CheckFlip> flips;        ///< in fold order
    std::vector<PinnedGraph> pins;
    std::vector<Ask> asks;
    std::vector<SentMessage> messages;
    std::map<QString, QString> sections; ///< post-mortem: section id → Markdown as last written
    PostMortemStatus postMortem = PostMortemStatus::Draft;
    std::vector<ActionItem> actionItems;
    std::vector<EventId> undone;         ///< events whose effect an undo took back
    qint64 eventCount = 0;
    quint64 lastClock = 0;
    bool operator==(const Incident&) const = default;
};

/// True once status is resolved or closed.
bool isOver(const Incident& incident);
/// Which moment: the event that set it or the entry marked with it; nullopt when unknown.
std::optional<Instant> momentOf(const Incident& incident, KeyMoment moment);
/// Entry with this id, or null.
const TimelineEntry* findEntry(const Incident& incident, const EventId& id);

/// Folds events (any order; sorts by fold order itself) into the state. 100,000 events take well under a second.
Incident fold(std::vector<Event> events);
/// Applies one more event whose place is after all folded ones. Returns false (state unchanged) when it belongs earlier: fold anew then.
bool apply(Incident& incident, const Event& event);

} // namespace domain
