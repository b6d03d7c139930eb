// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/archive_delegate.h"

#include "items/archive_model.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/severity_badge.h"

#include <QPainter>

namespace ui {
namespace {

using items::ArchiveModel;

constexpr int side = 14;

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& t, bool first) {
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter.fillRect(option.rect, mixed(t.panel, t.accent, 0.14));
        if (first)
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), t.accent);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(option.rect, t.raised);
    }
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.border);
}

void paintLine(QPainter& painter, const QRect& rect, const QString& text, const QFont& font, const QColor& ink) {
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

void paintTitle(QPainter& painter, QRect rect, const QModelIndex& index, const Tokens& t) {
    const QString snippet = index.data(ArchiveModel::SnippetRole).toString();
    const QString left = index.data(ArchiveModel::FollowUpsRole).toString();
    const bool twoLines = !snippet.isEmpty() || !left.isEmpty();
    const QFont font = fontOf(TextSize::Large, QFont::DemiBold);
    if (index.data(ArchiveModel::DrillRole).toBool()) {
        const int size = scaled(14);
        const int middle = !twoLines ? rect.center().y() : rect.top() + rect.height() / 3;
        paintGlyph(painter, Glyph::Drill, QRect(rect.left(), middle - size / 2, size, size), t.muted);
        rect.setLeft(rect.left() + size + 8);
    }
    if (!twoLines) {
        paintLine(painter, rect, index.data().toString(), font, t.text);
        return;
    }
    const int line = QFontMetrics(font).height() + 2;
    const int top = rect.top() + (rect.height() - 2 * line) / 2;
    paintLine(painter, QRect(rect.left(), top, rect.width(), line), index.data().toString(), font, t.text);
    QRect second(rect.left(), top + line, rect.width(), line);
    if (!left.isEmpty()) {
        const bool late = index.data(ArchiveModel::FollowUpsLateRole).toBool();
        const QColor ink = late ? t.down : t.muted;
        const QFont small = fontOf(TextSize::Body, late ? QFont::DemiBold : QFont::Normal);
        const int size = scaled(12), width = QFontMetrics(small).horizontalAdvance(left);
        paintGlyph(painter, Glyph::Clock, {second.left(), second.center().y() - size / 2 + 1, size, size}, ink);
        second.setLeft(second.left() + size + 5);
        paintLine(painter, second, left, small, ink);
        second.setLeft(second.left() + width + 12);
    }
    if (snippet.isEmpty())
        return;
    if (const int hits = index.data(ArchiveModel::HitsRole).toInt(); hits > 1) {
        const QString more = ArchiveDelegate::tr("+%1 more").arg(hits - 1);
        const QFont small = fontOf(TextSize::Body);
        const int width = QFontMetrics(small).horizontalAdvance(more);
        paintLine(painter, QRect(second.right() - width, second.top(), width + 1, line), more, small, t.muted);
        second.setRight(second.right() - width - 12);
    }
    paintSnippet(painter, second, snippet, t.muted, t.degraded);
}

} // namespace

int ArchiveDelegate::rowHeight(bool searching) {
    return scaled(searching ? 66 : 50);
}

void paintSnippet(QPainter& painter, const QRect& rect, const QString& snippet, const QColor& ink, const QColor& mark) {
    painter.save();
    painter.setClipRect(rect);
    painter.setFont(fontOf(TextSize::Body));
    const QFontMetrics metrics = painter.fontMetrics();
    const Tokens& t = mark == tokensOf(Theme::Dark).degraded ? tokensOf(Theme::Dark) : tokensOf(Theme::Light);
    int x = rect.left();
    bool marked = false;
    QString part;
    const auto flush = [&] {
        part = metrics.elidedText(part, Qt::ElideRight, std::max(0, rect.right() - x));
        const int width = metrics.horizontalAdvance(part);
        if (marked)
            painter.fillRect(QRect(x, rect.center().y() - metrics.height() / 2, width, metrics.height()),
                             mixed(t.panel, mark, 0.28));
        painter.setPen(marked ? t.text : ink);
        painter.drawText(QRect(x, rect.top(), width + 1, rect.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, part);
        x += width;
        part.clear();
    };
    for (const QChar c : snippet.left(400)) {
        if (c == QChar(2) || c == QChar(3)) {
            flush();
            marked = c == QChar(2);
        } else {
            part += c.isSpace() ? QChar(QLatin1Char(' ')) : c;
        }
    }
    flush();
    painter.restore();
}

void ArchiveDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    paintGround(*painter, option, t, index.column() == ArchiveModel::Key);
    const QRect rect = option.rect.adjusted(side, 0, -side / 2, -1);
    const QString text = index.data().toString();
    const bool over = index.data(ArchiveModel::OverRole).toBool();
    switch (index.column()) {
    case ArchiveModel::Key:
        paintLine(*painter, rect, text, fontOf(TextSize::Large, QFont::Normal, Face::Mono), t.text);
        return;
    case ArchiveModel::Severity:
        paintSeverityBadge(*painter, rect, text, index.data(ArchiveModel::RankRole).toInt(), TextSize::Body);
        return;
    case ArchiveModel::Title:
        paintTitle(*painter, rect, index, t);
        return;
    case ArchiveModel::State:
        paintLine(*painter, rect, text, fontOf(TextSize::Large, over ? QFont::Normal : QFont::DemiBold),
                  over ? t.muted : t.text);
        return;
    case ArchiveModel::Declared:
    case ArchiveModel::Entries:
        paintLine(*painter, rect, text, fontOf(TextSize::Body, QFont::Normal, Face::Mono), t.muted);
        return;
    default:
        paintLine(*painter, rect, text, fontOf(TextSize::Large),
                  index.column() == ArchiveModel::Playbook ? t.muted : t.text);
    }
}

} // namespace ui
