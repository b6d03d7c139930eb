// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <curl/curl.h>
#include <optional>
#include <poll.h>
#include <vector>

namespace net {

/// A curl multi handle, its sockets in an epoll set (curl_multi_socket_action): what wakes the network thread costs
/// the same however many targets hang. With curl_multi_poll every round asked all of them.
class Sockets {
public:
    using Steady = std::chrono::steady_clock;

    Sockets();
    ~Sockets();
    Sockets(const Sockets&) = delete;
    Sockets& operator=(const Sockets&) = delete;

    CURLM* multi() const { return m_multi; }
    /// Lets libcurl do what its own clock asks for: also what begins with curl_multi_add_handle.
    void expire();
    /// Sleeps until one of libcurl's sockets or of others has something, wake() is called, libcurl's clock or until is
    /// reached; then lets libcurl act on its own.
    void wait(std::vector<pollfd>& others, Steady::time_point until);
    /// From any thread; wait() ends, or the next one does not begin.
    void wake();

private:
    static int onSocket(CURL* easy, curl_socket_t socket, int wanted, void* self, void* known);
    static int onTimer(CURLM* multi, long ms, void* self);
    void act(const timespec* wait);

    CURLM* m_multi;
    int m_epoll, m_wake;
    std::optional<Steady::time_point> m_due; ///< of libcurl's clock
};

} // namespace net
