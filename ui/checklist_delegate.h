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
    enum class Part { Row, Box, Copy, Run, Accept, NotYet };
    /// What of the row at rect lies under point.
    Part partAt(const QRect& rect, const QModelIndex& index, const QPoint& point) const;
    /// Whether Run (or Send) stands behind Copy.
    void setRunnable(bool runnable) { m_runnable = runnable; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintPhase(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintItem(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    bool m_runnable = false;
};

} // namespace ui
