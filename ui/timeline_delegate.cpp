// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_delegate.h"
#include "items/timeline_model.h"
#include "ui/look/fonts.h"
#include "ui/look/words.h"
#include "ui/row_frame.h"
#include "ui/wrapped_text.h"
#include <QDateTime>
#include <QPainter>

namespace ui {
namespace {

using items::TimelineModel;

/// Where things stand in a row.
struct Geometry {
    QRect time, sign;
    QPoint text;
    int textWidth = 0;
    int detailHeight = 0;
    static constexpr int padY = 8;

    explicit Geometry(const QRect& row) {
        const int pad = scaled(14), gap = scaled(8);
        const int timeWidth =
            QFontMetrics(fontOf(TextSize::Body, QFont::Normal, Face::Mono)).horizontalAdvance(QStringLiteral("00:00"));
        const int line = QFontMetrics(fontOf(TextSize::Large)).height();
        const int size = scaled(20);
        time = QRect(row.x() + pad, row.y() + padY, timeWidth, line);
        sign = QRect(time.right() + 1 + gap, row.y() + padY + (line - size) / 2, size, size);
        text = QPoint(sign.right() + 1 + gap, row.y() + padY);
        textWidth = std::max(40, row.right() - pad - text.x());
        detailHeight = QFontMetrics(fontOf(TextSize::Small)).height() + 2;
    }
};

QFont textFont(const QModelIndex& index) {
    QFont font = fontOf(TextSize::Large);
    font.setStrikeOut(index.data(TimelineModel::StruckRole).toBool());
    return font;
}

QString shownText(const QModelIndex& index) {
    QString text = index.data().toString();
    const int moment = index.data(TimelineModel::KeyMomentRole).toInt();
    // A change of status says itself what it means; a note is named by its mark.
    const bool note = index.data(TimelineModel::EventKindRole).toString() == QLatin1String("entry.noted");
    if (moment < 0 || moment == int(domain::KeyMoment::Other) || !note)
        return text;
    return QStringLiteral("%1: %2").arg(wordOf(domain::KeyMoment(moment)), text);
}

} // namespace

Mark markOf(const Tokens& t, const QString& eventKind, domain::EntryKind entryKind) {
    if (eventKind == QLatin1String("entry.noted"))
        return {glyphOf(entryKind), colourOf(t, entryKind)};
    if (eventKind == QLatin1String("incident.declared") || eventKind == QLatin1String("severity.changed"))
        return {Glyph::Declared, t.down};
    if (eventKind.startsWith(QLatin1String("check.")) || eventKind.startsWith(QLatin1String("alert.")) ||
        eventKind.startsWith(QLatin1String("threshold.")))
        return {Glyph::Automatic, t.inconclusive};
    if (eventKind.startsWith(QLatin1String("checklist.")))
        return {Glyph::Checklist, t.action};
    if (eventKind == QLatin1String("message.sent") || eventKind.startsWith(QLatin1String("escalation.")))
        return {Glyph::Message, t.communication};
    if (eventKind.startsWith(QLatin1String("role.")) || eventKind.startsWith(QLatin1String("command.handed")))
        return {Glyph::Person, t.accent};
    if (eventKind == QLatin1String("status.changed") || eventKind == QLatin1String("incident.acknowledged"))
        return {Glyph::Status, t.accent};
    if (eventKind.startsWith(QLatin1String("silence.")))
        return {Glyph::Clock, t.inconclusive};
    if (eventKind == QLatin1String("graph.pinned"))
        return {Glyph::Graph, t.observation};
    return {Glyph::Info, t.inconclusive};
}

QString TimelineDelegate::timeOf(const QModelIndex& index) const {
    if (!m_local)
        return index.data(TimelineModel::TimeRole).toString();
    const qint64 ms = index.data(TimelineModel::OccurredAtRole).toLongLong();
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm"));
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (index.data(TimelineModel::DateRowRole).toBool())
        return {option.rect.width(), scaled(34)};
    const Geometry g(option.rect);
    const int text = wrappedHeight(shownText(index), textFont(index), g.textWidth, longestText);
    return {option.rect.width(), text + g.detailHeight + 2 * Geometry::padY};
}

void TimelineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Tokens& t = tokensOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    if (index.data(TimelineModel::DateRowRole).toBool()) {
        const QRect line = option.rect.adjusted(scaled(14), 0, -scaled(14), 0);
        const QFont font = fontOf(TextSize::Small, QFont::DemiBold);
        const QString text = index.data().toString();
        const int width = QFontMetrics(font).horizontalAdvance(text);
        paintLine(*painter, line, text, font, t.muted);
        painter->fillRect(line.x() + width + 10, line.center().y(), std::max(0, line.width() - width - 10), 1,
                          t.border);
        painter->restore();
        return;
    }
    const Geometry g(option.rect);
    const bool key = index.data(TimelineModel::KeyMomentRole).toInt() >= 0;
    const bool struck = index.data(TimelineModel::StruckRole).toBool();
    if (key)
        paintRowTint(*painter, option.rect, t, t.degraded);
    paintRowFrame(*painter, option, t);

    paintLine(*painter, g.time, timeOf(index), fontOf(TextSize::Body, QFont::Normal, Face::Mono), t.muted);
    const Mark mark = markOf(t, index.data(TimelineModel::EventKindRole).toString(),
                             domain::EntryKind(index.data(TimelineModel::EntryKindRole).toInt()));
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mark.colour);
    painter->drawEllipse(g.sign);
    const int inset = g.sign.width() / 5;
    paintGlyph(*painter, mark.glyph, g.sign.adjusted(inset, inset, -inset, -inset), t.panel);

    const int used = paintWrapped(*painter, g.text, g.textWidth, shownText(index), textFont(index),
                                  struck ? t.muted : t.text, longestText);
    QRect detail(g.text.x(), g.text.y() + used, g.textWidth, g.detailHeight);
    if (key) {
        const int size = scaled(12);
        paintGlyph(*painter, Glyph::Key, {detail.x(), detail.y() + (detail.height() - size) / 2, size, size},
                   t.degraded);
        detail.setLeft(detail.left() + size + 5);
    }
    paintLine(*painter, detail, index.data(TimelineModel::DetailRole).toString(), fontOf(TextSize::Small), t.muted);
    painter->restore();
}

} // namespace ui
