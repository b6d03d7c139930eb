// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Paints the rows of items::ChecklistModel: phases with window and count, items with box, text, clocks and command.
class ChecklistDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    enum class Part { Row, Box, Copy, Accept, NotYet };
    /// What of the row at rect lies under point.
    static Part partAt(const QRect& rect, const QModelIndex& index, const QPoint& point);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintPhase(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintItem(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
};

} // namespace ui
