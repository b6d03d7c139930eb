// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/checklist_delegate.h"
#include "items/checklist_model.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/row_frame.h"
#include "ui/wrapped_text.h"
#include <QPainter>
#include <QRegularExpression>

namespace ui {
namespace {

using items::ChecklistModel;
using playbook::Due;

constexpr int padY = 7;
constexpr int longestText = 6, longestCommand = 3;

/// "POST http://…" is sent, everything else is run.
bool isRequest(const QString& code) {
    static const QRegularExpression method(QStringLiteral("^(?:GET|HEAD|POST|PUT|PATCH|DELETE) \\S+$"));
    return method.match(code).hasMatch();
}

QString verbOf(const QString& code) {
    return isRequest(code) ? ChecklistDelegate::tr("Send") : ChecklistDelegate::tr("Run");
}

/// Where things stand in an item's row; the same for painting and for clicks.
struct Geometry {
    QRect box, command, copy, run, proposal, accept, notYet;
    QPoint text, commandText;
    int textWidth = 0, textHeight = 0, detailHeight = 0, commandWidth = 0, height = 0;

    Geometry(const QRect& row, const QModelIndex& index, bool runnable) {
        const int pad = scaled(14), size = scaled(18);
        const int line = QFontMetrics(fontOf(TextSize::Large)).height();
        box = QRect(row.x() + pad, row.y() + padY + (line - size) / 2, size, size);
        text = QPoint(box.right() + 1 + scaled(10), row.y() + padY);
        textWidth = std::max(40, row.right() - pad - text.x());
        textHeight = wrappedHeight(index.data().toString(), fontOf(TextSize::Large), textWidth, longestText);
        const bool hasDetail = !index.data(ChecklistModel::DetailRole).toString().isEmpty();
        detailHeight = hasDetail ? QFontMetrics(fontOf(TextSize::Small)).height() + 3 : 0;
        height = 2 * padY + textHeight + detailHeight;
        placeProposal(index);
        const QString code = index.data(ChecklistModel::CommandRole).toString();
        if (code.isEmpty())
            return;
        const QFontMetrics small(fontOf(TextSize::Small));
        const int copyWidth = small.horizontalAdvance(ChecklistDelegate::tr("Copy")) + scaled(30);
        const int runWidth = runnable ? small.horizontalAdvance(verbOf(code)) + scaled(26) : 0;
        commandWidth = std::max(40, textWidth - copyWidth - runWidth - scaled(16));
        const QFont mono = fontOf(TextSize::Small, QFont::Normal, Face::Mono);
        const int commandHeight = wrappedHeight(code, mono, commandWidth, longestCommand) + 12;
        command = QRect(text.x(), row.y() + height - padY + 4, textWidth, commandHeight);
        commandText = command.topLeft() + QPoint(scaled(8), 6);
        run = QRect(command.right() - runWidth, command.y(), runWidth, command.height());
        copy = QRect(run.x() - copyWidth, command.y(), copyWidth, command.height());
        height += commandHeight + 6;
    }

    /// Below the detail: what was seen, then Accept and Not yet at the right end; where room is short on a line of
    /// their own.
    void placeProposal(const QModelIndex& index) {
        const QString evidence = index.data(ChecklistModel::ProposalRole).toString();
        if (evidence.isEmpty())
            return;
        const QFontMetrics metrics(fontOf(TextSize::Small, QFont::DemiBold));
        const int line = metrics.height() + 12;
        proposal = QRect(text.x(), text.y() + textHeight + detailHeight + 4, textWidth, line);
        const QString verbs = ChecklistDelegate::tr("Accept") + ChecklistDelegate::tr("Not yet");
        if (metrics.horizontalAdvance(evidence + verbs) + scaled(66) > textWidth)
            proposal.setHeight(2 * line - 6);
        const auto cell = [&](const QString& word, int right) {
            const int width = metrics.horizontalAdvance(word) + scaled(16);
            return QRect(right - width, proposal.bottom() + 1 - line, width, line);
        };
        notYet = cell(ChecklistDelegate::tr("Not yet"), proposal.right());
        accept = cell(ChecklistDelegate::tr("Accept"), notYet.left());
        height += proposal.height() + 6;
    }
};

void paintBox(QPainter& painter, const QRect& box, const Tokens& t, Qt::CheckState state) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(state == Qt::Checked ? t.up : t.muted, 2));
    painter.setBrush(state == Qt::Checked ? t.up : QColor(Qt::transparent));
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4);
    const QRect inside = box.adjusted(4, 4, -4, -4);
    if (state == Qt::Checked)
        paintGlyph(painter, Glyph::Up, inside, t.panel);
    else if (state == Qt::PartiallyChecked)
        paintGlyph(painter, Glyph::Skip, inside, t.muted);
}

} // namespace

ChecklistDelegate::Part ChecklistDelegate::partAt(const QRect& rect, const QModelIndex& index,
                                                  const QPoint& point) const {
    if (index.data(ChecklistModel::PhaseRowRole).toBool())
        return Part::Row;
    const Geometry g(rect, index, m_runnable);
    if (g.box.adjusted(-8, -6, 6, 6).contains(point))
        return Part::Box;
    if (g.accept.contains(point))
        return Part::Accept;
    if (g.notYet.contains(point))
        return Part::NotYet;
    if (g.run.contains(point))
        return Part::Run;
    return g.copy.contains(point) ? Part::Copy : Part::Row;
}

QSize ChecklistDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (index.data(ChecklistModel::PhaseRowRole).toBool())
        return {option.rect.width(), scaled(38)};
    return {option.rect.width(), Geometry(option.rect, index, m_runnable).height};
}

void ChecklistDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setClipRect(option.rect);
    if (index.data(ChecklistModel::PhaseRowRole).toBool())
        paintPhase(*painter, option, index);
    else
        paintItem(*painter, option, index);
    painter->restore();
}

void ChecklistDelegate::paintPhase(QPainter& painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    const QFont font = fontOf(TextSize::Small, QFont::Bold);
    QRect line = option.rect.adjusted(scaled(14), scaled(8), -scaled(14), 0);
    const QString count = QStringLiteral("%1 / %2")
                              .arg(index.data(ChecklistModel::DoneRole).toInt())
                              .arg(index.data(ChecklistModel::TotalRole).toInt());
    paintLine(painter, line, count, font, t.muted, Qt::AlignRight);
    line.setRight(line.right() - QFontMetrics(font).horizontalAdvance(count) - scaled(12));
    const QString window = index.data(ChecklistModel::WindowRole).toString();
    QString title =
        window.isEmpty() ? index.data().toString() : QStringLiteral("%1 · %2").arg(index.data().toString(), window);
    const bool now = index.data(ChecklistModel::NowRole).toBool();
    const QString here = tr("you are here");
    const QFont small = fontOf(TextSize::Small, QFont::DemiBold);
    const int hereWidth = now ? QFontMetrics(small).horizontalAdvance(here) + scaled(24) : 0;
    // Where room is short the window goes first: the title and "you are here" matter more.
    if (QFontMetrics(font).horizontalAdvance(title.toUpper()) + 4 > line.width() - hereWidth)
        title = index.data().toString();
    QRect words = line;
    words.setWidth(std::min(QFontMetrics(font).horizontalAdvance(title.toUpper()) + 4, line.width() - hereWidth));
    paintLine(painter, words, title.toUpper(), font, now ? t.text : t.muted);
    if (!now)
        return;
    const int size = scaled(12);
    const QRect chevron(words.right() + scaled(8), line.center().y() - size / 2 + 1, size, size);
    paintGlyph(painter, Glyph::ChevronRight, chevron, t.accent);
    paintLine(painter, {chevron.right() + 3, line.y(), line.right() - chevron.right() - 3, line.height()}, here, small,
              t.accent);
}

void ChecklistDelegate::paintItem(QPainter& painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    const Geometry g(option.rect, index, m_runnable);
    const bool open = index.data(ChecklistModel::StateRole).toInt() == int(domain::ItemState::Open);
    const Due due = Due(index.data(ChecklistModel::UrgencyRole).toInt());
    const QColor alarm = due == Due::Overdue ? t.down : t.degraded;
    const bool urgent = open && (due == Due::Overdue || due == Due::Soon);
    paintRowFrame(painter, option, t);
    if (open && due == Due::Overdue) {
        if (!(option.state & QStyle::State_Selected))
            painter.fillRect(option.rect, mixed(t.panel, t.down, rowTint));
        painter.fillRect(option.rect.x(), option.rect.y(), 3, option.rect.height(), t.down);
        QStyleOptionViewItem ring = option;
        ring.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver);
        paintRowFrame(painter, ring, t);
    }
    const bool blocked = index.data(ChecklistModel::BlockedRole).toBool();
    paintBox(painter, g.box, t, Qt::CheckState(index.data(Qt::CheckStateRole).toInt()));
    if (blocked)
        paintGlyph(painter, Glyph::Lock, g.box.adjusted(4, 4, -4, -4), t.muted);
    paintWrapped(painter, g.text, g.textWidth, index.data().toString(), fontOf(TextSize::Large),
                 open && !blocked ? t.text : t.muted, longestText);
    QRect detail(g.text.x(), g.text.y() + g.textHeight, g.textWidth, g.detailHeight);
    if (urgent) {
        const int size = scaled(13);
        paintGlyph(painter, Glyph::Clock, {detail.x(), detail.center().y() - size / 2, size, size}, alarm);
        detail.setLeft(detail.x() + size + 4);
    }
    if (g.detailHeight > 0)
        paintLine(painter, detail, index.data(ChecklistModel::DetailRole).toString(), fontOf(TextSize::Small),
                  urgent ? alarm : t.muted);
    if (!g.proposal.isNull()) {
        const QString evidence = index.data(ChecklistModel::ProposalRole).toString();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(t.up);
        painter.setBrush(mixed(t.panel, t.up, rowTint));
        painter.drawRoundedRect(QRectF(g.proposal).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        const int size = scaled(12);
        const bool oneLine = g.accept.y() == g.proposal.y();
        QRect words(g.proposal.topLeft(), QSize(g.proposal.width(), g.accept.height()));
        const QRect glyph(words.x() + scaled(8), words.center().y() - size / 2 + 1, size, size);
        paintGlyph(painter, Glyph::Up, glyph, t.up);
        words.setLeft(glyph.right() + scaled(6));
        words.setRight((oneLine ? g.accept.left() : words.right()) - 4);
        paintLine(painter, words, evidence, fontOf(TextSize::Small), t.text);
        const QFont bold = fontOf(TextSize::Small, QFont::DemiBold);
        paintLine(painter, g.accept, tr("Accept"), bold, t.accent, Qt::AlignHCenter);
        paintLine(painter, g.notYet, tr("Not yet"), bold, t.muted, Qt::AlignHCenter);
    }
    if (g.command.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.border);
    painter.setBrush(t.window);
    painter.drawRoundedRect(QRectF(g.command).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QString code = index.data(ChecklistModel::CommandRole).toString();
    paintWrapped(painter, g.commandText, g.commandWidth, code, fontOf(TextSize::Small, QFont::Normal, Face::Mono),
                 t.text, longestCommand);
    const int size = scaled(12);
    paintGlyph(painter, Glyph::Copy, {g.copy.x() + scaled(6), g.copy.center().y() - size / 2 + 1, size, size},
               t.accent);
    paintLine(painter, g.copy.adjusted(size + scaled(10), 0, 0, 0), tr("Copy"), fontOf(TextSize::Small), t.accent);
    if (g.run.isEmpty())
        return;
    paintGlyph(painter, isRequest(code) ? Glyph::Send : Glyph::ChevronRight,
               {g.run.x() + scaled(2), g.run.center().y() - size / 2 + 1, size, size}, t.accent);
    paintLine(painter, g.run.adjusted(size + scaled(6), 0, 0, 0), verbOf(code), fontOf(TextSize::Small), t.accent);
}

} // namespace ui
