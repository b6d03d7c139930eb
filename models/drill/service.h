// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/result.h"
#include "drill/scenario.h"
#include <memory>

namespace drill {

/// The patient of a drill: an HTTP server on 127.0.0.1 with a port of its own. It plays the health endpoints of the
/// playbook's checks, the query and alert APIs of Prometheus, the alerts and silences of Alertmanager and a /metrics
/// page, all in the drill's time; other changing requests (a status page, a chat) are accepted and change nothing.
/// Delays are real time divided by speed, and said in drill milliseconds by "Server-Timing: app;dur=…". Runs on threads
/// of its own; made and destroyed on the GUI thread.
class Service {
public:
    /// clock must outlive the service. start: moment 0s of the scenario.
    Service(Scenario scenario, playbook::Playbook book, const domain::Clock* clock, domain::Instant start);
    ~Service(); ///< stops, also endpoints that hang

    /// Begins to listen; an Error says why it cannot.
    domain::Result<void> listen();
    /// What promtool fills a Prometheus with: the hour before the drill. After listen.
    QByteArray history() const;
    /// From now on the API of Prometheus hands its questions on to this real one, panels' expressions as the series
    /// that stand for them, and the page follows the computer's clock as that does. Alertmanager's variable is its own.
    void standBefore(const QString& prometheus, const QString& alertmanager);
    int port() const;
    QString baseUrl() const; ///< http://127.0.0.1:PORT
    /// The playbook's variables with every URL among them replaced by a place of this service. Known after listen.
    std::map<QString, QString> variables() const;
    /// The playbook's checks as the drill plays them: those that are no HTTP (ports, databases, commands) are asked
    /// over HTTP here, so that nothing else is reached and nothing is run. Known after listen.
    const std::vector<playbook::Check>& checks() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace drill
