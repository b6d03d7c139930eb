// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings_delegate.h"

#include "items/findings_model.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/row_frame.h"
#include "ui/wrapped_text.h"
#include <QPainter>

namespace ui {
namespace {

using items::FindingsModel;

constexpr int longestMessage = 8, longestFix = 8, padY = 9;

QString placeOf(const QModelIndex& index) {
    const int line = index.data(FindingsModel::LineRole).toInt();
    const QString rule = index.data(FindingsModel::RuleRole).toString();
    return line > 0 ? FindingsDelegate::tr("line %1 · %2").arg(line).arg(rule) : rule;
}

QFont headFont() {
    return fontOf(TextSize::Body, QFont::DemiBold);
}

int textLeft() {
    return scaled(14) + scaled(14) + scaled(8);
}

/// The same for measuring and for painting: one pixel less may take one line more.
int textWidth(const QStyleOptionViewItem& option) {
    return std::max(60, option.rect.width() - textLeft() - scaled(14));
}

} // namespace

QSize FindingsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int width = textWidth(option);
    const QFont small = fontOf(TextSize::Small);
    const QString fix = index.data(FindingsModel::FixRole).toString();
    int height = 2 * padY + wrappedHeight(index.data().toString(), headFont(), width, longestMessage);
    height += QFontMetrics(small).height() + 3;
    if (!fix.isEmpty())
        height += wrappedHeight(fix, small, width, longestFix) + 3;
    return {option.rect.width(), height};
}

void FindingsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    const bool fatal = index.data(FindingsModel::FatalRole).toBool();
    const QColor colour = fatal ? t.down : t.degraded;
    painter->save();
    painter->setClipRect(option.rect);
    paintRowTint(*painter, option.rect, t, colour);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect.adjusted(3, 0, 0, 0), mixed(t.panel, colour, 2 * rowTint));
    QStyleOptionViewItem ring = option;
    ring.state &= ~QStyle::State_Selected;
    paintRowFrame(*painter, ring, t);
    const QFont small = fontOf(TextSize::Small);
    const int left = option.rect.x() + textLeft(), size = scaled(13);
    const int width = textWidth(option);
    int y = option.rect.y() + padY;
    paintGlyph(*painter, fatal ? Glyph::Down : Glyph::Degraded,
               {option.rect.x() + scaled(14), y + (QFontMetrics(headFont()).height() - size) / 2, size, size}, colour);
    y += paintWrapped(*painter, {left, y}, width, index.data().toString(), headFont(), t.text, longestMessage);
    const int line = QFontMetrics(small).height();
    paintLine(*painter, {left, y + 3, width, line}, placeOf(index), small, colour);
    y += line + 3;
    const QString fix = index.data(FindingsModel::FixRole).toString();
    if (!fix.isEmpty())
        paintWrapped(*painter, {left, y + 3}, width, fix, small, t.muted, longestFix);
    painter->restore();
}

} // namespace ui
