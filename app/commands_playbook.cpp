// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/answers.h"
#include "app/cli_text.h"
#include "app/commands.h"
#include "app/own_playbooks.h"
#include "app/playbook_lint.h"
#include "playbook/importer/draft.h"
#include "playbook/lint/lint.h"
#include "playbook/playbook_file.h"
#include "playbook/shelf.h"
#include "playbook/yaml_tree.h"
#include <QFile>
#include <QFileInfo>
#include <algorithm>

namespace app {
namespace {

QJsonValue scalar(const playbook::YamlNode& node) {
    if (node.quoted)
        return node.text;
    if (node.text == u"true" || node.text == u"false")
        return node.text == u"true";
    bool number = false;
    const double value = node.text.toDouble(&number);
    return number ? QJsonValue(value) : QJsonValue(node.text);
}

/// The file as it is written, in JSON.
QJsonValue toJson(const playbook::YamlNode& node) {
    switch (node.kind) {
    case playbook::YamlNode::Kind::Null:
        return {};
    case playbook::YamlNode::Kind::Scalar:
        return scalar(node);
    case playbook::YamlNode::Kind::Sequence: {
        QJsonArray items;
        for (const playbook::YamlNode& item : node.items)
            items << toJson(item);
        return items;
    }
    case playbook::YamlNode::Kind::Map: {
        QJsonObject object;
        for (const auto& [key, value] : node.entries)
            object.insert(key.text, toJson(value));
        return object;
    }
    }
    return {};
}

void list(Session& session) {
    QJsonArray answer;
    QStringList lines;
    for (const QString& id : playbook::shelvedIds(session.places().playbooks())) {
        const auto source = playbook::findPlaybook(id, session.places().playbooks());
        if (!source)
            continue;
        const auto read = playbook::readPlaybook(source->yaml, source->id).playbook;
        const QString from = source->path.startsWith(u':') ? QStringLiteral("shipped") : source->path;
        const auto size = [](const auto& all) { return static_cast<qint64>(all.size()); };
        answer << QJsonObject{{"id", id},
                              {"name", read.name},
                              {"source", from},
                              {"severities", size(read.severities)},
                              {"checks", size(read.checks)},
                              {"panels", size(read.panels)}};
        lines << id + u"  " + read.name + u"  (" + from + u": " + counted(size(read.checks), QStringLiteral("check")) +
                     u", " + counted(size(read.panels), QStringLiteral("panel")) + u")";
    }
    session.done(answer, lines.join(u'\n'));
}

void show(Session& session, const QString& wanted) {
    const auto source = playbook::findPlaybook(wanted, session.places().playbooks());
    if (!source) {
        session.fail(source.error());
        return;
    }
    const auto tree = playbook::readYaml(source->yaml);
    if (!tree.findings.empty() && session.globals().json) {
        session.fail(
            {domain::ErrorKind::Input, playbook::toText(tree.findings.front(), QFileInfo(source->path).fileName())});
        return;
    }
    QJsonObject answer = toJson(tree.root).toObject();
    answer.insert(QStringLiteral("id"), source->id);
    session.done(answer, QString::fromUtf8(source->yaml));
}

/// The draft of a runbook: its YAML to standard output or into a file with the runbook beside it, its report with
/// --json. Nothing is stored.
void importRunbook(Session& session, const QString& path, const QString& out) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        session.fail({domain::ErrorKind::Input,
                      QStringLiteral("The runbook %1 cannot be read: %2.")
                          .arg(path, QFileInfo(path).isDir() ? QStringLiteral("it is a folder") : file.errorString())});
        return;
    }
    // One byte more than the importer takes: it says so itself.
    const QByteArray bytes = file.read(importer::DocumentLimits().bytes + 1);
    const auto draft = importer::importRunbook(bytes, QFileInfo(path).fileName());
    if (!draft) {
        session.fail({draft.error().kind, QStringLiteral("%1: %2").arg(path, draft.error().text)});
        return;
    }
    const QByteArray yaml = importer::yamlOf(*draft);
    if (!out.isEmpty()) {
        if (const auto saved = savePair(out, {{}, yaml, bytes}); !saved)
            return session.fail(saved.error());
    }
    const auto kept = std::count_if(draft->found.begin(), draft->found.end(), [](const importer::Found& found) {
        return found.kind == importer::Kind::KeptText;
    });
    const QString summary = QStringLiteral("%1: %2 things found, %3 kept as text; read it before you use it")
                                .arg(out)
                                .arg(qint64(draft->found.size()) - kept)
                                .arg(kept);
    session.done(importer::reportOf(*draft, lint::lintRunbook(bytes, {session.clock()->now(), {}})),
                 out.isEmpty() ? QString::fromUtf8(yaml) : summary);
}

} // namespace

void addPlaybookCommands(CLI::App& line, Command& command) {
    CLI::App* group = line.add_subcommand("playbook", "List, show and check playbooks");
    group->require_subcommand(1);
    group->add_subcommand("list", "List the playbooks at hand")->callback([&command] {
        command = {Surface::None, list};
    });

    addPanelsCommand(*group, command);
    auto wanted = std::make_shared<QString>();
    CLI::App* added = group->add_subcommand("show", "Print a playbook's YAML");
    addText(*added, "playbook", *wanted, "Id or path")->required();
    added->callback([&command, wanted] {
        command = {Surface::None, [wanted](Session& session) { show(session, *wanted); }};
    });

    auto lint = std::make_shared<WantedLint>();
    auto rules = std::make_shared<bool>(false);
    added = group->add_subcommand("lint", "Check a playbook or a runbook; exit status 1 when something is wrong");
    addText(*added, "file", lint->path, "A .yaml or .md file");
    addChoice(*added, "--prometheus", lint->prometheus,
              "Server to ask whether it takes the PromQL (default: BRIDGEWATCH_LINT_PROMETHEUS, else none)")
        ->type_name("URL");
    added->add_flag("--rules", *rules, "Print the rules");
    added->callback([&command, lint, rules] {
        command = {Surface::None, [lint, rules](Session& session) {
                       if (*rules)
                           printLintRules(session);
                       else
                           lintFile(session, *lint);
                   }};
    });

    auto runbook = std::make_shared<QString>();
    auto out = std::make_shared<QString>();
    added = group->add_subcommand("import", "Make a playbook of a Markdown runbook and print it");
    addText(*added, "runbook", *runbook, "A Markdown file")->required();
    addText(*added, "--out", *out,
            "Write the playbook to this file instead, and the runbook beside it (NAME.source.md)");
    added->callback([&command, runbook, out] {
        command = {Surface::None, [runbook, out](Session& session) { importRunbook(session, *runbook, *out); }};
    });
}

} // namespace app
