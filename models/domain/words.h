// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <array>
#include <optional>

/// The closed sets of words of the vocabulary. toText gives the word used in files, JSON and on the command line.
namespace domain {

enum class Status { Investigating, Identified, Monitoring, Resolved, Closed };
enum class CheckState { Unknown, Up, Degraded, Down, Inconclusive };
enum class EntryKind { Note, Observation, Action, Decision, Communication };
/// Key moments a timeline entry can stand for. Other marks an entry as important without naming a moment.
enum class KeyMoment { ImpactBegan, Detected, Acknowledged, CauseFound, Mitigated, Resolved, Other };
enum class PostMortemStatus { Draft, Review, Published };
enum class ItemState { Open, Done, Skipped };

inline constexpr std::array allStatuses{Status::Investigating, Status::Identified, Status::Monitoring, Status::Resolved,
                                        Status::Closed};
inline constexpr std::array allEntryKinds{EntryKind::Note, EntryKind::Observation, EntryKind::Action,
                                          EntryKind::Decision, EntryKind::Communication};
inline constexpr std::array allKeyMoments{KeyMoment::ImpactBegan, KeyMoment::Detected,  KeyMoment::Acknowledged,
                                          KeyMoment::CauseFound,  KeyMoment::Mitigated, KeyMoment::Resolved,
                                          KeyMoment::Other};

QString toText(Status);           ///< investigating, identified, monitoring, resolved, closed
QString toText(CheckState);       ///< unknown, up, degraded, down, inconclusive
QString toText(EntryKind);        ///< note, observation, action, decision, communication
QString toText(KeyMoment);        ///< impact_began, detected, acknowledged, cause_found, mitigated, resolved, key
QString toText(PostMortemStatus); ///< draft, review, published
QString toText(ItemState);        ///< open, done, skipped

/// The other way, without regard to case; nullopt for a word that is not of the set.
template <class E>
std::optional<E> fromText(const QString& word);
template <>
std::optional<Status> fromText(const QString&);
template <>
std::optional<CheckState> fromText(const QString&);
template <>
std::optional<EntryKind> fromText(const QString&);
template <>
std::optional<KeyMoment> fromText(const QString&);
template <>
std::optional<PostMortemStatus> fromText(const QString&);
template <>
std::optional<ItemState> fromText(const QString&);

} // namespace domain
