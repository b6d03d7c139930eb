// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

/// The one table of event kinds: names, JSON, inverses and sentences.
namespace domain {

struct Incident;

/// "status.changed" …; for Unknown the name it was read with, for Erased the kind it had.
QString kindOf(const Body& body);
/// Every kind this version writes, in the order of the table.
QStringList allKinds();

/// Body (and undoes) as stored: integers above 2^53 as strings, instants and durations as integers in ms, absent
/// optionals left out.
QByteArray bodyToJson(const Body& body, const std::optional<EventId>& undoes);
struct ParsedBody {
    Body body;
    std::optional<EventId> undoes;
};
/// Reads what bodyToJson wrote. An unlisted kind becomes Unknown; a listed kind with a missing or mistyped field is an
/// error naming kind and field. Empty json (SQL NULL) becomes Erased.
Result<ParsedBody> bodyFromJson(const QString& kind, const QByteArray& json);

/// The body that restores what this one changed, computed from its was-fields; nullopt when it cannot be undone (what
/// left the machine, the declaration, automatic events). Undoing an entry.noted strikes it: the inverse needs the
/// event's own id.
std::optional<Body> inverseOf(const Event& event);

/// One plain sentence for the timeline, such as "Raised to SEV1: payments fail" (no time, no author). Uses titles from
/// the event itself.
QString sentenceOf(const Body& body);
/// True for events that become rows of the timeline by themselves (entry.revised, marks, undo bookkeeping do not).
bool isTimelineRow(const Body& body);
/// What sort of entry its row is; entry.noted says so itself.
EntryKind entryKindOf(const Body& body);
/// The moment a row stands for without being marked: acknowledgement, status and severity moves, the declaration; else
/// nullopt.
std::optional<KeyMoment> keyMomentOf(const Body& body);
/// True for events the program records without a person (check.changed, alert.*, threshold.crossed).
bool isAutomatic(const Body& body);

} // namespace domain
