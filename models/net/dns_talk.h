// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/talk.h"
#include <chrono>

namespace net {

/// One question to one name server over UDP: libresolv writes the packet and reads the answer.
class DnsTalk final : public Talk {
public:
    DnsTalk(const Request& request, domain::Instant startedAt);
    ~DnsTalk() override;

    pollfd awaits() const override;
    bool proceed() override;
    void expire() override;
    Response take() override { return std::move(m_response); }

private:
    void ask();
    bool fail(Failure failure, const QString& reason);
    bool read(const QByteArray& packet);
    qint64 elapsedUs() const;

    const Millis m_timeout;
    const std::chrono::steady_clock::time_point m_began, m_retryAfter;
    QByteArray m_question;
    QString m_server;
    int m_socket = -1;
    bool m_retried = false;
    Response m_response;
};

} // namespace net
