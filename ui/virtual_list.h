// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/row_heights.h"
#include <QListView>
#include <QPersistentModelIndex>

namespace ui {

/// A list of wrapped rows of different heights that measures only the rows it shows: QListView measures all of them.
/// The delegate gives the height for the width in the option's rect. New rows are tinted for a moment, so that a change
/// draws the eye once. It is a QListView for the sake of screen readers, which Qt serves for that class, and uses none
/// of its layout.
class VirtualList : public QListView {
    Q_OBJECT
public:
    explicit VirtualList(QWidget* parent = nullptr);

    /// Stays at the newest row while it stands there.
    void setFollowsEnd(bool follows) { m_followsEnd = follows; }
    void setEmptyText(const QString& text);
    /// Estimated height of a row that was never shown.
    void setEstimate(int pixels) { m_estimate = pixels; }
    int measuredRows() const;
    void scrollToEnd();

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    void setModel(QAbstractItemModel* model) override;
    void reset() override;
    QSize viewportSizeHint() const override;
    void doItemsLayout() override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles = {}) override;

protected:
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex&) const override { return false; }
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;

private:
    void settle();
    bool measure(int row);
    void anchorAt(int offset);
    int nextSelectable(int from, int step) const;
    void paintRow(QPainter& painter, int row);

    RowHeights m_heights;
    QString m_emptyText;
    int m_estimate = 48;
    int m_measuredWidth = -1;
    int m_anchorRow = 0, m_anchorDelta = 0; ///< what stands at the top edge
    bool m_followsEnd = false, m_atEnd = true, m_settling = false;
    std::vector<QPersistentModelIndex> m_fresh;
};

} // namespace ui
