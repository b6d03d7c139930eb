// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_text.h"
#include "app/commands.h"
#include "metrics/grafana_import.h"
#include <QFile>
#include <QJsonArray>

namespace app {
namespace {

QJsonObject toJson(const playbook::Panel& panel) {
    QJsonObject object{{"id", panel.id}, {"title", panel.title}, {"expr", panel.expr}};
    if (!panel.unit.isEmpty())
        object.insert(QStringLiteral("unit"), panel.unit);
    if (!panel.legend.isEmpty())
        object.insert(QStringLiteral("legend"), panel.legend);
    if (panel.warn)
        object.insert(QStringLiteral("warn"), *panel.warn);
    if (panel.critical)
        object.insert(QStringLiteral("critical"), *panel.critical);
    return object;
}

void panels(Session& session, const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        session.fail({domain::ErrorKind::Input,
                      QStringLiteral("The file %1 cannot be read: %2.").arg(path, file.errorString())});
        return;
    }
    const auto import = metrics::importGrafana(file.read((16 << 20) + 1));
    if (!import) {
        session.fail({import.error().kind, path + u": " + import.error().text});
        return;
    }
    QJsonArray list;
    for (const playbook::Panel& panel : import->panels)
        list << toJson(panel);
    QString text = QString::fromUtf8(metrics::panelsYaml(import->panels));
    for (const QString& left : import->leftOut) // a comment: the text goes into a playbook as it is
        text += u"# not taken: " + QString(left).replace(u'\n', u' ') + u'\n';
    text.chop(1);
    session.done(QJsonObject{{"title", import->title},
                             {"panels", list},
                             {"leftOut", QJsonArray::fromStringList(import->leftOut)}},
                 text);
}

} // namespace

void addPanelsCommand(CLI::App& group, Command& command) {
    auto path = std::make_shared<QString>();
    CLI::App* added = group.add_subcommand("panels", "Print a Grafana dashboard's graphs as a playbook's panels");
    addText(*added, "dashboard", *path, "A dashboard's JSON")->required();
    added->callback([&command, path] {
        command = {Surface::None, [path](Session& session) { panels(session, *path); }};
    });
}

} // namespace app
