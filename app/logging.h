// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QString>

namespace spdlog {
class logger;
}

namespace app {

/// The log of one run of the program. Qt's messages are routed into it; every line goes through net::redact and has its
/// line breaks escaped. Starts on standard error. One at a time; main owns it.
class Log final {
public:
    /// level: trace, debug, info, warning, error, critical or off; empty: BRIDGEWATCH_LOG_LEVEL, else warning on
    /// standard error and info in the file. Usage names a word that is none of these.
    static domain::Result<std::unique_ptr<Log>> start(const QString& level);
    ~Log();

    /// From now on to this file, three times 5 MB at most, 0600, on a thread of its own that drops the oldest lines
    /// rather than wait. Only for the process that holds the data folder. A file that cannot be written costs nothing
    /// but the log.
    void toFile(const QString& path);

private:
    Log() = default;
    struct Private;
    std::unique_ptr<Private> d;
};

/// What a line of the log may hold: credentials redacted, line breaks and control characters escaped.
QString loggable(const QString& text);

} // namespace app
