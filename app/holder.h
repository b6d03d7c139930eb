// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/open_rooms.h"
#include "app/places.h"
#include "app/single_instance.h"
#include "store/database.h"
#include <QObject>

namespace app {

/// What the process that holds the data folder's lock has: the database, the open rooms and, once it serves, the socket
/// over which other processes hand it their acts. Lives on the GUI thread; the lock ends with it.
class Holder final : public QObject {
    Q_OBJECT
public:
    Holder(Places places, domain::Clock* clock, const QString& author, QObject* parent = nullptr);

    /// Opens the record for writing. A record that can only be read is an error with the reason.
    void open(store::Lock lock, QObject* context, std::function<void(const domain::Result<void>&)> done);
    /// Listens for the acts of other processes. An act "raise" emits raiseRequested when somebody is connected to it.
    domain::Result<void> serve();

    store::Database* database() { return &m_database; }
    OpenRooms* rooms() { return &m_rooms; }

signals:
    void raiseRequested();

private:
    void handle(const QJsonObject& act, QObject* context, const Answered& done);

    Places m_places;
    store::Database m_database;
    OpenRooms m_rooms;
    ActServer m_server;
};

} // namespace app
