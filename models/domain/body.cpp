// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event.h"

namespace domain {

template <class Kind>
requires requires {
    Kind::kind;
}
Body::Body(const Kind& kind)
    : Bodies(std::in_place_type<Kind>, kind) {}

// One line for each alternative of Bodies.
template Body::Body(const Declared&);
template Body::Body(const Acknowledged&);
template Body::Body(const Retitled&);
template Body::Body(const Converted&);
template Body::Body(const SeverityChanged&);
template Body::Body(const StatusChanged&);
template Body::Body(const RoleAssigned&);
template Body::Body(const RoleCleared&);
template Body::Body(const CommandHandedOver&);
template Body::Body(const ImpactSet&);
template Body::Body(const ServiceAffected&);
template Body::Body(const ServiceCleared&);
template Body::Body(const LinkAdded&);
template Body::Body(const LinkRemoved&);
template Body::Body(const EntryNoted&);
template Body::Body(const EntryRevised&);
template Body::Body(const EntryStruck&);
template Body::Body(const EntryRestored&);
template Body::Body(const EntryMarkedKey&);
template Body::Body(const ItemTicked&);
template Body::Body(const ItemUnticked&);
template Body::Body(const ItemSkipped&);
template Body::Body(const ItemAdded&);
template Body::Body(const ItemRemoved&);
template Body::Body(const ItemAssigned&);
template Body::Body(const CheckChanged&);
template Body::Body(const AlertFired&);
template Body::Body(const AlertResolved&);
template Body::Body(const AlertLost&);
template Body::Body(const ThresholdCrossed&);
template Body::Body(const SilenceCreated&);
template Body::Body(const SilenceExpired&);
template Body::Body(const MessageSent&);
template Body::Body(const EscalationPaged&);
template Body::Body(const EscalationAnswered&);
template Body::Body(const CommandRan&);
template Body::Body(const HttpActionRan&);
template Body::Body(const GraphPinned&);
template Body::Body(const GraphsArranged&);
template Body::Body(const AskOpened&);
template Body::Body(const AskAnswered&);
template Body::Body(const ScenarioAttached&);
template Body::Body(const ScenarioDetached&);
template Body::Body(const BlankFilled&);
template Body::Body(const SectionWritten&);
template Body::Body(const PostMortemStatusChanged&);
template Body::Body(const ActionItemAdded&);
template Body::Body(const ActionItemChanged&);
template Body::Body(const ActionItemRemoved&);
template Body::Body(const EventErased&);
template Body::Body(const Erased&);
template Body::Body(const Unknown&);

Body::Body() = default;
Body::Body(const Body&) = default;
Body::Body(Body&&) noexcept = default;
Body& Body::operator=(const Body&) = default;
Body& Body::operator=(Body&&) noexcept = default;
Body::~Body() = default;

bool operator==(const Body& a, const Body& b) {
    return static_cast<const Bodies&>(a) == static_cast<const Bodies&>(b);
}

} // namespace domain
