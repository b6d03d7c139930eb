// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/mailbox.h"
#include "metrics/panel_feed.h"
#include "ui/charts/graph_data.h"
#include <QPointer>
#include <QUrl>
#include <QWidget>
#include <functional>
#include <map>

class QScrollArea;
class QToolButton;

namespace room {
class WarRoom;
class Watch;
} // namespace room

namespace ui {

class GraphGrid;
class GraphPanel;
class PlainLabel;

/// The graphs of the war room under one line of controls: range, part that is shown, adding. All graphs share the
/// crosshair and the part of the time axis. They follow the watch; what a person does to them (pin, add, edit, move,
/// remove) goes through the room. A Grafana dashboard that is dropped here is looked into.
class GraphsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit GraphsPanel(QWidget* parent = nullptr);
    ~GraphsPanel() override;
    /// Follows the room and its watch; both may be null, neither is owned.
    void setRoom(room::WarRoom* room, room::Watch* watch);
    /// Graphs of what was recorded.
    void setPanels(const std::vector<metrics::PanelView>& panels);
    void setEmptyText(const QString& text);
    void setEvents(const std::vector<EventMark>& events);
    void setNow(domain::Instant now);
    /// Rasterises on this thread at once: for pictures.
    void setSynchronous(bool synchronous) { m_synchronous = synchronous; }
    GraphPanel* graph(const QString& panel) const;
    const std::map<QString, GraphPanel*>& graphs() const { return m_graphs; }
    std::optional<Span> span() const { return m_span; }
    QToolButton* rangeButton() const { return m_range; }
    QToolButton* addButton() const { return m_add; }
    /// The dialogs for a new graph, and for one that is there.
    void addGraph();
    void editGraph(const QString& panel);
    /// Asks for a dashboard's file; then shows what it holds.
    void importGraphs();
    /// The file is read elsewhere; the dialog opens when that is done.
    void importFile(const QString& path);

signals:
    void linkChosen(const QUrl& url);
    void entryRequested(domain::Instant at);
    void markRequested(const QString& entry);
    void troubled(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildHeader();
    void fillRanges();
    void chooseWindow(const QString& name, domain::Millis window);
    enum class Since { Declared, Impact };
    void chooseSince(const QString& name, Since since);
    void followSince();
    GraphPanel* makeGraph(const metrics::PanelView& view);
    void setSpan(std::optional<Span> span);
    void refreshHeader();
    void fitWheel();
    void pin(const QString& panel);
    void carry(const QString& panel, const QPoint& globalPosition);
    using Change = std::function<domain::GraphsArranged(const std::vector<playbook::Panel>&)>;
    void act(const Change& change);
    void openDialog(const playbook::Panel& panel);
    QStringList takenIds() const;
    bool mayAct() const;

    domain::Mailbox* m_mailbox;
    QPointer<room::WarRoom> m_room;
    QPointer<room::Watch> m_watch;
    QWidget* m_header;
    QToolButton* m_range;
    QToolButton* m_whole;
    QToolButton* m_add;
    PlainLabel* m_part;
    QScrollArea* m_scroll;
    GraphGrid* m_grid;
    std::map<QString, GraphPanel*> m_graphs;
    std::vector<EventMark> m_events;
    std::optional<Span> m_span;
    std::optional<Since> m_since; ///< what the range begins with, when it is a moment of the incident
    bool m_synchronous = false;
};

} // namespace ui
