// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/monitor.h"

#include "net/workers.h"
#include <algorithm>

namespace health {

using domain::CheckState;
using domain::Instant;
using domain::Millis;

Millis firstDelay(const QString& id, Millis every) {
    constexpr Millis most(2000);
    quint32 hash = 2166136261U; // FNV-1a
    for (const char byte : id.toUtf8())
        hash = (hash ^ static_cast<quint8>(byte)) * 16777619U;
    const qint64 span = std::max<qint64>(1, std::min(every, most).count());
    return Millis(hash % static_cast<quint32>(span));
}

Instant nextDue(Instant first, Millis every, Instant now) {
    if (now < first)
        return first;
    const Millis step = std::max(every, Millis(1));
    return first + ((now - first) / step + 1) * step;
}

Monitor::Monitor(std::vector<playbook::Check> checks, std::map<QString, QString> variables, domain::Clock* clock,
                 net::Transport* transport, QObject* parent)
    : QObject(parent)
    , m_checks(std::move(checks))
    , m_variables(std::move(variables))
    , m_clock(clock)
    , m_transport(transport) {
    for (const playbook::Check& check : m_checks)
        m_watched.push_back({{check, {}, net::Request{}}, Tracker(check.downAfter, check.upAfter), {}, 0, false});
}

Monitor::~Monitor() {
    stop();
}

void Monitor::restore(const QString& check, CheckState state) {
    for (Watched& watched : m_watched) {
        if (watched.probe.check.id == check)
            watched.tracker = Tracker(watched.probe.check.downAfter, watched.probe.check.upAfter, state);
    }
}

CheckState Monitor::state(const QString& check) const {
    for (const Watched& watched : m_watched) {
        if (watched.probe.check.id == check)
            return watched.tracker.state();
    }
    return CheckState::Unknown;
}

void Monitor::start() {
    if (m_running)
        return;
    m_running = true;
    const quint64 round = ++m_round;
    if (!needsSecrets(m_checks)) {
        begin(prepare(m_checks, m_variables));
        return;
    }
    // The keychain may take its time, or ask the person.
    m_preparing = m_clock->hold();
    m_worker = std::make_unique<net::Workers>(1);
    m_worker->post([this, round, checks = m_checks, variables = m_variables, to = m_mailbox.address()] {
        auto probes = std::make_shared<std::vector<Probe>>(prepare(checks, variables));
        to.post([this, round, probes] {
            if (round == m_round)
                begin(std::move(*probes));
        });
    });
}

void Monitor::stop() {
    ++m_round;
    m_running = false;
    m_preparing.reset();
    for (Watched& watched : m_watched) {
        if (watched.transfer)
            m_transport->cancel(std::exchange(watched.transfer, 0));
    }
}

void Monitor::begin(std::vector<Probe> probes) {
    const Instant now = m_clock->now();
    for (size_t i = 0; i < probes.size(); ++i) {
        m_watched[i].probe = std::move(probes[i]);
        m_watched[i].first = now + firstDelay(m_checks[i].id, m_checks[i].every);
        wakeAt(m_watched[i].first, i);
    }
    m_preparing.reset();
}

void Monitor::wakeAt(Instant due, size_t index) {
    m_clock->wakeAt(due, this, [this, index, round = m_round] {
        if (round != m_round)
            return;
        const Watched& watched = m_watched[index];
        wakeAt(nextDue(watched.first, watched.probe.check.every, m_clock->now()), index);
        run(index);
    });
}

void Monitor::run(size_t index) {
    Watched& watched = m_watched[index];
    if (watched.transfer)
        return;
    if (!watched.probe.request) {
        take(index, unsent(watched.probe, m_clock->now()));
        return;
    }
    watched.transfer = m_transport->fetch(
        *watched.probe.request,
        [id = watched.probe.check.id, rules = watched.probe.rules](const net::Response& response) {
            return read(id, rules, response);
        },
        this,
        [this, index](Reading reading) {
            m_watched[index].transfer = 0;
            take(index, std::move(reading));
        });
}

void Monitor::take(size_t index, Reading reading) {
    Watched& watched = m_watched[index];
    watched.unreachable = reading.unreachable;
    const Verdict seen{reading.result.state, reading.result.detail};
    const Verdict verdict = withOwnLink(seen, reading.unreachable, ownLinkOut());
    reading.result.state = verdict.state;
    reading.result.detail = verdict.detail;
    const auto flip = watched.tracker.take(reading.result);
    const quint64 round = m_round;
    emit resultArrived(reading.result);
    if (flip && round == m_round) // a listener may have stopped us
        emit flipped(*flip);
}

bool Monitor::ownLinkOut() const {
    int witnesses = 0;
    for (const Watched& watched : m_watched) {
        if (!watched.probe.check.witness)
            continue;
        ++witnesses;
        if (!watched.unreachable)
            return false;
    }
    return witnesses > 0;
}

} // namespace health
