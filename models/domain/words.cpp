// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/words.h"

#include <utility>

namespace domain {
namespace {

template <class E>
using Word = std::pair<E, const char*>;

constexpr Word<Status> statusWords[]{{Status::Investigating, "investigating"},
                                     {Status::Identified, "identified"},
                                     {Status::Monitoring, "monitoring"},
                                     {Status::Resolved, "resolved"},
                                     {Status::Closed, "closed"}};
constexpr Word<CheckState> checkStateWords[]{{CheckState::Unknown, "unknown"},
                                             {CheckState::Up, "up"},
                                             {CheckState::Degraded, "degraded"},
                                             {CheckState::Down, "down"},
                                             {CheckState::Inconclusive, "inconclusive"}};
constexpr Word<EntryKind> entryKindWords[]{{EntryKind::Note, "note"},
                                           {EntryKind::Observation, "observation"},
                                           {EntryKind::Action, "action"},
                                           {EntryKind::Decision, "decision"},
                                           {EntryKind::Communication, "communication"}};
constexpr Word<KeyMoment> keyMomentWords[]{{KeyMoment::ImpactBegan, "impact_began"},
                                           {KeyMoment::Detected, "detected"},
                                           {KeyMoment::Acknowledged, "acknowledged"},
                                           {KeyMoment::CauseFound, "cause_found"},
                                           {KeyMoment::Mitigated, "mitigated"},
                                           {KeyMoment::Resolved, "resolved"},
                                           {KeyMoment::Other, "key"}};
constexpr Word<PostMortemStatus> postMortemWords[]{{PostMortemStatus::Draft, "draft"},
                                                   {PostMortemStatus::Review, "review"},
                                                   {PostMortemStatus::Published, "published"}};
constexpr Word<ItemState> itemStateWords[]{
    {ItemState::Open, "open"}, {ItemState::Done, "done"}, {ItemState::Skipped, "skipped"}};

template <class E, std::size_t N>
QString wordOf(const Word<E> (&words)[N], E value) {
    for (const Word<E>& word : words)
        if (word.first == value)
            return QString::fromLatin1(word.second);
    Q_UNREACHABLE();
}

template <class E, std::size_t N>
std::optional<E> valueOf(const Word<E> (&words)[N], const QString& text) {
    for (const Word<E>& word : words)
        if (text.compare(QLatin1String(word.second), Qt::CaseInsensitive) == 0)
            return word.first;
    return std::nullopt;
}

} // namespace

QString toText(Status value) {
    return wordOf(statusWords, value);
}
QString toText(CheckState value) {
    return wordOf(checkStateWords, value);
}
QString toText(EntryKind value) {
    return wordOf(entryKindWords, value);
}
QString toText(KeyMoment value) {
    return wordOf(keyMomentWords, value);
}
QString toText(PostMortemStatus value) {
    return wordOf(postMortemWords, value);
}
QString toText(ItemState value) {
    return wordOf(itemStateWords, value);
}

template <>
std::optional<Status> fromText(const QString& word) {
    return valueOf(statusWords, word);
}
template <>
std::optional<CheckState> fromText(const QString& word) {
    return valueOf(checkStateWords, word);
}
template <>
std::optional<EntryKind> fromText(const QString& word) {
    return valueOf(entryKindWords, word);
}
template <>
std::optional<KeyMoment> fromText(const QString& word) {
    return valueOf(keyMomentWords, word);
}
template <>
std::optional<PostMortemStatus> fromText(const QString& word) {
    return valueOf(postMortemWords, word);
}
template <>
std::optional<ItemState> fromText(const QString& word) {
    return valueOf(itemStateWords, word);
}

} // namespace domain
