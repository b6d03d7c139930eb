// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/commander.h"

#include "playbook/plan.h"
#include "playbook/variables.h"

namespace drill {
namespace {

template <class... Ts>
struct Overload : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overload(Ts...) -> Overload<Ts...>;

QString itemText(const playbook::Playbook& book, const QString& id) {
    for (const playbook::Phase& phase : book.phases) {
        for (const playbook::Item& item : phase.items) {
            if (item.id == id)
                return playbook::expandKnown(item.text, book.variables);
        }
    }
    return id;
}

QString messageTitle(const playbook::Playbook& book, const QString& id) {
    const auto found = std::find_if(book.messages.begin(), book.messages.end(),
                                    [&](const playbook::Message& m) { return m.id == id; });
    return found == book.messages.end() ? id : found->title;
}

QString scenarioTitle(const playbook::Playbook& book, const QString& id) {
    const auto found = std::find_if(book.scenarios.begin(), book.scenarios.end(),
                                    [&](const playbook::Scenario& s) { return s.id == id; });
    return found == book.scenarios.end() ? id : found->title;
}

int rankOf(const playbook::Playbook& book, const QString& severity) {
    const playbook::Severity* found = findSeverity(book, severity);
    return found ? found->rank : 0;
}

QString valueOr(const std::map<QString, QString>& values, const QString& key) {
    const auto found = values.find(key);
    return found == values.end() ? QString() : found->second;
}

std::optional<domain::Instant> later(domain::Instant now, const std::optional<Millis>& by) {
    return by ? std::optional(now + *by) : std::nullopt;
}

} // namespace

Commander::Commander(std::vector<Act> acts, domain::Instant start, room::WarRoom* room, room::Watch* watch,
                     QObject* parent)
    : QObject(parent)
    , m_acts(std::move(acts))
    , m_start(start)
    , m_room(room)
    , m_watch(watch) {}

void Commander::begin() {
    while (m_at < m_acts.size() && std::holds_alternative<Declare>(m_acts[m_at].deed))
        ++m_at;
    scheduleNext();
}

void Commander::scheduleNext() {
    if (m_at >= m_acts.size()) {
        emit finished();
        return;
    }
    m_room->clock()->wakeAt(m_start + m_acts[m_at].at, this, [this] {
        m_hold = m_room->clock()->hold();
        perform(m_acts[m_at]);
    });
}

void Commander::settle(const domain::Result<domain::Event>& recorded) {
    if (!recorded)
        emit stumbled(recorded.error().text);
    ++m_at;
    scheduleNext();
    m_hold.reset();
}

void Commander::record(domain::Body body, const Act& act, Next next, Millis ago) {
    domain::EventDraft draft{std::move(body), act.by, m_room->clock()->now() - ago, {}};
    m_room->append(std::move(draft), [self = QPointer<Commander>(this),
                                      next = std::move(next)](const domain::Result<domain::Event>& recorded) {
        if (self)
            next(recorded);
    });
}

void Commander::perform(const Act& act) {
    const auto done = [this](const domain::Result<domain::Event>& recorded) { settle(recorded); };
    if (const auto* one = std::get_if<Note>(&act.deed))
        return note(*one, act);
    if (const auto* one = std::get_if<Accept>(&act.deed))
        return accept(*one, act);
    if (const auto* pin = std::get_if<PinGraph>(&act.deed)) {
        m_watch->pin(pin->panel, pin->note,
                     [self = QPointer<Commander>(this)](const domain::Result<domain::Event>& pinned) {
                         if (self)
                             self->settle(pinned);
                     });
        return;
    }
    record(bodyOf(act.deed), act, done);
}

void Commander::note(const Note& note, const Act& act) {
    domain::EntryNoted body;
    body.entryKind = note.kind;
    body.text = note.text;
    record(
        body, act,
        [this, key = note.key, act](const domain::Result<domain::Event>& noted) {
            if (!noted || !key)
                return settle(noted);
            record(domain::EntryMarkedKey{noted->id, key, {}}, act,
                   [this](const domain::Result<domain::Event>& marked) { settle(marked); });
        },
        note.ago);
}

void Commander::accept(const Accept& accept, const Act& act) {
    const auto proposals = m_watch->proposals();
    const auto proposal = std::find_if(proposals.begin(), proposals.end(),
                                       [&](const room::Proposal& one) { return one.item == accept.item; });
    const playbook::Plan plan = planFor(m_room->playbook(), m_room->incident(), m_room->clock()->now());
    const playbook::PlannedItem* item = findPlanned(plan, accept.item);
    if (proposal == proposals.end() || !item)
        return settle(domain::fail(
            domain::ErrorKind::Conflict,
            QStringLiteral("“%1” does not propose itself as done.").arg(itemText(m_room->playbook(), accept.item))));
    record(tickOf(*item, proposal->evidence), act,
           [this](const domain::Result<domain::Event>& recorded) { settle(recorded); });
}

domain::Body Commander::bodyOf(const Deed& deed) const {
    const domain::Incident& incident = m_room->incident();
    const playbook::Playbook& book = m_room->playbook();
    const domain::Instant now = m_room->clock()->now();
    return std::visit(
        Overload{
            [](const Acknowledge&) -> domain::Body { return domain::Acknowledged{}; },
            [&](const Assign& d) -> domain::Body {
                return domain::RoleAssigned{d.role, d.person, valueOr(incident.roles, d.role)};
            },
            [&](const ChangeSeverity& d) -> domain::Body {
                return domain::SeverityChanged{d.to, incident.severity, d.reason,
                                               rankOf(book, d.to) < rankOf(book, incident.severity)};
            },
            [&](const ChangeStatus& d) -> domain::Body {
                return domain::StatusChanged{d.to, incident.status};
            },
            [&](const Tick& d) -> domain::Body {
                const playbook::Plan plan = planFor(book, incident, now);
                if (const playbook::PlannedItem* item = findPlanned(plan, d.item))
                    return playbook::tickOf(*item);
                return domain::ItemTicked{d.item, itemText(book, d.item)};
            },
            [&](const Skip& d) -> domain::Body {
                return domain::ItemSkipped{d.item, itemText(book, d.item), d.reason};
            },
            [&](const AddItem& d) -> domain::Body {
                return domain::ItemAdded{QStringLiteral("added-%1").arg(incident.addedItems.size() + 1), d.text,
                                         d.phase, d.due};
            },
            [&](const SetImpact& d) -> domain::Body {
                const auto began = d.ago ? std::optional(now - *d.ago) : incident.impactBegan;
                return domain::ImpactSet{d.text, incident.impact, began, incident.impactBegan};
            },
            [](const AffectService& d) -> domain::Body {
                if (d.affected)
                    return domain::ServiceAffected{d.name};
                return domain::ServiceCleared{d.name};
            },
            [&](const SendMessage& d) -> domain::Body {
                return domain::MessageSent{d.channel, messageTitle(book, d.message), d.text, later(now, d.next)};
            },
            [](const Page& d) -> domain::Body {
                return domain::EscalationPaged{d.who, d.rung};
            },
            [](const Answered& d) -> domain::Body {
                return domain::EscalationAnswered{d.who, d.after};
            },
            [&](const AttachScenario& d) -> domain::Body {
                return domain::ScenarioAttached{d.scenario, scenarioTitle(book, d.scenario)};
            },
            [](const WriteSection& d) -> domain::Body {
                return domain::SectionWritten{d.section, d.text};
            },
            [&](const AddActionItem& d) -> domain::Body {
                return domain::ActionItemAdded{QStringLiteral("action-%1").arg(incident.actionItems.size() + 1), d.text,
                                               d.owner, later(now, d.due)};
            },
            [](const auto&) -> domain::Body { Q_UNREACHABLE(); },
        },
        deed);
}

} // namespace drill
