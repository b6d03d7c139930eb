// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/lanes.h"
#include "net/sockets.h"
#include "net/talk.h"
#include "net/transfer.h"
#include "net/trust.h"
#include "net/ways.h"
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace net {

struct Answered {
    Order order;
    Response response;
};

/// The network thread: a loop that moves bytes and nothing else. A request waits in its class's
/// queue until a slot is free; its own clock starts then, so that our queueing is never read as the server's latency.
class Wire {
public:
    using Done = std::function<void(std::vector<Answered>)>; ///< called on the network thread

    Wire(const domain::Clock* clock, Options options, Done done);
    /// Drops what is under way and joins the thread.
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    void submit(std::vector<Order> orders);
    void drop(quint64 id);

private:
    using Steady = std::chrono::steady_clock;
    /// A conversation that libcurl does not hold.
    struct Talking {
        Order order;
        std::unique_ptr<Talk> talk;
        Steady::time_point until;
    };
    void run();
    void takeMail();
    void forget(quint64 id);
    Steady::time_point grantSlots();
    void begin(Order order);
    size_t collectFinished(); ///< how many slots became free
    size_t collectTalks();    ///< likewise
    void sleep(Steady::time_point until);
    void handOver();
    void finish(Transfer& transfer, CURLcode code);
    void deliver(Order order, Response response);
    void refuse(Order order, Failure failure, const QString& reason);
    void listLookups();
    bool nameBusy(const Target& target) const;

    const domain::Clock* m_clock;
    const Options m_options;
    const QByteArray m_caFile;
    const Done m_done;

    std::mutex m_mutex; ///< guards the three below
    std::vector<Order> m_submitted;
    std::vector<quint64> m_dropped;
    bool m_stopping = false;

    // Of the network thread only.
    Lanes m_lanes;
    std::map<quint64, std::unique_ptr<Transfer>> m_active;
    std::map<quint64, Talking> m_talks;
    std::map<quint64, Steady::time_point> m_conversing; ///< transfers whose talk goes on, and until when
    Trust m_trust;
    Handles m_handles;
    Sockets m_sockets;
    Ways m_ways;
    std::map<QString, Steady::time_point> m_hungNames; ///< until when no second lookup is begun
    std::set<QString> m_lookups;                       ///< names being looked up
    std::set<quint64> m_naming;                        ///< transfers that look up theirs
    std::vector<Answered> m_answered;                  ///< checks that wait for others that are about to be
    Steady::time_point m_answeredSince;
    std::thread m_thread;
};

} // namespace net
