// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/row_frame.h"
#include "ui/look/tokens.h"
#include <QPainter>

namespace ui {

void paintRowFrame(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& t) {
    if (option.state & QStyle::State_Selected)
        paintRowTint(painter, option.rect, t, t.accent);
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, mixed(t.panel, t.text, rowTint / 3));
    if (option.state & QStyle::State_HasFocus) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 5, 5);
        painter.restore();
    }
}

void paintRowTint(QPainter& painter, const QRect& rect, const Tokens& t, const QColor& colour) {
    painter.fillRect(rect, mixed(t.panel, colour, rowTint));
    painter.fillRect(rect.x(), rect.y(), 3, rect.height(), colour);
}

} // namespace ui
