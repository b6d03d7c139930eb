// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/monitor.h"

#include "health/command_check.h"
#include "health/own_link.h"
#include "net/ways.h"
#include "net/workers.h"
#include "process/child.h"
#include <algorithm>

namespace health {

using domain::CheckState;
using domain::Instant;
using domain::Millis;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Millis beatEvery = 5s;
/// An alarm that is later than this was not late by our own doing: the computer slept, or its clock was set.
constexpr Millis gap = 2s;

} // namespace

Millis phaseOf(const playbook::Check& check) {
    quint32 hash = 2166136261U; // FNV-1a
    for (const char byte : check.id.toUtf8())
        hash = (hash ^ static_cast<quint8>(byte)) * 16777619U;
    constexpr Millis most = 1h;
    const Millis phase(hash % static_cast<quint32>(std::clamp(check.every, Millis(1), most).count()));
    const bool tls = check.kind == playbook::CheckKind::Tls || check.http.url.startsWith("https:"_L1) ||
                     check.target.startsWith("rediss:"_L1);
    const Millis grid = tls ? 50ms : 100ms;
    return check.every < 1s ? phase : phase / grid * grid;
}

Millis firstDelay(const playbook::Check& check, size_t together) {
    return phaseOf(check) % std::max<Millis>(2s, together * 10ms);
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
        m_watched.push_back({.probe = {.check = check, .rules = {}, .request = net::Request{}, .host = {}},
                             .tracker = Tracker(check.downAfter, check.upAfter),
                             .first = {},
                             .child = {},
                             .parked = {},
                             .asked = {},
                             .interface = {}});
    m_watchman.setInterval(1s);
    connect(&m_watchman, &QTimer::timeout, this, &Monitor::watchForStepsBack);
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
        if (watched.opinion)
            m_transport->cancel(std::exchange(watched.opinion, 0));
        drop(watched);
        watched.parked.reset();
    }
    m_watchman.stop();
}

void Monitor::begin(std::vector<Probe> probes) {
    const Instant now = m_clock->now();
    for (size_t i = 0; i < probes.size(); ++i) {
        m_watched[i].probe = std::move(probes[i]);
        plan(i, now);
    }
    m_beatDue = m_latest = now;
    beat();
    m_watchman.start();
    m_preparing.reset();
}

void Monitor::plan(size_t index, Instant now) {
    const playbook::Check& check = m_checks[index];
    m_watched[index].first = now + phaseOf(check);
    wakeAt(now + firstDelay(check, m_checks.size()), index);
}

/// Between the checks' own alarms, so that a gap is noticed soon.
void Monitor::beat() {
    m_beatDue = m_clock->now() + beatEvery;
    m_clock->wakeAt(m_beatDue, this, [this, round = m_round] {
        if (round != m_round)
            return;
        if (m_clock->now() - m_beatDue > gap)
            m_gapEnded = m_clock->now();
        beat();
    });
}

void Monitor::watchForStepsBack() {
    const Instant now = m_clock->now();
    if (now + gap < m_latest && m_running) {
        ++m_round; // alarms of the time before are not ours any more
        m_gapEnded = now;
        const quint64 round = m_round;
        for (size_t i = 0; i < m_watched.size(); ++i)
            plan(i, now);
        Q_ASSERT(round == m_round);
        beat();
    }
    m_latest = now;
}

/// The clock went on, or back, while the probe was under way: its latency and its timeout mean nothing.
bool Monitor::spansGap(const domain::CheckResult& result) {
    const Instant now = m_clock->now();
    if (now - m_beatDue > gap)
        m_gapEnded = now;
    return result.at < m_gapEnded || result.at > now + gap;
}

void Monitor::wakeAt(Instant due, size_t index) {
    m_clock->wakeAt(due, this, [this, index, round = m_round] {
        if (round != m_round)
            return;
        const Watched& watched = m_watched[index];
        m_latest = m_clock->now();
        if (m_latest - m_beatDue > gap)
            m_gapEnded = m_latest;
        wakeAt(nextDue(watched.first, watched.probe.check.every, m_clock->now()), index);
        run(index);
    });
}

void Monitor::run(size_t index) {
    Watched& watched = m_watched[index];
    if (watched.transfer || watched.parked || watched.child)
        return;
    if (!watched.probe.request) {
        settle(index, unsent(watched.probe, m_clock->now()));
        return;
    }
    if (watched.probe.check.kind == playbook::CheckKind::Command)
        return runCommand(index);
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

void Monitor::runCommand(size_t index) {
    if (!m_commandsAllowed)
        return;
    Watched& watched = m_watched[index];
    watched.child = startCommand(watched.probe, m_clock, this, [this, index](Reading reading) {
        m_watched[index].child = nullptr;
        take(index, std::move(reading));
    });
}

/// Nobody hears of it any more; it is ended without waiting for it.
void Monitor::drop(Watched& watched) {
    if (process::Child* child = std::exchange(watched.child, nullptr)) {
        QObject::disconnect(child, nullptr, nullptr, nullptr);
        QObject::connect(child, &process::Child::finished, child, &QObject::deleteLater);
        child->cancel();
    }
}

void Monitor::allowCommands(bool allowed) {
    if (std::exchange(m_commandsAllowed, allowed) == allowed)
        return;
    for (size_t i = 0; i < m_watched.size(); ++i) {
        if (m_watched[i].probe.check.kind != playbook::CheckKind::Command)
            continue;
        if (!allowed)
            drop(m_watched[i]);
        else if (m_running && !m_preparing)
            run(i);
    }
}

void Monitor::take(size_t index, Reading reading) {
    Watched& watched = m_watched[index];
    if (spansGap(reading.result)) {
        run(index);
        return;
    }
    if (reading.unreachable) {
        askOthers(index, std::move(reading));
        return;
    }
    if (!reading.way.interface.isEmpty())
        watched.interface = reading.way.interface;
    settle(index, std::move(reading));
}

/// The verdict on a silent target waits until others were asked, so that the first of them to be probed after our link
/// went out is not called down.
void Monitor::askOthers(size_t index, Reading reading) {
    Watched& watched = m_watched[index];
    std::vector<Neighbour> all;
    all.reserve(m_watched.size());
    for (const Watched& one : m_watched)
        all.push_back({one.probe.host, one.probe.loopback, one.probe.byName, one.probe.check.witness});
    const bool plain = !reading.way.exists || (reading.refused && !watched.probe.loopback);
    watched.asked = plain ? std::vector<size_t>() : whomToAsk(all, index, reading.lookupFailed);
    if (watched.asked.empty()) {
        settle(index, std::move(reading));
        return;
    }
    watched.parked = std::move(reading);
    for (const size_t peer : std::vector(watched.asked)) {
        m_silent.erase(peer);
        askFor(peer);
    }
}

void Monitor::askFor(size_t peer) {
    Watched& one = m_watched[peer];
    if (one.opinion)
        return;
    one.opinion = m_transport->fetch(
        *one.probe.request,
        [](const net::Response& response) { return std::pair(isUnreachable(response.failure), response.refused); },
        this,
        [this, peer](std::pair<bool, bool> seen) {
            m_watched[peer].opinion = 0;
            // Of a witness more is expected than a refusal.
            heard(peer, seen.first && (m_watched[peer].probe.check.witness || !seen.second));
        });
}

void Monitor::heard(size_t peer, bool silent) {
    m_silent[peer] = silent;
    const quint64 round = m_round;
    for (size_t i = 0; i < m_watched.size() && round == m_round; ++i) {
        Watched& watched = m_watched[i];
        const auto known = [this](size_t asked) { return m_silent.contains(asked); };
        if (!watched.parked || !std::all_of(watched.asked.begin(), watched.asked.end(), known))
            continue;
        Reading reading = std::move(*watched.parked);
        watched.parked.reset();
        if (spansGap(reading.result))
            run(i);
        else
            settle(i, std::move(reading));
    }
}

std::optional<QString> Monitor::whyUnknownOf(size_t index, const Reading& reading) const {
    const Watched& watched = m_watched[index];
    Silence silence{.loopback = watched.probe.loopback,
                    .lookupFailed = reading.lookupFailed,
                    .wayExists = reading.way.exists,
                    .targetIsWitness = watched.probe.check.witness};
    if (!watched.interface.isEmpty() && !net::Ways::isUp(watched.interface))
        silence.lostInterface = watched.interface;
    if (reading.refused && !silence.loopback)
        return std::nullopt;
    std::vector<Opinion> opinions;
    for (const size_t peer : watched.asked) {
        const Probe& probe = m_watched[peer].probe;
        opinions.push_back({probe.check.witness, probe.byName, m_silent.at(peer)});
    }
    return whyUnknown(silence, opinions);
}

void Monitor::settle(size_t index, Reading reading) {
    Watched& watched = m_watched[index];
    if (reading.unreachable) {
        if (const auto why = whyUnknownOf(index, reading)) {
            reading.result.state = CheckState::Inconclusive;
            reading.result.detail = QString(*why + u": " + reading.result.detail);
        }
    }
    const auto flip = watched.tracker.take(reading.result);
    const quint64 round = m_round;
    if (reading.answer) {
        reading.answer->result = reading.result;
        emit answerArrived(std::move(reading.answer));
    }
    if (round == m_round)
        emit resultArrived(reading.result);
    if (flip && round == m_round) // a listener may have stopped us
        emit flipped(*flip);
}

} // namespace health
