// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/talk.h"
#include "net/target.h"
#include <chrono>
#include <libpq-fe.h>
#include <memory>

struct addrinfo;

namespace net {

/// Asks a PostgreSQL server whether it takes connections, and with a user for SELECT 1, through libpq without waiting.
/// The name is looked up by glibc's asynchronous getaddrinfo_a, because libpq would wait for it.
class PostgresTalk final : public Talk {
public:
    PostgresTalk(const Request& request, const Target& target, domain::Instant startedAt);
    ~PostgresTalk() override;

    pollfd awaits() const override;
    bool proceed() override;
    void expire() override;
    bool lookingUp() const override { return m_stage == Stage::LookUp; }
    Response take() override { return std::move(m_response); }

private:
    enum class Stage { LookUp, Connect, Query, Over };
    struct Lookup;
    void lookUp();
    bool findAddress();
    void connect(const QString& address);
    bool connectOn();
    bool queryOn();
    bool refused(const QString& serverSays);
    bool end(Failure failure = Failure::None, const QString& reason = {});
    qint64 elapsedUs() const;

    const Request m_request;
    const Target m_target;
    const std::chrono::steady_clock::time_point m_began;
    Stage m_stage = Stage::LookUp;
    std::unique_ptr<Lookup> m_lookup;
    PGconn* m_connection = nullptr;
    bool m_writes = true; ///< waits until the socket takes bytes, not until it gives some
    Response m_response;
};

} // namespace net
