// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>
#include <QUuid>
#include <compare>
#include <optional>

namespace domain {

/// Names one event for ever: the database that recorded it and its number (1, 2, 3 …) there, within one incident.
struct EventId {
    QUuid origin;
    qint64 seq = 0;
    bool isNull() const { return seq == 0; }
    bool operator==(const EventId&) const = default;
};

inline size_t qHash(const EventId& id, size_t seed = 0) {
    return qHashMulti(seed, id.origin, id.seq);
}

/// "origin/seq" with the origin as a UUID without braces.
QString toText(const EventId& id);
/// Reads what toText writes; nullopt for anything else.
std::optional<EventId> eventIdFromText(const QString& text);

} // namespace domain
