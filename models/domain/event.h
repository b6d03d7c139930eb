// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/graph_definition.h"
#include "domain/ids.h"
#include "domain/time.h"
#include "domain/words.h"
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <variant>
#include <vector>

/// Everything that can happen in an incident, as values. A body names its kind and lists its fields once; JSON, fold,
/// undo and the sentence on the timeline are all made from that (event_kinds.h). Was-fields hold the earlier value, so
/// an inverse needs no look-up.
namespace domain {

#define BW_KIND(text) static constexpr const char* kind = text
#define BW_EQ(Type) bool operator==(const Type&) const = default
/// Lists the fields of a body: every visitor gets (name in JSON, reference) in this order.
#define BW_FIELDS(...)                                                                                                 \
    template <class Self, class Visit>                                                                                 \
    static void fields([[maybe_unused]] Self& s, [[maybe_unused]] Visit&& v) {                                         \
        __VA_ARGS__                                                                                                    \
    }

// --- The incident itself
struct Declared {
    BW_KIND("incident.declared");
    QString title;
    QString severity;       ///< id of the playbook's severity
    QString playbook;       ///< id of the playbook
    QString playbookDigest; ///< SHA-256 (hex) of the attachment that holds the playbook's YAML
    bool drill = false;
    QString scenario;                          ///< id of the drill scenario, empty for a real incident
    std::optional<QString> runbookDigest = {}; ///< of the attachment that holds the runbook the playbook was made from
    BW_FIELDS(v("title", s.title); v("severity", s.severity); v("playbook", s.playbook);
              v("playbook_digest", s.playbookDigest); v("drill", s.drill); v("scenario", s.scenario);
              v("runbook_digest", s.runbookDigest);)
    BW_EQ(Declared);
};
struct Acknowledged {
    BW_KIND("incident.acknowledged");
    BW_FIELDS()
    BW_EQ(Acknowledged);
};
struct Retitled {
    BW_KIND("incident.retitled");
    QString title, was;
    BW_FIELDS(v("title", s.title); v("was", s.was);)
    BW_EQ(Retitled);
};
struct Converted {
    BW_KIND("incident.converted");
    bool drill = false;
    BW_FIELDS(v("drill", s.drill);)
    BW_EQ(Converted);
};
struct SeverityChanged {
    BW_KIND("severity.changed");
    QString severity, was, reason;
    bool raised = false; ///< true when the new severity is worse
    BW_FIELDS(v("severity", s.severity); v("was", s.was); v("reason", s.reason); v("raised", s.raised);)
    BW_EQ(SeverityChanged);
};
struct StatusChanged {
    BW_KIND("status.changed");
    Status status = Status::Investigating, was = Status::Investigating;
    BW_FIELDS(v("status", s.status); v("was", s.was);)
    BW_EQ(StatusChanged);
};
struct RoleAssigned {
    BW_KIND("role.assigned");
    QString role, person, was; ///< role id of the playbook; was is empty when nobody held it
    BW_FIELDS(v("role", s.role); v("person", s.person); v("was", s.was);)
    BW_EQ(RoleAssigned);
};
struct RoleCleared {
    BW_KIND("role.cleared");
    QString role, was;
    BW_FIELDS(v("role", s.role); v("was", s.was);)
    BW_EQ(RoleCleared);
};
struct CommandHandedOver {
    BW_KIND("command.handed_over");
    QString person, was, summary;
    BW_FIELDS(v("person", s.person); v("was", s.was); v("summary", s.summary);)
    BW_EQ(CommandHandedOver);
};
struct ImpactSet {
    BW_KIND("impact.set");
    QString text, was;
    std::optional<Instant> began, wasBegan; ///< when customers first felt it, if known
    BW_FIELDS(v("text", s.text); v("was", s.was); v("began", s.began); v("was_began", s.wasBegan);)
    BW_EQ(ImpactSet);
};
struct ServiceAffected {
    BW_KIND("service.affected");
    QString service;
    BW_FIELDS(v("service", s.service);)
    BW_EQ(ServiceAffected);
};
struct ServiceCleared {
    BW_KIND("service.cleared");
    QString service;
    BW_FIELDS(v("service", s.service);)
    BW_EQ(ServiceCleared);
};
struct LinkAdded {
    BW_KIND("link.added");
    QString title, url;
    BW_FIELDS(v("title", s.title); v("url", s.url);)
    BW_EQ(LinkAdded);
};
struct LinkRemoved {
    BW_KIND("link.removed");
    QString title, url;
    BW_FIELDS(v("title", s.title); v("url", s.url);)
    BW_EQ(LinkRemoved);
};

// --- Timeline entries
struct EntryNoted {
    BW_KIND("entry.noted");
    EntryKind entryKind = EntryKind::Note;
    QString text;
    bool confidential = false; ///< never on Stage, never in an export
    BW_FIELDS(v("entry_kind", s.entryKind); v("text", s.text); v("confidential", s.confidential);)
    BW_EQ(EntryNoted);
};
struct EntryRevised {
    BW_KIND("entry.revised");
    EventId target;
    QString text, was;                ///< whole new text; equal to was when only the time is corrected
    std::optional<Instant> at, wasAt; ///< corrected moment, when the time is corrected
    BW_FIELDS(v("target", s.target); v("text", s.text); v("was", s.was); v("at", s.at); v("was_at", s.wasAt);)
    BW_EQ(EntryRevised);
};
struct EntryStruck {
    BW_KIND("entry.struck");
    EventId target;
    QString reason;
    BW_FIELDS(v("target", s.target); v("reason", s.reason);)
    BW_EQ(EntryStruck);
};
struct EntryRestored {
    BW_KIND("entry.restored");
    EventId target;
    BW_FIELDS(v("target", s.target);)
    BW_EQ(EntryRestored);
};
struct EntryMarkedKey {
    BW_KIND("entry.marked_key");
    EventId target;
    std::optional<KeyMoment> moment, was; ///< nullopt: not a key entry
    BW_FIELDS(v("target", s.target); v("moment", s.moment); v("was", s.was);)
    BW_EQ(EntryMarkedKey);
};

// --- Checklist. The item's text is kept so that the log reads without its playbook.
struct ItemTicked {
    BW_KIND("checklist.ticked");
    QString item, text;
    std::optional<qint64> round = {};   ///< which time, from the second on, of an item that comes back
    std::optional<QString> remark = {}; ///< what showed that it is done, or what it was ticked before
    BW_FIELDS(v("item", s.item); v("text", s.text); v("round", s.round); v("remark", s.remark);)
    BW_EQ(ItemTicked);
};
struct ItemUnticked {
    BW_KIND("checklist.unticked");
    QString item, text;
    ItemState was = ItemState::Done;    ///< done or skipped
    QString reason;                     ///< of the skip that is taken back
    std::optional<qint64> round = {};   ///< of the tick that is taken back, as there
    std::optional<QString> remark = {}; ///< of the tick that is taken back
    BW_FIELDS(v("item", s.item); v("text", s.text); v("was", s.was); v("reason", s.reason); v("round", s.round);
              v("remark", s.remark);)
    BW_EQ(ItemUnticked);
};
struct ItemSkipped {
    BW_KIND("checklist.skipped");
    QString item, text, reason;
    BW_FIELDS(v("item", s.item); v("text", s.text); v("reason", s.reason);)
    BW_EQ(ItemSkipped);
};
struct ItemAdded {
    BW_KIND("checklist.added");
    QString item, text, phase;
    std::optional<Millis> due; ///< after the declaration
    BW_FIELDS(v("item", s.item); v("text", s.text); v("phase", s.phase); v("due", s.due);)
    BW_EQ(ItemAdded);
};
struct ItemRemoved {
    BW_KIND("checklist.removed");
    QString item, text, phase;
    std::optional<Millis> due;
    BW_FIELDS(v("item", s.item); v("text", s.text); v("phase", s.phase); v("due", s.due);)
    BW_EQ(ItemRemoved);
};
struct ItemAssigned {
    BW_KIND("checklist.assigned");
    QString item, text, person, was;
    BW_FIELDS(v("item", s.item); v("text", s.text); v("person", s.person); v("was", s.was);)
    BW_EQ(ItemAssigned);
};

// --- What the watch saw
struct CheckChanged {
    BW_KIND("check.changed");
    QString check, title;
    CheckState state = CheckState::Unknown, was = CheckState::Unknown;
    QString detail;                   ///< why, for people: "HTTP 503"
    std::optional<Instant> firstSeen; ///< first probe of the run that led here; detection is the event's own time
    BW_FIELDS(v("check", s.check); v("title", s.title); v("state", s.state); v("was", s.was); v("detail", s.detail);
              v("first_seen", s.firstSeen);)
    BW_EQ(CheckChanged);
};
/// Alerts of one name that began to fire together are one event.
struct AlertFired {
    BW_KIND("alert.fired");
    QString fingerprint, name, summary; ///< fingerprints of several stand apart by blanks
    std::optional<Instant> since;
    BW_FIELDS(v("fingerprint", s.fingerprint); v("name", s.name); v("summary", s.summary); v("since", s.since);)
    BW_EQ(AlertFired);
};
struct AlertResolved {
    BW_KIND("alert.resolved");
    QString fingerprint, name;
    BW_FIELDS(v("fingerprint", s.fingerprint); v("name", s.name);)
    BW_EQ(AlertResolved);
};
/// It is gone, but its source restarted or does not answer: that is not the same as over.
struct AlertLost {
    BW_KIND("alert.lost");
    QString fingerprint, name, reason;
    BW_FIELDS(v("fingerprint", s.fingerprint); v("name", s.name); v("reason", s.reason);)
    BW_EQ(AlertLost);
};
struct ThresholdCrossed {
    BW_KIND("threshold.crossed");
    QString panel, title, level;       ///< level: warn, critical, or ok when it went back
    QString value;                     ///< as shown, with unit
    std::optional<QString> was = {};   ///< the level before; absent: none was known
    std::optional<QString> mark = {};  ///< what it is over or under now, as shown: "over 5 %"; absent in older records
    std::optional<Instant> since = {}; ///< of the first sample that stood so
    BW_FIELDS(v("panel", s.panel); v("title", s.title); v("level", s.level); v("value", s.value); v("was", s.was);
              v("mark", s.mark); v("since", s.since);)
    BW_EQ(ThresholdCrossed);
};
struct SilenceCreated {
    BW_KIND("silence.created");
    QString silence, comment;
    QStringList matchers;
    std::optional<Instant> endsAt;
    BW_FIELDS(v("silence", s.silence); v("comment", s.comment); v("matchers", s.matchers); v("ends_at", s.endsAt);)
    BW_EQ(SilenceCreated);
};
struct SilenceExpired {
    BW_KIND("silence.expired");
    QString silence, reason;
    BW_FIELDS(v("silence", s.silence); v("reason", s.reason);)
    BW_EQ(SilenceExpired);
};

// --- What left the machine: never undone
struct MessageSent {
    BW_KIND("message.sent");
    QString channel, title, text;
    std::optional<Instant> nextUpdate; ///< the promise made in it
    BW_FIELDS(v("channel", s.channel); v("title", s.title); v("text", s.text); v("next_update", s.nextUpdate);)
    BW_EQ(MessageSent);
};
struct EscalationPaged {
    BW_KIND("escalation.paged");
    QString who, rung; ///< rung: its mark after the declaration, "15m"; empty for a page off the ladder
    BW_FIELDS(v("who", s.who); v("rung", s.rung);)
    BW_EQ(EscalationPaged);
};
struct EscalationAnswered {
    BW_KIND("escalation.answered");
    QString who;
    std::optional<Millis> after; ///< since the page
    BW_FIELDS(v("who", s.who); v("after", s.after);)
    BW_EQ(EscalationAnswered);
};
struct CommandRan {
    BW_KIND("command.ran");
    QString command, item, outputDigest;
    qint64 exitStatus = 0;
    std::optional<Millis> took;
    std::optional<QString> ended =
        {}; ///< when it did not simply exit: "timed out", "cancelled", why it could not start
    BW_FIELDS(v("command", s.command); v("item", s.item); v("output_digest", s.outputDigest);
              v("exit_status", s.exitStatus); v("took", s.took); v("ended", s.ended);)
    BW_EQ(CommandRan);
};
struct HttpActionRan {
    BW_KIND("http_action.ran");
    QString action, title, method, url, answer;
    qint64 httpStatus = 0;
    BW_FIELDS(v("action", s.action); v("title", s.title); v("method", s.method); v("url", s.url);
              v("http_status", s.httpStatus); v("answer", s.answer);)
    BW_EQ(HttpActionRan);
};

// --- Evidence, asks, scenarios
struct GraphPinned {
    BW_KIND("graph.pinned");
    QString panel, title, expr, unit, server, samplesDigest; ///< the attachment is what metrics/pin.h reads
    std::optional<Instant> from, to;
    std::optional<Millis> step;
    QString note;
    BW_FIELDS(v("panel", s.panel); v("title", s.title); v("expr", s.expr); v("unit", s.unit); v("server", s.server);
              v("samples_digest", s.samplesDigest); v("from", s.from); v("to", s.to); v("step", s.step);
              v("note", s.note);)
    BW_EQ(GraphPinned);
};
/// The graphs of the war room were changed for this incident. Both lists are whole: an inverse swaps them.
struct GraphsArranged {
    BW_KIND("graphs.arranged");
    QString act;   ///< added, changed, moved, removed
    QString title; ///< of the graph, or of the graphs
    std::vector<GraphDefinition> graphs, was;
    BW_FIELDS(v("act", s.act); v("title", s.title); v("graphs", s.graphs); v("was", s.was);)
    BW_EQ(GraphsArranged);
};
struct AskOpened {
    BW_KIND("ask.opened");
    QString ask, person, text;
    std::optional<Instant> due;
    BW_FIELDS(v("ask", s.ask); v("person", s.person); v("text", s.text); v("due", s.due);)
    BW_EQ(AskOpened);
};
struct AskAnswered {
    BW_KIND("ask.answered");
    QString ask, text;
    BW_FIELDS(v("ask", s.ask); v("text", s.text);)
    BW_EQ(AskAnswered);
};
struct ScenarioAttached {
    BW_KIND("scenario.attached");
    QString scenario, title;
    BW_FIELDS(v("scenario", s.scenario); v("title", s.title);)
    BW_EQ(ScenarioAttached);
};
struct ScenarioDetached {
    BW_KIND("scenario.detached");
    QString scenario, title;
    BW_FIELDS(v("scenario", s.scenario); v("title", s.title);)
    BW_EQ(ScenarioDetached);
};
/// What a blank of the runbook's commands (playbook/blanks.h) stands for in this incident. Never a credential.
struct BlankFilled {
    BW_KIND("blank.filled");
    QString blank, value, was;
    BW_FIELDS(v("blank", s.blank); v("value", s.value); v("was", s.was);)
    BW_EQ(BlankFilled);
};

// --- Post-mortem
struct SectionWritten {
    BW_KIND("postmortem.section_written");
    QString section, markdown;
    BW_FIELDS(v("section", s.section); v("markdown", s.markdown);)
    BW_EQ(SectionWritten);
};
struct PostMortemStatusChanged {
    BW_KIND("postmortem.status_changed");
    PostMortemStatus status = PostMortemStatus::Draft, was = PostMortemStatus::Draft;
    BW_FIELDS(v("status", s.status); v("was", s.was);)
    BW_EQ(PostMortemStatusChanged);
};
struct ActionItemAdded {
    BW_KIND("action_item.added");
    QString item, text, owner;
    std::optional<Instant> due;
    BW_FIELDS(v("item", s.item); v("text", s.text); v("owner", s.owner); v("due", s.due);)
    BW_EQ(ActionItemAdded);
};
struct ActionItemChanged {
    BW_KIND("action_item.changed");
    QString item, text, owner, wasText, wasOwner;
    std::optional<Instant> due, wasDue;
    bool done = false, wasDone = false;
    BW_FIELDS(v("item", s.item); v("text", s.text); v("owner", s.owner); v("due", s.due); v("done", s.done);
              v("was_text", s.wasText); v("was_owner", s.wasOwner); v("was_due", s.wasDue); v("was_done", s.wasDone);)
    BW_EQ(ActionItemChanged);
};
struct ActionItemRemoved {
    BW_KIND("action_item.removed");
    QString item, text, owner;
    std::optional<Instant> due;
    BW_FIELDS(v("item", s.item); v("text", s.text); v("owner", s.owner); v("due", s.due);)
    BW_EQ(ActionItemRemoved);
};

// --- The record itself
/// Names an event whose body is removed. The store replaces that body by null and keeps its digest.
struct EventErased {
    BW_KIND("event.erased");
    EventId target;
    QString reason;
    BW_FIELDS(v("target", s.target); v("reason", s.reason);)
    BW_EQ(EventErased);
};
/// Stands in for a body that was erased. Never written.
struct Erased {
    BW_KIND("");
    QString kindWas;
    BW_FIELDS()
    BW_EQ(Erased);
};
/// A kind written by a newer version: kept, carried, shown as such.
struct Unknown {
    BW_KIND("?");
    QString kindName;
    QJsonObject json;
    BW_FIELDS()
    BW_EQ(Unknown);
};

using Bodies =
    std::variant<Declared, Acknowledged, Retitled, Converted, SeverityChanged, StatusChanged, RoleAssigned, RoleCleared,
                 CommandHandedOver, ImpactSet, ServiceAffected, ServiceCleared, LinkAdded, LinkRemoved, EntryNoted,
                 EntryRevised, EntryStruck, EntryRestored, EntryMarkedKey, ItemTicked, ItemUnticked, ItemSkipped,
                 ItemAdded, ItemRemoved, ItemAssigned, CheckChanged, AlertFired, AlertResolved, AlertLost,
                 ThresholdCrossed, SilenceCreated, SilenceExpired, MessageSent, EscalationPaged, EscalationAnswered,
                 CommandRan, HttpActionRan, GraphPinned, GraphsArranged, AskOpened, AskAnswered, ScenarioAttached,
                 ScenarioDetached, BlankFilled, SectionWritten, PostMortemStatusChanged, ActionItemAdded,
                 ActionItemChanged, ActionItemRemoved, EventErased, Erased, Unknown>;

/// One of the bodies. Copying, moving and comparing are compiled once, in body.cpp: what std::variant makes of fifty
/// kinds costs every source that includes it seconds.
struct Body : Bodies {
    Body();
    template <class Kind>
    requires requires { Kind::kind; }
    Body(const Kind& kind); // NOLINT(google-explicit-constructor): as std::variant
    Body(const Body&);
    Body(Body&&) noexcept;
    Body& operator=(const Body&);
    Body& operator=(Body&&) noexcept;
    ~Body();
    friend bool operator==(const Body& a, const Body& b);
    friend bool operator<(const Body& a, const Body& b) = delete; // std::variant offers one, the kinds have no order
};

/// What a caller wants recorded; the store gives it its number, clock and hash.
struct EventDraft {
    Body body;
    QString author;                     ///< "@ic"; "bridgewatch" for automatic events
    Instant occurredAt;                 ///< may be back-dated
    std::optional<EventId> undoes = {}; ///< set when this event restores what that one changed
};

/// One recorded event. Fold order is (clock, origin, seq).
struct Event {
    QUuid incident;
    EventId id;
    quint64 clock = 0; ///< hybrid logical clock: ms << 16 | counter
    Instant occurredAt;
    Instant recordedAt;
    QString author;
    Body body;
    std::optional<EventId> undoes;
    QByteArray hash; ///< 32 bytes, see store/event_hash.h
    bool operator==(const Event&) const = default;
};

} // namespace domain
