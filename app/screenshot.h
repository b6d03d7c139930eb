// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/recorded_incident.h"
#include "app/runbook_import.h"
#include "app/session.h"
#include "report/document.h"
#include "ui/look/tokens.h"
#include <QImage>

namespace ui {
class MainWindow;
class StageWindow;
} // namespace ui

namespace app {

/// A picture of one screen as a person would see it, drawn from the record alone: nothing is sent, nothing recorded.
/// Needs a QApplication; its own window is shown on the offscreen platform. GUI thread.
class Screenshot final : public QObject {
    Q_OBJECT
public:
    struct Wanted {
        QString screen; ///< war-room, runbook, post-mortem, archive, playbooks, import, welcome or stage
        ui::Theme theme = ui::Theme::Dark;
        QSize size{1920, 1080};
        QString incident; ///< key; empty: the newest, drills included
        QString runbook;  ///< path; what the import screen reviews, empty: its empty page
        QString at;       ///< "T+08:00" after its declaration, or a TIME; empty: as it stands
    };
    using Done = std::function<void(const domain::Result<QImage>&)>;

    /// archive is null when nothing is recorded yet: then the empty state is drawn.
    Screenshot(Session& session, room::Archive* archive, Wanted wanted, QObject* parent = nullptr);
    ~Screenshot() override;
    void take(Done done);

private:
    void readRows();
    void readIncident(const std::vector<domain::ArchiveRow>& rows);
    void show(const std::shared_ptr<const ui::Record>& record);
    void buildWindow();
    void fillLists();
    void showRunbook(const std::shared_ptr<const ui::Record>& record);
    void readRunbook();
    void paintPins(const std::vector<report::Asset>& assets);
    void waitUntilSettled(int quietTurns);
    void finish(const domain::Result<QImage>& result);

    Session& m_session;
    room::Archive* m_archive;
    Wanted m_wanted;
    Done m_done;
    std::vector<domain::ArchiveRow> m_rows;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<ui::StageWindow> m_stage;
    RunbookImport* m_import;
    int m_pending = 0; ///< pictures on their way
};

/// "T+08:00" or "T+1:02:03" after declaredAt, else as domain::parseMoment.
domain::Result<domain::Instant> parseScreenMoment(const QString& text, domain::Instant declaredAt, domain::Instant now);

} // namespace app
