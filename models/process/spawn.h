// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "process/command.h"
#include <optional>

/// The calls that only Linux has: sessions, parent-death signals, limits, groups. Private to process.
namespace process {

/// A child that runs, and what it writes.
struct Spawned {
    qint64 pid = 0;  ///< also its process group and session
    int output = -1; ///< read end for both of its streams; close it
};

/// Starts the command in a session of its own with a clean environment, standard input at its end, and limits on core
/// files, processor time and file size. Unless it outlives us it is killed when the calling thread ends, so that thread
/// must stay until then. Blocks for the fork only.
domain::Result<Spawned> spawn(const Command& command);
/// Sends the signal to every process of the group.
void signalGroup(qint64 pid, int signal);

struct Exit {
    bool signalled = false;
    int number = 0; ///< exit status or signal
};
/// How the child ended, without reaping it: until reap its number cannot be given to another group. nullopt while it
/// runs.
std::optional<Exit> exitOf(qint64 pid);
void reap(qint64 pid);

/// Waits until there is something to read, at most this long; with the descriptor -1 it only waits.
enum class Readiness { Data, Nothing, Ended };
Readiness waitForOutput(int descriptor, Millis most);
/// What can be read at once, at most 64 KiB; empty at the end or when there is nothing.
QByteArray readSome(int descriptor);
void closeOutput(int descriptor);
/// Gives the read end to a process that swallows everything, so that a child which outlives us is not stopped by a
/// broken pipe. Closes our end.
void leaveOutput(int descriptor);

} // namespace process
