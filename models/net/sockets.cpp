// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sockets.h"

#include <array>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace net {
namespace {

epoll_event interestIn(curl_socket_t socket, int wanted) {
    epoll_event event{};
    event.data.fd = socket;
    if (wanted & CURL_POLL_IN)
        event.events |= EPOLLIN;
    if (wanted & CURL_POLL_OUT)
        event.events |= EPOLLOUT;
    return event;
}

int actionOf(unsigned events) {
    int action = 0;
    if (events & EPOLLIN)
        action |= CURL_CSELECT_IN;
    if (events & EPOLLOUT)
        action |= CURL_CSELECT_OUT;
    if (events & (EPOLLERR | EPOLLHUP))
        action |= CURL_CSELECT_ERR;
    return action;
}

} // namespace

Sockets::Sockets()
    : m_multi(curl_multi_init())
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    epoll_event event = interestIn(m_wake, CURL_POLL_IN);
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &Sockets::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &Sockets::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
}

Sockets::~Sockets() {
    curl_multi_cleanup(m_multi);
    close(m_wake);
    close(m_epoll);
}

/// known: whether the socket is in the set.
int Sockets::onSocket(CURL*, curl_socket_t socket, int wanted, void* self, void* known) {
    auto* sockets = static_cast<Sockets*>(self);
    if (wanted == CURL_POLL_REMOVE) {
        epoll_ctl(sockets->m_epoll, EPOLL_CTL_DEL, socket, nullptr);
        curl_multi_assign(sockets->m_multi, socket, nullptr);
        return 0;
    }
    epoll_event event = interestIn(socket, wanted);
    epoll_ctl(sockets->m_epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
    if (!known)
        curl_multi_assign(sockets->m_multi, socket, self);
    return 0;
}

int Sockets::onTimer(CURLM*, long ms, void* self) {
    auto* sockets = static_cast<Sockets*>(self);
    sockets->m_due.reset();
    if (ms >= 0)
        sockets->m_due = Steady::now() + std::chrono::milliseconds(ms);
    return 0;
}

void Sockets::expire() {
    // What libcurl does may make its clock due again.
    for (int round = 0; m_due && *m_due <= Steady::now() && round < 8; ++round) {
        m_due.reset();
        int running = 0;
        curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
}

void Sockets::wait(std::vector<pollfd>& others, Steady::time_point until) {
    using namespace std::chrono;
    if (m_due)
        until = std::min(until, *m_due);
    const auto left = std::max(duration_cast<nanoseconds>(until - Steady::now()), nanoseconds(0));
    const auto whole = floor<seconds>(left);
    const timespec time{.tv_sec = whole.count(), .tv_nsec = (left - whole).count()};
    if (others.empty())
        return act(&time);
    others.push_back({m_epoll, POLLIN, 0});
    if (ppoll(others.data(), others.size(), &time, nullptr) > 0 && others.back().revents) {
        const timespec now{};
        act(&now);
    }
}

void Sockets::act(const timespec* wait) {
    std::array<epoll_event, 64> events{};
    const int count = epoll_pwait2(m_epoll, events.data(), static_cast<int>(events.size()), wait, nullptr);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events.at(static_cast<std::size_t>(i));
        if (event.data.fd == m_wake) {
            eventfd_t ignored = 0;
            eventfd_read(m_wake, &ignored);
            continue;
        }
        int running = 0;
        curl_multi_socket_action(m_multi, event.data.fd, actionOf(event.events), &running);
    }
}

void Sockets::wake() {
    eventfd_write(m_wake, 1);
}

} // namespace net
