// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series_key.h"

#include "ui/look/fonts.h"
#include "ui/look/tokens.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int stroke = 12;
constexpr int gap = 6;

} // namespace

SeriesKey::SeriesKey(QWidget* parent)
    : QWidget(parent) {
    setTextFont(this, TextSize::Small);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void SeriesKey::setInteractive(bool interactive) {
    m_interactive = interactive;
    setFocusPolicy(interactive ? Qt::TabFocus : Qt::NoFocus);
    setToolTip(interactive ? tr("Click: this line alone · Ctrl+click: hide or show it") : QString());
    setCursor(interactive ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void SeriesKey::setMatrix(const metrics::MatrixPtr& matrix, const std::vector<int>& colours,
                          const std::vector<bool>& hidden) {
    QStringList names;
    if (matrix && matrix->series.size() > 1) {
        for (const metrics::Series& series : matrix->series)
            names << series.legend;
    }
    if (names.count(QString()) == names.size()) // lines without names, as on Stage
        names.clear();
    setVisible(!names.isEmpty());
    if (names == m_names && colours == m_colours && hidden == m_hidden)
        return;
    m_names = names;
    m_colours = colours;
    m_hidden = hidden;
    m_current = std::min(m_current, std::max(0, int(names.size()) - 1));
    setAccessibleName(tr("Lines: %1").arg(QStringList(names.mid(0, 20)).join(QStringLiteral(", "))));
    update();
}

QSize SeriesKey::sizeHint() const {
    return {scaled(120), fontMetrics().height() + 4};
}

QSize SeriesKey::minimumSizeHint() const {
    return {0, fontMetrics().height() + 4};
}

int SeriesKey::colourOf(int series) const {
    return size_t(series) < m_colours.size() && m_colours[size_t(series)] >= 0 ? m_colours[size_t(series)] : series;
}

std::vector<SeriesKey::Place> SeriesKey::places() const {
    std::vector<Place> all;
    const QFontMetrics metrics = fontMetrics();
    int x = 0;
    for (int i = 0; i < int(m_names.size()); ++i) {
        const QString rest = i + 1 < int(m_names.size()) ? tr("+%1").arg(m_names.size() - i) : QString();
        const int restWidth = rest.isEmpty() ? 0 : metrics.horizontalAdvance(rest) + gap;
        const QString name = metrics.elidedText(m_names[i], Qt::ElideMiddle, std::max(width() * 3 / 5, scaled(60)));
        const int whole = stroke + gap + metrics.horizontalAdvance(name);
        if (x + whole + restWidth > width()) {
            all.push_back({QRect(x, 0, width() - x, height()), -1});
            break;
        }
        all.push_back({QRect(x, 0, whole + 1, height()), i});
        x += whole + 2 * gap;
    }
    return all;
}

void SeriesKey::paintEvent(QPaintEvent*) {
    const Tokens& tokens = tokensOf(palette());
    QPainter painter(this);
    int shown = 0;
    for (const Place& place : places()) {
        painter.setFont(font());
        painter.setPen(tokens.muted);
        if (place.series < 0) {
            painter.drawText(place.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                             shown == 0 ? tr("%1 lines").arg(m_names.size()) : tr("+%1").arg(m_names.size() - shown));
            continue;
        }
        ++shown;
        const bool hidden = isHidden(place.series);
        const QColor colour = tokens.series[static_cast<std::size_t>(colourOf(place.series)) % tokens.series.size()];
        const QRect line(place.rect.left(), height() / 2 - 1, stroke, 3);
        if (hidden) {
            painter.drawRect(line.adjusted(0, 0, -1, -1));
            QFont struck = font();
            struck.setStrikeOut(true);
            painter.setFont(struck);
        } else {
            painter.fillRect(line, colour);
        }
        const QRect words = place.rect.adjusted(stroke + gap, 0, 0, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(m_names[place.series], Qt::ElideMiddle, words.width()));
        if (hasFocus() && place.series == m_current) {
            painter.setPen(QPen(tokens.accent, 1));
            painter.drawRoundedRect(place.rect.adjusted(-2, 0, 1, -1), 4, 4);
        }
    }
}

void SeriesKey::mousePressEvent(QMouseEvent* event) {
    if (!m_interactive || event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    for (const Place& place : places()) {
        if (!place.rect.contains(event->position().toPoint()))
            continue;
        if (place.series < 0)
            emit restRequested();
        else if (event->modifiers() & Qt::ControlModifier)
            emit toggleRequested(place.series);
        else
            emit isolateRequested(place.series);
        return;
    }
}

void SeriesKey::keyPressEvent(QKeyEvent* event) {
    int count = 0;
    for (const Place& place : places())
        count += place.series >= 0 ? 1 : 0;
    switch (event->key()) {
    case Qt::Key_Left:
        m_current = std::max(0, m_current - 1);
        break;
    case Qt::Key_Right:
        m_current = std::min(std::max(0, count - 1), m_current + 1);
        break;
    case Qt::Key_Space:
        emit toggleRequested(m_current);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit isolateRequested(m_current);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    setAccessibleDescription(m_names.value(m_current) + (isHidden(m_current) ? tr(", hidden") : QString()));
    update();
}

bool SeriesKey::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace ui
