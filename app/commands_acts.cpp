// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/acts.h"
#include "app/answers.h"
#include "app/cli_text.h"
#include "app/commands.h"
#include "playbook/playbook_file.h"
#include <QFileInfo>

namespace app {
namespace {

/// What the person typed, by the act's field; empty ones are not sent.
using Fields = std::map<QString, QString>;

QJsonObject actOf(const QString& name, const Fields& fields) {
    QJsonObject act{{"act", name}};
    for (const auto& [field, value] : fields) {
        if (!value.isEmpty())
            act.insert(field, value);
    }
    return act;
}

/// Adds a command that hands one act on; said makes the sentence for people from the answer.
CLI::App* addAct(CLI::App& line, Command& command, const std::string& name, const std::string& help,
                 const std::shared_ptr<Fields>& fields, QString (*said)(const Fields&, const QJsonObject&)) {
    CLI::App* added = line.add_subcommand(name, help);
    added->callback([&command, fields, said, act = QString::fromStdString(name)] {
        command.surface = Surface::None;
        command.run = [fields, said, act](Session& session) {
            session.act(actOf(act, *fields), [&session, fields, said](QJsonObject answer) {
                for (const QJsonValue warning : answer.take(QLatin1String(warningsField)).toArray())
                    qWarning("recovery has not held: %s", qPrintable(warning.toString()));
                session.done(answer, said(*fields, answer));
            });
        };
    });
    return added;
}

QString recorded(const Fields&, const QJsonObject& answer) {
    return u"recorded in " + answer["key"].toString() + u" as event " + QString::number(answer["seq"].toInteger());
}

void addDeclare(CLI::App& line, Command& command) {
    auto fields = std::make_shared<Fields>();
    CLI::App* declare = line.add_subcommand("declare", "Declare an incident; prints its key and state");
    addText(*declare, "--title", (*fields)["title"], "What fails, in a few words")->required()->type_name("TEXT");
    addChoice(*declare, "--playbook", (*fields)["playbook"], "Id or path of the playbook (default: default)")
        ->type_name("P");
    addChoice(*declare, "--severity", (*fields)["severity"], "Id or rank; without it, the playbook's worst")
        ->type_name("S");
    declare->callback([&command, fields] {
        command.surface = Surface::None;
        command.run = [fields](Session& session) {
            const QString wanted =
                fields->at("playbook").isEmpty() ? QStringLiteral("default") : fields->at("playbook");
            const auto source = playbook::findPlaybook(wanted, session.places().playbooks());
            if (!source) {
                session.fail(source.error());
                return;
            }
            Fields all = *fields;
            all["playbook"] = source->id;
            all["yaml"] = QString::fromUtf8(source->yaml);
            all["runbook"] = QString::fromLatin1(playbook::storedRunbook(*source).toBase64());
            session.act(actOf(QStringLiteral("declare"), all),
                        [&session](const QJsonObject& answer) { session.done(answer, incidentText(answer)); });
        };
    });
}

void addImport(CLI::App& line, Command& command) {
    auto path = std::make_shared<QString>();
    CLI::App* import = line.add_subcommand("import", "Take a bundle in as a new incident; prints its key");
    addText(*import, "bundle", *path, "A file made by export --format bundle")->required();
    import->callback([&command, path] {
        command.surface = Surface::None;
    command.run = [path](Session& session) {
        const QFileInfo file(*path);
        if (!file.isFile()) {
            session.fail({domain::ErrorKind::Input, QStringLiteral("There is no bundle %1.").arg(*path)});
            return;
        }
        session.act({{"act", "import"}, {"path", file.absoluteFilePath()}}, [&session](const QJsonObject& answer) {
            session.done(answer, u"imported as " + answer["key"].toString());
        });
    };
});
} // namespace

} // namespace app

void addActCommands(CLI::App& line, Command& command) {
    addDeclare(line, command);

    auto note = std::make_shared<Fields>();
    CLI::App* added = addAct(line, command, "note", "Write an entry into an incident's timeline", note, recorded);
    addText(*added, "key", (*note)["key"], "Incident, such as INC-0001")->required();
    addText(*added, "text", (*note)["text"], "What happened; -- before one that begins with a dash")->required();
    addChoice(*added, "--kind", (*note)["kind"], "note, observation, action, decision or communication")
        ->type_name("K");
    addText(*added, "--at", (*note)["at"], "When: ISO 8601, HH:MM[:SS] UTC, or -5m")->type_name("TIME");

    auto tick = std::make_shared<Fields>();
    added = addAct(line, command, "tick", "Tick an item of the checklist", tick, recorded);
    addText(*added, "key", (*tick)["key"], "Incident, such as INC-0001")->required();
    addText(*added, "item", (*tick)["item"], "Id or text of the item")->required();
    added->add_flag_callback(
        "--force", [tick] { (*tick)["force"] = QStringLiteral("yes"); }, "Also when items that come first are open");

    auto status = std::make_shared<Fields>();
    added = addAct(line, command, "status", "Move an incident to another status", status, recorded);
    addText(*added, "key", (*status)["key"], "Incident, such as INC-0001")->required();
    addText(*added, "state", (*status)["status"], "investigating, identified, monitoring, resolved or closed")
        ->required();

    auto severity = std::make_shared<Fields>();
    added = addAct(line, command, "severity", "Raise or lower the severity", severity, recorded);
    addText(*added, "key", (*severity)["key"], "Incident, such as INC-0001")->required();
    addText(*added, "severity", (*severity)["severity"], "Id or rank of the playbook's severity")->required();
    addText(*added, "--reason", (*severity)["reason"], "Why")->required()->type_name("TEXT");

    addImport(line, command);
}

} // namespace app
