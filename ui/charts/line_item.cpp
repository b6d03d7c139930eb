// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/line_item.h"

#include "metrics/reduce.h"
#include "metrics/unit.h"
#include "ui/look/tokens.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

namespace ui {

namespace {

constexpr int mostReadings = 8;
constexpr double eventReach = 6; // pixels between the crosshair and an event that it names

QPen dashed(const QColor& colour) {
    QPen pen(colour, 1);
    pen.setDashPattern({4, 4});
    return pen;
}

QString momentText(double t) {
    const auto at = domain::instantFromMs(static_cast<qint64>(t));
    return QString(domain::toDateText(at) + QStringLiteral("  ") + domain::toClockText(at, true) +
                   QStringLiteral(" UTC"));
}

} // namespace

LineItem::LineItem(QGraphicsItem* parent)
    : QGraphicsItem(parent) {
    setZValue(10); // over the grid of the chart
}

void LineItem::setArea(const QRectF& area) {
    if (area == m_area)
        return;
    prepareGeometryChange();
    m_area = area;
}

void LineItem::setLook(const LineLook& look) {
    m_look = look;
    update();
}

void LineItem::setContent(const GraphData& data, const Frame& frame, const QImage& lines) {
    m_data = data;
    m_frame = frame;
    m_lines = lines;
    update();
}

void LineItem::setEvents(const std::vector<EventMark>& events) {
    if (events == m_events)
        return;
    m_events = events;
    update();
}

void LineItem::setFaded(bool faded) {
    if (faded == m_faded)
        return;
    m_faded = faded;
    update();
}

void LineItem::setCrosshair(std::optional<double> t, bool guest) {
    if (t == m_crosshair && guest == m_guest)
        return;
    m_crosshair = t;
    m_guest = guest;
    update();
}

QColor LineItem::colourOf(std::size_t series) const {
    return m_look.series.empty() ? m_look.text : m_look.series[m_data.colourOf(series) % m_look.series.size()];
}

std::optional<EventMark> LineItem::markAt(double x) const {
    std::optional<EventMark> best;
    double reach = eventReach;
    for (const EventMark& event : m_events) {
        const double away = std::abs(xOf(static_cast<double>(domain::toMs(event.at))) - x);
        if (away > reach)
            continue;
        reach = away;
        best = event;
    }
    return best;
}

double LineItem::xOf(double t) const {
    return m_area.left() + (t - m_frame.from) / (m_frame.to - m_frame.from) * m_area.width();
}

double LineItem::yOf(double value) const {
    return m_area.top() + (m_frame.high - value) / (m_frame.high - m_frame.low) * m_area.height();
}

double LineItem::timeAt(double x) const {
    return m_frame.from + (x - m_area.left()) / std::max(m_area.width(), 1.0) * (m_frame.to - m_frame.from);
}

double LineItem::snapped(double t) const {
    double best = t;
    double distance = HUGE_VAL;
    for (std::size_t k = 0; k < m_data.matrix->series.size(); ++k) {
        const metrics::Series& series = m_data.matrix->series[k];
        if (m_data.isHidden(k))
            continue;
        const auto i = metrics::nearest(series, t, static_cast<double>(m_data.matrix->step.count()));
        if (i < 0 || std::abs(series.t[static_cast<std::size_t>(i)] - t) >= distance)
            continue;
        best = series.t[static_cast<std::size_t>(i)];
        distance = std::abs(best - t);
    }
    return best;
}

std::vector<LineItem::Reading> LineItem::readingsAt(double t) const {
    struct Value {
        double value;
        std::size_t series;
    };
    std::vector<Value> values;
    const auto& all = m_data.matrix->series;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (m_data.isHidden(i))
            continue;
        const auto at = metrics::nearest(all[i], t, static_cast<double>(m_data.matrix->step.count()) * 0.75);
        if (at >= 0)
            values.push_back({all[i].v[static_cast<std::size_t>(at)], i});
    }
    std::stable_sort(values.begin(), values.end(), [](const Value& a, const Value& b) {
        return std::isnan(b.value) ? !std::isnan(a.value) : a.value > b.value;
    });
    std::vector<Reading> readings;
    for (const Value& one : values) {
        if (readings.size() == mostReadings) {
            readings.push_back(
                {QCoreApplication::translate("ui::LineItem", "%1 more").arg(values.size() - mostReadings), {}});
            break;
        }
        QString name = all[one.series].legend;
        if (name.size() > 40)
            name = QString(name.left(19) + QStringLiteral("…") + name.right(20));
        const QString value = metrics::formatValue(one.value, m_data.unit);
        readings.push_back(
            {name.isEmpty() ? value : QString(value + QStringLiteral("  ") + name), colourOf(one.series)});
    }
    return readings;
}

QStringList LineItem::readings() const {
    QStringList lines;
    if (!m_crosshair || !m_data.matrix || m_area.isEmpty())
        return lines;
    const double t = snapped(*m_crosshair);
    lines << momentText(t);
    for (const EventMark& event : m_events) {
        const auto at = static_cast<double>(domain::toMs(event.at));
        if (at >= m_frame.from && at <= m_frame.to && std::abs(xOf(at) - xOf(*m_crosshair)) <= eventReach)
            lines << QString(domain::toClockText(event.at) + QStringLiteral("  ") + event.text.simplified().left(80));
    }
    for (const Reading& reading : readingsAt(t))
        lines << reading.text;
    return lines;
}

void LineItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    if (!m_data.matrix || m_area.isEmpty() || !(m_frame.to > m_frame.from) || !(m_frame.high > m_frame.low))
        return;
    painter->save();
    painter->setClipRect(m_area);
    paintBands(*painter);
    paintEvents(*painter);
    if (!m_lines.isNull()) {
        painter->setOpacity(m_faded ? 0.45 : 1);
        const QPointF corner(qRound(m_area.left()), qRound(m_area.top()));
        const QSizeF size = QSizeF(m_lines.size()) / m_lines.devicePixelRatio();
        if (std::abs(size.width() - m_area.width()) < 1.5 && std::abs(size.height() - m_area.height()) < 1.5)
            painter->drawImage(corner, m_lines);
        else
            painter->drawImage(m_area, m_lines); // being resized; the picture that fits is on its way
        painter->setOpacity(1);
    }
    paintMarks(*painter);
    paintCrosshair(*painter);
    painter->restore();
}

void LineItem::paintBands(QPainter& painter) const {
    const bool lower = metrics::lowerIsWorse(m_data.marks);
    const auto band = [&](double from, double to, QColor colour) {
        const double top = std::clamp(yOf(std::max(from, to)), m_area.top(), m_area.bottom());
        const double bottom = std::clamp(yOf(std::min(from, to)), m_area.top(), m_area.bottom());
        colour.setAlphaF(static_cast<float>(rowTint));
        if (bottom > top)
            painter.fillRect(QRectF(m_area.left(), top, m_area.width(), bottom - top), colour);
    };
    const double worst = lower ? m_frame.low : m_frame.high;
    const auto& [warn, critical] = m_data.marks;
    if (critical)
        band(*critical, lower ? std::min(worst, *critical) : std::max(worst, *critical), m_look.critical);
    if (warn && (!critical || lower || *critical > *warn))
        band(*warn, critical ? *critical : std::max(worst, *warn), m_look.warn);
}

void LineItem::paintMarks(QPainter& painter) const {
    const auto line = [&](const std::optional<double>& mark, const QColor& colour) {
        if (!mark || *mark < m_frame.low || *mark > m_frame.high)
            return;
        const double y = std::floor(yOf(*mark)) + 0.5;
        painter.setPen(dashed(colour));
        painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
    };
    line(m_data.marks.warn, m_look.warn);
    line(m_data.marks.critical, m_look.critical);
}

void LineItem::paintEvents(QPainter& painter) const {
    QColor colour = m_look.muted;
    colour.setAlphaF(0.75F);
    painter.setPen(dashed(colour));
    double last = -HUGE_VAL;
    for (const EventMark& event : m_events) {
        const double x = std::floor(xOf(static_cast<double>(domain::toMs(event.at)))) + 0.5;
        if (x < m_area.left() || x > m_area.right() || std::abs(x - last) < 2)
            continue;
        last = x;
        painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
    }
}

void LineItem::paintCrosshair(QPainter& painter) const {
    if (!m_crosshair)
        return;
    const double t = snapped(*m_crosshair);
    if (t < m_frame.from || t > m_frame.to)
        return;
    const double x = std::floor(xOf(t)) + 0.5;
    painter.setPen(QPen(m_look.text, 1));
    painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));

    std::vector<Reading> rows;
    const QStringList lines = readings();
    const std::vector<Reading> values = readingsAt(t);
    if (!m_guest) {
        for (const QString& line : lines.mid(0, lines.size() - static_cast<qsizetype>(values.size())))
            rows.push_back({line, {}});
    }
    rows.insert(rows.end(), values.begin(), values.end());
    if (rows.empty())
        return;

    const QFontMetricsF metrics(m_look.digits);
    const double height = std::ceil(metrics.height()) + 2;
    double width = 0;
    for (const Reading& row : rows)
        width = std::max(width, metrics.horizontalAdvance(row.text) + (row.colour.isValid() ? 14 : 0));
    QRectF box(x + 10, m_area.top() + 6, std::ceil(width) + 16, static_cast<double>(rows.size()) * height + 10);
    if (box.right() > m_area.right() - 2)
        box.moveRight(x - 10);
    box.moveLeft(std::max(box.left(), m_area.left() + 2));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_look.border);
    painter.setBrush(m_look.raised);
    painter.drawRoundedRect(box.translated(0.5, 0.5), 6, 6);
    painter.setFont(m_look.digits);
    double y = box.top() + 5;
    for (const Reading& row : rows) {
        double left = box.left() + 8;
        if (row.colour.isValid()) {
            painter.fillRect(QRectF(left, y + height / 2 - 1.5, 8, 3), row.colour);
            left += 14;
        }
        painter.setPen(row.colour.isValid() ? m_look.text : m_look.muted);
        painter.drawText(QRectF(left, y, box.right() - left - 6, height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, row.text);
        y += height;
    }
}

} // namespace ui
