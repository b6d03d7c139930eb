// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The incident on the desk: declared, opened, drilled, watched, exported.
#include "app/desk.h"

#include "app/acts.h"
#include "app/open_rooms.h"
#include "app/playbooks.h"
#include "app/post_mortem_export.h"
#include "drill/run.h"
#include "playbook/playbook_file.h"
#include "room/command_run.h"
#include "store/database.h"
#include "ui/charts/report_graph.h"
#include "ui/message_bar.h"
#include "ui/post_mortem_screen.h"
#include "ui/runbook_screen.h"
#include "ui/step_actions.h"
#include "ui/war_room_screen.h"
#include <QDir>
#include <QFileDialog>
#include <QJsonObject>

namespace app {

using domain::Result;

void Desk::declare(const ui::DeclareValues& values) {
    const auto source = playbook::findPlaybook(values.playbook, m_session.places().playbooks());
    if (!source) {
        complain(source.error().text);
        return;
    }
    remember([&values](Settings& settings) { settings.playbook = values.playbook; });
    m_rooms->declare({.title = values.title,
                      .severity = values.severity,
                      .playbookId = source->id,
                      .playbookYaml = source->yaml,
                      .drill = false,
                      .scenario = {},
                      .at = m_session.clock()->now(),
                      .commander = m_session.author(),
                      .runbook = playbook::storedRunbook(*source)},
                     m_session.author(), this,
                     [this, began = values.impactBegan](const Result<room::WarRoom*>& declared) {
                         if (!declared) {
                             complain(declared.error().text);
                             return;
                         }
                         if (began)
                             (*declared)->append(domain::ImpactSet{{}, {}, began, {}});
                         place(*declared, nullptr);
                         m_window->showScreen(QStringLiteral("war-room"));
                     });
}

void Desk::open(const QString& key) {
    if (m_drill && m_drill->room() && m_drill->room()->key() == key) {
        place(m_drill->room(), m_drill->watch());
        m_window->showScreen(QStringLiteral("war-room"));
        return;
    }
    m_warRoom->showOpening(key);
    m_window->showScreen(QStringLiteral("war-room"));
    m_rooms->enter(key, this, [this, key](const Result<room::WarRoom*>& entered) {
        if (entered) {
            place(*entered, nullptr);
        } else if (m_room) { // what was on the desk stays there
            m_warRoom->setRoom(m_room, m_watch);
            complain(entered.error().text);
        } else {
            m_warRoom->showTrouble(tr("%1 cannot be opened").arg(key), entered.error().text);
        }
    });
}

void Desk::place(room::WarRoom* room, room::Watch* watch) {
    if (m_room && m_room != room)
        clearDesk();
    m_room = room;
    m_watch = watch;
    connect(room, &room::WarRoom::appended, this, [this, room] {
        if (m_room == room)
            watchWhileOpen();
    });
    connect(room, &QObject::destroyed, this, [this] {
        if (!m_room)
            clearDesk();
    });
    watchWhileOpen();
    showSteps();
    m_warRoom->setRoom(room, m_watch);
    m_postMortem->setRoom(room);
    m_window->setIncidentKey(room->key());
    refreshStage();
    emit opened(room->key());
}

/// A finished incident is not polled; one that is reopened is watched again.
void Desk::watchWhileOpen() {
    if (!m_room || m_watch || domain::isOver(m_room->incident()))
        return;
    m_ownWatch = std::make_unique<room::Watch>(m_room, &m_transport);
    m_watch = m_ownWatch.get();
    allowChecks();
    m_watch->start();
    m_warRoom->setRoom(m_room, m_watch);
}

/// What speaks against an act that resolves the incident that is watched here.
QStringList Desk::unmetBy(const QJsonObject& act) const {
    QStringList sentences;
    const bool ours = m_room && m_watch && act[QStringLiteral("key")].toString() == m_room->key();
    if (!ours || act[QStringLiteral("act")].toString() != u"status" ||
        act[QStringLiteral("status")].toString() != domain::toText(domain::Status::Resolved))
        return sentences;
    for (const room::Unmet& one : m_watch->unmetCriteria())
        sentences << one.sentence;
    return sentences;
}

/// Checks that are commands run once a person allowed this very playbook to run commands.
void Desk::allowChecks() {
    if (m_watch && m_room && !m_room->readOnly())
        m_watch->allowCommands(m_settings.allowedPlaybooks.contains(m_room->incident().playbookDigest));
}

void Desk::clearDesk() {
    if (m_room)
        m_room->disconnect(this);
    m_warRoom->setRoom(nullptr);
    m_postMortem->setRoom(nullptr);
    m_ownWatch.reset();
    m_watch = nullptr;
    m_room = nullptr;
    showSteps();
    m_warRoom->showNothing();
    m_window->setIncidentKey({});
}

/// Commands and requests of the incident on the desk; those of a drill that runs reach the drill's own service.
void Desk::showSteps() {
    const bool ofDrill = m_drill && m_room && m_drill->room() == m_room;
    m_steps->setRoom(m_room, ofDrill ? m_drill->variables() : std::map<QString, QString>{});
    m_runbook->setRoom(m_room);
}

void Desk::endCommands(const std::function<void()>& done) {
    std::vector<room::CommandRun*> running;
    for (QObject* owner : std::initializer_list<QObject*>{m_rooms, m_room}) {
        for (room::CommandRun* run : owner ? owner->findChildren<room::CommandRun*>() : QList<room::CommandRun*>{}) {
            if (!run->isRecorded() && !run->command().outlives && std::count(running.begin(), running.end(), run) == 0)
                running.push_back(run);
        }
    }
    if (running.empty())
        return done();
    auto left = std::make_shared<size_t>(running.size());
    for (room::CommandRun* run : running) {
        connect(run, &room::CommandRun::recorded, this, [left, done] {
            if (--*left == 0)
                done();
        });
        run->cancel();
    }
}

void Desk::startDrill(const QString& scenario, double speed) {
    if (!m_database->isOpen() || m_database->isReadOnly()) {
        complain(tr("A drill is recorded like an incident, and this record can only be read now."));
        return;
    }
    if (m_drill && m_drill->room() && !domain::isOver(m_drill->room()->incident())) {
        open(m_drill->room()->key()); // the one that runs
        return;
    }
    endDrill();
    auto found = drill::findScenario(scenario, m_session.places().playbooks());
    if (!found) {
        complain(found.error().text);
        return;
    }
    m_drill = std::make_unique<drill::Run>(drill::Run::Setup{
        .found = std::move(*found),
        .database = m_database,
        .now = m_session.clock()->now(),
        .speed = speed,
        .headless = false,
        .author = m_session.author(),
        .makeTransport = &net::drillTransport,
    });
    connect(m_drill.get(), &drill::Run::opened, this, &Desk::drillOpened);
    connect(m_drill.get(), &drill::Run::failed, this, [this](const domain::Error& error) { complain(error.text); });
    m_drill->start();
    if (drill::Run::mayUseRealServers(speed))
        m_window->messages()->showMessage(ui::MessageBar::Level::Info,
                                          tr("Starting Prometheus and Alertmanager for the drill …"));
}

void Desk::drillOpened() {
    m_window->messages()->dismiss();
    m_rooms->adopt(m_drill->room());
    place(m_drill->room(), m_drill->watch());
    m_window->showScreen(QStringLiteral("war-room"));
}

void Desk::endDrill() {
    if (!m_drill)
        return;
    if (m_room && m_drill->room() == m_room)
        clearDesk();
    m_drill.reset();
}

void Desk::askImport(const QString& title) {
    auto* dialog = new QFileDialog(m_window.get(), title, QDir::homePath(),
                                   tr("Runbooks and bundles (*.md *.markdown *.bridgewatch);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &Desk::importFile);
    dialog->open();
}

/// A bundle becomes an incident; everything else is taken for a runbook and reviewed.
void Desk::importFile(const QString& path) {
    if (path.endsWith(u".bridgewatch", Qt::CaseInsensitive))
        importBundle(path);
    else
        m_playbooks->import(path);
}

void Desk::importBundle(const QString& path) {
    m_rooms->archive()->importBundle(path, this, [this](const Result<QString>& key) {
        if (key)
            open(*key);
        else
            complain(key.error().text);
    });
}

void Desk::askExport() {
    if (!m_room)
        return;
    auto* dialog = new QFileDialog(m_window.get(), tr("Export the post-mortem"), QDir::homePath(),
                                   tr("Markdown (*.md);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("md"));
    dialog->selectFile(m_room->key() + QStringLiteral(".md"));
    connect(dialog, &QFileDialog::fileSelected, this, &Desk::exportTo);
    dialog->open();
}

void Desk::exportTo(const QString& path) {
    if (!m_room)
        return;
    m_postMortem->setExporting(true);
    m_postMortem->flush([this, path](bool written) {
        if (!written || !m_room) {
            m_postMortem->setExporting(false);
            return;
        }
        exportPostMortem(m_rooms->archive(), m_room->key(), path, m_room->clock()->now(), this,
                         [this](const Result<QStringList>& files) {
                             m_postMortem->setExporting(false);
                             if (files)
                                 m_window->messages()->showMessage(ui::MessageBar::Level::Info,
                                                                   tr("Exported: %1").arg(files->front()));
                             else
                                 complain(files.error().text);
                         });
    });
}

void Desk::paintPictures(const std::vector<report::Asset>& assets) {
    if (!m_room)
        return;
    for (const report::Asset& asset : assets) {
        if (asset.kind != report::Asset::Kind::Picture)
            continue;
        m_room->attachment(asset.samplesDigest, this, [this, name = asset.name](const Result<QByteArray>& bytes) {
            if (const auto pin = bytes.and_then(metrics::pinFromBytes))
                m_postMortem->setPicture(name, ui::reportGraph(*pin));
        });
    }
}

} // namespace app
