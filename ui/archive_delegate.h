// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Paints the rows of the archive: badge, title with what a search found in it, and plain facts.
class ArchiveDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    /// Height of every row; the second line is for what was found.
    static int rowHeight(bool searching);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Draws text in which U+0002…U+0003 stand around matches, on one line, with the matches marked.
void paintSnippet(QPainter& painter, const QRect& rect, const QString& snippet, const QColor& ink, const QColor& mark);

} // namespace ui
