// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_grid.h"
#include "ui/look/fonts.h"
#include "ui/plain_label.h"
#include <QGridLayout>

namespace ui {

GraphGrid::GraphGrid(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_empty(new PlainLabel) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    m_empty->setProperty("muted", true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    setTextFont(m_empty, TextSize::Body);
    setEmptyText(tr("The playbook has no graphs."));
    m_grid->addWidget(m_empty, 0, 0);
}

void GraphGrid::setEmptyText(const QString& text) {
    m_empty->setText(text);
}

void GraphGrid::setPanels(const QList<QWidget*>& panels) {
    for (QWidget* panel : std::as_const(m_panels)) {
        m_grid->removeWidget(panel);
        if (!panels.contains(panel))
            panel->deleteLater();
    }
    m_panels = panels;
    m_columns = 0;
    m_empty->setVisible(panels.isEmpty());
    arrange();
}

int GraphGrid::columnsNow() const {
    const int count = int(m_panels.size());
    if (count <= 1)
        return 1;
    if (width() < scaled(520))
        return 1;
    const int widest = std::max(2, width() / scaled(420));
    return count <= 4 ? 2 : std::min({widest, 3, count});
}

void GraphGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void GraphGrid::arrange() {
    const int columns = columnsNow();
    if (columns == m_columns || m_panels.isEmpty())
        return;
    m_columns = columns;
    for (int i = 0; i < std::max(m_grid->columnCount(), columns); ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    for (int i = 0; i < m_grid->rowCount(); ++i)
        m_grid->setRowStretch(i, 0);
    for (int i = 0; i < int(m_panels.size()); ++i) {
        // Equal columns: what a panel would like to have does not count.
        m_panels[i]->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
        m_panels[i]->setMinimumSize(scaled(160), scaled(150)); // below that the time axis is cut
        m_grid->addWidget(m_panels[i], i / columns, i % columns);
        m_grid->setRowStretch(i / columns, 1);
    }
}

} // namespace ui
