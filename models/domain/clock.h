// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QObject>
#include <functional>
#include <memory>

namespace domain {

/// The only source of "now" and of timers for everything an incident sees. The real one follows the computer's clock; a
/// drill has its own, which may run faster and, headless, stands still while work is under way. Lives on the GUI
/// thread.
class Clock : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Current UTC time of this clock. May be called from any thread.
    virtual Instant now() const = 0;
    /// Calls callback once on this thread when now() >= when, unless context has been destroyed. Never calls back from
    /// within wakeAt.
    virtual void wakeAt(Instant when, QObject* context, std::function<void()> callback) = 0;
    /// Keep the returned token while a request, a decode or a commit is under way: a headless drill does not advance
    /// meanwhile. The real clock returns null. Release from this thread only.
    virtual std::shared_ptr<void> hold() { return nullptr; }
    /// Seconds of this clock per real second.
    virtual double speed() const { return 1.0; }
};

/// The computer's clock. wakeAt is driven by one timer; a jump of the wall clock is noticed within a second.
class SystemClock final : public Clock {
    Q_OBJECT
public:
    explicit SystemClock(QObject* parent = nullptr);
    ~SystemClock() override;
    Instant now() const override;
    void wakeAt(Instant when, QObject* context, std::function<void()> callback) override;

private:
    struct Alarms;
    std::unique_ptr<Alarms> m_alarms;
};

} // namespace domain
