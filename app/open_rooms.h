// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "room/archive.h"
#include "room/war_room.h"
#include <QObject>
#include <QPointer>
#include <functional>
#include <map>
#include <vector>

namespace app {

/// The incidents that this process has open, one WarRoom each: the window and the acts of commands meet in the same
/// one. Only for the process that holds the data folder. Lives on the GUI thread.
class OpenRooms final : public QObject {
    Q_OBJECT
public:
    using Entered = std::function<void(const domain::Result<room::WarRoom*>&)>;

    /// clock: of incidents that bring none of their own (a drill that runs does).
    OpenRooms(store::Database* database, domain::Clock* clock, QString author, QObject* parent = nullptr);
    ~OpenRooms() override;

    /// The room of this incident, opened first when needed. It lives as long as this.
    void enter(const QString& key, QObject* context, Entered entered);
    void declare(const room::WarRoom::Declaration& declaration, const QString& author, QObject* context,
                 Entered entered);
    /// Acts on this incident go to this room from now on, such as a drill's with its own clock. It stays its owner's.
    void adopt(room::WarRoom* warRoom);
    /// Null when it is not open.
    room::WarRoom* find(const QString& key) const;
    room::Archive* archive() { return &m_archive; }
    domain::Clock* clock() const { return m_clock; }

private:
    struct Waiting {
        QPointer<QObject> context;
        Entered entered;
    };
    void take(const domain::Result<room::WarRoom*>& result);
    void opened(const QString& key, const domain::Result<room::WarRoom*>& result);

    store::Database* m_database;
    domain::Clock* m_clock;
    QString m_author;
    room::Archive m_archive;
    std::map<QString, QPointer<room::WarRoom>> m_rooms;
    std::map<QString, std::vector<Waiting>> m_waiting;
};

} // namespace app
