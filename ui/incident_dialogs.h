// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "playbook/playbook.h"
#include "ui/ask_dialog.h"

namespace room {
class WarRoom;
}

/// The dialogs that change an open incident. Each opens at once, never blocks, and acts through the room when it is
/// answered.
namespace ui {

AskDialog* askSeverity(room::WarRoom* room, QWidget* parent);
AskDialog* askRoles(room::WarRoom* room, QWidget* parent);
AskDialog* askImpact(room::WarRoom* room, QWidget* parent);
AskDialog* askTitle(room::WarRoom* room, QWidget* parent);
/// Resolves although recovery has not held; unmet: what speaks against it, a sentence each.
AskDialog* askResolve(room::WarRoom* room, const QStringList& unmet, QWidget* parent);
/// Records what was posted and the promise made in it; nothing leaves the computer.
AskDialog* askUpdate(room::WarRoom* room, QWidget* parent);

/// What the person chose in the declare dialog.
struct DeclareValues {
    QString title, severity, playbook;
    std::optional<domain::Instant> impactBegan; ///< of the alert it was declared from
    bool operator==(const DeclareValues&) const = default;
};
/// A playbook on offer.
struct PlaybookChoice {
    QString id, name;
    std::vector<playbook::Severity> severities;
};

} // namespace ui
