// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"

#include <QPointer>
#include <QTimer>
#include <map>
#include <vector>

namespace domain {
namespace {

/// The longest sleep: a jump of the wall clock is noticed after at most this long.
constexpr Millis longestSleep{1000};

struct Alarm {
    QPointer<QObject> context;
    bool bound = false; ///< has a context, and dies with it
    std::function<void()> callback;
};

} // namespace

struct SystemClock::Alarms {
    std::multimap<Instant, Alarm> waiting;
    QTimer timer;
    Instant wakesFor{}; ///< what the timer runs for, while it runs

    void arm(Instant now) {
        if (waiting.empty()) {
            timer.stop();
            return;
        }
        if (timer.isActive() && wakesFor == waiting.begin()->first)
            return;
        wakesFor = waiting.begin()->first;
        timer.start(std::clamp<Millis>(wakesFor - now, Millis{0}, longestSleep));
    }
    std::vector<Alarm> takeDue(Instant now) {
        const auto end = waiting.upper_bound(now);
        std::vector<Alarm> due;
        for (auto it = waiting.begin(); it != end; ++it)
            due.push_back(std::move(it->second));
        waiting.erase(waiting.begin(), end);
        return due;
    }
};

SystemClock::SystemClock(QObject* parent)
    : Clock(parent)
    , m_alarms(std::make_unique<Alarms>()) {
    m_alarms->timer.setSingleShot(true);
    m_alarms->timer.setTimerType(Qt::PreciseTimer);
    connect(&m_alarms->timer, &QTimer::timeout, this, [this] {
        const std::vector<Alarm> due = m_alarms->takeDue(now());
        const QPointer<SystemClock> self(this);
        for (const Alarm& alarm : due)
            if (!alarm.bound || alarm.context)
                alarm.callback();
        if (self)
            m_alarms->arm(now());
    });
}

SystemClock::~SystemClock() = default;

Instant SystemClock::now() const {
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

void SystemClock::wakeAt(Instant when, QObject* context, std::function<void()> callback) {
    m_alarms->waiting.emplace(when, Alarm{context, context != nullptr, std::move(callback)});
    m_alarms->arm(now());
}

} // namespace domain

#include "moc_clock.cpp" // NOLINT(bugprone-suspicious-include): moc's output, here, so that what needs a clock only does not link a whole war room
