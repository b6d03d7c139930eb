// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/real_prometheus.h"
#include "net/free_port.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>
#include <csignal>
#include <httplib.h>
#include <sys/prctl.h>

namespace tests {

namespace {

QString nameOf(RealPrometheus::Program program) {
    return program == RealPrometheus::Program::Prometheus ? QStringLiteral("prometheus")
                                                          : QStringLiteral("victoria-metrics");
}

} // namespace

struct RealPrometheus::Private {
    QTemporaryDir folder;
    QProcess process;
    int port = freePort();
    int targets = 1;
};

RealPrometheus::RealPrometheus(const QString& target, Program program, const QByteArray& rules)
    : d(std::make_unique<Private>()) {
    const QString self = QStringLiteral("127.0.0.1:%1").arg(d->port);
    QByteArray config = "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
                        "  - {job_name: self, static_configs: [{targets: ['" +
                        self.toLatin1() + "']}]}\n";
    if (!target.isEmpty()) {
        config += "  - {job_name: target, static_configs: [{targets: ['" + target.toLatin1() + "']}]}\n";
        d->targets = 2;
    }
    if (!rules.isEmpty()) {
        QFile groups(d->folder.filePath(QStringLiteral("rules.yml")));
        if (groups.open(QIODevice::WriteOnly))
            groups.write("groups: [{name: test, interval: 1s, rules: " + rules + "}]\n");
        config += "rule_files: [rules.yml]\n";
    }
    QFile file(d->folder.filePath(QStringLiteral("prometheus.yml")));
    if (file.open(QIODevice::WriteOnly))
        file.write(config);
    file.close();
    d->process.setProcessChannelMode(QProcess::MergedChannels);
    // It must not outlive a test that is killed.
    d->process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    const QString data = d->folder.filePath(QStringLiteral("data"));
    if (program == Program::Prometheus)
        d->process.start(nameOf(program),
                         {QStringLiteral("--config.file=") + file.fileName(),
                          QStringLiteral("--storage.tsdb.path=") + data, QStringLiteral("--web.listen-address=") + self,
                          QStringLiteral("--log.level=warn")});
    else // its newest half minute stays hidden by default
        d->process.start(nameOf(program),
                         {QStringLiteral("-promscrape.config=") + file.fileName(),
                          QStringLiteral("-storageDataPath=") + data, QStringLiteral("-httpListenAddr=") + self,
                          QStringLiteral("-search.latencyOffset=1s"), QStringLiteral("-loggerLevel=ERROR")});
    d->process.waitForStarted();
}

RealPrometheus::~RealPrometheus() {
    stop();
}

bool RealPrometheus::isInstalled(Program program) {
    return !QStandardPaths::findExecutable(nameOf(program)).isEmpty();
}

bool RealPrometheus::waitUntilReady() {
    QElapsedTimer timer;
    timer.start();
    const std::string want = "\"" + std::to_string(d->targets) + "\"";
    while (timer.elapsed() < 30'000 && d->process.state() != QProcess::NotRunning) {
        httplib::Client client("127.0.0.1", d->port);
        const auto answer = client.Get("/api/v1/query?query=count(up%3D%3D1)");
        if (answer && answer->status == 200 && answer->body.find(want) != std::string::npos)
            return true;
        QThread::msleep(50); // a poll of another process, not a guess at its speed
    }
    return false;
}

QString RealPrometheus::url() const {
    return QStringLiteral("http://127.0.0.1:%1").arg(d->port);
}

QString RealPrometheus::log() const {
    return QString::fromUtf8(d->process.readAll());
}

void RealPrometheus::stop() {
    if (d->process.state() == QProcess::NotRunning)
        return;
    d->process.terminate();
    if (!d->process.waitForFinished(5'000)) {
        d->process.kill();
        d->process.waitForFinished(5'000);
    }
}

} // namespace tests
