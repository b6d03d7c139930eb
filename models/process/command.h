// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <vector>

/// Commands of a playbook, run as children of this program: bounded in time, output and reach.
namespace process {

using domain::Millis;

/// What is to be run, exactly as the person saw it.
struct Command {
    QString line;                              ///< for the shell (see shell())
    Millis timeout = std::chrono::minutes(10); ///< then the whole group is ended
    bool outlives = false;                     ///< goes on when Bridgewatch ends; what it says then is not kept
    QStringList secrets = {};                  ///< texts that must not be seen in what it says
    QString folder = {};                       ///< working folder; empty: the home folder
    qint64 mostOutput = qint64{256} << 20;     ///< bytes; more ends it
    qint64 longestFile = qint64{8} << 30;      ///< bytes that it may write to one file
};

/// How it ended.
enum class End {
    Exited,
    Signalled, ///< by somebody else's signal
    TimedOut,
    Cancelled,
    TooMuch, ///< it wrote more than mostOutput
    NotStarted
};

struct Outcome {
    End end = End::NotStarted;
    int status = 0;      ///< exit status; the signal's number when Signalled; 128 + signal as a shell says otherwise
    Millis took{0};      ///< real time
    QString output;      ///< readable, redacted, at most 64 KiB and a line that says what is left out
    QString reason = {}; ///< for people, when it did not simply exit
    bool operator==(const Outcome&) const = default;
};

/// "exit 0 in 1.2 s", "timed out after 10 min", for a line on the screen.
QString summaryOf(const Outcome& outcome);

/// bash where it is installed, else sh: runbooks are written for it. Without profile and startup files.
QString shell();
/// The few variables that tools need to find their configuration (PATH, HOME, KUBECONFIG …) out of this process's
/// environment, and those that keep them from asking or colouring. Never BRIDGEWATCH_SECRET_….
std::vector<QByteArray> cleanEnvironment();

} // namespace process
