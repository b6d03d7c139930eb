// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/graph_view.h"

#include "domain/mailbox.h"
#include "ui/charts/raster.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"

#include <QMouseEvent>
#include <QThreadPool>
#include <cmath>

namespace ui {

namespace {

constexpr double wheelStep = 0.8; // of what is shown, for one notch
constexpr double dragStart = 4;   // pixels; less is a click

/// Of the series in order; invalid for those that are hidden.
std::vector<QColor> coloursOf(const GraphData& graph, const std::vector<QColor>& palette) {
    std::vector<QColor> colours;
    for (std::size_t i = 0; i < graph.matrix->series.size() && !palette.empty(); ++i)
        colours.push_back(graph.isHidden(i) ? QColor() : palette[graph.colourOf(i) % palette.size()]);
    return colours;
}

} // namespace

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
    const double scale = devicePixelRatioF();
    const auto draw = [graph = m_data, valueLines = m_chart->valueLines(),
                       pixels = (m_chart->plotArea().size() * scale).toSize(), pen = m_pen * scale,
                       colours = coloursOf(m_data, m_chart->look().series)] {
        const ValueAxis values = valueAxis(graph, valueLines);
        const Frame frame = PlotChart::frameOf(graph, values);
        return std::pair(values, rasterise({graph.matrix, frame, pixels, pen, true, colours}));
    };
    if (m_synchronous) {
        const auto [values, lines] = draw();
        show(serial, m_data, values, lines);
        return;
    }
    ++m_underWay;
    QThreadPool::globalInstance()->start([this, serial, draw, graph = m_data, address = m_mailbox->address()] {
        // this is only used by the letter, which the mailbox drops when this view is gone.
        address.post([this, serial, graph, drawn = draw()] {
            --m_underWay;
            show(serial, graph, drawn.first, drawn.second);
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
    LineItem& item = *m_chart->item();
    const double from = item.crosshair() ? item.xOf(*item.crosshair()) : area.right();
    item.setCrosshair(item.timeAt(std::clamp(from + pixels, area.left(), std::max(area.left(), area.right()))));
    emit readingsChanged(readings());
    emit crosshairMoved(item.crosshair());
}

void GraphView::hideCrosshair() {
    if (!m_chart->item()->crosshair())
        return;
    m_chart->item()->setCrosshair(std::nullopt);
    emit readingsChanged({});
    emit crosshairMoved(std::nullopt);
}

void GraphView::setGuestCrosshair(std::optional<double> t) {
    m_chart->item()->setCrosshair(t, true);
}

void GraphView::zoomAt(double factor, double about) {
    if (m_data.matrix)
        emit spanWanted(zoomed(wholeOf(*m_data.matrix), m_data.seen(), factor, about));
}

void GraphView::zoom(double factor) {
    if (!m_data.matrix)
        return;
    const Span seen = m_data.seen();
    zoomAt(factor, std::clamp(m_chart->item()->crosshair().value_or((seen.from + seen.to) / 2), seen.from, seen.to));
}

void GraphView::pan(double share) {
    if (!m_data.matrix)
        return;
    const Span seen = m_data.seen();
    emit spanWanted(moved(wholeOf(*m_data.matrix), seen, (seen.to - seen.from) * share));
}

QPointF GraphView::inChart(const QPointF& position) const {
    return m_chart->mapFromScene(mapToScene(position.toPoint()));
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

void GraphView::mousePressEvent(QMouseEvent* event) {
    const QPointF at = inChart(event->position());
    if (event->button() != Qt::LeftButton || !m_data.matrix || !m_chart->plotArea().contains(at)) {
        event->ignore();
        return;
    }
    m_pressedAt = at;
    m_pressedSpan = m_data.seen();
    m_dragged = false;
}

void GraphView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = inChart(event->position());
    if (m_pressedAt && m_data.matrix && (m_dragged || std::abs(at.x() - m_pressedAt->x()) >= dragStart)) {
        m_dragged = true;
        const double perPixel = (m_pressedSpan->to - m_pressedSpan->from) / std::max(m_chart->plotArea().width(), 1.0);
        if (const auto span = moved(wholeOf(*m_data.matrix), *m_pressedSpan, (m_pressedAt->x() - at.x()) * perPixel))
            emit spanWanted(span);
    }
    if (!m_chart->plotArea().contains(at)) {
        hideCrosshair();
        return;
    }
    m_chart->item()->setCrosshair(m_chart->item()->timeAt(at.x()));
    setCursor(m_chart->item()->markAt(at.x()) ? Qt::PointingHandCursor : Qt::CrossCursor);
    emit readingsChanged(readings());
    emit crosshairMoved(m_chart->item()->crosshair());
}

void GraphView::mouseReleaseEvent(QMouseEvent* event) {
    const bool click = m_pressedAt && !m_dragged && event->button() == Qt::LeftButton;
    m_pressedAt.reset();
    if (!click || !m_data.matrix)
        return;
    const double x = inChart(event->position()).x();
    if (const auto mark = m_chart->item()->markAt(x))
        emit markClicked(*mark);
    else
        emit momentClicked(domain::instantFromMs(static_cast<qint64>(m_chart->item()->timeAt(x)) / 1'000 * 1'000));
}

void GraphView::leaveEvent(QEvent* event) {
    QChartView::leaveEvent(event);
    hideCrosshair();
}

void GraphView::wheelEvent(QWheelEvent* event) {
    const QPointF at = inChart(event->position());
    const int notches = event->angleDelta().y();
    const bool zooms = m_wheelZooms || event->modifiers() & Qt::ControlModifier;
    if (!zooms || notches == 0 || !m_data.matrix || !m_chart->plotArea().contains(at)) {
        event->ignore();
        return;
    }
    zoomAt(std::pow(wheelStep, notches / 120.0), m_chart->item()->timeAt(at.x()));
    event->accept();
}

} // namespace ui
