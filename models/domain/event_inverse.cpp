// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "domain/event_table.h"

/// What takes an event back. Was-fields hold the earlier value, so no other event is looked at.
namespace domain {

using table::Overload;

std::optional<Body> inverseOf(const Event& event) {
    using Back = std::optional<Body>;
    return std::visit(
        Overload{
            [](const Retitled& e) -> Back { return Retitled{.title = e.was, .was = e.title}; },
            [](const Converted& e) -> Back { return Converted{!e.drill}; },
            [](const SeverityChanged& e) -> Back {
                return SeverityChanged{.severity = e.was, .was = e.severity, .reason = e.reason, .raised = !e.raised};
            },
            [](const StatusChanged& e) -> Back { return StatusChanged{.status = e.was, .was = e.status}; },
            [](const RoleAssigned& e) -> Back {
                if (e.was.isEmpty())
                    return RoleCleared{.role = e.role, .was = e.person};
                return RoleAssigned{.role = e.role, .person = e.was, .was = e.person};
            },
            [](const RoleCleared& e) -> Back { return RoleAssigned{.role = e.role, .person = e.was, .was = {}}; },
            [](const CommandHandedOver& e) -> Back {
                return CommandHandedOver{.person = e.was, .was = e.person, .summary = e.summary};
            },
            [](const ImpactSet& e) -> Back {
                return ImpactSet{.text = e.was, .was = e.text, .began = e.wasBegan, .wasBegan = e.began};
            },
            [](const ServiceAffected& e) -> Back { return ServiceCleared{e.service}; },
            [](const ServiceCleared& e) -> Back { return ServiceAffected{e.service}; },
            [](const LinkAdded& e) -> Back {
                return LinkRemoved{e.title, e.url};
            },
            [](const LinkRemoved& e) -> Back {
                return LinkAdded{e.title, e.url};
            },
            [&event](const EntryNoted&) -> Back {
                return EntryStruck{event.id, QStringLiteral("undone")};
            },
            [&event](const GraphPinned&) -> Back {
                return EntryStruck{event.id, QStringLiteral("undone")};
            },
            [](const GraphsArranged& e) -> Back {
                const QString act = e.act == QLatin1String("added")     ? QStringLiteral("removed")
                                    : e.act == QLatin1String("removed") ? QStringLiteral("added")
                                                                        : e.act;
                return GraphsArranged{.act = act, .title = e.title, .graphs = e.was, .was = e.graphs};
            },
            [](const EntryRevised& e) -> Back {
                return EntryRevised{.target = e.target, .text = e.was, .was = e.text, .at = e.wasAt, .wasAt = e.at};
            },
            [](const EntryStruck& e) -> Back { return EntryRestored{e.target}; },
            [](const EntryRestored& e) -> Back {
                return EntryStruck{e.target, {}};
            },
            [](const EntryMarkedKey& e) -> Back {
                return EntryMarkedKey{.target = e.target, .moment = e.was, .was = e.moment};
            },
            [](const ItemTicked& e) -> Back {
                return ItemUnticked{.item = e.item,
                                    .text = e.text,
                                    .was = ItemState::Done,
                                    .reason = {},
                                    .round = e.round,
                                    .remark = e.remark};
            },
            [](const ItemSkipped& e) -> Back {
                return ItemUnticked{.item = e.item, .text = e.text, .was = ItemState::Skipped, .reason = e.reason};
            },
            [](const ItemUnticked& e) -> Back {
                if (e.was == ItemState::Skipped)
                    return ItemSkipped{.item = e.item, .text = e.text, .reason = e.reason};
                return ItemTicked{.item = e.item, .text = e.text, .round = e.round, .remark = e.remark};
            },
            [](const ItemAdded& e) -> Back {
                return ItemRemoved{.item = e.item, .text = e.text, .phase = e.phase, .due = e.due};
            },
            [](const ItemRemoved& e) -> Back {
                return ItemAdded{.item = e.item, .text = e.text, .phase = e.phase, .due = e.due};
            },
            [](const ItemAssigned& e) -> Back {
                return ItemAssigned{.item = e.item, .text = e.text, .person = e.was, .was = e.person};
            },
            [](const ScenarioAttached& e) -> Back {
                return ScenarioDetached{e.scenario, e.title};
            },
            [](const ScenarioDetached& e) -> Back {
                return ScenarioAttached{e.scenario, e.title};
            },
            [](const BlankFilled& e) -> Back { return BlankFilled{.blank = e.blank, .value = e.was, .was = e.value}; },
            [](const PostMortemStatusChanged& e) -> Back {
                return PostMortemStatusChanged{.status = e.was, .was = e.status};
            },
            [](const ActionItemAdded& e) -> Back {
                return ActionItemRemoved{.item = e.item, .text = e.text, .owner = e.owner, .due = e.due};
            },
            [](const ActionItemRemoved& e) -> Back {
                return ActionItemAdded{.item = e.item, .text = e.text, .owner = e.owner, .due = e.due};
            },
            [](const ActionItemChanged& e) -> Back {
                return ActionItemChanged{.item = e.item,
                                         .text = e.wasText,
                                         .owner = e.wasOwner,
                                         .wasText = e.text,
                                         .wasOwner = e.owner,
                                         .due = e.wasDue,
                                         .wasDue = e.due,
                                         .done = e.wasDone,
                                         .wasDone = e.done};
            },
            // The declaration, the acknowledgement, what the watch saw, what left the machine, what holds no earlier
            // value.
            [](const auto&) -> Back { return std::nullopt; },
        },
        event.body);
}

} // namespace domain
