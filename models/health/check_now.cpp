// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/check_now.h"

#include "domain/mailbox.h"
#include "health/command_check.h"
#include "health/own_link.h"
#include "health/probe.h"
#include "net/workers.h"
#include <memory>

namespace health {
namespace {

/// One round of checks. Owned by the context; deletes itself when it has reported.
class Round final : public QObject {
public:
    using Done = std::function<void(std::vector<domain::CheckResult>)>;

    Round(domain::Clock* clock, net::Transport* transport, QObject* context, Done done, bool commandsAllowed)
        : QObject(context)
        , m_clock(clock)
        , m_transport(transport)
        , m_done(std::move(done))
        , m_commandsAllowed(commandsAllowed)
        , m_hold(clock->hold()) {}

    void begin(const std::vector<playbook::Check>& checks, const std::map<QString, QString>& variables) {
        m_worker.post([this, checks, variables, to = m_mailbox.address()] {
            auto probes = std::make_shared<std::vector<Probe>>(prepare(checks, variables));
            to.post([this, probes] { send(*probes); });
        });
    }

private:
    void send(const std::vector<Probe>& probes) {
        m_readings.resize(probes.size());
        m_open = probes.size();
        for (size_t i = 0; i < probes.size(); ++i) {
            const Probe& probe = probes[i];
            m_neighbours.push_back({probe.host, probe.loopback, probe.byName, probe.check.witness});
            if (!probe.request) {
                m_readings[i] = unsent(probe, m_clock->now());
                --m_open;
                continue;
            }
            const auto done = [this, i](Reading reading) {
                m_readings[i] = std::move(reading);
                --m_open;
                reportWhenAllAreIn();
            };
            if (probe.check.kind == playbook::CheckKind::Command) {
                if (m_commandsAllowed) {
                    startCommand(probe, m_clock, this, done);
                } else {
                    m_readings[i] = refusedCommand(probe, m_clock->now());
                    --m_open;
                }
                continue;
            }
            m_transport->fetch(
                *probe.request,
                [id = probe.check.id, rules = probe.rules](const net::Response& r) { return read(id, rules, r); }, this,
                done);
        }
        reportWhenAllAreIn();
    }

    void reportWhenAllAreIn() {
        if (m_open > 0)
            return;
        std::vector<domain::CheckResult> results;
        for (size_t i = 0; i < m_readings.size(); ++i) {
            if (const auto why = m_readings[i].unreachable ? whyUnknownOf(i) : std::nullopt) {
                m_readings[i].result.state = domain::CheckState::Inconclusive;
                m_readings[i].result.detail = QString(*why + u": " + m_readings[i].result.detail);
            }
            results.push_back(m_readings[i].result);
        }
        deleteLater();
        m_done(std::move(results));
    }

    /// All were asked at the same time: each is the others' witness.
    std::optional<QString> whyUnknownOf(size_t index) const {
        const Reading& reading = m_readings[index];
        const Neighbour& self = m_neighbours[index];
        if (reading.refused && !self.loopback)
            return std::nullopt;
        std::vector<Opinion> opinions;
        for (const size_t peer : whomToAsk(m_neighbours, index, reading.lookupFailed)) {
            const Reading& other = m_readings[peer];
            opinions.push_back({m_neighbours[peer].witness, m_neighbours[peer].byName,
                                other.unreachable && (m_neighbours[peer].witness || !other.refused)});
        }
        return whyUnknown({.loopback = self.loopback,
                           .lookupFailed = reading.lookupFailed,
                           .wayExists = reading.way.exists,
                           .targetIsWitness = self.witness},
                          opinions);
    }

    domain::Clock* m_clock;
    net::Transport* m_transport;
    Done m_done;
    bool m_commandsAllowed;
    std::shared_ptr<void> m_hold;
    std::vector<Reading> m_readings;
    std::vector<Neighbour> m_neighbours;
    size_t m_open = 0;
    domain::Mailbox m_mailbox;
    net::Workers m_worker{1}; ///< last: joined before the mailbox goes
};

} // namespace

void checkNow(const std::vector<playbook::Check>& checks, const std::map<QString, QString>& variables,
              domain::Clock* clock, net::Transport* transport, QObject* context,
              std::function<void(std::vector<domain::CheckResult>)> done, bool commandsAllowed) {
    (new Round(clock, transport, context, std::move(done), commandsAllowed))->begin(checks, variables);
}

} // namespace health
