// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comms/http_action.h"
#include "domain/event.h"
#include "domain/mailbox.h"
#include "net/workers.h"
#include <QPointer>

namespace room {

class WarRoom;

/// One HTTP action that a person confirmed: looks up its secrets, sends it through our own transport, and appends
/// http_action.ran with what came back. What cannot be sent is not recorded as sent. Child of the room. GUI thread.
class ActionRun final : public QObject {
    Q_OBJECT
public:
    /// id and title of the action or item; http: filled (comms/http_action.h). transport outlives it, or is gone: then
    /// the request is refused.
    ActionRun(WarRoom* room, net::Transport* transport, QString id, QString title, playbook::HttpRequest http);
    ~ActionRun() override;

signals:
    /// Last signal: the entry, or why nothing was sent or recorded.
    void recorded(const domain::Result<domain::Event>& event);

private:
    void send(const domain::Result<comms::Prepared>& prepared);
    void end(const domain::Result<domain::Event>& event);

    WarRoom* m_room;
    QPointer<net::Transport> m_transport;
    QString m_id, m_title;
    playbook::HttpRequest m_http;
    std::shared_ptr<void> m_hold; ///< of the room's clock
    domain::Mailbox m_mailbox;
    net::Workers m_worker{1};
};

} // namespace room
