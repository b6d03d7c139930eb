// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/open_rooms.h"

#include <QTimer>

namespace app {

OpenRooms::OpenRooms(store::Database* database, domain::Clock* clock, QString author, QObject* parent)
    : QObject(parent)
    , m_database(database)
    , m_clock(clock)
    , m_author(std::move(author))
    , m_archive(database) {}

OpenRooms::~OpenRooms() = default;

room::WarRoom* OpenRooms::find(const QString& key) const {
    const auto found = m_rooms.find(key);
    return found == m_rooms.end() ? nullptr : found->second.data();
}

void OpenRooms::adopt(room::WarRoom* warRoom) {
    m_rooms[warRoom->key()] = warRoom;
}

void OpenRooms::enter(const QString& key, QObject* context, Entered entered) {
    if (room::WarRoom* warRoom = find(key)) {
        QTimer::singleShot(0, context, [warRoom, entered = std::move(entered)] { entered(warRoom); });
        return;
    }
    std::vector<Waiting>& waiting = m_waiting[key];
    waiting.push_back({context, std::move(entered)});
    if (waiting.size() > 1)
        return;
    room::WarRoom::open(m_database, m_clock, key, m_author, this,
                        [this, key](const domain::Result<room::WarRoom*>& result) { opened(key, result); });
}

void OpenRooms::take(const domain::Result<room::WarRoom*>& result) {
    if (!result)
        return;
    (*result)->setParent(this);
    adopt(*result);
}

void OpenRooms::opened(const QString& key, const domain::Result<room::WarRoom*>& result) {
    take(result);
    const auto waiting = std::exchange(m_waiting[key], {});
    m_waiting.erase(key);
    for (const Waiting& one : waiting) {
        if (one.context)
            one.entered(result);
    }
}

void OpenRooms::declare(const room::WarRoom::Declaration& declaration, const QString& author, QObject* context,
                        Entered entered) {
    room::WarRoom::declare(m_database, m_clock, declaration, author, this,
                           [this, context = QPointer(context),
                            entered = std::move(entered)](const domain::Result<room::WarRoom*>& result) {
                               take(result);
                               if (context)
                                   entered(result);
                           });
}

} // namespace app
