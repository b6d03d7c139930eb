// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include <deque>

namespace room {

/// What one person can take back and bring back, read off the log itself: so it survives closing the room. Pure.
class UndoStack {
public:
    explicit UndoStack(QString author = {})
        : m_author(std::move(author)) {}
    /// Feeds one event; events come in fold order.
    void take(const domain::Event& event);
    /// The act that undo takes back next, and the undo that redo takes back next; null when there is none.
    const domain::Event* undo() const { return m_undo.empty() ? nullptr : &m_undo.back(); }
    const domain::Event* redo() const { return m_redo.empty() ? nullptr : &m_redo.back(); }

private:
    QString m_author;
    std::deque<domain::Event> m_undo, m_redo; ///< bounded: nobody goes back further by hand
};

/// The draft that takes this event back, by author at that moment; nullopt when it cannot be.
std::optional<domain::EventDraft> takingBack(const domain::Event& event, const QString& author, domain::Instant now);

} // namespace room
