// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alert_delegate.h"
#include "items/alerts_model.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/row_frame.h"
#include "ui/wrapped_text.h"
#include <QPainter>

namespace ui {
namespace {

using items::AlertsModel;
using metrics::AlertState;

struct Sign {
    Glyph glyph;
    QColor colour;
    QString word;
};

Sign signOf(const Tokens& t, const QModelIndex& index) {
    if (AlertsModel::Row(index.data(AlertsModel::RowRole).toInt()) == AlertsModel::Row::Silence)
        return {Glyph::Clock, index.data(AlertsModel::WarnRole).toBool() ? t.degraded : t.accent,
                AlertDelegate::tr("silence")};
    const auto state = AlertState(index.data(AlertsModel::StateRole).toInt());
    switch (state) {
    case AlertState::Firing:
        return {Glyph::Down, t.down, metrics::toText(state)};
    case AlertState::Pending:
        return {Glyph::Clock, t.degraded, metrics::toText(state)};
    case AlertState::Silenced:
    case AlertState::Inhibited:
        return {Glyph::Skip, t.muted, metrics::toText(state)};
    case AlertState::Lost:
        return {Glyph::Inconclusive, t.inconclusive, metrics::toText(state)};
    }
    return {Glyph::Info, t.muted, {}};
}

} // namespace

int AlertDelegate::rowHeight() {
    return QFontMetrics(fontOf(TextSize::Body)).height() + QFontMetrics(fontOf(TextSize::Small)).height() + scaled(12);
}

int AlertDelegate::heightOf(const QModelIndex& index) {
    const bool group = AlertsModel::Row(index.data(AlertsModel::RowRole).toInt()) == AlertsModel::Row::Group;
    return group ? scaled(28) : rowHeight();
}

QSize AlertDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {option.rect.width(), heightOf(index)};
}

void AlertDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    const int pad = scaled(14);
    QRect inside = option.rect.adjusted(pad, scaled(5), -pad, -scaled(5));
    if (AlertsModel::Row(index.data(AlertsModel::RowRole).toInt()) == AlertsModel::Row::Group) {
        const QFont font = fontOf(TextSize::Small, QFont::Bold);
        const QString count = QString::number(index.data(AlertsModel::CountRole).toInt());
        paintRowFrame(*painter, option, t);
        paintLine(*painter, inside, count, font, t.muted, Qt::AlignRight);
        paintLine(*painter, inside.adjusted(0, 0, -scaled(40), 0), ui::displayText(index.data().toString()), font,
                  t.muted);
        painter->restore();
        return;
    }
    paintRowFrame(*painter, option, t);
    const Sign sign = signOf(t, index);
    const QFont body = fontOf(TextSize::Body, QFont::DemiBold), small = fontOf(TextSize::Small);
    const QFont bold = fontOf(TextSize::Small, QFont::Bold);
    const int size = scaled(14), first = QFontMetrics(body).height();
    paintGlyph(*painter, sign.glyph, {inside.x(), inside.y() + (first - size) / 2, size, size}, sign.colour);
    inside.setLeft(inside.left() + size + scaled(10));
    const QRect top(inside.x(), inside.y(), inside.width(), first);
    const QRect below(inside.x(), top.bottom() + 2, inside.width(), QFontMetrics(small).height());
    const int word = QFontMetrics(bold).horizontalAdvance(sign.word);
    paintLine(*painter, top, sign.word, bold, sign.colour, Qt::AlignRight);
    paintLine(*painter, top.adjusted(0, 0, -word - scaled(10), 0), ui::displayText(index.data().toString()), body,
              t.text);
    const QString time = index.data(AlertsModel::TimeRole).toString();
    const QFont mono = fontOf(TextSize::Small, QFont::Normal, Face::Mono);
    const int timeWidth = QFontMetrics(mono).horizontalAdvance(time);
    const bool warn = index.data(AlertsModel::WarnRole).toBool();
    paintLine(*painter, below, time, mono, warn ? t.degraded : t.muted, Qt::AlignRight);
    paintLine(*painter, below.adjusted(0, 0, -timeWidth - scaled(10), 0),
              ui::displayText(index.data(AlertsModel::DetailRole).toString()), small, t.muted);
    painter->restore();
}

} // namespace ui
