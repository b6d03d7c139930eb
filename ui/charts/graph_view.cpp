// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/graph_view.h"

#include "domain/mailbox.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"

#include <QGraphicsLayout>
#include <QMouseEvent>
#include <QThreadPool>

namespace ui {

namespace {

QCategoryAxis* addAxis(QChart* chart, Qt::Alignment where) {
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

GraphView::GraphView(QWidget* parent)
    : QChartView(parent)
    , m_mailbox(new domain::Mailbox(this))
    , m_timeAxis(addAxis(chart(), Qt::AlignBottom))
    , m_axisOfValues(addAxis(chart(), Qt::AlignLeft))
    , m_item(new LineItem(chart()))
    , m_axisFont(fontOf(TextSize::Small)) {
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent; border: none;"));
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setMinimumSize(80, 60);
    connect(chart(), &QChart::plotAreaChanged, this, &GraphView::place);
    applyLook();
}

GraphView::~GraphView() = default;

void GraphView::setData(const GraphData& graph) {
    if (graph == m_data)
        return;
    m_data = graph;
    request();
}

void GraphView::setEvents(const std::vector<EventMark>& events) {
    m_item->setEvents(events);
}

void GraphView::setFaded(bool faded) {
    m_item->setFaded(faded);
}

void GraphView::setPen(double width) {
    m_pen = width;
    request();
}

void GraphView::setAxisFont(const QFont& font) {
    m_axisFont = font;
    chart()->setMargins({0, QFontMetrics(font).height() / 2, 0, 0}); // the topmost label stands half above the plot
    applyLook();
}

void GraphView::setSynchronous(bool synchronous) {
    m_synchronous = synchronous;
    if (synchronous && !isSettled())
        request();
}

void GraphView::applyLook() {
    const Tokens& tokens = tokensOf(palette());
    m_look = {tokens.panel,  tokens.raised,
              tokens.border, tokens.text,
              tokens.muted,  tokens.degraded,
              tokens.down,   {tokens.series.begin(), tokens.series.end()},
              m_axisFont,    fontOf(TextSize::Small, QFont::Normal, Face::Mono)};
    m_item->setLook(m_look);
    for (QCategoryAxis* axis : {m_timeAxis, m_axisOfValues}) {
        axis->setLabelsFont(m_axisFont);
        axis->setLabelsBrush(tokens.muted);
        axis->setGridLinePen(QPen(tokens.border, 1));
    }
    m_timeAxis->setGridLineVisible(false);
    // The highest label reaches half its height above the plot.
    chart()->layout()->setContentsMargins(0, QFontMetrics(m_axisFont).height() / 2, 1, 0);
    request();
}

void GraphView::place() {
    m_item->setArea(chart()->plotArea());
    request();
}

RasterJob GraphView::jobFor(const Frame& frame) const {
    const double scale = devicePixelRatioF();
    const QSize pixels = (chart()->plotArea().size() * scale).toSize();
    return {m_data.matrix, frame, pixels, m_pen * scale, true, m_look.series};
}

void GraphView::request() {
    m_dirty = true;
    if ((!isVisible() && !m_synchronous) || chart()->plotArea().isEmpty())
        return;
    if (m_underWay > 0 && !m_synchronous)
        return; // when it is done, the newest wish is next
    m_dirty = false;
    const quint64 serial = ++m_serial;
    if (!m_data.matrix) {
        show(serial, m_data, {}, {});
        return;
    }
    const int lines = std::clamp(static_cast<int>(chart()->plotArea().height()) / scaled(44) + 1, 2, 7);
    m_valueAxis = valueAxis(*m_data.matrix, m_data.marks, m_data.unit, lines);
    const Frame frame{static_cast<double>(domain::toMs(m_data.matrix->from)),
                      static_cast<double>(domain::toMs(m_data.matrix->to)), m_valueAxis.low, m_valueAxis.high};
    RasterJob job = jobFor(frame);
    if (m_synchronous) {
        show(serial, m_data, frame, rasterise(job));
        return;
    }
    ++m_underWay;
    QThreadPool::globalInstance()->start(
        [this, serial, frame, job = std::move(job), graph = m_data, address = m_mailbox->address()] {
            // this is only used by the letter, which the mailbox drops when this view is gone.
            address.post([this, serial, frame, graph, image = rasterise(job)] {
                --m_underWay;
                show(serial, graph, frame, image);
                if (m_dirty)
                    request();
            });
        });
}

void GraphView::show(quint64 serial, const GraphData& graph, const Frame& frame, const QImage& lines) {
    if (serial != m_serial)
        return;
    QImage scaledLines = lines;
    scaledLines.setDevicePixelRatio(devicePixelRatioF());
    m_item->setContent(graph, frame, scaledLines);
    if (graph.matrix)
        applyAxes(graph);
    emit drawn();
}

void GraphView::applyAxes(const GraphData& graph) {
    const double width = chart()->plotArea().width();
    const int label = QFontMetrics(m_axisFont).horizontalAdvance(QStringLiteral("00:00:00")) + scaled(24);
    m_timeTicks = timeTicks(graph.matrix->from, graph.matrix->to, std::max(static_cast<int>(width / label), 1));
    setTicks(m_timeAxis, static_cast<double>(domain::toMs(graph.matrix->from)),
             static_cast<double>(domain::toMs(graph.matrix->to)), m_timeTicks);
    setTicks(m_axisOfValues, m_valueAxis.low, m_valueAxis.high, m_valueAxis.ticks);
}

void GraphView::moveCrosshair(int pixels) {
    const QRectF area = chart()->plotArea();
    const double from = m_item->crosshair().value_or(area.right());
    m_item->setCrosshair(std::clamp(from + pixels, area.left(), area.right()));
    emit readingsChanged(m_item->readings());
}

void GraphView::hideCrosshair() {
    if (!m_item->crosshair())
        return;
    m_item->setCrosshair(std::nullopt);
    emit readingsChanged({});
}

void GraphView::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    place();
}

void GraphView::showEvent(QShowEvent* event) {
    QChartView::showEvent(event);
    if (m_dirty)
        request();
}

void GraphView::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyLook();
}

void GraphView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = chart()->mapFromScene(mapToScene(event->position().toPoint()));
    if (!chart()->plotArea().contains(at)) {
        hideCrosshair();
        return;
    }
    m_item->setCrosshair(at.x());
    emit readingsChanged(m_item->readings());
}

void GraphView::leaveEvent(QEvent* event) {
    QChartView::leaveEvent(event);
    hideCrosshair();
}

void GraphView::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

} // namespace ui
