// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/check_now.h"

#include "domain/mailbox.h"
#include "health/probe.h"
#include "net/workers.h"
#include <memory>

namespace health {
namespace {

/// One round of checks. Owned by the context; deletes itself when it has reported.
class Round final : public QObject {
public:
    using Done = std::function<void(std::vector<domain::CheckResult>)>;

    Round(domain::Clock* clock, net::Transport* transport, QObject* context, Done done)
        : QObject(context)
        , m_clock(clock)
        , m_transport(transport)
        , m_done(std::move(done))
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
            m_witnesses.push_back(probe.check.witness);
            if (!probe.request) {
                m_readings[i] = unsent(probe, m_clock->now());
                --m_open;
                continue;
            }
            m_transport->fetch(
                *probe.request,
                [id = probe.check.id, rules = probe.rules](const net::Response& r) { return read(id, rules, r); }, this,
                [this, i](Reading reading) {
                    m_readings[i] = std::move(reading);
                    --m_open;
                    reportWhenAllAreIn();
                });
        }
        reportWhenAllAreIn();
    }

    void reportWhenAllAreIn() {
        if (m_open > 0)
            return;
        int witnesses = 0;
        int silent = 0;
        for (size_t i = 0; i < m_readings.size(); ++i) {
            witnesses += m_witnesses[i] ? 1 : 0;
            silent += m_witnesses[i] && m_readings[i].unreachable ? 1 : 0;
        }
        const bool ownLinkOut = witnesses > 0 && silent == witnesses;
        std::vector<domain::CheckResult> results;
        for (Reading& reading : m_readings) {
            const Verdict seen{reading.result.state, reading.result.detail};
            const Verdict verdict = withOwnLink(seen, reading.unreachable, ownLinkOut);
            reading.result.state = verdict.state;
            reading.result.detail = verdict.detail;
            results.push_back(reading.result);
        }
        deleteLater();
        m_done(std::move(results));
    }

    domain::Clock* m_clock;
    net::Transport* m_transport;
    Done m_done;
    std::shared_ptr<void> m_hold;
    std::vector<Reading> m_readings;
    std::vector<bool> m_witnesses;
    size_t m_open = 0;
    domain::Mailbox m_mailbox;
    net::Workers m_worker{1}; ///< last: joined before the mailbox goes
};

} // namespace

void checkNow(const std::vector<playbook::Check>& checks, const std::map<QString, QString>& variables,
              domain::Clock* clock, net::Transport* transport, QObject* context,
              std::function<void(std::vector<domain::CheckResult>)> done) {
    (new Round(clock, transport, context, std::move(done)))->begin(checks, variables);
}

} // namespace health
