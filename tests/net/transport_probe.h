// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "net/transport.h"
#include <QtTest>
#include <atomic>

namespace tests {

/// The computer's clock, counting who holds it.
class HeldClock final : public domain::Clock {
public:
    domain::Instant now() const override {
        return std::chrono::floor<domain::Millis>(std::chrono::system_clock::now());
    }
    void wakeAt(domain::Instant, QObject*, std::function<void()>) override {}
    std::shared_ptr<void> hold() override {
        ++held;
        return {this, [this](void*) { --held; }};
    }
    int held = 0;
};

/// Sends request and spins the event loop until its answer is there.
inline net::Response fetchNow(net::Transport& transport, net::Request request) {
    QObject context;
    std::optional<net::Response> answer;
    transport.fetch(
        std::move(request), [](net::Response r) { return r; }, &context,
        [&](net::Response r) { answer = std::move(r); });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 30'000); }();
    return answer.value_or(net::Response{});
}

inline net::Request get(const QString& url, domain::Millis timeout = domain::Millis(10'000)) {
    net::Request request;
    request.url = url;
    request.timeout = timeout;
    return request;
}

} // namespace tests
