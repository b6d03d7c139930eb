// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/playbook.h"
#include "room/undo_stack.h"
#include "room/war_room.h"
#include "store/event_log.h"
#include <map>

namespace room {

/// An incident as it is read and folded on the reading thread, for its room on the GUI thread.
struct LoadedRoom {
    store::IncidentKey key;
    std::vector<domain::Event> events; ///< in fold order
    domain::Incident incident;
    UndoStack undoStack;
    playbook::Playbook playbook;
    std::map<QString, QString> drafts;
    QString notice; ///< what could not be read; empty when all could
};
/// author: whose acts the room can take back.
domain::Result<LoadedRoom> loadRoom(store::Connection& connection, const QString& key, const QString& author);
/// The same of an incident that was just recorded.
LoadedRoom freshRoom(store::Declaration declared, playbook::Playbook playbook, const QString& author);

/// What a declaration records (the declared event, the commander's role, the playbook as an attachment), and the
/// playbook read. Refused when the playbook has faults.
struct PreparedDeclaration {
    store::NewIncident incident;
    playbook::Playbook playbook;
};
domain::Result<PreparedDeclaration> prepareDeclaration(const WarRoom::Declaration& declaration, const QString& author);

} // namespace room
