// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/lanes.h"

#include <algorithm>

namespace net {
namespace {

using namespace Qt::StringLiterals;

/// A TLS handshake computes for about a millisecond: starting them one by one keeps one from being measured in
/// another's time.
constexpr std::chrono::microseconds tlsSpacing(1000);
constexpr std::chrono::microseconds plainSpacing(250);
/// A check that waits this long waits for the network, not for us.
constexpr std::chrono::milliseconds youngFor(50);

QString placeOf(const Order& order) {
    return order.target.host + u':' + QString::number(order.target.port) + u' ' + order.request.url;
}

bool hangs(Failure failure) {
    return failure == Failure::Timeout;
}

} // namespace

Lanes::Lanes(const Options& options)
    : m_patience(options.patientSlots > 0) {
    of(Request::Class::Check).limit = std::max(1, options.checkSlots);
    of(Request::Class::Query).limit = std::max(1, options.querySlots);
    of(Request::Class::Message).limit = std::max(1, options.messageSlots);
    m_lanes[patientLane].limit = std::max(1, options.patientSlots);
}

void Lanes::add(Order order) {
    Lane& lane = laneOf(order);
    lane.waiting.push_back(std::move(order));
}

void Lanes::drop(quint64 id) {
    for (Lane& lane : m_lanes)
        std::erase_if(lane.waiting, [&](const Order& order) { return order.id == id; });
}

Lanes::Lane& Lanes::laneOf(const Order& order) {
    const bool check = order.request.kind == Request::Class::Check && m_patience;
    if (m_patient.contains(order.id) || (check && m_hanging.contains(placeOf(order))))
        return m_lanes[patientLane];
    return of(order.request.kind);
}

bool Lanes::grant(const std::function<bool(const Order&)>& blocked, const std::function<void(Order)>& begin) {
    bool later = false;
    for (Lane& lane : m_lanes) {
        for (size_t i = 0; i < lane.waiting.size() && lane.active < lane.limit;) {
            if (blocked(lane.waiting[i])) {
                ++i;
                continue;
            }
            if (!mayStart(lane.waiting[i])) {
                later = true;
                break;
            }
            Order order = std::move(lane.waiting[i]);
            lane.waiting.erase(lane.waiting.begin() + static_cast<std::ptrdiff_t>(i));
            ++lane.active;
            if (&lane == &m_lanes[patientLane])
                m_patient.insert(order.id);
            else if (order.request.kind == Request::Class::Check)
                m_young.push_back({order.id, Steady::now()});
            begin(std::move(order));
        }
    }
    return later;
}

bool Lanes::mayStart(const Order& order) {
    const auto now = Steady::now();
    const bool tls = order.target.scheme == "https"_L1;
    if (now < m_nextStart || (tls && now < m_nextTlsStart))
        return false;
    // The loop sleeps for whole milliseconds: what they left unused may be caught up on, no more.
    m_nextStart = std::max(m_nextStart, now - std::chrono::milliseconds(1)) + plainSpacing;
    if (tls)
        m_nextTlsStart = now + tlsSpacing;
    return true;
}

void Lanes::release(const Order& order, Failure failure) {
    const bool patient = m_patient.erase(order.id) > 0;
    --(patient ? m_lanes[patientLane] : of(order.request.kind)).active;
    if (order.request.kind != Request::Class::Check)
        return;
    std::erase_if(m_young, [&](const Young& young) { return young.id == order.id; });
    if (hangs(failure))
        m_hanging.insert(placeOf(order));
    else
        m_hanging.erase(placeOf(order));
}

void Lanes::letPatientOnesWait() {
    if (!m_patience)
        return;
    const auto now = Steady::now();
    while (!m_young.empty() && now - m_young.front().began >= youngFor) {
        m_patient.insert(m_young.front().id);
        m_young.pop_front();
        --of(Request::Class::Check).active;
        ++m_lanes[patientLane].active;
    }
}

std::optional<Lanes::Steady::time_point> Lanes::nextPatient() const {
    const Lane& checks = m_lanes.at(static_cast<size_t>(Request::Class::Check));
    if (!m_patience || m_young.empty() || checks.waiting.empty())
        return std::nullopt;
    return m_young.front().began + youngFor;
}

bool Lanes::anyWaiting() const {
    return std::any_of(m_lanes.begin(), m_lanes.end(), [](const Lane& lane) { return !lane.waiting.empty(); });
}

} // namespace net
