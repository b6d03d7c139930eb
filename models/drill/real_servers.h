// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mailbox.h"
#include "drill/answers.h"
#include <atomic>
#include <memory>
#include <thread>

namespace process {
class Child;
}

namespace drill {

/// A real Prometheus and a real Alertmanager for one drill at the speed of the computer's clock: on ports of 127.0.0.1,
/// in a folder that goes with them. Prometheus scrapes the drill's service, has the hour before the drill filled in
/// where promtool is installed, and fires the scenario's alerts by rules, which Alertmanager hears of. Both end with
/// this object, and with this program however it ends. Lives on the GUI thread.
class RealServers final : public QObject {
    Q_OBJECT
public:
    /// Both are on PATH.
    static bool areInstalled();

    /// history: of the panels before the drill, as OpenMetrics text. service: port of the page to scrape.
    RealServers(std::vector<ScriptedAlert> alerts, QByteArray history, int service, QObject* parent = nullptr);
    ~RealServers() override;

    /// ready or failed follows, within half a minute, never from within start.
    void start();
    QString prometheusUrl() const; ///< http://127.0.0.1:PORT
    QString alertmanagerUrl() const;

signals:
    void ready();
    void failed(const QString& why); ///< one of them does not run: the sentence says which

private:
    void fillIn();
    void run();
    void watch(std::unique_ptr<process::Child>& child, const QString& line, const QString& name);
    void fail(const QString& why);

    struct Private;
    std::unique_ptr<Private> d;
};

/// Prometheus' configuration (JSON, which is YAML): what it scrapes, whom it tells.
QByteArray prometheusConfiguration(int service, int alertmanager);
/// One rule for each alert, on the gauge drill_alert{alert="N"} of the service's page.
QByteArray alertRules(const std::vector<ScriptedAlert>& alerts);
/// Those gauges at a moment of the drill.
QByteArray alertGauges(const std::vector<ScriptedAlert>& alerts, Millis at);

} // namespace drill
