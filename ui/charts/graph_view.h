// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot_chart.h"
#include <QtCharts/QChartView>

namespace domain {
class Mailbox;
}

namespace ui {

/// A QChart with our line item in its scene: the chart draws axes and grid, the item blits lines that a worker
/// rasterised. Axes and lines change together, when the picture is ready; meanwhile the old ones stay. Nothing is drawn
/// while it is hidden.
class GraphView final : public QChartView {
    Q_OBJECT
public:
    explicit GraphView(QWidget* parent = nullptr);
    ~GraphView() override;

    void setData(const GraphData& graph);
    void setEvents(const std::vector<EventMark>& events);
    void setFaded(bool faded);
    /// Pen in device-independent pixels and the type of the axes; the Stage window takes larger ones.
    void setPen(double width);
    void setAxisFont(const QFont& font);
    /// Rasterise at once on this thread: for pictures that nobody waits for (reports, screenshots).
    void setSynchronous(bool synchronous);
    /// True when what is shown is what was asked for last.
    bool isSettled() const { return !m_dirty && m_underWay == 0; }

    /// Moves the crosshair by pixels, from the right end when there is none.
    void moveCrosshair(int pixels);
    void hideCrosshair();
    /// Follows the crosshair of another graph.
    void setGuestCrosshair(std::optional<double> t);
    /// Asks for a part of the time axis (spanWanted): factor below 1 looks closer, at the crosshair or else the middle.
    void zoom(double factor);
    /// Asks for what lies beside it, by a share of what is shown; negative is earlier.
    void pan(double share);
    /// Whether the wheel zooms by itself or only with Ctrl, because it scrolls what is around.
    void setWheelZooms(bool zooms) { m_wheelZooms = zooms; }
    QStringList readings() const { return m_chart->item()->readings(); }
    const LineItem& item() const { return *m_chart->item(); }
    const std::vector<Tick>& timeAxis() const { return m_chart->timeAxis(); }
    const ValueAxis& valueTicks() const { return m_valueAxis; }

signals:
    void drawn();                                      ///< a new picture is shown
    void readingsChanged(const QStringList& readings); ///< the crosshair moved; empty when it went
    void crosshairMoved(std::optional<double> t);      ///< in UTC ms; by this graph's own pointer or keys
    void spanWanted(std::optional<ui::Span> span);     ///< nullopt: everything
    void markClicked(const ui::EventMark& mark);
    void momentClicked(domain::Instant at); ///< a click beside the marks

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void applyLook();
    void zoomAt(double factor, double about);
    QPointF inChart(const QPointF& position) const;
    void place();
    void request();
    void show(quint64 serial, const GraphData& graph, const ValueAxis& values, QImage lines);

    domain::Mailbox* m_mailbox;
    PlotChart* m_chart;
    GraphData m_data;
    ValueAxis m_valueAxis;
    QFont m_axisFont;
    double m_pen = 2;
    std::optional<QPointF> m_pressedAt; ///< in the chart
    std::optional<Span> m_pressedSpan;  ///< what was shown then
    bool m_dragged = false, m_wheelZooms = true;
    quint64 m_serial = 0;
    int m_underWay = 0;
    bool m_dirty = false;
    bool m_synchronous = false;
};

} // namespace ui
