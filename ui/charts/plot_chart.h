// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/axes.h"
#include "ui/charts/line_item.h"
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>

namespace ui {

struct Tokens;

/// Colours from the tokens; type for the axes and for the crosshair's digits.
LineLook lineLook(const Tokens& tokens, const QFont& axes, const QFont& digits);

/// A QChart that owns axes and grid, with our line item in its plot. Category axes, because a date-time axis knows
/// local time only and puts its ticks at odd seconds: the labels stand on round UTC values.
class PlotChart final : public QChart {
    Q_OBJECT
public:
    PlotChart();
    void setLook(const LineLook& look);
    /// The item follows plotArea(); call it when that has changed.
    void place() { m_item->setArea(plotArea()); }
    /// How many ticks the axis of values has room for at the present height: what valueAxis() asks for.
    int valueLines() const;
    static Frame frameOf(const GraphData& graph, const ValueAxis& values);
    /// Axes and lines at once.
    void setContent(const GraphData& graph, const ValueAxis& values, const QImage& lines);
    LineItem* item() const { return m_item; }
    const LineLook& look() const { return m_look; }
    const std::vector<Tick>& timeAxis() const { return m_timeTicks; }

private:
    QCategoryAxis* m_times;
    QCategoryAxis* m_values;
    LineItem* m_item;
    LineLook m_look;
    std::vector<Tick> m_timeTicks;
};

} // namespace ui
