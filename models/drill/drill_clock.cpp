// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/drill_clock.h"

#include <cmath>

namespace drill {
namespace {

using namespace std::chrono_literals;

/// The longest sleep, so that a suspended laptop is noticed.
constexpr Millis longestSleep = 1s;
constexpr Millis patience = 1min;

Millis realTime(Millis drillTime, double speed) {
    return Millis(qint64(std::ceil(double(drillTime.count()) / speed)));
}

} // namespace

void Alarms::add(Instant when, QObject* context, std::function<void()> callback) {
    m_waiting.emplace(when, Alarm{context, context != nullptr, std::move(callback)});
}

std::optional<Instant> Alarms::next() {
    while (!m_waiting.empty()) {
        const auto first = m_waiting.begin();
        if (!first->second.bound || first->second.context)
            return first->first;
        m_waiting.erase(first);
    }
    return {};
}

bool Alarms::isDue(Instant now) {
    const auto when = next();
    return when && *when <= now;
}

Alarms::Alarm Alarms::takeFirst() {
    Q_ASSERT(!m_waiting.empty());
    Alarm alarm = std::move(m_waiting.begin()->second);
    m_waiting.erase(m_waiting.begin());
    return alarm;
}

PacedClock::PacedClock(Instant start, double speed, QObject* parent)
    : Clock(parent)
    , m_start(start)
    , m_speed(speed) {
    m_real.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PacedClock::fire);
}

Instant PacedClock::now() const {
    return m_start + Millis(qint64(double(m_real.elapsed()) * m_speed));
}

void PacedClock::wakeAt(Instant when, QObject* context, std::function<void()> callback) {
    m_alarms.add(when, context, std::move(callback));
    arm();
}

void PacedClock::arm() {
    if (const auto next = m_alarms.next())
        m_timer.start(std::clamp<Millis>(realTime(*next - now(), m_speed), 0ms, longestSleep));
}

void PacedClock::fire() {
    // Alarms set by these callbacks wait for the next turn, also when they are due already.
    const Instant moment = now();
    std::vector<Alarms::Alarm> due;
    while (m_alarms.isDue(moment))
        due.push_back(m_alarms.takeFirst());
    const QPointer<PacedClock> self(this);
    for (const Alarms::Alarm& alarm : due) {
        if (!alarm.bound || alarm.context)
            alarm.callback();
    }
    if (self)
        arm();
}

/// Outlives the clock while somebody still has a token.
struct SteppedClock::Holds {
    int count = 0;
    QPointer<SteppedClock> clock;
};

SteppedClock::SteppedClock(Instant start, double speed, QObject* parent)
    : Clock(parent)
    , m_start(start)
    , m_speed(speed)
    , m_nowMs(domain::toMs(start))
    , m_holds(std::make_shared<Holds>()) {
    m_holds->clock = this;
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SteppedClock::step);
    m_watchdog.setSingleShot(true);
    m_watchdog.setInterval(patience);
    connect(&m_watchdog, &QTimer::timeout, this, [this] { emit stalled(m_holds->count); });
}

SteppedClock::~SteppedClock() {
    m_holds->clock = nullptr;
}

Instant SteppedClock::now() const {
    return domain::instantFromMs(m_nowMs.load());
}

void SteppedClock::wakeAt(Instant when, QObject* context, std::function<void()> callback) {
    m_alarms.add(when, context, std::move(callback));
    scheduleStep();
}

std::shared_ptr<void> SteppedClock::hold() {
    ++m_holds->count;
    return std::shared_ptr<void>(m_holds.get(), [holds = m_holds](void*) {
        --holds->count;
        if (holds->count == 0 && holds->clock)
            holds->clock->scheduleStep();
    });
}

void SteppedClock::start(Millis late) {
    m_running = true;
    m_late = late;
    m_real.start();
    scheduleStep();
}

void SteppedClock::stop() {
    m_running = false;
    m_timer.stop();
    m_watchdog.stop();
}

/// The timer fires after posted events, so what an answer sets in motion is seen before time moves on.
void SteppedClock::scheduleStep() {
    if (!m_running || m_holds->count > 0)
        return;
    if (!m_timer.isActive() || m_timer.remainingTime() > 0)
        m_timer.start(0);
}

void SteppedClock::step() {
    if (!m_running || m_holds->count > 0)
        return;
    const auto next = m_alarms.next();
    if (!next)
        return m_watchdog.stop();
    m_watchdog.start();
    const Instant moment = std::max(*next, now());
    const Millis early = realTime(moment - m_start, m_speed) - Millis(m_real.elapsed()) - m_late;
    if (early > 0ms)
        return m_timer.start(early);
    m_nowMs = domain::toMs(moment);
    const Alarms::Alarm alarm = m_alarms.takeFirst();
    const QPointer<SteppedClock> self(this);
    alarm.callback();
    if (self)
        scheduleStep();
}

} // namespace drill

#include "moc_drill_clock.cpp" // NOLINT(bugprone-suspicious-include): moc's output, here, so that what needs a clock only does not link a whole war room
