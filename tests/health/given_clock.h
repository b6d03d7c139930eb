// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include <QPointer>
#include <QTest>
#include <atomic>
#include <map>

namespace tests {

/// A clock that stands still until the test moves it.
class GivenClock final : public domain::Clock {
public:
    domain::Instant now() const override { return domain::instantFromMs(m_ms); }
    void wakeAt(domain::Instant when, QObject* context, std::function<void()> callback) override {
        m_alarms.insert({when, {context, std::move(callback)}});
    }
    std::shared_ptr<void> hold() override {
        ++held;
        return {this, [this](void*) { --held; }};
    }
    /// Moves on, alarm by alarm; settled: at each waits until nothing holds the clock.
    void advance(domain::Millis by, bool settled = false) {
        const domain::Instant target = now() + by;
        while (!m_alarms.empty() && m_alarms.begin()->first <= target) {
            const auto first = m_alarms.begin();
            m_ms = std::max(m_ms.load(), domain::toMs(first->first));
            const auto alarm = first->second;
            m_alarms.erase(first);
            if (alarm.context)
                alarm.callback();
            if (settled && !QTest::qWaitFor([this] { return held == 0; }, 30'000))
                qFatal("the clock is still held after 30 s");
        }
        m_ms = domain::toMs(target);
    }
    /// As after a suspend: the time is another, alarms are late.
    void jump(domain::Millis by) { m_ms += by.count(); }
    int held = 0;

private:
    struct Alarm {
        QPointer<QObject> context;
        std::function<void()> callback;
    };
    std::atomic<qint64> m_ms{1'795'000'000'000};
    std::multimap<domain::Instant, Alarm> m_alarms;
};

} // namespace tests
