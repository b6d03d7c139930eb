// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_text.h"
#include "app/commands.h"
#include "app/headless_drill.h"
#include <QDir>

namespace app {
namespace {

struct Drill {
    QString scenario = QStringLiteral("database-outage"), out;
    double speed = 0; ///< 0: not said
    bool headless = false;
};

/// A drill takes at most 40 minutes of its own time; faster than this only the disk and the network would be drilled.
constexpr double fastest = 600;
constexpr double headlessSpeed = 60;

QJsonObject answerOf(const HeadlessDrill::Outcome& outcome) {
    return {{"key", outcome.key},
            {"scenario", outcome.scenario},
            {"postMortem", outcome.postMortem},
            {"bundle", outcome.bundle},
            {"minutes", outcome.minutes},
            {"servers", outcome.realServers ? "real" : "scripted"}};
}

void run(Session& session, const Drill& drill) {
    session.hold([&session, drill](Holder* holder) {
        const QString folder = drill.out.isEmpty() ? session.places().data + u"/exports" : drill.out;
        auto* headless = new HeadlessDrill(
            holder, session.clock(), {drill.scenario, drill.speed > 0 ? drill.speed : headlessSpeed, folder}, &session);
        headless->start(session.author(), session.places().playbooks(),
                        [&session](const domain::Result<HeadlessDrill::Outcome>& outcome) {
                            if (outcome)
                                session.done(answerOf(*outcome), outcome->summary + u"drill: " + outcome->servers +
                                                                     u"\npost-mortem: " + outcome->postMortem);
                            else
                                session.fail(outcome.error());
                        });
    });
}

} // namespace

void addDrillCommand(CLI::App& line, Command& command) {
    auto drill = std::make_shared<Drill>();
    CLI::App* added =
        line.add_subcommand("drill", "Play a scripted outage: in the window, or alone to its post-mortem")
            ->footer(
                "At speed 1 a real prometheus and prometheus-alertmanager are started on loopback ports where both "
                "are on PATH;\notherwise, and at every other speed, scripted answers stand for them. The first "
                "note of the drill says which.");
    addChoice(*added, "--scenario", drill->scenario, "Id or path (default: database-outage)")->type_name("ID");
    added->add_option("--speed", drill->speed, "Seconds of the drill per second (default: 1; headless: 60)")
        ->check(CLI::Range(0.1, fastest));
    added->add_flag("--headless", drill->headless, "Let the scripted commander play it, and export");
    addChoice(*added, "--out", drill->out,
              "Folder for the post-mortem and the bundle (default: exports in the data folder)")
        ->type_name("DIR")
        ->needs("--headless");
    added->callback([&command, drill] {
        if (drill->headless) {
            command = {Surface::Offscreen, [drill](Session& session) { run(session, *drill); }};
            return;
        }
        const double speed = drill->speed > 0 ? drill->speed : 1;
        command = {Surface::Window, [drill, speed](Session& session) {
                       openWindow(session, {drill->scenario, speed});
                   }};
    });
}

} // namespace app
