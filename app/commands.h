// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace CLI {
class App;
}

/// Each group of commands adds itself to the command line; the one that is chosen fills in the command.
namespace app {

void addAlertCommands(CLI::App& line, Command& command);     ///< alerts, silence
void addActCommands(CLI::App& line, Command& command);       ///< declare, note, tick, status, severity, import
void addCheckCommand(CLI::App& line, Command& command);      ///< check
void addDrillCommand(CLI::App& line, Command& command);      ///< drill
void addExportCommand(CLI::App& line, Command& command);     ///< export
void addRecordCommands(CLI::App& line, Command& command);    ///< list, show, search, verify
void addScreenshotCommand(CLI::App& line, Command& command); ///< screenshot
void addQueryCommand(CLI::App& line, Command& command);      ///< query
void addPlaybookCommands(CLI::App& line, Command& command);  ///< playbook list, show, lint
void addPanelsCommand(CLI::App& group, Command& command);    ///< playbook panels

/// A drill to begin with when the window opens; none without a scenario.
struct WantedDrill {
    QString scenario; ///< id or path
    double speed = 1;
};
/// Opens the window, or raises the one that is open; read-only when another program holds the data folder.
void openWindow(Session& session, const WantedDrill& drill = {});

} // namespace app
