// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/answers.h"
#include "app/cli_text.h"
#include "app/commands.h"

namespace app {
namespace {

constexpr int mostHits = 1'000;

/// Fails the command on an error, else uses the value.
template <class T, class Use>
std::function<void(domain::Result<T>)> orFail(Session& session, Use use) {
    return [&session, use = std::move(use)](domain::Result<T> result) {
        if (result)
            use(*result);
        else
            session.fail(result.error());
    };
}

void list(Session& session) {
    using Rows = std::vector<domain::ArchiveRow>;
    if (!session.hasRecord()) {
        session.done(rowsAnswer({}), rowsText({}));
        return;
    }
    session.withArchive([&session](room::Archive* archive) {
        archive->rows(&session, orFail<Rows>(session, [&session](const Rows& rows) {
            session.done(rowsAnswer(rows), rowsText(rows));
        }));
    });
}

void show(Session& session, const QString& key) {
    session.withArchive([&session, key](room::Archive* archive) {
        using Reading = room::Archive::Reading;
        archive->read(key, std::nullopt, &session, orFail<Reading>(session, [&session](const Reading& reading) {
                          const QJsonObject answer =
                              incidentAnswer(reading.key, reading.incident, reading.playbook, session.clock()->now());
                          session.done(answer, incidentText(answer));
                      }));
    });
}

void search(Session& session, const QString& words) {
    using Hits = std::vector<domain::SearchHit>;
    if (!session.hasRecord()) {
        session.done(hitsAnswer({}), hitsText({}));
        return;
    }
    session.withArchive([&session, words](room::Archive* archive) {
        archive->search(words, mostHits, &session, orFail<Hits>(session, [&session](const Hits& hits) {
                            session.done(hitsAnswer(hits), hitsText(hits));
                        }));
    });
}

void verify(Session& session, const QString& key) {
    using domain::Verification;
    if (key.isEmpty() && !session.hasRecord()) {
        session.done(verificationAnswer({}), verificationText({}));
        return;
    }
    session.withArchive([&session, key](room::Archive* archive) {
        archive->verify(key, &session, orFail<Verification>(session, [&session](const Verification& found) {
                            if (found.intact())
                                session.done(verificationAnswer(found), verificationText(found));
                            else
                                session.no(verificationAnswer(found), verificationText(found));
                        }));
    });
}

/// A command of one optional or required word.
void addOne(CLI::App& line, Command& command, const std::string& name, const std::string& help,
            const std::string& argument, bool required, void (*run)(Session&, const QString&)) {
    auto word = std::make_shared<QString>();
    CLI::App* added = line.add_subcommand(name, help);
    addText(*added, argument, *word, "Incident, such as INC-0001")->required(required);
    added->callback([&command, word, run] {
        command = {Surface::None, [word, run](Session& session) { run(session, *word); }};
    });
}

} // namespace

void addRecordCommands(CLI::App& line, Command& command) {
    line.add_subcommand("list", "List every incident, newest first")->callback([&command] {
        command = {Surface::None, list};
    });
    addOne(line, command, "show", "Show an incident: state, roles, checklist, timeline", "key", true, show);
    addOne(line, command, "verify", "Check that nothing was changed since it was recorded", "key", false, verify);

    auto words = std::make_shared<std::vector<std::string>>();
    CLI::App* added = line.add_subcommand("search", "Find entries that hold every word, newest first");
    added->add_option("words", *words, "Words; the last may be unfinished")->required();
    added->callback([&command, words] {
        command = {Surface::None, [words](Session& session) {
                       QStringList all;
                       for (const std::string& word : *words)
                           all << QString::fromStdString(word);
                       search(session, all.join(u' '));
                   }};
    });
}

} // namespace app
