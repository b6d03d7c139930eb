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
    const bool narrow = rect.width() < scaled(170);
    const int bar = narrow ? 2 : 3, step = narrow ? 3 : 5;
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

struct Words {
    QString title, state, detail, measure;
    Glyph glyph;
};

/// Title with the state at its right, result and measure below. Gives where the next thing may stand.
int paintWide(QPainter& painter, const QRect& inside, const Words& words, const Tokens& t, const QColor& colour) {
    const QFont bold = fontOf(TextSize::Small, QFont::Bold), small = fontOf(TextSize::Small, QFont::Normal, Face::Mono);
    const int wordWidth = QFontMetrics(bold).horizontalAdvance(words.state), size = scaled(13);
    QRect top(inside.x(), inside.y(), inside.width(), QFontMetrics(fontOf(TextSize::Large)).height());
    paintLine(painter, top, words.state, bold, colour, Qt::AlignRight);
    paintGlyph(painter, words.glyph, {top.right() - wordWidth - size - 4, top.center().y() - size / 2 + 1, size, size},
               colour);
    top.setRight(top.right() - wordWidth - size - scaled(10));
    paintLine(painter, top, words.title, fontOf(TextSize::Large, QFont::DemiBold), t.text);
    const QRect second(inside.x(), top.bottom() + 1 + scaled(3), inside.width(), QFontMetrics(small).height());
    paintLine(painter, second, words.measure, small, t.muted, Qt::AlignRight);
    const int measureWidth =
        words.measure.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(words.measure) + scaled(8);
    paintLine(painter, second.adjusted(0, 0, -measureWidth, 0), words.detail, small, t.muted);
    return second.bottom() + 1;
}

/// Where there is no room for both: sign and title above, state and result below.
int paintNarrow(QPainter& painter, const QRect& inside, const Words& words, const Tokens& t, const QColor& colour) {
    const QFont bold = fontOf(TextSize::Small, QFont::Bold), small = fontOf(TextSize::Small);
    const int size = scaled(13);
    const QRect top(inside.x(), inside.y(), inside.width(), QFontMetrics(fontOf(TextSize::Large)).height());
    paintGlyph(painter, words.glyph, {top.x(), top.center().y() - size / 2 + 1, size, size}, colour);
    paintLine(painter, top.adjusted(size + scaled(6), 0, 0, 0), words.title, fontOf(TextSize::Large, QFont::DemiBold),
              t.text);
    const QRect second(inside.x(), top.bottom() + 1 + scaled(3), inside.width(), QFontMetrics(bold).height());
    paintLine(painter, second, words.state, bold, colour);
    const int wordWidth = QFontMetrics(bold).horizontalAdvance(words.state) + scaled(6);
    paintLine(painter, second.adjusted(wordWidth, 0, 0, 0), words.detail, small, t.muted, Qt::AlignRight);
    return second.bottom() + 1;
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
    if (state == CheckState::Inconclusive) // we do not know: nothing solid
        painter->fillPath(outline, QBrush(mixed(t.panel, colour, 0.3), Qt::BDiagPattern));
    painter->setClipPath(outline);
    painter->fillRect(tile.x(), tile.y(), 4, tile.height(), colour);
    painter->setClipping(false);
    const bool focus = option.state & QStyle::State_HasFocus;
    painter->setPen(QPen(focus ? t.accent : bad ? colour : t.border, focus ? 2 : 1));
    painter->drawPath(outline);
    painter->setRenderHint(QPainter::Antialiasing, false);

    const QRect inside = tile.adjusted(scaled(16), scaled(9), -scaled(12), -scaled(10));
    const Words words{index.data().toString(), tileWordOf(state), index.data(ChecksModel::DetailRole).toString(),
                      index.data(ChecksModel::MeasureRole).toString(), glyphOf(state)};
    const int bottom = tile.width() < scaled(200) ? paintNarrow(*painter, inside, words, t, colour)
                                                  : paintWide(*painter, inside, words, t, colour);

    const QRect strip(inside.x(), bottom + scaled(4), inside.width(), inside.bottom() - bottom - scaled(3));
    paintStrip(*painter, strip, index.data(ChecksModel::StripRole).value<items::Strip>(), t);
    painter->restore();
}

} // namespace ui
