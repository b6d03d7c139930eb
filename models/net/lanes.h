// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transfer.h"
#include <array>
#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <set>

namespace net {

/// Which request starts when. Each class has a lane with so many slots; checks of targets that hung last time, and
/// those that hang now, have one of their own, so that they hold up nobody. Starts are paced, so that one handshake is
/// not measured in another's time. Lives on the network thread.
class Lanes {
public:
    using Steady = std::chrono::steady_clock;

    explicit Lanes(const Options& options);

    void add(Order order);
    /// Forgets one that waits.
    void drop(quint64 id);
    /// Hands out what may start now and is not blocked; true when something waits for its turn in a moment.
    bool grant(const std::function<bool(const Order&)>& blocked, const std::function<void(Order)>& begin);
    /// Gives the slot of one that was begun back, and remembers whether the target of a check hung.
    void release(const Order& order, Failure failure);
    /// Checks that have waited for the network long enough no longer keep others from starting.
    void letPatientOnesWait();
    /// When that is next of use to somebody who waits.
    std::optional<Steady::time_point> nextPatient() const;
    bool anyWaiting() const;
    /// Whether a check under way may still be answered at once.
    bool anyYoung() const { return !m_young.empty(); }

private:
    struct Lane {
        std::deque<Order> waiting;
        int limit = 1, active = 0; ///< slots
    };
    /// A check under way that still counts against its lane's slots.
    struct Young {
        quint64 id = 0;
        Steady::time_point began;
    };

    static constexpr size_t patientLane = 3; ///< of checks that hung last time, and of those that hang now

    Lane& laneOf(const Order& order);
    Lane& of(Request::Class kind) { return m_lanes.at(static_cast<size_t>(kind)); }
    bool mayStart(const Order& order);

    const bool m_patience;
    std::array<Lane, 4> m_lanes;
    std::deque<Young> m_young;
    std::set<quint64> m_patient; ///< under way in the patient lane
    std::set<QString> m_hanging; ///< targets of checks that hung last time
    Steady::time_point m_nextTlsStart, m_nextStart;
};

} // namespace net
