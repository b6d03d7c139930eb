// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings_panel.h"

#include "ui/findings_delegate.h"
#include "ui/look/style.h"
#include "ui/panel_frame.h"
#include "ui/virtual_list.h"
#include "ui/wrapped_text.h"
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace ui {

FindingsPanel::FindingsPanel(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_model(new items::FindingsModel(this))
    , m_frame(new PanelFrame(title))
    , m_list(new VirtualList) {
    m_list->setAccessibleName(title);
    m_list->setAccessibleDescription(tr("Choosing a finding leads to its line."));
    m_list->setItemDelegate(new FindingsDelegate(m_list));
    m_list->setModel(m_model);
    m_list->setEstimate(84);
    connect(m_list, &QAbstractItemView::clicked, this, &FindingsPanel::choose);
    connect(m_list, &QAbstractItemView::activated, this, &FindingsPanel::choose);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (m_list->hasFocus())
            choose(index);
    });
    m_frame->body()->addWidget(m_list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_frame);
    setFocusProxy(m_list);
}

void FindingsPanel::setFindings(std::vector<playbook::Finding> findings) {
    m_frame->setRemark(findings.empty() ? QString() : QString::number(findings.size()));
    m_model->setFindings(std::move(findings));
}

void FindingsPanel::setEmptyText(const QString& text) {
    m_list->setEmptyText(text);
}

void FindingsPanel::showLine(int line) {
    const QModelIndex found = m_model->at(line);
    if (!found.isValid())
        return;
    const QScopedValueRollback following(m_following, true);
    m_list->setCurrentIndex(found);
    m_list->scrollTo(found);
}

void FindingsPanel::offerRules() {
    auto* rules = new QPushButton(tr("What do these rules mean?"));
    markFlat(rules);
    rules->setAutoDefault(false);
    connect(rules, &QPushButton::clicked, this, &FindingsPanel::rulesWanted);
    m_frame->body()->addWidget(rules);
}

void FindingsPanel::choose(const QModelIndex& index) {
    const int line = index.data(items::FindingsModel::LineRole).toInt();
    if (line > 0 && !m_following)
        emit chosen(line);
}

} // namespace ui
