// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/command.h"

#include <QFileInfo>

namespace process {
namespace {

/// Where tools find the person's own configuration and credentials. A variable that holds a secret itself
/// (AWS_SECRET_ACCESS_KEY, PGPASSWORD) is not among them: env would print it.
constexpr const char* carried[] = {"PATH",
                                   "HOME",
                                   "USER",
                                   "LOGNAME",
                                   "LANG",
                                   "LC_ALL",
                                   "LC_CTYPE",
                                   "TZ",
                                   "TMPDIR",
                                   "XDG_CONFIG_HOME",
                                   "XDG_CACHE_HOME",
                                   "XDG_DATA_HOME",
                                   "XDG_RUNTIME_DIR",
                                   "SSH_AUTH_SOCK",
                                   "KUBECONFIG",
                                   "AWS_PROFILE",
                                   "AWS_REGION",
                                   "AWS_DEFAULT_REGION",
                                   "AWS_CONFIG_FILE",
                                   "AWS_SHARED_CREDENTIALS_FILE",
                                   "GOOGLE_APPLICATION_CREDENTIALS",
                                   "CLOUDSDK_CONFIG",
                                   "AZURE_CONFIG_DIR",
                                   "DOCKER_HOST",
                                   "DOCKER_CONFIG",
                                   "DOCKER_CONTEXT",
                                   "PGHOST",
                                   "PGPORT",
                                   "PGUSER",
                                   "PGDATABASE",
                                   "PGPASSFILE",
                                   "PGSERVICEFILE",
                                   "VAULT_ADDR",
                                   "SSL_CERT_FILE",
                                   "SSL_CERT_DIR",
                                   "no_proxy",
                                   "NO_PROXY"};

/// "1.2 s" while it is short, then in words.
QString durationText(Millis took) {
    constexpr Millis shortOnes{10'000};
    return took < shortOnes ? QStringLiteral("%1 s").arg(double(took.count()) / 1000.0, 0, 'f', 1)
                            : domain::toHumanDuration(took);
}

} // namespace

QString summaryOf(const Outcome& outcome) {
    const QString took = durationText(outcome.took);
    switch (outcome.end) {
    case End::Exited:
        return QStringLiteral("exit %1 in %2").arg(outcome.status).arg(took);
    case End::Signalled:
        return QStringLiteral("ended by signal %1 after %2").arg(outcome.status).arg(took);
    case End::TimedOut:
        return QStringLiteral("timed out after %1").arg(took);
    case End::Cancelled:
        return QStringLiteral("cancelled after %1").arg(took);
    case End::TooMuch:
        return QStringLiteral("ended after %1: it wrote without end").arg(took);
    case End::NotStarted:
        return QStringLiteral("not started: %1").arg(outcome.reason);
    }
    return {};
}

QString shell() {
    const QString bash = QStringLiteral("/bin/bash");
    return QFileInfo(bash).isExecutable() ? bash : QStringLiteral("/bin/sh");
}

std::vector<QByteArray> cleanEnvironment() {
    std::vector<QByteArray> environment;
    for (const char* name : carried) {
        if (qEnvironmentVariableIsSet(name))
            environment.push_back(QByteArray(name) + '=' + qgetenv(name));
    }
    // No terminal is there: nothing may page, colour or wait for an answer.
    for (const char* fixed : {"TERM=dumb", "NO_COLOR=1", "PAGER=cat", "GIT_PAGER=cat",
                              "AWS_PAGER=", "SYSTEMD_PAGER=", "GIT_TERMINAL_PROMPT=0"})
        environment.emplace_back(fixed);
    return environment;
}

} // namespace process
