// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

/// Runs the real program, as a script would.
namespace tests {

struct Run {
    int status = -1;
    QByteArray out, err;
    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
    QJsonObject object() const;
    QJsonArray array() const;
};

class Program {
public:
    explicit Program(QString dataDir)
        : m_dataDir(std::move(dataDir)) {}
    const QString& dataDir() const { return m_dataDir; }
    /// With --data-dir and --as @ic before the words; without a display.
    Run run(const QStringList& words, int seconds = 60) const;
    /// run, with --json.
    Run json(QStringList words, int seconds = 60) const { return run(words << QStringLiteral("--json"), seconds); }
    /// Started, not waited for.
    std::unique_ptr<QProcess> start(const QStringList& words, const QProcessEnvironment& more = {}) const;
    /// Declares an incident and gives its key.
    QString declare(const QString& title = QStringLiteral("Payments fail")) const;

private:
    QString m_dataDir;
};

} // namespace tests
