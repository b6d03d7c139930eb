// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include <QPointer>
#include <atomic>
#include <vector>

namespace tests {

/// Stands still until it is told to go on.
class ManualClock final : public domain::Clock {
public:
    domain::Instant now() const override { return domain::instantFromMs(m_now); }
    void wakeAt(domain::Instant when, QObject* context, std::function<void()> callback) override {
        m_alarms.push_back({domain::toMs(when), context, std::move(callback)});
    }
    /// Goes on by this much and calls what has become due, in the order of time.
    void advance(domain::Millis by) {
        const qint64 end = m_now + by.count();
        for (;;) {
            const auto next = std::min_element(m_alarms.begin(), m_alarms.end(),
                                               [](const Alarm& a, const Alarm& b) { return a.when < b.when; });
            if (next == m_alarms.end() || next->when > end)
                break;
            const Alarm alarm = *next;
            m_alarms.erase(next);
            m_now = std::max(m_now.load(), alarm.when);
            if (alarm.context)
                alarm.callback();
        }
        m_now = end;
    }

private:
    struct Alarm {
        qint64 when;
        QPointer<QObject> context;
        std::function<void()> callback;
    };
    std::vector<Alarm> m_alarms;
    std::atomic<qint64> m_now = 1'790'000'002'000;
};

} // namespace tests
