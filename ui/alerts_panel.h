// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/alerts_model.h"
#include <QPointer>
#include <QWidget>

class QLineEdit;
class QToolButton;

namespace room {
class AlertWatch;
class WarRoom;
} // namespace room

namespace ui {

class PanelFrame;
class VirtualList;

/// Alerts that fire and silences with their countdown. Everything that is done to them goes through room::AlertWatch.
/// Thin while nothing fires; hidden by the war room when the playbook names no server to ask.
class AlertsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit AlertsPanel(QWidget* parent = nullptr);

    /// Both may be null; neither is owned. The watch is of this room.
    void setRoom(room::WarRoom* room, room::AlertWatch* alerts);
    /// Moves the countdowns.
    void setNow(domain::Instant now);
    items::AlertsModel* model() const { return m_model; }
    VirtualList* list() const { return m_list; }
    QLineEdit* filterLine() const { return m_filter; }
    /// Opens the dialog that makes a silence, filled with an alert's labels when one is current.
    void askSilence();
    /// Ends every silence of this incident.
    void expireOwn(const QString& reason);
    /// Facts for the status strip: "2 alerts firing", "1 silence until 16:00".
    QStringList facts() const;
    /// Height that shows what there is, at most a few rows.
    int wantedHeight() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Offers what can be done to the current row, at the given place.
    void showRowMenu(const QPoint& globalPosition);

signals:
    void wantedHeightChanged();
    void scenarioWanted(const QString& scenario); ///< a runbook that names the alert
    void declareWanted(const QString& title, domain::Instant since);
    void linkWanted(const QString& url);
    void failed(const QString& sentence);
    void told(const QString& sentence); ///< something was done

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take(const metrics::AlertsView& view);
    void refresh();
    int heightOf(int rows) const; ///< with this many rows, or all when there are fewer
    void extend(const QString& id, domain::Millis by);
    void expire(const QString& id, const QString& reason);
    bool handleKey(const QKeyEvent& event);
    void showDetails();
    void showGroups();
    domain::Instant now() const;

    QPointer<room::WarRoom> m_room;
    QPointer<room::AlertWatch> m_alerts;
    items::AlertsModel* m_model;
    PanelFrame* m_frame;
    VirtualList* m_list;
    QLineEdit* m_filter;
    QToolButton* m_silence;
    QToolButton* m_groups;
    int m_wanted = -1;
};

} // namespace ui
