// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playbooks_delegate.h"

#include "items/playbooks_model.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/row_frame.h"
#include "ui/wrapped_text.h"
#include <QPainter>

namespace ui {
namespace {

using items::PlaybooksModel;

constexpr int padY = 10, longestCounts = 3;

QString troubleOf(const QModelIndex& index) {
    const int errors = index.data(PlaybooksModel::ErrorsRole).toInt();
    if (errors < 0)
        return PlaybooksDelegate::tr("cannot be read");
    return errors == 0   ? QString()
           : errors == 1 ? PlaybooksDelegate::tr("1 error")
                         : PlaybooksDelegate::tr("%1 errors").arg(errors);
}

} // namespace

QSize PlaybooksDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QFont small = fontOf(TextSize::Small);
    const int width = std::max(60, option.rect.width() - 2 * scaled(14));
    const QString counts = index.data(PlaybooksModel::CountsRole).toString();
    int height = 2 * padY + QFontMetrics(fontOf(TextSize::Large, QFont::DemiBold)).height();
    height += QFontMetrics(small).height() + 2;
    if (!counts.isEmpty())
        height += wrappedHeight(counts, small, width, longestCounts) + 2;
    return {option.rect.width(), height};
}

void PlaybooksDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    paintRowFrame(*painter, option, t);
    const QFont head = fontOf(TextSize::Large, QFont::DemiBold), small = fontOf(TextSize::Small);
    const QRect inside = option.rect.adjusted(scaled(14), padY, -scaled(14), -padY);
    QRect line(inside.x(), inside.y(), inside.width(), QFontMetrics(head).height());
    QRect words = line;
    if (const QString trouble = troubleOf(index); !trouble.isEmpty()) {
        const int size = scaled(12), width = QFontMetrics(small).horizontalAdvance(trouble);
        paintLine(*painter, line, trouble, small, t.down, Qt::AlignRight);
        paintGlyph(*painter, Glyph::Down,
                   {line.right() - width - size - scaled(5), line.center().y() - size / 2 + 1, size, size}, t.down);
        words.setRight(line.right() - width - size - scaled(12));
    }
    paintLine(*painter, words, index.data().toString(), head, t.text);
    line.moveTop(line.bottom() + 3);
    line.setHeight(QFontMetrics(small).height());
    const QString source = index.data(PlaybooksModel::SourceRole).toString();
    paintLine(*painter, line, QStringLiteral("%1 · %2").arg(index.data(PlaybooksModel::IdRole).toString(), source),
              small, index.data(PlaybooksModel::OwnRole).toBool() ? t.accent : t.muted);
    const QString counts = index.data(PlaybooksModel::CountsRole).toString();
    if (!counts.isEmpty())
        paintWrapped(*painter, {inside.x(), line.bottom() + 3}, inside.width(), counts, small, t.muted, longestCounts);
    painter->restore();
}

} // namespace ui
