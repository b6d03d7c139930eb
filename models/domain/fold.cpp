// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "domain/flip_series.h"
#include "domain/incident.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace domain {
namespace {

bool over(Status status) {
    return status == Status::Resolved || status == Status::Closed;
}

template <class List, class Key, class Member>
auto findBy(List& list, Member member, const Key& key) {
    return std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.*member == key; });
}

bool timelineLess(const TimelineEntry& a, const TimelineEntry& b) {
    return std::tie(a.occurredAt, a.clock, a.id.origin, a.id.seq) <
           std::tie(b.occurredAt, b.clock, b.id.origin, b.id.seq);
}

/// False for events after which no other entry can mark when the impact began: then a long timeline is not searched.
bool mayMoveImpact(const Event& event) {
    return event.undoes || std::holds_alternative<ImpactSet>(event.body) ||
           std::holds_alternative<EntryMarkedKey>(event.body) || std::holds_alternative<EntryRevised>(event.body) ||
           std::holds_alternative<EntryStruck>(event.body) || std::holds_alternative<EntryRestored>(event.body) ||
           keyMomentOf(event.body) == KeyMoment::ImpactBegan;
}

/// Applies events to one incident. While a whole log is folded, the timeline stays in fold order with a hash index and
/// is sorted once at the end; when one event is applied to a finished state, every row goes to its place at once.
class Folder {
public:
    enum class Mode { WholeLog, OneMore };

    Folder(Incident& incident, Mode mode)
        : m_incident(incident)
        , m_mode(mode) {}

    void take(const Event& event);
    void finish();

private:
    void apply(const Declared& e);
    void apply(const Acknowledged& e);
    void apply(const Retitled& e) { m_incident.title = e.title; }
    void apply(const Converted& e) { m_incident.drill = e.drill; }
    void apply(const SeverityChanged& e);
    void apply(const StatusChanged& e);
    void apply(const RoleAssigned& e) { m_incident.roles[e.role] = e.person; }
    void apply(const RoleCleared& e) { m_incident.roles.erase(e.role); }
    void apply(const CommandHandedOver& e);
    void apply(const ImpactSet& e);
    void apply(const ServiceAffected& e);
    void apply(const ServiceCleared& e) { m_incident.services.removeAll(e.service); }
    void apply(const LinkAdded& e) { m_incident.links.push_back({e.title, e.url}); }
    void apply(const LinkRemoved& e);
    void apply(const EntryNoted&) {}
    void apply(const EntryRevised& e);
    void apply(const EntryStruck& e);
    void apply(const EntryRestored& e);
    void apply(const EntryMarkedKey& e);
    void apply(const ItemTicked& e);
    void apply(const ItemUnticked& e);
    void apply(const ItemSkipped& e);
    void apply(const ItemAdded& e);
    void apply(const ItemRemoved& e);
    void apply(const ItemAssigned& e);
    void apply(const CheckChanged& e);
    void apply(const AlertFired& e);
    void apply(const AlertResolved& e);
    void apply(const AlertLost& e);
    void apply(const ThresholdCrossed&) {}
    void apply(const SilenceCreated& e);
    void apply(const SilenceExpired& e);
    void apply(const MessageSent& e);
    void apply(const EscalationPaged& e) { m_incident.pages.push_back({e.who, e.rung, m_who, m_when, {}}); }
    void apply(const EscalationAnswered& e);
    void apply(const CommandRan&) {}
    void apply(const HttpActionRan&) {}
    void apply(const GraphPinned& e) { m_incident.pins.push_back({m_event->id, e, m_when, m_who}); }
    void apply(const GraphsArranged& e) { m_incident.graphs = e.graphs; }
    void apply(const AskOpened& e);
    void apply(const AskAnswered& e);
    void apply(const ScenarioAttached& e) {
        if (!m_incident.scenarios.contains(e.scenario))
            m_incident.scenarios.append(e.scenario);
    }
    void apply(const ScenarioDetached& e) { m_incident.scenarios.removeAll(e.scenario); }
    void apply(const BlankFilled& e) {
        if (e.value.isEmpty())
            m_incident.blanks.erase(e.blank);
        else
            m_incident.blanks[e.blank] = e.value;
    }
    void apply(const SectionWritten& e) { m_incident.sections[e.section] = e.markdown; }
    void apply(const PostMortemStatusChanged& e) { m_incident.postMortem = e.status; }
    void apply(const ActionItemAdded& e) { m_incident.actionItems.push_back({e.item, e.text, e.owner, e.due, false}); }
    void apply(const ActionItemChanged& e);
    void apply(const ActionItemRemoved& e);
    void apply(const EventErased&) {}
    void apply(const Erased&) {}
    void apply(const Unknown&) {}

    void setItem(const QString& item, const QString& text, ItemState state, const QString& reason);
    void noteUndo();
    void toggleUndone(const EventId& target, bool undone);
    CheckFlip flipOf(const CheckChanged& e) const;
    QString sentence() const;
    bool countsOnEarlierRow();
    void addRow();
    TimelineEntry* entry(const EventId& id);
    void moveTo(TimelineEntry* entry, Instant at);
    void correctMoments(const EventId& id, Instant at);
    void setEdited(TimelineEntry& entry);
    void movePin(const EventId& id, std::vector<PinnedGraph>& from, std::vector<PinnedGraph>& to);
    void refreshImpactBegan();
    bool isUndo() const { return m_event->undoes.has_value() && !m_isRedo; }

    Incident& m_incident;
    const Mode m_mode;
    QHash<EventId, std::size_t> m_index; ///< row of an entry, in WholeLog mode
    const Event* m_event = nullptr;
    Instant m_when; ///< when the act counts from: of a redo, when the act it restores was done
    QString m_who;
    bool m_isRedo = false;
};

void Folder::take(const Event& event) {
    m_event = &event;
    m_when = event.occurredAt;
    m_who = event.author;
    m_isRedo = false;
    ++m_incident.eventCount;
    m_incident.lastClock = event.clock;
    m_incident.lastEvent = event.id;
    m_incident.id = event.incident;
    if (event.undoes)
        noteUndo();
    else if (isTimelineRow(event.body) && !countsOnEarlierRow())
        addRow();
    std::visit([this](const auto& body) { apply(body); }, event.body);
    if (m_mode == Mode::OneMore && mayMoveImpact(event))
        refreshImpactBegan();
}

void Folder::finish() {
    std::vector<TimelineEntry>& rows = m_incident.timeline;
    if (!std::is_sorted(rows.begin(), rows.end(), timelineLess))
        std::sort(rows.begin(), rows.end(), timelineLess);
    refreshImpactBegan();
}

/// An undo takes back the effect of its target; a redo is the undo of an undo and gives the first act its effect again,
/// as of when it was done.
void Folder::noteUndo() {
    EventId target = *m_event->undoes;
    m_incident.undoOf.insert(m_event->id, target);
    bool undone = true;
    toggleUndone(target, undone);
    // Every target was recorded before its undo, so the chain ends; the bound only guards against a forged log.
    for (int depth = 0; depth < 1000; ++depth) {
        const auto next = m_incident.undoOf.constFind(target);
        if (next == m_incident.undoOf.constEnd())
            break;
        target = *next;
        undone = !undone;
        toggleUndone(target, undone);
    }
    m_isRedo = !undone;
    if (!m_isRedo)
        return;
    if (const TimelineEntry* first = entry(target)) {
        m_when = first->occurredAt;
        m_who = first->author;
    }
}

void Folder::toggleUndone(const EventId& target, bool undone) {
    if (undone)
        m_incident.undone.insert(target);
    else
        m_incident.undone.remove(target);
    TimelineEntry* row = entry(target);
    if (!row)
        return;
    if (undone && !row->struck) {
        row->struck = row->undone = true;
        row->struckReason = QStringLiteral("undone by %1").arg(m_event->author);
    } else if (!undone && row->undone) {
        row->struck = row->undone = false;
        row->struckReason.clear();
    }
}

CheckFlip Folder::flipOf(const CheckChanged& e) const {
    return {e.check, e.title, e.state, m_when, e.firstSeen, e.detail};
}

QString Folder::sentence() const {
    const auto* changed = std::get_if<CheckChanged>(&m_event->body);
    return changed ? sentenceOf(m_incident.flips, flipOf(*changed), *changed) : sentenceOf(m_event->body);
}

/// A change of a check that flaps is told by the row of an earlier change, unless a person struck or revised it.
bool Folder::countsOnEarlierRow() {
    const auto* changed = std::get_if<CheckChanged>(&m_event->body);
    const FlipSeries series = changed ? seriesOf(m_incident.flips, flipOf(*changed)) : FlipSeries{};
    if (!series.flaps())
        return false;
    const QString title = changed->title.isEmpty() ? changed->check : changed->title;
    std::vector<TimelineEntry>& rows = m_incident.timeline;
    const auto row = std::find_if(rows.rbegin(), rows.rend(), [&](const TimelineEntry& one) {
        return one.firstOccurredAt == series.third && one.kind == QLatin1String(CheckChanged::kind) &&
               one.firstText.startsWith(title);
    });
    if (row == rows.rend() || row->struck || row->erased || !row->revisions.empty())
        return false;
    row->text = row->firstText = sentence();
    return true;
}

void Folder::addRow() {
    const Event& e = *m_event;
    TimelineEntry row;
    row.id = e.id;
    row.clock = e.clock;
    row.occurredAt = row.firstOccurredAt = e.occurredAt;
    row.recordedAt = e.recordedAt;
    row.author = e.author;
    row.kind = kindOf(e.body);
    row.entryKind = entryKindOf(e.body);
    row.text = row.firstText = sentence();
    row.keyMoment = keyMomentOf(e.body);
    row.automatic = isAutomatic(e.body);
    row.erased = std::holds_alternative<Erased>(e.body);
    if (const auto* noted = std::get_if<EntryNoted>(&e.body))
        row.confidential = noted->confidential;
    std::vector<TimelineEntry>& rows = m_incident.timeline;
    if (m_mode == Mode::WholeLog) {
        m_index.insert(row.id, rows.size());
        rows.push_back(std::move(row));
        return;
    }
    rows.insert(std::upper_bound(rows.begin(), rows.end(), row, timelineLess), std::move(row));
}

TimelineEntry* Folder::entry(const EventId& id) {
    if (m_mode == Mode::WholeLog) {
        const auto found = m_index.constFind(id);
        return found == m_index.constEnd() ? nullptr : &m_incident.timeline.at(*found);
    }
    return const_cast<TimelineEntry*>(findEntry(m_incident, id)); // of our own, mutable incident
}

void Folder::moveTo(TimelineEntry* row, Instant at) {
    row->occurredAt = at;
    if (m_mode == Mode::WholeLog)
        return;
    std::vector<TimelineEntry>& rows = m_incident.timeline;
    TimelineEntry moved = std::move(*row);
    rows.erase(rows.begin() + (row - rows.data()));
    rows.insert(std::upper_bound(rows.begin(), rows.end(), moved, timelineLess), std::move(moved));
}

/// The time of a row that stands for a moment was corrected: the moment moves with it.
void Folder::correctMoments(const EventId& id, Instant at) {
    if (id == m_incident.declaredBy) {
        m_incident.declaredAt = at;
        m_incident.severities.front().from = at;
    }
    if (id == m_incident.acknowledgedBy)
        m_incident.acknowledgedAt = at;
    if (id == m_incident.resolvedBy && m_incident.resolvedAt)
        m_incident.resolvedAt = at;
}

void Folder::setEdited(TimelineEntry& row) {
    row.edited = std::any_of(row.revisions.begin(), row.revisions.end(), [this](const EventId& id) {
        return !m_incident.undoOf.contains(id) && !m_incident.undone.contains(id);
    });
}

void Folder::refreshImpactBegan() {
    m_incident.impactBegan = m_incident.impactStated;
    if (m_incident.impactBegan)
        return;
    const auto marked =
        std::find_if(m_incident.timeline.begin(), m_incident.timeline.end(),
                     [](const TimelineEntry& row) { return row.keyMoment == KeyMoment::ImpactBegan && !row.struck; });
    if (marked != m_incident.timeline.end())
        m_incident.impactBegan = marked->occurredAt;
}

void Folder::apply(const Declared& e) {
    m_incident.title = e.title;
    m_incident.severity = e.severity;
    m_incident.playbook = e.playbook;
    m_incident.playbookDigest = e.playbookDigest;
    m_incident.runbookDigest = e.runbookDigest.value_or(QString());
    m_incident.drill = e.drill;
    m_incident.scenario = e.scenario;
    m_incident.declaredAt = m_when;
    m_incident.declaredBy = m_event->id;
    m_incident.severities.assign(1, {e.severity, m_when});
}

void Folder::apply(const Acknowledged&) {
    if (m_incident.acknowledgedAt)
        return;
    m_incident.acknowledgedAt = m_when;
    m_incident.acknowledgedBy = m_event->id;
}

void Folder::apply(const SeverityChanged& e) {
    m_incident.severity = e.severity;
    std::vector<SeveritySpan>& spans = m_incident.severities;
    const bool takesBackLast = isUndo() && spans.size() > 1 && spans.back().severity == e.was &&
                               spans.at(spans.size() - 2).severity == e.severity;
    if (takesBackLast)
        spans.pop_back();
    else
        spans.push_back({e.severity, m_when});
}

void Folder::apply(const StatusChanged& e) {
    const bool wasOver = over(m_incident.status);
    m_incident.status = e.status;
    if (wasOver == over(e.status))
        return;
    if (wasOver) {
        m_incident.resolvedBefore = std::exchange(m_incident.resolvedAt, std::nullopt);
        m_incident.resolvedBeforeBy = std::exchange(m_incident.resolvedBy, EventId{});
        return;
    }
    const bool reopeningUndone = isUndo() && m_incident.resolvedBefore;
    m_incident.resolvedAt = reopeningUndone ? *m_incident.resolvedBefore : m_when;
    m_incident.resolvedBy = reopeningUndone ? m_incident.resolvedBeforeBy : m_event->id;
}

/// The log knows no playbook: the commander's role is the one the handing person holds, else the one so named.
void Folder::apply(const CommandHandedOver& e) {
    std::map<QString, QString>& roles = m_incident.roles;
    QString role = roles.contains(QStringLiteral("incident-commander")) ? QStringLiteral("incident-commander")
                                                                        : QStringLiteral("commander");
    if (!roles.contains(role))
        for (const auto& [id, person] : roles)
            if (!e.was.isEmpty() && person == e.was) {
                role = id;
                break;
            }
    if (e.person.isEmpty())
        roles.erase(role);
    else
        roles[role] = e.person;
}

void Folder::apply(const ImpactSet& e) {
    m_incident.impact = e.text;
    m_incident.impactStated = e.began;
}

void Folder::apply(const ServiceAffected& e) {
    if (!m_incident.services.contains(e.service))
        m_incident.services.append(e.service);
}

void Folder::apply(const LinkRemoved& e) {
    const Link gone{e.title, e.url};
    const auto found = std::find(m_incident.links.begin(), m_incident.links.end(), gone);
    if (found != m_incident.links.end())
        m_incident.links.erase(found);
}

void Folder::apply(const EntryRevised& e) {
    TimelineEntry* row = entry(e.target);
    if (!row || row->erased)
        return;
    row->text = e.text;
    row->revisions.push_back(m_event->id);
    setEdited(*row);
    if (!e.at)
        return;
    correctMoments(e.target, *e.at);
    for (std::vector<PinnedGraph>* pins : {&m_incident.pins, &m_incident.struckPins})
        if (const auto pin = findBy(*pins, &PinnedGraph::id, e.target); pin != pins->end())
            pin->at = *e.at;
    moveTo(row, *e.at);
}

void Folder::apply(const EntryStruck& e) {
    TimelineEntry* row = entry(e.target);
    if (!row)
        return;
    if (!m_event->undoes || !e.reason.isEmpty())
        row->struckReason = e.reason;
    row->struck = true;
    row->undone = false;
    movePin(e.target, m_incident.pins, m_incident.struckPins);
}

void Folder::apply(const EntryRestored& e) {
    TimelineEntry* row = entry(e.target);
    if (!row)
        return;
    row->struck = row->undone = false; // the reason stays: striking again by redo shows it
    movePin(e.target, m_incident.struckPins, m_incident.pins);
}

void Folder::apply(const EntryMarkedKey& e) {
    if (TimelineEntry* row = entry(e.target))
        row->keyMoment = e.moment;
}

void Folder::movePin(const EventId& id, std::vector<PinnedGraph>& from, std::vector<PinnedGraph>& to) {
    const auto pin = findBy(from, &PinnedGraph::id, id);
    if (pin == from.end())
        return;
    const auto place = std::upper_bound(to.begin(), to.end(), *pin, [](const PinnedGraph& a, const PinnedGraph& b) {
        return std::tie(a.at, a.id.origin, a.id.seq) < std::tie(b.at, b.id.origin, b.id.seq);
    });
    to.insert(place, *pin);
    from.erase(pin);
}

void Folder::setItem(const QString& item, const QString& text, ItemState state, const QString& reason) {
    ItemRecord& record = m_incident.items[item];
    record.state = state;
    record.text = text;
    record.reason = reason;
    record.by = state == ItemState::Open ? QString() : m_who;
    record.at = state == ItemState::Open ? Instant{} : m_when;
}

/// Two people who ticked the same round, each in their own record, did one thing.
void Folder::apply(const ItemTicked& e) {
    ItemRecord& record = m_incident.items[e.item];
    if (record.state == ItemState::Done && e.round.value_or(1) > qint64(record.earlier.size()) + 1)
        record.earlier.push_back({record.by, record.at});
    setItem(e.item, e.text, ItemState::Done, {});
}

void Folder::apply(const ItemSkipped& e) {
    ItemRecord& record = m_incident.items[e.item];
    if (record.state == ItemState::Done)
        record.earlier.push_back({record.by, record.at});
    setItem(e.item, e.text, ItemState::Skipped, e.reason);
}

/// The time before counts again, where there was one.
void Folder::apply(const ItemUnticked& e) {
    ItemRecord& record = m_incident.items[e.item];
    if (e.was == ItemState::Done && e.round && *e.round != qint64(record.earlier.size()) + 1)
        return; // somebody else took this round back already
    setItem(e.item, e.text, ItemState::Open, {});
    if (record.earlier.empty())
        return;
    record.state = ItemState::Done;
    record.by = record.earlier.back().by;
    record.at = record.earlier.back().at;
    record.earlier.pop_back();
}

void Folder::apply(const ItemAdded& e) {
    if (findBy(m_incident.addedItems, &AddedItem::id, e.item) == m_incident.addedItems.end())
        m_incident.addedItems.push_back({e.item, e.text, e.phase, e.due});
}

void Folder::apply(const ItemRemoved& e) {
    const auto found = findBy(m_incident.addedItems, &AddedItem::id, e.item);
    if (found != m_incident.addedItems.end())
        m_incident.addedItems.erase(found);
}

void Folder::apply(const ItemAssigned& e) {
    ItemRecord& record = m_incident.items[e.item];
    record.assignee = e.person;
    if (record.text.isEmpty())
        record.text = e.text;
}

void Folder::apply(const CheckChanged& e) {
    m_incident.flips.push_back(flipOf(e));
}

void Folder::apply(const AlertFired& e) {
    for (const QString& fingerprint : e.fingerprint.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        m_incident.alerts[fingerprint] = {e.name, e.since, false};
}

void Folder::apply(const AlertResolved& e) {
    for (const QString& fingerprint : e.fingerprint.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        m_incident.alerts.erase(fingerprint);
}

void Folder::apply(const AlertLost& e) {
    for (const QString& fingerprint : e.fingerprint.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        m_incident.alerts[fingerprint].lost = true;
}

/// The same silence again was extended.
void Folder::apply(const SilenceCreated& e) {
    const auto found = findBy(m_incident.silences, &SilenceRecord::id, e.silence);
    SilenceRecord& silence = found == m_incident.silences.end() ? m_incident.silences.emplace_back() : *found;
    silence = {.id = e.silence,
               .comment = e.comment,
               .by = m_who,
               .matchers = e.matchers,
               .madeAt = m_when,
               .endsAt = e.endsAt,
               .ended = false};
}

void Folder::apply(const SilenceExpired& e) {
    const auto found = findBy(m_incident.silences, &SilenceRecord::id, e.silence);
    if (found != m_incident.silences.end())
        found->ended = true;
}

void Folder::apply(const MessageSent& e) {
    m_incident.messages.push_back({m_when, e.channel, e.title, e.text, m_who, e.nextUpdate});
}

void Folder::apply(const EscalationAnswered& e) {
    const auto page = std::find_if(m_incident.pages.rbegin(), m_incident.pages.rend(),
                                   [&e](const Page& one) { return one.who == e.who && !one.answeredAt; });
    if (page != m_incident.pages.rend())
        page->answeredAt = m_when;
}

void Folder::apply(const AskOpened& e) {
    m_incident.asks.push_back({.id = e.ask,
                               .person = e.person,
                               .text = e.text,
                               .answer = {},
                               .openedAt = m_when,
                               .due = e.due,
                               .answeredAt = {}});
}

void Folder::apply(const AskAnswered& e) {
    const auto ask = findBy(m_incident.asks, &Ask::id, e.ask);
    if (ask == m_incident.asks.end())
        return;
    ask->answer = e.text;
    ask->answeredAt = m_when;
}

void Folder::apply(const ActionItemChanged& e) {
    const auto found = findBy(m_incident.actionItems, &ActionItem::id, e.item);
    if (found != m_incident.actionItems.end())
        *found = {e.item, e.text, e.owner, e.due, e.done};
}

void Folder::apply(const ActionItemRemoved& e) {
    const auto found = findBy(m_incident.actionItems, &ActionItem::id, e.item);
    if (found != m_incident.actionItems.end())
        m_incident.actionItems.erase(found);
}

/// Events named by an event.erased count as erased even where their body is still at hand.
void eraseTargets(std::vector<Event>& events) {
    QSet<EventId> targets;
    for (const Event& event : events)
        if (const auto* erased = std::get_if<EventErased>(&event.body))
            targets.insert(erased->target);
    if (targets.isEmpty())
        return;
    for (Event& event : events)
        if (targets.contains(event.id) && !std::holds_alternative<Erased>(event.body))
            event.body = Erased{kindOf(event.body)};
}

} // namespace

bool foldsBefore(const Event& a, const Event& b) {
    return std::tie(a.clock, a.id.origin, a.id.seq) < std::tie(b.clock, b.id.origin, b.id.seq);
}

Incident fold(std::vector<Event> events) {
    eraseTargets(events);
    std::vector<const Event*> order(events.size());
    std::transform(events.begin(), events.end(), order.begin(), [](const Event& event) { return &event; });
    const auto before = [](const Event* a, const Event* b) { return foldsBefore(*a, *b); };
    if (!std::is_sorted(order.begin(), order.end(), before))
        std::sort(order.begin(), order.end(), before);
    Incident incident;
    incident.timeline.reserve(events.size());
    Folder folder(incident, Folder::Mode::WholeLog);
    for (const Event* event : order)
        folder.take(*event);
    folder.finish();
    return incident;
}

bool apply(Incident& incident, const Event& event) {
    if (std::holds_alternative<EventErased>(event.body))
        return false;
    const auto place = std::tie(event.clock, event.id.origin, event.id.seq);
    if (incident.eventCount > 0 &&
        place <= std::tie(incident.lastClock, incident.lastEvent.origin, incident.lastEvent.seq))
        return false;
    Folder(incident, Folder::Mode::OneMore).take(event);
    return true;
}

} // namespace domain
