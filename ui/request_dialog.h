// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/result.h"
#include "playbook/playbook.h"
#include <QDialog>
#include <QPointer>

class QPushButton;

namespace net {
class Transport;
}
namespace room {
class WarRoom;
}

namespace ui {

class PlainCode;
class PlainLabel;

/// One HTTP request, before it is sent and after: exactly what will be sent (secrets by their names), and after Send
/// the answer.
class RequestDialog final : public QDialog {
    Q_OBJECT
public:
    RequestDialog(room::WarRoom* room, net::Transport* transport, QString id, QString title,
                  playbook::HttpRequest request, QWidget* parent);
    QPushButton* sendButton() const { return m_send; }
    PlainCode* answer() const { return m_answer; }
    QString state() const;

private:
    void send();
    void finish(const domain::Result<domain::Event>& event);

    QPointer<room::WarRoom> m_room;
    net::Transport* m_transport;
    QString m_id, m_title;
    playbook::HttpRequest m_request;
    PlainLabel* m_state;
    PlainCode* m_answer;
    QPushButton* m_send;
    QPushButton* m_close;
};

/// "POST http://…", headers, an empty line, the body.
QString requestText(const playbook::HttpRequest& request);

} // namespace ui
