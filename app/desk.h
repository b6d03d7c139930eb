// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "items/welcome_facts.h"
#include "metrics/panel_feed.h"
#include "net/transport.h"
#include "report/document.h"
#include "ui/main_window.h"
#include <QPointer>
#include <QTimer>

namespace room {
class WarRoom;
class Watch;
} // namespace room
namespace store {
class Database;
}
namespace ui {
class ArchiveScreen;
class PostMortemScreen;
class StageWindow;
class WarRoomScreen;
class WelcomeScreen;
} // namespace ui

namespace app {

class ActServer;
class DrillDesk;
class OpenRooms;

/// The program with its window: one data folder, its screens, and at most one incident on the desk. Wires values and
/// signals between them and decides nothing that a screen or a room can decide. GUI thread; main keeps it until the
/// end.
class Desk final : public QObject {
    Q_OBJECT
public:
    /// lock: of the data folder; without it everything is read-only and holder says who has it.
    Desk(Session& session, std::optional<store::Lock> lock, const QString& holder);
    ~Desk() override;

    ui::MainWindow* window() const { return m_window; }
    OpenRooms* rooms() const { return m_rooms; }
    room::WarRoom* room() const { return m_room; }

    /// Puts an incident on the desk; a failure is said in the message bar.
    void open(const QString& key);
    /// Brings the window to the front.
    void raise();

signals:
    /// The record is open (or its failure is shown) and the first page is filled.
    void ready();
    void opened(const QString& key);

private:
    void buildScreens();
    void connectScreens();
    void openRecord(std::optional<store::Lock> lock, const QString& holder);
    void serve();
    void perform(const QJsonObject& act, QObject* context,
                 std::function<void(const domain::Result<QJsonObject>&)> done);
    void place(room::WarRoom* room);
    void declare(const ui::DeclareValues& values);
    void startDrill();
    void importBundle();
    void exportMarkdown();
    void paintPictures(const std::vector<report::Asset>& assets);
    void search(const QString& words);
    void refreshLists();
    void refreshStage();
    void toggleStage();
    void rememberLook(ui::Theme theme, double scale);
    void leave();
    void complain(const QString& sentence);

    Session& m_session;
    net::Transport m_transport;
    store::Database* m_database;
    OpenRooms* m_rooms;
    ActServer* m_server = nullptr;
    std::unique_ptr<ui::MainWindow> m_windowOwner;
    ui::MainWindow* m_window;
    ui::WelcomeScreen* m_welcome;
    ui::WarRoomScreen* m_warRoom;
    ui::PostMortemScreen* m_postMortem;
    ui::ArchiveScreen* m_archive;
    std::unique_ptr<ui::StageWindow> m_stage;
    QPointer<room::WarRoom> m_room;
    std::unique_ptr<room::Watch> m_watch;
    std::unique_ptr<DrillDesk> m_drill;
    QTimer m_stageTick, m_listTick;
    std::vector<playbook::Playbook> m_playbooks;
    bool m_leaving = false;
};

} // namespace app
