// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <httplib.h>
#include <sys/prctl.h>

namespace tests {

/// Debian's Alertmanager on a free port of 127.0.0.1, without peers. Ends with this object.
class RealAlertmanager {
public:
    RealAlertmanager() {
        QFile file(m_folder.filePath(QStringLiteral("alertmanager.yml")));
        if (file.open(QIODevice::WriteOnly))
            file.write("route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        file.close();
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process.start(QStringLiteral("prometheus-alertmanager"),
                        {QStringLiteral("--config.file=") + file.fileName(),
                         QStringLiteral("--storage.path=") + m_folder.filePath(QStringLiteral("data")),
                         QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(m_port),
                         QStringLiteral("--cluster.listen-address=")});
    }
    ~RealAlertmanager() {
        m_process.kill();
        m_process.waitForFinished();
    }
    static bool isInstalled() {
        return !QStandardPaths::findExecutable(QStringLiteral("prometheus-alertmanager")).isEmpty();
    }
    bool waitUntilReady() {
        return QTest::qWaitFor(
            [this] {
                const auto answer = httplib::Client("127.0.0.1", m_port).Get("/-/ready");
                return answer && answer->status == 200;
            },
            30'000);
    }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    QString log() { return QString::fromUtf8(m_process.readAll()); }

private:
    static int freePort() {
        httplib::Server server;
        return server.bind_to_any_port("127.0.0.1");
    }
    int m_port = freePort();
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace tests
