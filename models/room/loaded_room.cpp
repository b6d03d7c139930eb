// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/loaded_room.h"

#include "playbook/playbook_file.h"
#include "store/attachments.h"
#include "store/event_hash.h"

namespace room {

using domain::Result;

namespace {

QString fileOf(const QString& playbookId) {
    return playbookId + QStringLiteral(".yaml");
}

playbook::Playbook storedPlaybook(store::Connection& connection, const domain::Incident& incident, QString& notice) {
    auto read =
        store::readAttachment(connection, incident.playbookDigest).and_then([&incident](const QByteArray& yaml) {
            return playbook::playbookFromYaml(yaml, fileOf(incident.playbook));
        });
    if (read)
        return std::move(*read);
    notice = QStringLiteral("The playbook stored with this incident cannot be read: ") + read.error().text;
    playbook::Playbook none;
    none.id = incident.playbook;
    return none;
}

UndoStack stackOf(const std::vector<domain::Event>& events, const QString& author) {
    UndoStack stack(author);
    for (const domain::Event& event : events)
        stack.take(event);
    return stack;
}

} // namespace

Result<LoadedRoom> loadRoom(store::Connection& connection, const QString& key, const QString& author) {
    LoadedRoom loaded;
    auto found = store::findIncident(connection, key);
    STORE_TRY(found);
    loaded.key = *found;
    auto events = store::loadEvents(connection, found->id);
    STORE_TRY(events);
    auto drafts = store::readDrafts(connection, found->id);
    STORE_TRY(drafts);
    loaded.drafts = std::move(*drafts);
    loaded.incident = domain::fold(events->events);
    loaded.undoStack = stackOf(events->events, author);
    loaded.playbook = storedPlaybook(connection, loaded.incident, loaded.notice);
    if (events->unreadable > 0)
        loaded.notice =
            QStringLiteral("%1 events of %2 are damaged and cannot be read; “bridgewatch verify %2” names them.")
                .arg(events->unreadable)
                .arg(found->key);
    loaded.events = std::move(events->events);
    return loaded;
}

LoadedRoom freshRoom(store::Declaration declared, playbook::Playbook playbook, const QString& author) {
    LoadedRoom loaded;
    loaded.key = std::move(declared.key);
    loaded.events = std::move(declared.events);
    loaded.incident = domain::fold(loaded.events);
    loaded.undoStack = stackOf(loaded.events, author);
    loaded.playbook = std::move(playbook);
    return loaded;
}

Result<PreparedDeclaration> prepareDeclaration(const WarRoom::Declaration& declaration, const QString& author) {
    auto playbook = playbook::playbookFromYaml(declaration.playbookYaml, fileOf(declaration.playbookId));
    STORE_TRY(playbook);
    store::NewIncident incident{.drill = declaration.drill,
                                .drafts = {},
                                .attachment = declaration.playbookYaml,
                                .mediaType = QStringLiteral("application/yaml"),
                                .runbook = declaration.runbook};
    const auto add = [&](domain::Body body) {
        incident.drafts.push_back({.body = std::move(body), .author = author, .occurredAt = declaration.at});
    };
    const auto digestOf = [](const QByteArray& bytes) { return QString::fromLatin1(store::digestOf(bytes).toHex()); };
    add(domain::Declared{.title = declaration.title,
                         .severity = declaration.severity,
                         .playbook = declaration.playbookId,
                         .playbookDigest = digestOf(declaration.playbookYaml),
                         .drill = declaration.drill,
                         .scenario = declaration.scenario,
                         .runbookDigest =
                             declaration.runbook.isEmpty() ? std::optional<QString>() : digestOf(declaration.runbook)});
    const QString role = playbook::commanderRole(*playbook);
    if (!role.isEmpty() && !declaration.commander.isEmpty())
        add(domain::RoleAssigned{.role = role, .person = declaration.commander, .was = {}});
    return PreparedDeclaration{std::move(incident), std::move(*playbook)};
}

} // namespace room
