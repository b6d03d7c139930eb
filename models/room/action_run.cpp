// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/action_run.h"

#include "net/redact.h"
#include "room/war_room.h"

namespace room {

using domain::Result;

ActionRun::ActionRun(WarRoom* room, net::Transport* transport, QString id, QString title, playbook::HttpRequest http)
    : QObject(room)
    , m_room(room)
    , m_transport(transport)
    , m_id(std::move(id))
    , m_title(std::move(title))
    , m_http(std::move(http))
    , m_hold(room->clock()->hold()) {
    m_worker.post([this, request = m_http, to = m_mailbox.address()] {
        auto prepared = std::make_shared<Result<comms::Prepared>>(comms::prepared(request));
        to.post([this, prepared] { send(*prepared); });
    });
}

ActionRun::~ActionRun() = default;

void ActionRun::send(const Result<comms::Prepared>& prepared) {
    if (!prepared)
        return end(tl::unexpected(prepared.error()));
    if (!m_transport)
        return end(domain::fail(domain::ErrorKind::Internal,
                                QStringLiteral("“%1” was not sent: the network is shut down.").arg(m_title)));
    struct Kept {
        int status = 0;
        QString answer;
    };
    m_transport->fetch(
        prepared->request,
        [secrets = prepared->secrets](const net::Response& response) {
            return Kept{response.status, comms::keptAnswer(response, secrets)};
        },
        this,
        [this](const Kept& kept) {
            m_room->append(domain::HttpActionRan{.action = m_id,
                                                 .title = m_title,
                                                 .method = m_http.method,
                                                 .url = net::redact(m_http.url),
                                                 .answer = kept.answer,
                                                 .httpStatus = kept.status},
                           [this](const Result<domain::Event>& event) { end(event); });
        });
}

void ActionRun::end(const Result<domain::Event>& event) {
    m_hold.reset();
    emit recorded(event);
    deleteLater();
}

} // namespace room
