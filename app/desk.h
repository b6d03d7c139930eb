// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "items/welcome_facts.h"
#include "net/transport.h"
#include "report/document.h"
#include "room/war_room.h"
#include "room/watch.h"
#include "store/lock.h"
#include "ui/main_window.h"
#include <QPointer>
#include <QTimer>
#include <optional>

namespace drill {
class Run;
}
namespace ui {
class ArchiveScreen;
class PostMortemScreen;
class RunbookScreen;
class StageWindow;
class StepActions;
class WarRoomScreen;
class WelcomeScreen;
} // namespace ui

namespace app {

class ActServer;
class FirstAlerts;
class OpenRooms;
class Playbooks;

/// The program with its window: one data folder, its screens, and at most one incident on the desk. Wires values and
/// signals between them and decides nothing that a screen or a room can decide. GUI thread.
class Desk final : public QObject {
    Q_OBJECT
public:
    /// lock: of the data folder; without it everything is read-only, and holder says who has it.
    Desk(Session& session, std::optional<store::Lock> lock, const QString& holder, QObject* parent = nullptr);
    ~Desk() override;

    ui::MainWindow* window() const { return m_window.get(); }
    room::WarRoom* room() const { return m_room; }
    ui::StageWindow* stage() const { return m_stage.get(); }

    /// Puts an incident on the desk; a failure is said in the message bar.
    void open(const QString& key);
    /// Starts a drill that a person plays, or shows the one that runs; a failure is said in the message bar.
    void startDrill(const QString& scenario, double speed = 1);
    /// Brings the window to the front.
    void raise();

signals:
    void ready();                    ///< the record is open (or its failure is shown) and the lists are filled
    void opened(const QString& key); ///< the incident is on the desk

private:
    using Answer = std::function<void(const domain::Result<QJsonObject>&)>;

    void buildScreens();
    void connectScreens();
    void connectArchive();
    void connectSteps();
    void showSteps();
    void endCommands(const std::function<void()>& done);
    void recordOpened(const QString& notice);
    void serve();
    void perform(const QJsonObject& act, QObject* context, const Answer& done);
    QStringList unmetBy(const QJsonObject& act) const;
    void place(room::WarRoom* room, room::Watch* watch);
    void watchWhileOpen();
    void allowChecks();
    void clearDesk();
    void declare(const ui::DeclareValues& values);
    void drillOpened();
    void endDrill();
    void askImport(const QString& title);
    void importFile(const QString& path);
    void importBundle(const QString& path);
    void askExport();
    void exportTo(const QString& path);
    void paintPictures(const std::vector<report::Asset>& assets);
    void search(const QString& words);
    void refreshLists();
    void showFirstPage();
    void watchFirstPage();
    void tellReady();
    void refreshStage();
    void toggleStage();
    void remember(const std::function<void(Settings&)>& change);
    void leave();
    void complain(const QString& sentence);

    Session& m_session;
    Settings m_settings;
    net::Transport m_transport;
    store::Database* m_database;
    OpenRooms* m_rooms;
    ActServer* m_server = nullptr;
    std::unique_ptr<ui::MainWindow> m_window;
    ui::WelcomeScreen* m_welcome = nullptr;
    ui::WarRoomScreen* m_warRoom = nullptr;
    ui::RunbookScreen* m_runbook = nullptr;
    ui::StepActions* m_steps = nullptr;
    ui::PostMortemScreen* m_postMortem = nullptr;
    ui::ArchiveScreen* m_archive = nullptr;
    Playbooks* m_playbooks = nullptr;
    std::unique_ptr<FirstAlerts> m_firstAlerts;
    std::unique_ptr<ui::StageWindow> m_stage;
    QPointer<room::WarRoom> m_room;
    QPointer<room::Watch> m_watch;           ///< of m_room, whoever owns it
    std::unique_ptr<room::Watch> m_ownWatch; ///< when it is no drill's
    std::unique_ptr<drill::Run> m_drill;
    QTimer m_stageTick, m_listTick, m_listSoon;
    std::vector<domain::ArchiveRow> m_rows;
    bool m_listed = false, m_ready = false, m_leaving = false;
};

} // namespace app
