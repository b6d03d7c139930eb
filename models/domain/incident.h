// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include <QHash>
#include <QSet>
#include <map>
#include <vector>

/// The current state of an incident: a pure fold over its events.
namespace domain {

struct TimelineEntry {
    EventId id;
    quint64 clock = 0;       ///< of the event, for fold order
    Instant occurredAt;      ///< as corrected
    Instant firstOccurredAt; ///< as first recorded
    Instant recordedAt;
    QString author;
    QString kind; ///< event kind, "entry.noted", "status.changed" …
    EntryKind entryKind = EntryKind::Note;
    QString text;      ///< latest text or sentence
    QString firstText; ///< as first recorded
    std::optional<KeyMoment> keyMoment;
    bool automatic = false;
    bool confidential = false;
    bool struck = false; ///< struck by a person, or taken back by an undo
    bool undone = false; ///< struck only because an undo took its effect back
    QString struckReason;
    bool edited = false;
    bool erased = false;
    std::vector<EventId> revisions; ///< of entry.revised events, oldest first
    bool operator==(const TimelineEntry&) const = default;
};

struct ItemTick {
    QString by;
    Instant at;
    bool operator==(const ItemTick&) const = default;
};
struct ItemRecord {
    ItemState state = ItemState::Open;
    QString text, reason, by, assignee;
    Instant at;
    std::vector<ItemTick> earlier; ///< of an item that comes back: the times it was done before the latest
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
    Instant at;                       ///< detection
    std::optional<Instant> firstSeen; ///< first probe of the run
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

/// An alert as the record has it. Those that are over are not kept.
struct AlertRecord {
    QString name;
    std::optional<Instant> since;
    bool lost = false; ///< its source restarted or was away
    bool operator==(const AlertRecord&) const = default;
};

/// A silence that this incident made.
struct SilenceRecord {
    QString id, comment, by;
    QStringList matchers;
    Instant madeAt;
    std::optional<Instant> endsAt;
    bool ended = false; ///< by a person, or because its time was over
    bool operator==(const SilenceRecord&) const = default;
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

/// Somebody was called for help.
struct Page {
    QString who, rung, by; ///< rung as in escalation.paged
    Instant at;
    std::optional<Instant> answeredAt;
    bool operator==(const Page&) const = default;
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
    QString runbookDigest; ///< of the runbook that the playbook was made from; empty: none is stored
    bool drill = false;
    Status status = Status::Investigating;
    Instant declaredAt;
    std::optional<Instant> acknowledgedAt;
    std::optional<Instant> resolvedAt;  ///< of the latest move to resolved or closed; empty again when reopened
    std::optional<Instant> impactBegan; ///< impact.set, else the entry marked impact_began
    QString impact;
    std::map<QString, QString> roles; ///< role id → person
    QStringList services;             ///< affected now, in order of first mention
    std::vector<Link> links;
    std::vector<TimelineEntry> timeline; ///< ordered by (occurredAt, fold order)
    std::vector<SeveritySpan> severities;
    std::map<QString, ItemRecord> items;
    QStringList scenarios;             ///< ids of those attached, in order
    std::map<QString, QString> blanks; ///< name → what it stands for in this incident
    std::vector<AddedItem> addedItems;
    std::vector<CheckFlip> flips;                       ///< in fold order
    std::vector<PinnedGraph> pins;                      ///< those not struck
    std::optional<std::vector<GraphDefinition>> graphs; ///< once they were changed; before, those of the playbook
    std::map<QString, AlertRecord> alerts; ///< by fingerprint: those that fire, and those whose source was lost
    std::vector<SilenceRecord> silences;   ///< in the order they were made
    std::vector<Ask> asks;
    std::vector<SentMessage> messages;
    std::vector<Page> pages;             ///< in fold order
    std::map<QString, QString> sections; ///< post-mortem: section id → Markdown as last written
    PostMortemStatus postMortem = PostMortemStatus::Draft;
    std::vector<ActionItem> actionItems;
    QSet<EventId> undone;           ///< events whose effect an undo took back (a redo takes them out again)
    QHash<EventId, EventId> undoOf; ///< undo event → the event it undoes
    qint64 eventCount = 0;
    quint64 lastClock = 0;
    EventId lastEvent; ///< last in fold order
    // What the fold needs to remember to fold on.
    EventId declaredBy, acknowledgedBy, resolvedBy; ///< the events that set these moments
    std::optional<Instant> impactStated;            ///< began of the latest impact.set
    std::optional<Instant> resolvedBefore;          ///< moment of the resolution that a reopening took back
    EventId resolvedBeforeBy;
    std::vector<PinnedGraph> struckPins;
    bool operator==(const Incident&) const = default;
};

/// True once status is resolved or closed.
bool isOver(const Incident& incident);
/// When it was: an entry a person marked with it, else the event that stands for it (status, acknowledgement; detected:
/// the first alert or check that went down, at the latest the declaration). Struck entries do not count. nullopt when
/// unknown.
std::optional<Instant> momentOf(const Incident& incident, KeyMoment moment);
/// Entry with this id, or null.
const TimelineEntry* findEntry(const Incident& incident, const EventId& id);

/// Fold order: (clock, origin, seq).
bool foldsBefore(const Event& a, const Event& b);
/// Folds events (any order; sorts by fold order itself) into the state. 100,000 events take well under a second.
/// An event that an event.erased names counts as erased, whether or not its body is already gone.
Incident fold(std::vector<Event> events);
/// Applies one more event whose place is after all folded ones. Returns false (state unchanged) when it belongs
/// earlier, or erases an earlier event: fold anew then.
bool apply(Incident& incident, const Event& event);

} // namespace domain
