// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sections_delegate.h"

#include "items/sections_model.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include <QPainter>

namespace ui {

using items::SectionRow;
using items::SectionsModel;

void SectionsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->fillRect(option.rect, mixed(t.panel, t.accent, 0.14));
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), t.accent);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, t.raised);
    }
    const auto state = SectionRow::State(index.data(SectionsModel::StateRole).toInt());
    const QString note = index.data(SectionsModel::NoteRole).toString();
    QRect text = option.rect.adjusted(14, 0, -14, 0);

    if (note.isEmpty() && state == SectionRow::State::Written) {
        const int size = scaled(14);
        paintGlyph(*painter, Glyph::Up, QRect(text.right() - size, text.center().y() - size / 2, size, size), t.up);
        text.setRight(text.right() - size - 8);
    } else {
        const QString word = !note.isEmpty() ? note : state == SectionRow::State::Automatic ? tr("auto") : tr("empty");
        painter->setFont(fontOf(TextSize::Small));
        painter->setPen(note.isEmpty() && state == SectionRow::State::Automatic ? t.muted : t.degraded);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, word);
        text.setRight(text.right() - painter->fontMetrics().horizontalAdvance(word) - 8);
    }
    painter->setFont(fontOf(TextSize::Body, selected ? QFont::DemiBold : QFont::Normal));
    painter->setPen(t.text);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
}

QSize SectionsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {scaled(180), scaled(36)};
}

} // namespace ui
