// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/child.h"

#include "process/kept_output.h"
#include "process/readable.h"
#include "process/spawn.h"
#include <QElapsedTimer>
#include <csignal>

namespace process {
namespace {

using namespace std::chrono_literals;

constexpr Millis tick = 20ms;          ///< how late an end or a wish may be noticed
constexpr Millis showEvery = 250ms;    ///< live output
constexpr Millis grace = 2s;           ///< between asking the group to end and ending it
constexpr Millis leavingGrace = 200ms; ///< the same while the program ends
constexpr Millis lastWords = 200ms;    ///< for output that is still in the pipe once the command is over

Millis elapsed(const QElapsedTimer& timer) {
    return Millis(timer.elapsed());
}

/// The part of a run after the start: reads until the command is over, for whatever reason.
class Drain {
public:
    Drain(const Command& command, const Spawned& spawned)
        : m_command(command)
        , m_spawned(spawned) {
        m_timer.start();
    }

    KeptOutput& kept() { return m_kept; }
    Millis took() const { return elapsed(m_timer); }

    /// One wait and read.
    void step() {
        if (m_streamEnded) {
            waitForOutput(-1, tick); // it closed its output and goes on: only time passes
            return;
        }
        const Readiness ready = waitForOutput(m_spawned.output, tick);
        if (ready == Readiness::Nothing)
            return;
        const QByteArray bytes = readSome(m_spawned.output);
        m_streamEnded = bytes.isEmpty();
        m_kept.add(bytes.constData(), bytes.size());
    }

    /// Reads what is left after the command is over, which processes in the background may keep open.
    void finish() {
        QElapsedTimer since;
        since.start();
        while (!m_streamEnded && elapsed(since) < lastWords &&
               waitForOutput(m_spawned.output, 0ms) != Readiness::Nothing)
            step();
    }

    /// Why it has to end now, if it has to.
    std::optional<End> verdict(bool cancelled) const {
        if (cancelled)
            return End::Cancelled;
        if (took() >= m_command.timeout)
            return End::TimedOut;
        if (m_kept.total() > m_command.mostOutput)
            return End::TooMuch;
        return std::nullopt;
    }

private:
    const Command& m_command;
    Spawned m_spawned;
    KeptOutput m_kept;
    QElapsedTimer m_timer;
    bool m_streamEnded = false;
};

} // namespace

Child::Child(Command command, QObject* parent)
    : QObject(parent)
    , m_command(std::move(command)) {
    m_thread = std::thread([this, command = m_command, wishes = m_wishes, to = m_mailbox.address()] {
        const Outcome outcome = run(command, *wishes, [this, to](const QString& text) {
            to.post([this, text] {
                if (m_running)
                    emit outputChanged(text);
            });
        });
        to.post([this, outcome] {
            m_running = false;
            emit finished(outcome);
        });
    });
}

Child::~Child() {
    m_wishes->leaving = true;
    m_thread.join();
}

void Child::cancel() {
    m_wishes->cancelled = true;
}

Outcome Child::run(const Command& command, const Wishes& wishes, const std::function<void(const QString&)>& show) {
    const auto spawned = spawn(command);
    if (!spawned)
        return {End::NotStarted, 127, {}, {}, spawned.error().text};
    Drain drain(command, *spawned);
    std::optional<End> end;
    std::optional<Exit> exit;
    Millis asked{0}, shown{0};
    qint64 shownBytes = 0;
    while (!(exit = exitOf(spawned->pid))) {
        drain.step();
        if (wishes.leaving && command.outlives) {
            leaveOutput(spawned->output);
            return {End::Cancelled, 0, drain.took(), {}, {}};
        }
        if (!end && (end = drain.verdict(wishes.cancelled || wishes.leaving))) {
            signalGroup(spawned->pid, SIGTERM);
            asked = drain.took();
        }
        if (end && drain.took() - asked >= (wishes.leaving ? leavingGrace : grace))
            signalGroup(spawned->pid, SIGKILL);
        if (drain.took() - shown >= showEvery && drain.kept().total() != shownBytes && !wishes.leaving) {
            shown = drain.took();
            shownBytes = drain.kept().total();
            show(safeText(drain.kept().completeLines(), command.secrets, true));
        }
    }
    const Millis took = drain.took();
    drain.finish();
    if (!command.outlives)
        signalGroup(spawned->pid, SIGKILL); // what it left behind in its group
    reap(spawned->pid);
    if (command.outlives)
        leaveOutput(spawned->output);
    else
        closeOutput(spawned->output);
    Outcome outcome{end.value_or(exit->signalled ? End::Signalled : End::Exited), exit->number, took, {}, {}};
    if (exit->signalled && outcome.end != End::Signalled)
        outcome.status = 128 + exit->number;
    outcome.output = wishes.leaving ? QString() : safeText(drain.kept().bytes(), command.secrets, false);
    return outcome;
}

} // namespace process
