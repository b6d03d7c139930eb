// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <atomic>
#include <map>
#include <vector>

/// The two clocks of a drill. Both live on the GUI thread; now() may be asked from any thread.
namespace drill {

using domain::Instant;
using domain::Millis;

/// Alarms in the order of their moment; equal moments keep the order in which they were set.
class Alarms {
public:
    struct Alarm {
        QPointer<QObject> context;
        bool bound = false; ///< has a context, and dies with it
        std::function<void()> callback;
    };
    void add(Instant when, QObject* context, std::function<void()> callback);
    /// Moment of the first alarm that is still wanted.
    std::optional<Instant> next();
    /// Whether the first alarm that is still wanted is due at now.
    bool isDue(Instant now);
    /// Takes the alarm that next() or isDue() has just found.
    Alarm takeFirst();

private:
    std::multimap<Instant, Alarm> m_waiting;
};

/// For the window: runs evenly, speed times as fast as the computer's clock.
class PacedClock final : public domain::Clock {
    Q_OBJECT
public:
    PacedClock(Instant start, double speed, QObject* parent = nullptr);
    Instant now() const override;
    void wakeAt(Instant when, QObject* context, std::function<void()> callback) override;
    double speed() const override { return m_speed; }

private:
    void arm();
    void fire();

    const Instant m_start;
    const double m_speed;
    QElapsedTimer m_real;
    QTimer m_timer;
    Alarms m_alarms;
};

/// For headless drills: time stands still until nothing is held and every posted event is handled, then jumps to the
/// next alarm; one alarm at a time, so that whatever it starts has ended before the next. On the whole no faster than
/// speed. A slow machine makes it slower, never different. Does not move before start().
class SteppedClock final : public domain::Clock {
    Q_OBJECT
public:
    SteppedClock(Instant start, double speed, QObject* parent = nullptr);
    ~SteppedClock() override;
    Instant now() const override;
    void wakeAt(Instant when, QObject* context, std::function<void()> callback) override;
    std::shared_ptr<void> hold() override;
    double speed() const override { return m_speed; }

    /// late: of the computer's time since the moment of start that is over already; the clock catches up with it.
    void start(Millis late = {});
    void stop();

signals:
    /// Nothing has moved for a minute of the computer's time though alarms wait: something is held and never let go.
    void stalled(int holds);

private:
    struct Holds;
    void step();
    void scheduleStep();

    const Instant m_start;
    const double m_speed;
    std::atomic<qint64> m_nowMs;
    std::shared_ptr<Holds> m_holds;
    QElapsedTimer m_real;
    Millis m_late{};
    QTimer m_timer, m_watchdog;
    Alarms m_alarms;
    bool m_running = false;
};

} // namespace drill
