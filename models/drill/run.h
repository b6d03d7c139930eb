// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drill/commander.h"
#include "drill/scenario.h"
#include "drill/service.h"
#include <QObject>
#include <memory>

namespace net {
class Transport;
}
namespace store {
class Database;
}

namespace drill {

/// One drill from its first second to its last: a clock of its own, the scripted service, an incident recorded through
/// the WarRoom and watched as every other. Headless, the scripted commander plays it; otherwise a person does. Lives on
/// the GUI thread; destroying it ends everything.
class Run final : public QObject {
    Q_OBJECT
public:
    /// Makes the transport for a clock: net::drillTransport.
    using MakeTransport = std::function<std::shared_ptr<net::Transport>(domain::Clock* clock, double speed)>;
    struct Setup {
        Found found;
        store::Database* database = nullptr; ///< open and writable
        domain::Instant now;                 ///< of the computer's clock; the drill is dated so that it ends no later
        double speed = 1;                    ///< seconds of the drill per second
        bool headless = false;               ///< the scripted commander plays it
        QString author;                      ///< who declares it; commands it when nobody is scripted
        MakeTransport makeTransport;
        bool realServers = true; ///< where they can be used, see usesRealServers
    };

    explicit Run(Setup setup, QObject* parent = nullptr);
    ~Run() override;

    /// Whether a drill of this speed starts a real Prometheus and a real Alertmanager: those live in the computer's
    /// time, so at speed 1 only, and where both are on PATH.
    static bool mayUseRealServers(double speed);
    /// Listens, starts the real servers if any, and declares; opened or failed follows, never from within start.
    void start();

    const Scenario& scenario() const;
    domain::Clock* clock() const;
    domain::Instant startedAt() const; ///< moment 0s
    room::WarRoom* room() const;       ///< null before opened
    room::Watch* watch() const;        ///< null before opened; started
    QString serviceUrl() const;        ///< http://127.0.0.1:PORT, known after start
    bool usesRealServers() const;      ///< known once opened
    /// "Prometheus and Alertmanager run for this drill …", or who answers in their place and why. Known once opened.
    QString servers() const;
    /// What the playbook's variables stand for in this drill: its own service.
    std::map<QString, QString> variables() const;

signals:
    void opened();                          ///< the incident is declared and watched
    void stumbled(const QString& sentence); ///< an act of the scripted commander was refused
    void finished();                        ///< headless: the scenario's length is over and everything is recorded
    void failed(const domain::Error& error);

private:
    void startServers();
    void begin();
    void declare();
    void open(room::WarRoom* room);
    void end();
    void fail(const domain::Error& error);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace drill
