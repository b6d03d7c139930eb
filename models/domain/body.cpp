// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event.h"

namespace domain {

template <class Kind>
requires requires {
    Kind::kind;
}
Body::Body(Kind kind)
    : Bodies(std::in_place_type<Kind>, std::move(kind)) {}

// One line for each alternative of Bodies.
template Body::Body(Declared);
template Body::Body(Acknowledged);
template Body::Body(Retitled);
template Body::Body(Converted);
template Body::Body(SeverityChanged);
template Body::Body(StatusChanged);
template Body::Body(RoleAssigned);
template Body::Body(RoleCleared);
template Body::Body(CommandHandedOver);
template Body::Body(ImpactSet);
template Body::Body(ServiceAffected);
template Body::Body(ServiceCleared);
template Body::Body(LinkAdded);
template Body::Body(LinkRemoved);
template Body::Body(EntryNoted);
template Body::Body(EntryRevised);
template Body::Body(EntryStruck);
template Body::Body(EntryRestored);
template Body::Body(EntryMarkedKey);
template Body::Body(ItemTicked);
template Body::Body(ItemUnticked);
template Body::Body(ItemSkipped);
template Body::Body(ItemAdded);
template Body::Body(ItemRemoved);
template Body::Body(ItemAssigned);
template Body::Body(CheckChanged);
template Body::Body(AlertFired);
template Body::Body(AlertResolved);
template Body::Body(AlertLost);
template Body::Body(ThresholdCrossed);
template Body::Body(SilenceCreated);
template Body::Body(SilenceExpired);
template Body::Body(MessageSent);
template Body::Body(EscalationPaged);
template Body::Body(EscalationAnswered);
template Body::Body(CommandRan);
template Body::Body(HttpActionRan);
template Body::Body(GraphPinned);
template Body::Body(GraphsArranged);
template Body::Body(AskOpened);
template Body::Body(AskAnswered);
template Body::Body(ScenarioAttached);
template Body::Body(ScenarioDetached);
template Body::Body(BlankFilled);
template Body::Body(SectionWritten);
template Body::Body(PostMortemStatusChanged);
template Body::Body(ActionItemAdded);
template Body::Body(ActionItemChanged);
template Body::Body(ActionItemRemoved);
template Body::Body(EventErased);
template Body::Body(Erased);
template Body::Body(Unknown);

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
