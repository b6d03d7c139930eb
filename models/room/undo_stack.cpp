// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/undo_stack.h"

#include "domain/event_kinds.h"
#include <algorithm>

namespace room {
namespace {

constexpr std::size_t deepest = 1000;

/// Takes the event of that id out; false when it is not there.
bool remove(std::deque<domain::Event>& events, const domain::EventId& id) {
    const auto found =
        std::find_if(events.rbegin(), events.rend(), [&id](const domain::Event& event) { return event.id == id; });
    if (found == events.rend())
        return false;
    events.erase(std::next(found).base());
    return true;
}

} // namespace

void UndoStack::take(const domain::Event& event) {
    if (const auto* erased = std::get_if<domain::EventErased>(&event.body)) {
        remove(m_undo, erased->target);
        remove(m_redo, erased->target);
    }
    if (event.undoes) { // by whomever: what is taken back cannot be taken back again
        const bool ours = event.author == m_author;
        if (remove(m_undo, *event.undoes) && ours)
            m_redo.push_back(event);
        else if (remove(m_redo, *event.undoes) && ours)
            m_undo.push_back(event);
        return;
    }
    if (event.author != m_author || !domain::inverseOf(event))
        return;
    m_undo.push_back(event);
    if (m_undo.size() > deepest)
        m_undo.pop_front();
    m_redo.clear();
}

std::optional<domain::EventDraft> takingBack(const domain::Event& event, const QString& author, domain::Instant now) {
    auto body = domain::inverseOf(event);
    if (!body)
        return std::nullopt;
    return domain::EventDraft{.body = std::move(*body), .author = author, .occurredAt = now, .undoes = event.id};
}

} // namespace room
