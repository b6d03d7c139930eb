// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/graph_view.h"

#include "domain/mailbox.h"
#include "ui/charts/raster.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"

#include <QMouseEvent>
#include <QThreadPool>

namespace ui {

GraphView::GraphView(QWidget* parent)
    : QChartView(parent)
    , m_mailbox(new domain::Mailbox(this))
    , m_chart(new PlotChart)
    , m_axisFont(fontOf(TextSize::Small)) {
    setChart(m_chart); // takes it over
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent; border: none;"));
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setMinimumSize(80, 60);
    connect(m_chart, &QChart::plotAreaChanged, this, &GraphView::place);
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
    m_chart->item()->setEvents(events);
}

void GraphView::setFaded(bool faded) {
    m_chart->item()->setFaded(faded);
}

void GraphView::setPen(double width) {
    m_pen = width;
    request();
}

void GraphView::setAxisFont(const QFont& font) {
    m_axisFont = font;
    applyLook();
}

void GraphView::setSynchronous(bool synchronous) {
    m_synchronous = synchronous;
    if (synchronous && !isSettled())
        request();
}

void GraphView::applyLook() {
    const LineLook look = lineLook(tokensOf(palette()), m_axisFont, fontOf(TextSize::Small, QFont::Normal, Face::Mono));
    if (look == m_chart->look())
        return;
    m_chart->setLook(look);
    request();
}

void GraphView::place() {
    m_chart->place();
    request();
}

void GraphView::request() {
    m_dirty = true;
    if ((!isVisible() && !m_synchronous) || m_chart->plotArea().isEmpty())
        return;
    if (m_underWay > 0 && !m_synchronous)
        return; // when it is done, the newest wish is next
    m_dirty = false;
    const quint64 serial = ++m_serial;
    if (!m_data.matrix) {
        show(serial, m_data, {}, {});
        return;
    }
    const ValueAxis values = m_chart->valueAxisFor(m_data);
    const double scale = devicePixelRatioF();
    RasterJob job{m_data.matrix,
                  PlotChart::frameOf(*m_data.matrix, values),
                  (m_chart->plotArea().size() * scale).toSize(),
                  m_pen * scale,
                  true,
                  m_chart->look().series};
    if (m_synchronous) {
        show(serial, m_data, values, rasterise(job));
        return;
    }
    ++m_underWay;
    QThreadPool::globalInstance()->start(
        [this, serial, values, job = std::move(job), graph = m_data, address = m_mailbox->address()] {
            // this is only used by the letter, which the mailbox drops when this view is gone.
            address.post([this, serial, values, graph, image = rasterise(job)] {
                --m_underWay;
                show(serial, graph, values, image);
                if (m_dirty)
                    request();
            });
        });
}

void GraphView::show(quint64 serial, const GraphData& graph, const ValueAxis& values, QImage lines) {
    if (serial != m_serial)
        return;
    lines.setDevicePixelRatio(devicePixelRatioF());
    m_valueAxis = values;
    m_chart->setContent(graph, values, lines);
    emit drawn();
}

void GraphView::moveCrosshair(int pixels) {
    const QRectF area = m_chart->plotArea();
    const double from = m_chart->item()->crosshair().value_or(area.right());
    m_chart->item()->setCrosshair(std::clamp(from + pixels, area.left(), std::max(area.left(), area.right())));
    emit readingsChanged(readings());
}

void GraphView::hideCrosshair() {
    if (!m_chart->item()->crosshair())
        return;
    m_chart->item()->setCrosshair(std::nullopt);
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
    const QPointF at = m_chart->mapFromScene(mapToScene(event->position().toPoint()));
    if (!m_chart->plotArea().contains(at)) {
        hideCrosshair();
        return;
    }
    m_chart->item()->setCrosshair(at.x());
    emit readingsChanged(readings());
}

void GraphView::leaveEvent(QEvent* event) {
    QChartView::leaveEvent(event);
    hideCrosshair();
}

void GraphView::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

} // namespace ui
