// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grafana_dialog.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

GrafanaDialog::GrafanaDialog(const metrics::GrafanaImport& import, QWidget* parent)
    : QDialog(parent)
    , m_panels(import.panels)
    , m_leftOut(import.leftOut)
    , m_list(new QListWidget)
    , m_verb(new QPushButton(tr("Add the graphs"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Graphs from Grafana"));
    auto* head = new PlainLabel(displayText(import.title.isEmpty() ? tr("Graphs from Grafana") : import.title));
    setTextFont(head, TextSize::Title, QFont::DemiBold);
    m_list->setAccessibleName(tr("Graphs of the dashboard"));
    for (const playbook::Panel& panel : m_panels) {
        auto* item = new QListWidgetItem(displayText(panel.title + QStringLiteral("   ") + panel.expr.simplified()));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
        m_list->addItem(item);
    }
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(head);
    if (m_panels.empty())
        column->addWidget(new PlainLabel(tr("No graph of it can be taken.")));
    column->addWidget(m_list, 2);
    m_list->setVisible(!m_panels.empty());
    if (!import.leftOut.isEmpty()) {
        auto* words = new PlainLabel(tr("Not taken, or not as it stood (%1)").arg(import.leftOut.size()));
        words->setProperty("muted", true);
        auto* left = new QPlainTextEdit(import.leftOut.join(u'\n'));
        left->setReadOnly(true);
        left->setTabChangesFocus(true);
        left->setAccessibleName(words->text());
        setTextFont(left, TextSize::Small);
        column->addWidget(words);
        column->addWidget(left, 1);
    }
    markPrimary(m_verb);
    m_verb->setDefault(true);
    m_verb->setEnabled(!m_panels.empty());
    connect(m_verb, &QPushButton::clicked, this, &GrafanaDialog::answer);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_verb);
    column->addLayout(buttons);
    resize(scaled(760), scaled(520));
}

void GrafanaDialog::answer() {
    std::vector<playbook::Panel> chosen;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->checkState() == Qt::Checked)
            chosen.push_back(m_panels[static_cast<std::size_t>(i)]);
    }
    if (chosen.empty())
        return reject();
    emit answered(chosen);
    accept();
}

} // namespace ui
