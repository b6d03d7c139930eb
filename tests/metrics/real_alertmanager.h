// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <memory>

namespace tests {

/// Debian's Alertmanager on a free port of 127.0.0.1, alone and with an empty storage. Ends with this object.
class RealAlertmanager {
public:
    RealAlertmanager();
    ~RealAlertmanager();
    /// False when there is no such program on this machine; a test skips then.
    static bool isInstalled();
    /// Starts it, or starts it again on the same port with nothing remembered; true once it answers.
    bool start();
    /// Ends the program; connections are refused from then on.
    void stop();
    QString url() const;
    /// Sends alerts as Prometheus does; true when they were taken. Without endsAt an alert fires for five minutes.
    bool post(const QJsonArray& alerts);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// {labels: {alertname, instance, severity}, annotations: {summary}}
QJsonObject alertNamed(const QString& name, const QString& instance);

} // namespace tests
