// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/panel_feed.h"
#include "ui/charts/line_item.h"
#include "ui/charts/series_colours.h"
#include <QFrame>
#include <QPointer>
#include <QUrl>

class QToolButton;
class QStackedLayout;

namespace ui {

class ElidedLabel;
class GraphView;
class PlainLabel;
class SeriesKey;
class ValuesDialog;

/// One graph of the war room or the Stage: title, latest value by its level, query, lines, and a line that says how far
/// to trust them. Takes values (metrics::PanelView) and draws nothing while hidden.
class GraphPanel final : public QFrame {
    Q_OBJECT
public:
    enum class Place { WarRoom, Stage }; ///< Stage: large type, no query, no server's words, no controls
    explicit GraphPanel(Place place = Place::WarRoom, QWidget* parent = nullptr);

    void setView(const metrics::PanelView& view);
    /// For the age of a graph that is not of now; call it every second or so.
    void setNow(domain::Instant now);
    void setEvents(const std::vector<EventMark>& events);
    /// The part of the time axis that is shown; nullopt: all of it.
    void setSpan(std::optional<Span> span);
    /// Whether a person may change it now.
    void setEditable(bool editable);
    /// Opens the menu of the panel at a place of the screen.
    void showMenu(const QPoint& globalPosition);
    /// The numbers behind the lines, in a dialog.
    void showValues();
    const metrics::PanelView& view() const { return m_view; }
    /// Rasterises on this thread at once: for screenshots.
    void setSynchronous(bool synchronous);
    /// Stage: type, pen and margins for a window that is unit times as large as 1920×1080. The smallest type is
    /// 24 pixels (18 pt) there.
    void setStageUnit(double unit);
    GraphView* graph() const { return m_graph; }
    /// "stale since 14:30:15 UTC, 42 s old · connection refused"; "1 h · step 5 s" while all is well.
    QString stateText() const;

signals:
    void pinRequested(const QString& panel);  ///< id of the panel; only while there is a graph
    void openRequested(const QUrl& url);      ///< the query in the server's own page
    void entryRequested(domain::Instant at);  ///< the person wants to write about this moment
    void markRequested(const QString& entry); ///< id of the timeline entry that a mark stands for
    void editRequested(const QString& panel);
    void moveRequested(const QString& panel, int by);                 ///< places on the screen; negative is earlier
    void carried(const QString& panel, const QPoint& globalPosition); ///< dragged by its head and let go there
    void removeRequested(const QString& panel);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void connectParts();
    bool handleGraphKey(QKeyEvent* event);
    void followMark();
    bool handleEditKey(QKeyEvent* event);
    void applyColours();
    void refresh();
    void refreshHead();
    void refreshBody();
    void refreshFoot();
    void describe();
    QString messageText() const;

    Place m_place;
    metrics::PanelView m_view;
    domain::Instant m_now;
    ElidedLabel* m_title;
    PlainLabel* m_value;
    PlainLabel* m_glyph;
    PlainLabel* m_level;
    ElidedLabel* m_expr;
    QToolButton* m_pin;
    QToolButton* m_more;
    SeriesColours m_colours;
    std::vector<EventMark> m_events;
    std::optional<Span> m_span;
    std::optional<QPoint> m_grabbedAt; ///< by its head
    bool m_carried = false, m_editable = false;
    QPointer<ValuesDialog> m_values;
    GraphView* m_graph;
    PlainLabel* m_message;
    QStackedLayout* m_body;
    SeriesKey* m_key;
    ElidedLabel* m_state;
    PlainLabel* m_stateGlyph;
};

} // namespace ui
