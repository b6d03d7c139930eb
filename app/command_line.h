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

/// One command with its options, ready to run. run starts it; the session ends it.
struct Command {
    Surface surface = Surface::Window;
    std::function<void(Session&)> run;
    int scale = 1; ///< device pixels per pixel, of pictures
};

struct Invocation {
    Globals globals;
    Command command;
};

/// Reads the arguments. What needs no run (help, the version, wrong usage) is answered here and gives the exit status.
tl::expected<Invocation, int> parseCommandLine(int argc, const char* const* argv);

} // namespace app
