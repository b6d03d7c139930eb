// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_text.h"
#include "app/commands.h"
#include "app/post_mortem_export.h"
#include <QFileInfo>
#include <QJsonArray>

namespace app {
namespace {

struct Export {
    QString key, out, format;
};

void answer(Session& session, const QString& key, const QStringList& files) {
    session.done(QJsonObject{{"key", key}, {"files", QJsonArray::fromStringList(files)}}, files.join(u'\n'));
}

/// Without --format the name of the file says what is wanted.
bool wantsBundle(const Export& wanted) {
    return wanted.format.isEmpty() ? wanted.out.endsWith(u".bridgewatch") : wanted.format == u"bundle";
}

void run(Session& session, const Export& wanted) {
    session.withArchive([&session, wanted](room::Archive* archive) {
        if (wantsBundle(wanted)) {
            archive->exportBundle(wanted.key, wanted.out, &session,
                                  [&session, wanted](const domain::Result<QString>& path) {
                                      if (path)
                                          answer(session, wanted.key, {QFileInfo(wanted.out).absoluteFilePath()});
                                      else
                                          session.fail(path.error());
                                  });
            return;
        }
        exportPostMortem(archive, wanted.key, wanted.out, session.clock()->now(), &session,
                         [&session, wanted](const domain::Result<QStringList>& files) {
                             if (files)
                                 answer(session, wanted.key, *files);
                             else
                                 session.fail(files.error());
                         });
    });
}

} // namespace

void addExportCommand(CLI::App& line, Command& command) {
    auto wanted = std::make_shared<Export>();
    CLI::App* added = line.add_subcommand("export", "Write an incident's post-mortem, or all of it as a bundle");
    addText(*added, "key", wanted->key, "Incident, such as INC-0001")->required();
    addChoice(*added, "--out", wanted->out, "File to write; pictures go into KEY-assets beside it")
        ->required()
        ->type_name("FILE");
    addText(*added, "--format", wanted->format,
            "md or bundle (default: bundle for a FILE ending in .bridgewatch, else md)")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"md", "bundle"}));
    added->callback([&command, wanted] {
        command = {Surface::Offscreen, [wanted](Session& session) { run(session, *wanted); }};
    });
}

} // namespace app
