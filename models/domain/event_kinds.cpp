// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"

#include "domain/event_table.h"

namespace domain {
namespace {

using table::Overload;

const QStringList& kindNames() {
    static const QStringList names = [] {
        QStringList list;
        table::eachKind([&list]<class T>() { list.append(QString::fromLatin1(T::kind)); });
        return list;
    }();
    return names;
}

} // namespace

QString kindOf(const Body& body) {
    if (const auto* unknown = std::get_if<Unknown>(&body))
        return unknown->kindName;
    if (const auto* erased = std::get_if<Erased>(&body))
        return erased->kindWas;
    return kindNames().at(static_cast<qsizetype>(body.index())); // Erased and Unknown are the last two
}

QStringList allKinds() {
    return kindNames();
}

bool isTimelineRow(const Body& body) {
    return std::visit(Overload{
                          [](const EntryRevised&) { return false; },
                          [](const EntryStruck&) { return false; },
                          [](const EntryRestored&) { return false; },
                          [](const EntryMarkedKey&) { return false; },
                          [](const ItemAssigned&) { return false; },
                          [](const BlankFilled&) { return false; },
                          [](const SectionWritten&) { return false; },
                          [](const ActionItemAdded&) { return false; },
                          [](const ActionItemChanged&) { return false; },
                          [](const ActionItemRemoved&) { return false; },
                          [](const EventErased&) { return false; },
                          [](const Erased& erased) {
                              const auto parsed = [&erased] {
                                  bool row = true;
                                  table::eachKind([&]<class T>() {
                                      if (erased.kindWas == QLatin1String(T::kind))
                                          row = isTimelineRow(Body{T{}});
                                  });
                                  return row;
                              };
                              return parsed();
                          },
                          [](const auto&) { return true; },
                      },
                      body);
}

bool isAutomatic(const Body& body) {
    return std::visit(Overload{
                          [](const CheckChanged&) { return true; },
                          [](const AlertFired&) { return true; },
                          [](const AlertResolved&) { return true; },
                          [](const AlertLost&) { return true; },
                          [](const ThresholdCrossed&) { return true; },
                          [](const auto&) { return false; },
                      },
                      body);
}

EntryKind entryKindOf(const Body& body) {
    return std::visit(Overload{
                          [](const EntryNoted& e) { return e.entryKind; },
                          [](const SeverityChanged&) { return EntryKind::Decision; },
                          [](const StatusChanged&) { return EntryKind::Decision; },
                          [](const CommandHandedOver&) { return EntryKind::Decision; },
                          [](const Acknowledged&) { return EntryKind::Action; },
                          [](const ItemTicked&) { return EntryKind::Action; },
                          [](const ItemUnticked&) { return EntryKind::Action; },
                          [](const ItemSkipped&) { return EntryKind::Decision; },
                          [](const CheckChanged&) { return EntryKind::Observation; },
                          [](const AlertFired&) { return EntryKind::Observation; },
                          [](const AlertResolved&) { return EntryKind::Observation; },
                          [](const AlertLost&) { return EntryKind::Observation; },
                          [](const ThresholdCrossed&) { return EntryKind::Observation; },
                          [](const GraphPinned&) { return EntryKind::Observation; },
                          [](const GraphsArranged&) { return EntryKind::Action; },
                          [](const SilenceCreated&) { return EntryKind::Action; },
                          [](const SilenceExpired&) { return EntryKind::Action; },
                          [](const CommandRan&) { return EntryKind::Action; },
                          [](const HttpActionRan&) { return EntryKind::Action; },
                          [](const MessageSent&) { return EntryKind::Communication; },
                          [](const EscalationPaged&) { return EntryKind::Communication; },
                          [](const EscalationAnswered&) { return EntryKind::Communication; },
                          [](const AskOpened&) { return EntryKind::Communication; },
                          [](const AskAnswered&) { return EntryKind::Communication; },
                          [](const auto&) { return EntryKind::Note; },
                      },
                      body);
}

std::optional<KeyMoment> keyMomentOf(const Body& body) {
    using Key = std::optional<KeyMoment>;
    return std::visit(Overload{
                          [](const Declared&) -> Key { return KeyMoment::Other; },
                          [](const Acknowledged&) -> Key { return KeyMoment::Acknowledged; },
                          [](const SeverityChanged&) -> Key { return KeyMoment::Other; },
                          [](const StatusChanged& e) -> Key {
                              switch (e.status) {
                              case Status::Identified:
                                  return KeyMoment::CauseFound;
                              case Status::Monitoring:
                                  return KeyMoment::Mitigated;
                              case Status::Resolved:
                                  return KeyMoment::Resolved;
                              case Status::Investigating:
                              case Status::Closed:
                                  break;
                              }
                              return std::nullopt;
                          },
                          [](const auto&) -> Key { return std::nullopt; },
                      },
                      body);
}

} // namespace domain
