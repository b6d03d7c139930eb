// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/severity_badge.h"
#include "ui/look/tokens.h"
#include <QPainter>

namespace ui {
namespace {

QSize badgeSize(const QString& id, TextSize size) {
    const QFontMetrics metrics(fontOf(size, QFont::Bold));
    const int pad = scaled(int(size)) * 2 / 3;
    return {metrics.horizontalAdvance(id) + 2 * pad, metrics.height() + pad};
}

void paintBadge(QPainter& painter, const QRect& rect, const QString& id, int rank, TextSize size) {
    const Paint paint = severityPaint(rank);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(paint.fill);
    painter.drawRoundedRect(rect, 6, 6);
    painter.setPen(paint.ink);
    painter.setFont(fontOf(size, QFont::Bold));
    painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, id);
    painter.restore();
}

} // namespace

SeverityBadge::SeverityBadge(TextSize size, QWidget* parent)
    : QWidget(parent)
    , m_size(size) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setTextFont(this, size, QFont::Bold);
    setVisible(false);
}

void SeverityBadge::setSeverity(const QString& id, int rank) {
    m_id = id;
    m_rank = rank;
    setAccessibleName(tr("Severity %1").arg(id));
    setVisible(!id.isEmpty());
    updateGeometry();
    update();
}

QSize SeverityBadge::sizeHint() const {
    return badgeSize(m_id, m_size);
}

void SeverityBadge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBadge(painter, rect(), m_id, m_rank, m_size);
}

int paintSeverityBadge(QPainter& painter, const QRect& rect, const QString& id, int rank, TextSize size) {
    const QSize badge = badgeSize(id, size);
    paintBadge(painter, {rect.x(), rect.y() + (rect.height() - badge.height()) / 2, badge.width(), badge.height()}, id,
               rank, size);
    return badge.width();
}

} // namespace ui
