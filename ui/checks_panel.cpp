// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/checks_panel.h"
#include "ui/check_delegate.h"
#include "ui/look/fonts.h"
#include "ui/plain_label.h"
#include <QEvent>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

namespace ui {
namespace {

int tileHeight() {
    return scaled(19) + QFontMetrics(fontOf(TextSize::Large)).height() + scaled(3) +
           QFontMetrics(fontOf(TextSize::Small, QFont::Normal, Face::Mono)).height() + scaled(30) + CheckDelegate::gap;
}

int columnsFor(int width, int tiles) {
    const int fit = std::max(1, width / scaled(146));
    if (tiles <= fit)
        return std::max(1, tiles);
    // Rows as even as possible: 8 tiles where 6 fit are two rows of four.
    const int rows = (tiles + fit - 1) / fit;
    return (tiles + rows - 1) / rows;
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
    m_list->setItemDelegate(m_delegate);
    m_list->setModel(m_model);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->viewport()->installEventFilter(this);
    m_empty->setProperty("muted", true);
    m_empty->setAlignment(Qt::AlignCenter);
    setTextFont(m_empty, TextSize::Body);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ChecksPanel::arrange);
    auto* column = new QVBoxLayout(this);
    // The gap of the last column and of the last row hang over the edge, so that tiles end where the other panels do.
    column->setContentsMargins(0, 0, -CheckDelegate::gap, -CheckDelegate::gap);
    column->addWidget(m_list);
    column->addWidget(m_empty);
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
    const int width = m_list->viewport()->width() - 1;
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

bool ChecksPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange)
        arrange();
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
