// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/checks_panel.h"
#include "ui/check_delegate.h"
#include "ui/look/fonts.h"
#include "ui/plain_label.h"
#include <QAction>
#include <QEvent>
#include <QListView>
#include <QResizeEvent>
#include <QScrollBar>

namespace ui {
namespace {

int tileHeight() {
    return scaled(19) + QFontMetrics(fontOf(TextSize::Large)).height() + scaled(3) +
           QFontMetrics(fontOf(TextSize::Small, QFont::Normal, Face::Mono)).height() + scaled(30) + CheckDelegate::gap;
}

/// Wide tiles in up to two rows, else narrow ones; rows as even as possible: 8 tiles where 6 fit are two rows of four.
int columnsFor(int width, int tiles) {
    const auto rowsOf = [tiles](int fit) { return (tiles + fit - 1) / fit; };
    int fit = std::max(1, width / scaled(206));
    if (rowsOf(fit) > 2)
        fit = std::max(1, width / scaled(146));
    const int rows = std::max(1, rowsOf(fit));
    return std::max(1, (tiles + rows - 1) / rows);
}

} // namespace

ChecksPanel::ChecksPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new items::ChecksModel(this))
    , m_delegate(new CheckDelegate(this))
    , m_list(new QListView)
    , m_empty(new PlainLabel(tr("The playbook has no health checks."))) {
    m_list->setAccessibleName(tr("Health checks"));
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(true);
    m_list->setUniformItemSizes(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMovement(QListView::Static);
    m_list->setSpacing(0);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setStyleSheet(QStringLiteral("QListView, QListView:focus { border: none; }"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    // Its scroll bar would stand beyond the edge; wheel and keys scroll, and all tiles are visible unless the person
    // wants fewer.
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(m_delegate);
    m_list->setModel(m_model);
    m_list->viewport()->setAutoFillBackground(false);
    m_empty->setProperty("muted", true);
    m_empty->setAlignment(Qt::AlignCenter);
    setTextFont(m_empty, TextSize::Body);
    const auto open = [this](const QModelIndex& tile) {
        if (tile.isValid())
            emit detailRequested(tile.data(items::ChecksModel::IdRole).toString());
    };
    connect(m_list, &QListView::clicked, this, open);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* act = new QAction(tr("Show what the check saw"), m_list);
        act->setShortcut(key);
        act->setShortcutContext(Qt::WidgetShortcut);
        m_list->addAction(act);
        connect(act, &QAction::triggered, this, [this, open] { open(m_list->currentIndex()); });
    }
    connect(m_model, &QAbstractItemModel::modelReset, this, &ChecksPanel::arrange);
    m_list->setParent(this);
    m_empty->setParent(this);
    setFocusProxy(m_list);
    arrange();
}

int ChecksPanel::heightFor(int width) const {
    const int tiles = m_model->rowCount();
    if (tiles == 0)
        return scaled(40);
    const int columns = columnsFor(width + CheckDelegate::gap - 1, tiles);
    return (tiles + columns - 1) / columns * tileHeight() - CheckDelegate::gap;
}

QSize ChecksPanel::sizeHint() const {
    return {scaled(800), heightFor(width())};
}

QSize ChecksPanel::minimumSizeHint() const {
    return {scaled(200), m_model->rowCount() == 0 ? scaled(40) : tileHeight()};
}

void ChecksPanel::arrange() {
    const int tiles = m_model->rowCount();
    m_list->setVisible(tiles > 0);
    m_empty->setVisible(tiles == 0);
    if (tiles == 0)
        return;
    const int width = this->width() + CheckDelegate::gap - 1;
    const QSize tile(width / columnsFor(width, tiles), tileHeight());
    m_delegate->setTileSize(tile);
    m_list->setGridSize(tile);
    const int wanted = heightFor(this->width());
    if (wanted != m_wanted) {
        m_wanted = wanted;
        emit wantedHeightChanged(wanted);
    }
    updateGeometry();
}

void ChecksPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // The gap of the last column and of the last row hang over the edge, so that tiles end where the other panels do.
    m_list->setGeometry(0, 0, width() + CheckDelegate::gap, height() + CheckDelegate::gap);
    m_empty->setGeometry(rect());
    arrange();
}

void ChecksPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrange();
}

} // namespace ui
