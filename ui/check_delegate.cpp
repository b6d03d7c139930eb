// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check_delegate.h"
#include "items/checks_model.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/look/words.h"
#include "ui/wrapped_text.h"
#include <QPainter>
#include <QPainterPath>

namespace ui {
namespace {

using domain::CheckState;
using items::ChecksModel;

void paintStrip(QPainter& painter, const QRect& rect, const items::Strip& strip, const Tokens& t) {
    const int bar = 3, step = 5;
    const int room = rect.width() / step;
    const int first = std::max(0, int(strip.size()) - room);
    for (int i = first; i < int(strip.size()); ++i) {
        const items::StripBar& one = strip[size_t(i)];
        const bool calm = one.state == CheckState::Up;
        const int height = std::max(3, qRound(rect.height() * (calm ? 0.2 + 0.35 * one.height : one.height)));
        const int x = rect.x() + (room - int(strip.size()) + i) * step;
        painter.fillRect(strip.size() < size_t(room) ? x : rect.x() + (i - first) * step, rect.bottom() + 1 - height,
                         bar, height, colourOf(t, one.state));
    }
}

} // namespace

void CheckDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    const auto state = CheckState(index.data(ChecksModel::StateRole).toInt());
    const QColor colour = colourOf(t, state);
    const bool bad = state == CheckState::Down;
    const QRect tile = option.rect.adjusted(0, 0, -gap, -gap);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(tile).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
    painter->fillPath(outline, bad ? mixed(t.panel, colour, rowTint) : t.panel);
    painter->setClipPath(outline);
    painter->fillRect(tile.x(), tile.y(), 4, tile.height(), colour);
    painter->setClipping(false);
    const bool focus = option.state & QStyle::State_HasFocus;
    painter->setPen(QPen(focus ? t.accent : bad ? colour : t.border, focus ? 2 : 1));
    painter->drawPath(outline);
    painter->setRenderHint(QPainter::Antialiasing, false);

    const QRect inside = tile.adjusted(scaled(16), scaled(9), -scaled(12), -scaled(10));
    const QFont word = fontOf(TextSize::Small, QFont::Bold);
    const QString stateText = tileWordOf(state);
    const int wordWidth = QFontMetrics(word).horizontalAdvance(stateText);
    const int size = scaled(13);
    const int titleHeight = QFontMetrics(fontOf(TextSize::Large)).height();
    QRect top(inside.x(), inside.y(), inside.width(), titleHeight);
    paintLine(*painter, top, stateText, word, colour, Qt::AlignRight);
    paintGlyph(*painter, glyphOf(state),
               {top.right() - wordWidth - size - 4, top.center().y() - size / 2 + 1, size, size}, colour);
    top.setRight(top.right() - wordWidth - size - scaled(10));
    paintLine(*painter, top, index.data().toString(), fontOf(TextSize::Large, QFont::DemiBold), t.text);

    const QFont small = fontOf(TextSize::Small, QFont::Normal, Face::Mono);
    const int smallHeight = QFontMetrics(small).height();
    const QRect second(inside.x(), top.bottom() + 1 + scaled(3), inside.width(), smallHeight);
    const QString measure = index.data(ChecksModel::MeasureRole).toString();
    paintLine(*painter, second, measure, small, t.muted, Qt::AlignRight);
    const int measureWidth = measure.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(measure) + scaled(8);
    paintLine(*painter, second.adjusted(0, 0, -measureWidth, 0), index.data(ChecksModel::DetailRole).toString(), small,
              t.muted);

    const QRect strip(inside.x(), second.bottom() + 1 + scaled(4), inside.width(),
                      inside.bottom() - second.bottom() - scaled(4));
    paintStrip(*painter, strip, index.data(ChecksModel::StripRole).value<items::Strip>(), t);
    painter->restore();
}

} // namespace ui
