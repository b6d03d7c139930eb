// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_chart.h"

#include "ui/look/fonts.h"
#include "ui/look/tokens.h"
#include <QFontMetrics>
#include <QGraphicsLayout>

namespace ui {

namespace {

QCategoryAxis* makeAxis(QChart* chart, Qt::Alignment where) {
    auto* axis = new QCategoryAxis(chart);
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setLineVisible(false);
    axis->setTruncateLabels(false);
    chart->addAxis(axis, where);
    return axis;
}

/// A category axis keeps its labels apart by their text, but 18:00 may come twice in two days: the second one gets an
/// invisible sign.
QStringList uniqueLabels(const std::vector<Tick>& ticks) {
    QStringList labels;
    for (const Tick& tick : ticks) {
        QString label = tick.label;
        while (labels.contains(label))
            label += QChar(0x200b);
        labels << label;
    }
    return labels;
}

/// Rewrites an axis only as far as it differs: each change makes the chart lay itself out anew.
void setTicks(QCategoryAxis* axis, double low, double high, const std::vector<Tick>& ticks) {
    const QStringList old = axis->categoriesLabels();
    const QStringList labels = uniqueLabels(ticks);
    bool same = old == labels && axis->startValue() == low;
    for (std::size_t i = 0; same && i < ticks.size(); ++i)
        same = axis->endValue(labels[static_cast<qsizetype>(i)]) == ticks[i].at;
    if (!same) {
        for (const QString& label : old)
            axis->remove(label);
        axis->setStartValue(low);
        for (std::size_t i = 0; i < ticks.size(); ++i)
            axis->append(labels[static_cast<qsizetype>(i)], ticks[i].at);
    }
    axis->setRange(low, high);
}

} // namespace

LineLook lineLook(const Tokens& tokens, const QFont& axes, const QFont& digits) {
    return {tokens.panel, tokens.raised,   tokens.border, tokens.text,
            tokens.muted, tokens.degraded, tokens.down,   {tokens.series.begin(), tokens.series.end()},
            axes,         digits};
}

PlotChart::PlotChart()
    : m_times(makeAxis(this, Qt::AlignBottom))
    , m_values(makeAxis(this, Qt::AlignLeft))
    , m_item(new LineItem(this)) {
    legend()->hide();
    setBackgroundVisible(false);
    setMargins({});
    m_times->setGridLineVisible(false);
}

void PlotChart::setLook(const LineLook& look) {
    m_look = look;
    m_item->setLook(look);
    for (QCategoryAxis* axis : {m_times, m_values}) {
        axis->setLabelsFont(look.font);
        axis->setLabelsBrush(look.muted);
        axis->setGridLinePen(QPen(look.border, 1));
    }
    // The highest label reaches half its height above the plot.
    layout()->setContentsMargins(0, QFontMetrics(look.font).height() / 2, 1, 0);
}

int PlotChart::valueLines() const {
    const int room = QFontMetrics(m_look.font).height() * 5 / 2;
    return std::clamp(static_cast<int>(plotArea().height()) / room + 1, 3, 7);
}

Frame PlotChart::frameOf(const GraphData& graph, const ValueAxis& values) {
    const Span seen = graph.seen();
    return {seen.from, seen.to, values.low, values.high};
}

void PlotChart::setContent(const GraphData& graph, const ValueAxis& values, const QImage& lines) {
    if (!graph.matrix) {
        m_item->setContent(graph, {}, {});
        return;
    }
    const Frame frame = frameOf(graph, values);
    m_item->setContent(graph, frame, lines);
    const int label = QFontMetrics(m_look.font).horizontalAdvance(QStringLiteral("00:00:00"));
    const double width = plotArea().width();
    const auto instant = [](double ms) { return domain::instantFromMs(static_cast<qint64>(ms)); };
    m_timeTicks =
        timeTicks(instant(frame.from), instant(frame.to), std::max(static_cast<int>(width) * 2 / (label * 3), 1));
    // A label that hangs over an end of the axis would run into the other axis, or be cut.
    std::erase_if(m_timeTicks, [&](const Tick& tick) {
        const double x = (tick.at - frame.from) / (frame.to - frame.from) * width;
        return x < label / 3.0 || x > width - label / 3.0;
    });
    setTicks(m_times, frame.from, frame.to, m_timeTicks);
    setTicks(m_values, values.low, values.high, values.ticks);
}

} // namespace ui
