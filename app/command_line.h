// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include <functional>

namespace app {

/// What a command needs of the machine.
enum class Surface {
    None,      ///< paints nothing: no window system, no fonts
    Offscreen, ///< paints into pictures
    Window     ///< opens a window
};

/// A drill to begin with when the window opens; none without a scenario.
struct WantedDrill {
    QString scenario; ///< id or path
    double speed = 1;
};

/// One command with its options, ready to run. run starts it; the session ends it.
struct Command {
    Surface surface = Surface::Window;
    std::function<void(Session&)> run = {}; ///< empty: open the window
    WantedDrill drill = {};
};

struct Invocation {
    Globals globals;
    Command command;
};

/// Reads the arguments. What needs no run (help, the version, wrong usage) is answered here and gives the exit status.
tl::expected<Invocation, int> parseCommandLine(int argc, const char* const* argv);

} // namespace app
