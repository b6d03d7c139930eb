// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/virtual_list.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

namespace ui {
namespace {

constexpr std::chrono::milliseconds freshFor{1600};

}

// NOLINTBEGIN(bugprone-parent-virtual-call): what QListView does is passed over on purpose, it measures every row

VirtualList::VirtualList(QWidget* parent)
    : QListView(parent) {
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
}

void VirtualList::setEmptyText(const QString& text) {
    m_emptyText = text;
    viewport()->update();
}

int VirtualList::measuredRows() const {
    int count = 0;
    for (int row = 0; row < m_heights.count(); ++row)
        count += m_heights.isMeasured(row) ? 1 : 0;
    return count;
}

QSize VirtualList::viewportSizeHint() const {
    return QAbstractItemView::viewportSizeHint();
}

void VirtualList::setModel(QAbstractItemModel* model) {
    QAbstractItemView::setModel(model);
    reset();
}

void VirtualList::reset() {
    m_fresh.clear();
    m_heights.reset(model() ? model()->rowCount(rootIndex()) : 0, scaled(m_estimate));
    m_measuredWidth = -1;
    m_anchorRow = m_anchorDelta = 0;
    m_atEnd = true;
    QAbstractItemView::reset();
    settle();
}

void VirtualList::doItemsLayout() {
    QAbstractItemView::doItemsLayout();
    if (model() && m_heights.count() != model()->rowCount(rootIndex()))
        m_heights.reset(model()->rowCount(rootIndex()), scaled(m_estimate));
    settle();
}

bool VirtualList::measure(int row) {
    if (m_heights.isMeasured(row))
        return false;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = QRect(0, 0, viewport()->width(), 0);
    const QModelIndex index = model()->index(row, 0, rootIndex());
    m_heights.setMeasured(row, itemDelegateForIndex(index)->sizeHint(option, index).height());
    return true;
}

/// Measures what is visible, keeps the row at the top edge (or the end) where it was, and tells the scroll bar.
void VirtualList::settle() {
    if (m_settling || !model() || m_heights.count() == 0 || viewport()->width() <= 0) {
        if (m_heights.count() == 0)
            verticalScrollBar()->setRange(0, 0);
        viewport()->update();
        return;
    }
    m_settling = true;
    if (m_measuredWidth != viewport()->width()) {
        m_heights.forget();
        m_measuredWidth = viewport()->width();
    }
    const int page = viewport()->height();
    const int last = m_heights.count() - 1;
    const bool stick = m_followsEnd && m_atEnd;
    m_anchorRow = std::clamp(m_anchorRow, 0, last);
    int offset = 0;
    if (stick) {
        for (int row = last, filled = 0; row >= 0 && filled < page; --row) {
            measure(row);
            filled += m_heights.height(row);
        }
        offset = std::max(0, m_heights.total() - page);
    } else {
        for (int row = m_anchorRow, filled = -m_anchorDelta; row <= last && filled < page; ++row) {
            measure(row);
            filled += m_heights.height(row);
        }
        offset = m_heights.top(m_anchorRow) + m_anchorDelta;
        // Near the end the rows above come into view.
        for (int row = m_anchorRow - 1; row >= 0 && offset > m_heights.total() - page; --row) {
            measure(row);
            offset = std::min(m_heights.top(m_anchorRow) + m_anchorDelta, std::max(0, m_heights.total() - page));
            if (m_heights.top(row) <= offset)
                break;
        }
        offset = std::clamp(offset, 0, std::max(0, m_heights.total() - page));
    }
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(scaled(24));
    verticalScrollBar()->setRange(0, std::max(0, m_heights.total() - page));
    verticalScrollBar()->setValue(offset);
    anchorAt(offset);
    m_atEnd = stick || offset >= verticalScrollBar()->maximum();
    m_settling = false;
    viewport()->update();
}

void VirtualList::anchorAt(int offset) {
    m_anchorRow = std::max(0, m_heights.rowAt(offset));
    m_anchorDelta = m_heights.count() > 0 ? offset - m_heights.top(m_anchorRow) : 0;
}

int VirtualList::verticalOffset() const {
    return verticalScrollBar()->value();
}

void VirtualList::scrollContentsBy(int, int) {
    if (m_settling || m_heights.count() == 0)
        return;
    anchorAt(verticalOffset());
    m_atEnd = verticalOffset() >= verticalScrollBar()->maximum();
    settle();
}

void VirtualList::scrollToEnd() {
    m_atEnd = true;
    if (m_followsEnd)
        settle();
    else
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void VirtualList::updateGeometries() {
    QAbstractItemView::updateGeometries();
    settle();
}

void VirtualList::resizeEvent(QResizeEvent* event) {
    QAbstractItemView::resizeEvent(event);
    settle();
}

void VirtualList::changeEvent(QEvent* event) {
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_measuredWidth = -1;
        settle();
    }
}

void VirtualList::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles) {
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    for (int row = topLeft.row(); row <= bottomRight.row() && row < m_heights.count(); ++row)
        m_heights.forget(row);
    settle();
}

void VirtualList::rowsInserted(const QModelIndex& parent, int start, int end) {
    m_heights.insert(start, end - start + 1);
    if (start < m_anchorRow || (start == m_anchorRow && m_anchorDelta > 0))
        m_anchorRow += end - start + 1;
    QAbstractItemView::rowsInserted(parent, start, end);
    if (end - start < 3 && isVisible()) {
        for (int row = start; row <= end; ++row)
            m_fresh.emplace_back(model()->index(row, 0, rootIndex()));
        QTimer::singleShot(freshFor, this, [this, count = size_t(end - start + 1)] {
            m_fresh.erase(m_fresh.begin(), m_fresh.begin() + qsizetype(std::min(count, m_fresh.size())));
            viewport()->update();
        });
    }
    settle();
}

void VirtualList::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) {
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    m_heights.remove(start, end - start + 1);
    if (start < m_anchorRow)
        m_anchorRow = std::max(start, m_anchorRow - (end - start + 1));
    // The model still has the rows: settle when they are gone.
    QMetaObject::invokeMethod(
        this, [this] { doItemsLayout(); }, Qt::QueuedConnection);
}

QRect VirtualList::visualRect(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= m_heights.count())
        return {};
    return {0, m_heights.top(index.row()) - verticalOffset(), viewport()->width(), m_heights.height(index.row())};
}

QModelIndex VirtualList::indexAt(const QPoint& point) const {
    const int y = point.y() + verticalOffset();
    if (!model() || m_heights.count() == 0 || y < 0 || y >= m_heights.total())
        return {};
    return model()->index(m_heights.rowAt(y), 0, rootIndex());
}

void VirtualList::scrollTo(const QModelIndex& index, ScrollHint hint) {
    if (!index.isValid() || index.row() >= m_heights.count())
        return;
    measure(index.row());
    const int top = m_heights.top(index.row()), height = m_heights.height(index.row());
    const int page = viewport()->height();
    int offset = verticalOffset();
    if (hint == PositionAtCenter)
        offset = top - (page - height) / 2;
    else if (hint == PositionAtTop || top < offset || height > page)
        offset = top;
    else if (hint == PositionAtBottom || top + height > offset + page)
        offset = top + height - page;
    else
        return;
    anchorAt(std::max(0, offset));
    m_atEnd = false;
    settle();
}

int VirtualList::nextSelectable(int from, int step) const {
    for (int row = from; row >= 0 && row < m_heights.count(); row += step) {
        if (model()->index(row, 0, rootIndex()).flags() & Qt::ItemIsSelectable)
            return row;
    }
    return -1;
}

QModelIndex VirtualList::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
    const int last = m_heights.count() - 1;
    if (!model() || last < 0)
        return {};
    const int current = currentIndex().isValid() ? currentIndex().row() : -1;
    const int page = std::max(1, viewport()->height());
    int row = -1;
    switch (action) {
    case MoveUp:
    case MoveLeft:
    case MovePrevious:
        row = nextSelectable(current < 0 ? last : current - 1, -1);
        break;
    case MoveDown:
    case MoveRight:
    case MoveNext:
        row = nextSelectable(current + 1, 1);
        break;
    case MoveHome:
        row = nextSelectable(0, 1);
        break;
    case MoveEnd:
        row = nextSelectable(last, -1);
        break;
    case MovePageUp:
        row = nextSelectable(m_heights.rowAt(std::max(0, m_heights.top(std::max(0, current)) - page)), 1);
        break;
    case MovePageDown:
        row = nextSelectable(m_heights.rowAt(m_heights.top(std::max(0, current)) + page), -1);
        break;
    }
    return row < 0 ? currentIndex() : model()->index(row, 0, rootIndex());
}

void VirtualList::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) {
    const QModelIndex index = indexAt(rect.center());
    selectionModel()->select(index.isValid() ? QItemSelection(index, index) : QItemSelection(), flags);
}

QRegion VirtualList::visualRegionForSelection(const QItemSelection& selection) const {
    QRegion region;
    for (const QModelIndex& index : selection.indexes())
        region += visualRect(index);
    return region;
}

void VirtualList::paintRow(QPainter& painter, int row) {
    const QModelIndex index = model()->index(row, 0, rootIndex());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    option.index = index;
    if (selectionModel() && selectionModel()->isSelected(index))
        option.state |= QStyle::State_Selected;
    if (hasFocus() && index == currentIndex())
        option.state |= QStyle::State_HasFocus;
    else
        option.state &= ~QStyle::State_HasFocus;
    const QPoint mouse = viewport()->mapFromGlobal(QCursor::pos());
    if (viewport()->underMouse() && option.rect.contains(mouse))
        option.state |= QStyle::State_MouseOver;
    else
        option.state &= ~QStyle::State_MouseOver;
    if (std::find(m_fresh.begin(), m_fresh.end(), QPersistentModelIndex(index)) != m_fresh.end()) {
        const Tokens& t = tokensOf(palette());
        painter.fillRect(option.rect, mixed(t.panel, t.accent, rowTint));
    }
    itemDelegateForIndex(index)->paint(&painter, option, index);
}

void VirtualList::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    if (!model() || m_heights.count() == 0) {
        painter.setPen(tokensOf(palette()).muted);
        painter.setFont(fontOf(TextSize::Body));
        const int pad = scaled(24);
        painter.drawText(viewport()->rect().adjusted(pad, pad, -pad, -pad), Qt::AlignCenter | Qt::TextWordWrap,
                         m_emptyText);
        return;
    }
    const int bottom = std::min(event->rect().bottom(), viewport()->height());
    for (int row = m_heights.rowAt(verticalOffset()); row < m_heights.count(); ++row) {
        if (m_heights.top(row) - verticalOffset() > bottom)
            break;
        if (row < model()->rowCount(rootIndex()))
            paintRow(painter, row);
    }
}

// NOLINTEND(bugprone-parent-virtual-call)

} // namespace ui
