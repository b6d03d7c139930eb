// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/mailbox.h"
#include "health/probe.h"
#include "health/tracker.h"
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <map>
#include <memory>
#include <vector>

namespace net {
class Workers;
}
namespace process {
class Child;
}

namespace health {

/// Where in its interval (in the first hour of it) a check runs: spread by a hash of its id, the same on every machine.
/// On a grid of 100 ms, so that a thousand checks do not wake the computer a thousand times; of 50 ms where each
/// computes a TLS handshake of about a millisecond.
domain::Millis phaseOf(const playbook::Check& check);
/// When it runs for the first time after start, so that nobody waits long for a first answer: at its phase, or sooner
/// where that is later than 2 s. Of very many checks (together) no more than a hundred a second begin.
domain::Millis firstDelay(const playbook::Check& check, size_t together = 1);
/// The first moment of first, first + every, first + 2 every … that lies after now: fixed rate, no drift, no burst
/// after a pause.
domain::Instant nextDue(domain::Instant first, domain::Millis every, domain::Instant now);

/// Runs checks at their interval by a clock, damps their results and says when a state changes. A check whose probe is
/// still under way when the next is due sits that one out. A probe that brought nothing counts only after others were
/// asked whether our own link works (own_link.h). Probes that span a gap of the clock (a suspend, a jump) do not count
/// and are repeated. Lives on the GUI thread.
class Monitor final : public QObject {
    Q_OBJECT
public:
    /// clock and transport outlive the monitor.
    Monitor(std::vector<playbook::Check> checks, std::map<QString, QString> variables, domain::Clock* clock,
            net::Transport* transport, QObject* parent = nullptr);
    ~Monitor() override;

    /// The damped state as the record left it, before start: what it already says is no flip again.
    void restore(const QString& check, domain::CheckState state);
    void start();
    /// Commands are not run before: their checks bring no result and stand as they are. False ends what runs.
    void allowCommands(bool allowed);
    bool commandsAllowed() const { return m_commandsAllowed; }
    /// Drops what is under way; states are kept.
    void stop();
    bool isRunning() const { return m_running; }
    /// Unknown for an id that is not there.
    domain::CheckState state(const QString& check) const;

signals:
    void resultArrived(const domain::CheckResult& result); ///< every probe, before damping
    void answerArrived(const health::AnswerPtr& answer);   ///< the same in full, before it; not for what was not sent
    void flipped(const health::Flip& flip);                ///< after the result that completed it

private:
    struct Watched {
        Probe probe;
        Tracker tracker;
        domain::Instant first;          ///< at its phase
        quint64 transfer = 0;           ///< under way when not 0
        QPointer<process::Child> child; ///< under way when not null
        quint64 opinion = 0;            ///< asked what it thinks of our link, when not 0
        std::optional<Reading> parked;  ///< counts once the others were heard
        std::vector<size_t> asked;      ///< whom parked waits for
        QString interface;              ///< carried the latest answer
    };
    void begin(std::vector<Probe> probes);
    void plan(size_t index, domain::Instant now);
    void wakeAt(domain::Instant due, size_t index);
    void beat();
    void watchForStepsBack();
    bool spansGap(const domain::CheckResult& result);
    void run(size_t index);
    void runCommand(size_t index);
    static void drop(Watched& watched);
    void take(size_t index, Reading reading);
    void askOthers(size_t index, Reading reading);
    void askFor(size_t peer);
    void heard(size_t peer, bool silent);
    std::optional<QString> whyUnknownOf(size_t index, const Reading& reading) const;
    void settle(size_t index, Reading reading);

    std::vector<playbook::Check> m_checks;
    std::map<QString, QString> m_variables;
    domain::Clock* m_clock;
    net::Transport* m_transport;
    std::vector<Watched> m_watched; ///< as many as m_checks, same order
    quint64 m_round = 0;            ///< of start and stop: what belongs to an earlier one is ignored
    bool m_running = false, m_commandsAllowed = false;
    std::map<size_t, bool> m_silent; ///< what those said who were asked lately
    domain::Instant m_beatDue, m_gapEnded, m_latest;
    QTimer m_watchman; ///< of real time: alarms of a clock that was put back are far away
    domain::Mailbox m_mailbox;
    std::shared_ptr<void> m_preparing; ///< holds the clock while secrets are looked up
    std::unique_ptr<net::Workers> m_worker;
};

} // namespace health
