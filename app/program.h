// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace app {

/// The whole program: reads the arguments, makes the application object that the command needs, runs the command, and
/// gives the exit status.
int runProgram(int argc, char** argv);

} // namespace app
