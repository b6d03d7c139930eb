// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/record.h"
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <map>

class QSplitter;
class QStackedLayout;

namespace metrics {
struct Silence;
}
namespace room {
class WarRoom;
class Watch;
struct CheckView;
} // namespace room

namespace ui {

class AlertsPanel;
class AskDialog;
class ChecklistPanel;
class ChecksPanel;
class GraphPanel;
class GraphsPanel;
class IncidentBanner;
class MessageBar;
class NoticePage;
class StatusStrip;
class StepActions;
class TimelinePanel;

/// The war room: banner, checklist, health tiles, graphs, timeline with composer, status strip. Shows one room (live)
/// or one record (as it was); acts go through the room. Its actions carry the shortcuts and work while the screen has
/// the focus.
class WarRoomScreen final : public QWidget {
    Q_OBJECT
public:
    explicit WarRoomScreen(QWidget* parent = nullptr);

    /// Both may be null; neither is owned. The watch is of this room.
    void setRoom(room::WarRoom* room, room::Watch* watch = nullptr);
    void setRecord(std::shared_ptr<const Record> record);
    /// Instead of an incident: none is open (empty key), or one is being read.
    void showNothing();
    void showOpening(const QString& key);
    void showTrouble(const QString& title, const QString& sentence);

    MessageBar* messages() const { return m_messages; }
    IncidentBanner* banner() const { return m_banner; }
    ChecklistPanel* checklist() const { return m_checklist; }
    ChecksPanel* checks() const { return m_checks; }
    AlertsPanel* alerts() const { return m_alerts; }
    TimelinePanel* timeline() const { return m_timeline; }
    GraphsPanel* graphs() const { return m_graphs; }
    GraphPanel* graph(const QString& panel) const;
    NoticePage* notice() const { return m_notice; }
    StatusStrip* status() const { return m_status; }
    /// Who runs commands and sends requests of the checklist and shows what they brought; follows no room by itself.
    void setActions(StepActions* actions);
    /// Graphs are drawn at once on this thread: for pictures.
    void setSynchronous(bool synchronous);

    /// Which panels are shown and how large: opaque bytes for the settings.
    QByteArray arrangement() const;
    void setArrangement(const QByteArray& bytes);
    /// name: checklist, health, alerts, graphs, timeline.
    QAction* panelToggle(const QString& name) const;

    /// Moves every clock of the screen; a timer does it four times a second.
    void refreshClocks();

signals:
    void declareRequested();
    /// From an alert: what it says, and since when it fires.
    void declareFromAlertRequested(const QString& title, domain::Instant since);
    void linkRequested(const QString& url); ///< to be opened in the browser once confirmed
    void drillRequested();
    void stageRequested();
    void exportRequested(const QString& key);
    void arrangementChanged();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildActions();
    void buildLayout();
    void fitTiles();
    void openCheck(const QString& id);
    QAction* addAct(const QString& text, const QKeySequence& keys, std::function<void()> act);
    void addPanelToggle(const QString& name, const QString& title, QWidget* panel);
    void watchRoom();
    void watchChecks();
    void watchAlerts();
    void offerToEndSilences(const std::vector<metrics::Silence>& own);
    void connectGraphs();
    void refreshGraphs();
    void refreshIncident();
    void refreshMarkers();
    void refreshUndo();
    void refreshStatus();
    void refreshConditions();
    void refreshLadder();
    void answerPrompt(int verb);
    void setStatus(domain::Status status);
    QStringList unmetCriteria() const;
    domain::Instant now() const;
    const domain::Incident* incident() const;
    const playbook::Playbook* playbook() const;
    bool mayAct() const;

    QPointer<room::WarRoom> m_room;
    QPointer<room::Watch> m_watch;
    QPointer<StepActions> m_actions;
    std::shared_ptr<const Record> m_record;
    QString m_putOff; ///< mark of the rung whose prompt a person put off
    bool m_saveFailed = false, m_arranged = false;
    std::optional<domain::Instant> m_savedAt;
    QTimer m_tick;

    QStackedLayout* m_pages;
    NoticePage* m_notice;
    MessageBar* m_messages;
    IncidentBanner* m_banner;
    ChecklistPanel* m_checklist;
    ChecksPanel* m_checks;
    AlertsPanel* m_alerts;
    GraphsPanel* m_graphs;
    TimelinePanel* m_timeline;
    StatusStrip* m_status;
    QSplitter* m_columns;
    QSplitter* m_middle;
    std::map<QString, std::pair<QAction*, QWidget*>> m_toggles;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    QList<QAction*> m_acts; ///< those that change the incident
};

} // namespace ui
