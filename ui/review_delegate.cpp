// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review_delegate.h"

#include "items/review_model.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/look/words.h"
#include "ui/row_frame.h"
#include "ui/wrapped_text.h"
#include <QPainter>

namespace ui {
namespace {

using items::ReviewModel;

constexpr int padY = 7, longestTitle = 2, longestDetail = 3, longestCode = 4, longestNote = 3;

QFont titleFont(const QModelIndex& index) {
    return index.data(ReviewModel::StepRole).toBool() ? fontOf(TextSize::Body)
                                                      : fontOf(TextSize::Large, QFont::DemiBold);
}
QFont monoFont() {
    return fontOf(TextSize::Small, QFont::Normal, Face::Mono);
}

/// Where things stand in a row; the same for painting and for clicks.
struct Geometry {
    QRect box, title, detail, code, lines, note;
    bool inlineDetail = false;
    int height = 0;

    Geometry(const QRect& row, const QModelIndex& index) {
        const int pad = scaled(14), size = scaled(18), line = QFontMetrics(titleFont(index)).height();
        const int indent = index.data(ReviewModel::StepRole).toBool() ? scaled(28) : 0;
        box = QRect(row.x() + pad + indent, row.y() + padY + (line - size) / 2, size, size);
        const int left = box.right() + 1 + scaled(10), width = std::max(60, row.right() - pad - left);
        const QString name = index.data().toString(), more = index.data(ReviewModel::DetailRole).toString();
        const QString machine = index.data(ReviewModel::CodeRole).toString();
        const QString why = index.data(ReviewModel::NoteRole).toString();
        const QFont text = fontOf(TextSize::Body), small = fontOf(TextSize::Small);
        int y = row.y() + padY;
        const int nameWidth = QFontMetrics(titleFont(index)).horizontalAdvance(name);
        inlineDetail = !more.isEmpty() && !more.contains(u'\n') &&
                       nameWidth + QFontMetrics(text).horizontalAdvance(more) + scaled(24) < width;
        title = QRect(left, y, width, wrappedHeight(name, titleFont(index), width, longestTitle));
        y = title.bottom() + 1;
        if (inlineDetail) {
            detail = QRect(left + nameWidth, title.y(), width - nameWidth, line);
        } else if (!more.isEmpty()) {
            detail = QRect(left, y + 2, width, wrappedHeight(more, text, width, longestDetail));
            y = detail.bottom() + 1;
        }
        if (!machine.isEmpty()) {
            const int inner = width - scaled(16);
            code = QRect(left, y + 4, width, wrappedHeight(machine, monoFont(), inner, longestCode) + 10);
            y = code.bottom() + 3;
        }
        lines = QRect(left, y + 2, width, QFontMetrics(small).height());
        y = lines.bottom() + 1;
        if (!why.isEmpty()) {
            note = QRect(left, y + 2, width, wrappedHeight(why, small, width, longestNote));
            y = note.bottom() + 1;
        }
        height = y + padY - row.y();
    }
};

void paintBox(QPainter& painter, const QRect& box, const Tokens& t, bool accepted) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(accepted ? t.up : t.muted, 2));
    painter.setBrush(accepted ? t.up : QColor(Qt::transparent));
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4);
    if (accepted)
        paintGlyph(painter, Glyph::Up, box.adjusted(4, 4, -4, -4), t.panel);
}

} // namespace

bool ReviewDelegate::isBox(const QRect& rect, const QModelIndex& index, const QPoint& point) {
    if (index.data(ReviewModel::HeadingRole).toBool() || !index.data(ReviewModel::ChoosableRole).toBool())
        return false;
    return Geometry(rect, index).box.adjusted(-8, -6, 6, 6).contains(point);
}

QSize ReviewDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (index.data(ReviewModel::HeadingRole).toBool())
        return {option.rect.width(), scaled(36)};
    return {option.rect.width(), Geometry(option.rect, index).height};
}

void ReviewDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setClipRect(option.rect);
    if (index.data(ReviewModel::HeadingRole).toBool())
        paintHeading(*painter, option, index);
    else
        paintFound(*painter, option, index);
    painter->restore();
}

void ReviewDelegate::paintHeading(QPainter& painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    paintRowFrame(painter, option, t);
    const QFont font = fontOf(TextSize::Small, QFont::Bold);
    QRect line = option.rect.adjusted(scaled(14), scaled(10), -scaled(14), 0);
    const int total = index.data(ReviewModel::TotalRole).toInt();
    const int accepted = index.data(ReviewModel::AcceptedRole).toInt();
    if (total > 0) {
        const int size = scaled(11);
        const bool all = accepted == total;
        const QColor colour = all ? t.up : t.degraded;
        paintGlyph(painter, all ? Glyph::Up : Glyph::Degraded,
                   {line.right() - size, line.center().y() - size / 2, size, size}, colour);
        const QRect words = line.adjusted(0, 0, -size - scaled(6), 0);
        paintLine(painter, words, all ? QString::number(total) : tr("%1 of %2").arg(accepted).arg(total), font, t.muted,
                  Qt::AlignRight);
        line.setRight(line.right() - scaled(90));
    }
    paintLine(painter, line, wordOf(importer::Kind(index.data(ReviewModel::KindRole).toInt())).toUpper(), font,
              t.muted);
}

void ReviewDelegate::paintFound(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    const Geometry g(option.rect, index);
    const bool choosable = index.data(ReviewModel::ChoosableRole).toBool();
    const bool accepted = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const QColor ink = accepted ? t.text : t.muted;
    const QFont text = fontOf(TextSize::Body), small = fontOf(TextSize::Small);
    paintRowFrame(painter, option, t);
    if (choosable)
        paintBox(painter, g.box, t, accepted);
    else
        paintGlyph(painter, Glyph::Note, g.box.adjusted(2, 2, -2, -2), t.muted);
    paintWrapped(painter, g.title.topLeft(), g.title.width(), index.data().toString(), titleFont(index), ink,
                 longestTitle);
    const QString more = index.data(ReviewModel::DetailRole).toString();
    if (g.inlineDetail)
        paintLine(painter, g.detail, QStringLiteral(" · %1").arg(more), text, ink);
    else if (!more.isEmpty())
        paintWrapped(painter, g.detail.topLeft(), g.detail.width(), more, text, ink, longestDetail);
    if (!g.code.isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(t.border);
        painter.setBrush(t.window);
        painter.drawRoundedRect(QRectF(g.code).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        paintWrapped(painter, g.code.topLeft() + QPoint(scaled(8), 5), g.code.width() - scaled(16),
                     index.data(ReviewModel::CodeRole).toString(), monoFont(), ink, longestCode);
    }
    QString place = index.data(ReviewModel::LinesRole).toString();
    if (choosable && !accepted)
        place += tr(" · dropped");
    if (index.data(ReviewModel::EditedRole).toBool())
        place += tr(" · edited by you");
    paintLine(painter, g.lines, place, small, t.muted);
    if (!g.note.isEmpty())
        paintWrapped(painter, g.note.topLeft(), g.note.width(), index.data(ReviewModel::NoteRole).toString(), small,
                     t.degraded, longestNote);
}

} // namespace ui
