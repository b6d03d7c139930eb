// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/real_alertmanager.h"
#include "net/free_port.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>
#include <csignal>
#include <httplib.h>
#include <sys/prctl.h>

namespace tests {
namespace {

const QString program = QStringLiteral("prometheus-alertmanager");

} // namespace

struct RealAlertmanager::Private {
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<QProcess> process;
    int port = freePort();
};

RealAlertmanager::RealAlertmanager()
    : d(std::make_unique<Private>()) {}

RealAlertmanager::~RealAlertmanager() {
    stop();
}

bool RealAlertmanager::isInstalled() {
    return !QStandardPaths::findExecutable(program).isEmpty();
}

bool RealAlertmanager::start() {
    stop();
    d->folder = std::make_unique<QTemporaryDir>();
    QFile file(d->folder->filePath(QStringLiteral("alertmanager.yml")));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write("route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
    file.close();
    d->process = std::make_unique<QProcess>();
    d->process->setStandardOutputFile(QProcess::nullDevice());
    d->process->setStandardErrorFile(QProcess::nullDevice());
    // It must not outlive a test that is killed.
    d->process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    d->process->start(program, {QStringLiteral("--config.file=") + file.fileName(),
                                QStringLiteral("--storage.path=") + d->folder->filePath(QStringLiteral("data")),
                                QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(d->port),
                                QStringLiteral("--cluster.listen-address="), QStringLiteral("--log.level=warn")});
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 30'000 && d->process->state() != QProcess::NotRunning) {
        httplib::Client client("127.0.0.1", d->port);
        if (const auto answer = client.Get("/-/ready"); answer && answer->status == 200)
            return true;
        d->process->waitForFinished(50); // a poll of another process, not a guess at its speed
    }
    return false;
}

void RealAlertmanager::stop() {
    if (!d->process || d->process->state() == QProcess::NotRunning)
        return;
    d->process->terminate();
    if (!d->process->waitForFinished(5'000)) {
        d->process->kill();
        d->process->waitForFinished(5'000);
    }
}

QString RealAlertmanager::url() const {
    return QStringLiteral("http://127.0.0.1:%1").arg(d->port);
}

bool RealAlertmanager::post(const QJsonArray& alerts) {
    httplib::Client client("127.0.0.1", d->port);
    const auto answer = client.Post("/api/v2/alerts", QJsonDocument(alerts).toJson().toStdString(), "application/json");
    return answer && answer->status == 200;
}

QJsonObject alertNamed(const QString& name, const QString& instance) {
    return {{"labels", QJsonObject{{"alertname", name}, {"instance", instance}, {"severity", "critical"}}},
            {"annotations", QJsonObject{{"summary", QString(name + u" on " + instance)}}}};
}

} // namespace tests
