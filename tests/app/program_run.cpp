// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program_run.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcessEnvironment>

namespace tests {

QJsonObject Run::object() const {
    return json().object();
}

QJsonArray Run::array() const {
    return json().array();
}

std::unique_ptr<QProcess> Program::start(const QStringList& words, const QProcessEnvironment& more) const {
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "BRIDGEWATCH_LOG_LEVEL"})
        environment.remove(QLatin1String(variable));
    environment.insert(more);
    process->setProcessEnvironment(environment);
    process->setStandardInputFile(QProcess::nullDevice());
    process->start(qEnvironmentVariable("BRIDGEWATCH_BINARY"),
                   QStringList{QStringLiteral("--data-dir"), m_dataDir, QStringLiteral("--as"), QStringLiteral("@ic")} +
                       words);
    return process;
}

Run Program::run(const QStringList& words, int seconds) const {
    const auto process = start(words);
    if (!process->waitForFinished(seconds * 1000)) {
        process->kill();
        process->waitForFinished();
        return {-1, process->readAllStandardOutput(), "did not end: " + process->readAllStandardError()};
    }
    const int status = process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -2;
    return {status, process->readAllStandardOutput(), process->readAllStandardError()};
}

QString Program::declare(const QString& title) const {
    return json({QStringLiteral("declare"), QStringLiteral("--title"), title})
        .object()[QStringLiteral("key")]
        .toString();
}

} // namespace tests
