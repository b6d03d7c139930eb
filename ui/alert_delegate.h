// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Paints the rows of items::AlertsModel: sign and word of the state, name, what tells it apart, since when.
class AlertDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Height of the row of an alert or a silence.
    static int rowHeight();
    /// Height of this row, which may be that of a group.
    static int heightOf(const QModelIndex& index);
};

} // namespace ui
