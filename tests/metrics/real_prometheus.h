// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>

namespace tests {

/// Debian's Prometheus (or VictoriaMetrics) on a free port of 127.0.0.1, scraping itself and, when given, another
/// target every second. Ends with this object.
class RealPrometheus {
public:
    enum class Program { Prometheus, VictoriaMetrics };
    /// target: host:port of one more page to scrape. rules: as `rules:` of a group lists them, looked at every second
    /// (Prometheus only).
    explicit RealPrometheus(const QString& target = {}, Program program = Program::Prometheus,
                            const QByteArray& rules = {});
    ~RealPrometheus();
    /// False when there is no such program on this machine; a test skips then.
    static bool isInstalled(Program program = Program::Prometheus);
    /// True once it answers queries and has scraped the given targets; waits up to 30 s.
    bool waitUntilReady();
    QString url() const;
    QString log() const;
    /// Ends the program; connections are refused from then on.
    void stop();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tests
