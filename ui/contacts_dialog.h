// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "playbook/playbook.h"
#include <QDialog>

class QGridLayout;

namespace room {
class WarRoom;
}

namespace ui {

/// Names and numbers of the playbook's roles and of its escalation ladder, readable without a network. With a room that
/// may be changed every rung can be noted as paged, and as answered. Never part of Stage.
class ContactsDialog final : public QDialog {
    Q_OBJECT
public:
    /// room: null for a record.
    ContactsDialog(room::WarRoom* room, const domain::Incident& incident, const playbook::Playbook& playbook,
                   QWidget* parent);

private:
    void addRoles(QGridLayout& grid, const domain::Incident& incident, const playbook::Playbook& playbook);
    void addLadder(QGridLayout& grid, room::WarRoom* room, const domain::Incident& incident,
                   const playbook::Playbook& playbook);
};

/// Opens it; never blocks.
ContactsDialog* showContacts(room::WarRoom* room, const domain::Incident& incident, const playbook::Playbook& playbook,
                             QWidget* parent);

} // namespace ui
