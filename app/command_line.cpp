// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"

#include "app/cli_text.h"
#include "app/commands.h"
#include "app/version.h"
#include <cstdio>

namespace app {
namespace {

/// CLI11 says more than one line; the first sentence is what a person needs.
int refuse(const CLI::ParseError& error) {
    const QString said = QString::fromStdString(error.what()).simplified();
    std::fprintf(stderr, "bridgewatch: %s; bridgewatch --help tells more\n", qPrintable(said));
    return static_cast<int>(Exit::WrongUsage);
}

void addGlobals(CLI::App& line, Globals& globals) {
    constexpr auto last = CLI::MultiOptionPolicy::TakeLast;
    addChoice(line, "--data-dir", globals.dataDir, "Keep everything in this folder")
        ->type_name("DIR")
        ->multi_option_policy(last);
    addText(line, "--as", globals.author, "Who acts, such as @ic")->type_name("ROLE")->multi_option_policy(last);
    addText(line, "--log-level", globals.logLevel, "trace, debug, info, warning, error, critical or off")
        ->type_name("LEVEL")
        ->multi_option_policy(last);
    line.add_flag("--json", globals.json, "Answer with one JSON value");
}

/// Global options stand before or after the command, also after one of two words.
void fallThrough(CLI::App& line) {
    for (CLI::App* command : line.get_subcommands(nullptr)) {
        command->fallthrough();
        fallThrough(*command);
    }
}

} // namespace

tl::expected<Invocation, int> parseCommandLine(int argc, const char* const* argv) {
    Invocation invocation;
    invocation.command.run = [](Session& session) { openWindow(session); };
    CLI::App line("Bridgewatch, the incident commander's desk. Without a command it opens its window.", "bridgewatch");
    line.set_version_flag("--version", "bridgewatch " + version().toStdString());
    line.require_subcommand(0, 1);
    line.footer("Exit status: 0 done, 1 the answer is no, 2 wrong usage, 3 input, storage or server error.");
    addGlobals(line, invocation.globals);
    addDrillCommand(line, invocation.command);
    addActCommands(line, invocation.command);
    addRecordCommands(line, invocation.command);
    addCheckCommand(line, invocation.command);
    addExportCommand(line, invocation.command);
    addAlertCommands(line, invocation.command);
    addQueryCommand(line, invocation.command);
    addScreenshotCommand(line, invocation.command);
    addPlaybookCommands(line, invocation.command);
    fallThrough(line);
    try {
        line.parse(argc, argv);
    } catch (const CLI::Success& asked) { // help or version
        return tl::unexpected(line.exit(asked));
    } catch (const CLI::ParseError& error) {
        return tl::unexpected(refuse(error));
    }
    return invocation;
}

} // namespace app
