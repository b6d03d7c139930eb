// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/ids.h"

namespace domain {

QString toText(const EventId& id) {
    return id.origin.toString(QUuid::WithoutBraces) + QLatin1Char('/') + QString::number(id.seq);
}

std::optional<EventId> eventIdFromText(const QString& text) {
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    if (slash < 0)
        return std::nullopt;
    const QUuid origin = QUuid::fromString(text.left(slash));
    bool ok = false;
    const qint64 seq = text.mid(slash + 1).toLongLong(&ok);
    if (origin.isNull() || !ok || seq < 1)
        return std::nullopt;
    return EventId{origin, seq};
}

} // namespace domain
