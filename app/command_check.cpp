// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_text.h"
#include "app/commands.h"
#include "health/check_now.h"
#include "playbook/playbook_file.h"
#include <QJsonArray>

namespace app {
namespace {

using domain::CheckState;

/// Whether the answer to "is all well?" is yes.
bool isFine(CheckState state) {
    return state == CheckState::Up || state == CheckState::Degraded;
}

void answer(Session& session, const std::vector<domain::CheckResult>& results) {
    QJsonArray all;
    QStringList lines;
    bool fine = true;
    for (const domain::CheckResult& result : results) {
        fine = fine && isFine(result.state);
        const double latencyMs = static_cast<double>(result.latencyUs) / 1000.0;
        all << QJsonObject{{"id", result.check},
                           {"state", domain::toText(result.state)},
                           {"latencyMs", latencyMs},
                           {"detail", result.detail}};
        lines << domain::toText(result.state).leftJustified(13) + result.check + u"  " +
                     QString::number(latencyMs, 'f', 1) + u" ms  " + result.detail;
    }
    const QString text = lines.isEmpty() ? QStringLiteral("The playbook has no checks.") : lines.join(u'\n');
    if (fine)
        session.done(all, text);
    else
        session.no(all, text);
}

void run(Session& session, const QString& wanted, bool commandsAllowed) {
    const auto source = playbook::findPlaybook(wanted, session.places().playbooks());
    if (!source) {
        session.fail(source.error());
        return;
    }
    const auto read = playbook::playbookFromYaml(source->yaml, source->id + u".yaml");
    if (!read) {
        session.fail(read.error());
        return;
    }
    auto* transport = new net::Transport(session.clock(), {.patientSlots = 256}, &session);
    health::checkNow(
        read->checks, read->variables, session.clock(), transport, &session,
        [&session](const std::vector<domain::CheckResult>& results) { answer(session, results); }, commandsAllowed);
}

} // namespace

void addCheckCommand(CLI::App& line, Command& command) {
    auto wanted = std::make_shared<QString>(QStringLiteral("default"));
    CLI::App* added =
        line.add_subcommand("check", "Run every check of a playbook once; exit status 1 when one is down");
    addText(*added, "--playbook", *wanted, "Id or path of the playbook (default: default)")->type_name("P");
    auto commandsAllowed = std::make_shared<bool>(false);
    added->add_flag("--allow-commands", *commandsAllowed,
                    "Run the playbook's checks of kind command on this computer; without it they are inconclusive");
    added->callback([&command, wanted, commandsAllowed] {
        command = {Surface::None,
                   [wanted, commandsAllowed](Session& session) { run(session, *wanted, *commandsAllowed); }};
    });
}

} // namespace app
