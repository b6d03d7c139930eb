// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/graph_data.h"
#include "ui/charts/raster.h"
#include <QFont>
#include <QGraphicsItem>
#include <QImage>
#include <optional>

namespace ui {

/// Colours and type of the line item.
struct LineLook {
    QColor panel, raised, border, text, muted, warn, critical;
    std::vector<QColor> series;
    QFont font, digits;
    bool operator==(const LineLook&) const = default;
};

/// The content of the plot area: bands and lines of the marks, event marks, the rasterised lines, the crosshair. An
/// item in the scene of a QChart, which owns axes and grid. It only blits: the picture of the lines is made elsewhere,
/// and fits the frame it came with.
class LineItem final : public QGraphicsItem {
public:
    explicit LineItem(QGraphicsItem* parent);

    void setArea(const QRectF& area); ///< of the plot, in the parent's coordinates
    void setLook(const LineLook& look);
    /// Picture and numbers together, so that they never disagree.
    void setContent(const GraphData& data, const Frame& frame, const QImage& lines);
    void setEvents(const std::vector<EventMark>& events);
    /// Paler lines: they are not of now.
    void setFaded(bool faded);
    /// The moment the crosshair stands at, in UTC ms; nullopt takes it away. A guest follows the crosshair of another
    /// graph and leaves time and events to that one.
    void setCrosshair(std::optional<double> t, bool guest = false);
    std::optional<double> crosshair() const { return m_crosshair; }
    double timeAt(double x) const; ///< x in this item's coordinates
    double xOf(double t) const;
    /// The event mark at this x, within a few pixels.
    std::optional<EventMark> markAt(double x) const;
    /// What the crosshair says, a line each: the time, events near it, the values of the series.
    QStringList readings() const;
    const Frame& frame() const { return m_frame; }
    const QImage& lines() const { return m_lines; }

    QRectF boundingRect() const override { return m_area; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    struct Reading {
        QString text;
        QColor colour; ///< of the line; invalid for a line of text alone
    };
    std::vector<Reading> readingsAt(double t) const;
    double yOf(double value) const;
    QColor colourOf(std::size_t series) const;
    double snapped(double t) const;
    void paintBands(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintEvents(QPainter& painter) const;
    void paintCrosshair(QPainter& painter) const;

    QRectF m_area;
    LineLook m_look;
    GraphData m_data;
    Frame m_frame;
    QImage m_lines;
    std::vector<EventMark> m_events;
    std::optional<double> m_crosshair;
    bool m_faded = false, m_guest = false;
};

} // namespace ui
