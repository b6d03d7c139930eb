// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"
#include <QList>
#include <optional>

namespace net {

/// AUTH (with a password) and PING in Redis' protocol (RESP2): bytes only, no socket.
class RedisTalk {
public:
    explicit RedisTalk(const Login& login);

    /// What is to be sent, at once.
    const QByteArray& sends() const { return m_sends; }
    /// Takes what came; true when the talk is over.
    bool take(const QByteArray& bytes);
    /// The reply to PING, "PONG".
    QByteArray reply() const { return m_reply; }
    /// What the server refused, in its own words: "NOAUTH Authentication required."
    std::optional<QString> trouble() const { return m_trouble; }

private:
    QByteArray m_sends, m_buffer, m_reply;
    int m_awaited = 1;
    std::optional<QString> m_trouble;
};

} // namespace net
