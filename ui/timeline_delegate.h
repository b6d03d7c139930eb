// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include <QStyledItemDelegate>

namespace ui {

/// Paints the rows of items::TimelineModel: time, sign of the kind, text (struck through when struck), detail; dates as
/// rules.
class TimelineDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    /// Text lines shown of one entry; the whole text stands in its history.
    static constexpr int longestText = 12;

    void setLocalTime(bool local) { m_local = local; }
    bool localTime() const { return m_local; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QString timeOf(const QModelIndex& index) const;
    bool m_local = false;
};

/// Sign and colour of a timeline row by what happened.
struct Mark {
    Glyph glyph;
    QColor colour;
};
Mark markOf(const Tokens& tokens, const QString& eventKind, domain::EntryKind entryKind);

} // namespace ui
