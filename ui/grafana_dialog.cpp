// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grafana_dialog.h"

#include "ui/answer_row.h"
#include "ui/charts/elided_label.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"
#include <QCheckBox>
#include <QGridLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

GrafanaDialog::GrafanaDialog(const metrics::GrafanaImport& import, QWidget* parent)
    : QDialog(parent)
    , m_panels(import.panels)
    , m_leftOut(import.leftOut)
    , m_verb(new QPushButton(tr("Add the graphs"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Graphs from Grafana"));
    auto* head = new PlainLabel(displayText(import.title.isEmpty() ? tr("Graphs from Grafana") : import.title));
    setTextFont(head, TextSize::Title, QFont::DemiBold);
    auto* list = new QWidget;
    auto* rows = new QGridLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(16);
    rows->setVerticalSpacing(8);
    rows->setColumnStretch(1, 1);
    for (const playbook::Panel& panel : m_panels)
        addRow(rows, panel);
    rows->setRowStretch(rows->rowCount(), 1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(tr("Graphs of the dashboard"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(head);
    if (m_panels.empty())
        column->addWidget(new PlainLabel(tr("No graph of it can be taken.")));
    column->addWidget(scroll, 2);
    scroll->setVisible(!m_panels.empty());
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
    m_verb->setEnabled(!m_panels.empty());
    connect(m_verb, &QPushButton::clicked, this, &GrafanaDialog::answer);
    column->addLayout(answerRow(this, m_verb));
    resize(scaled(760), scaled(520));
}

void GrafanaDialog::addRow(QGridLayout* rows, const playbook::Panel& panel) {
    QString title = displayText(panel.title.left(60));
    auto* box = new QCheckBox(title.replace(u'&', QStringLiteral("&&")));
    box->setChecked(true);
    box->setAccessibleName(displayText(panel.title));
    box->setAccessibleDescription(displayText(panel.expr));
    auto* expr = new ElidedLabel;
    expr->setText(displayText(panel.expr.simplified()));
    expr->setProperty("muted", true);
    setTextFont(expr, TextSize::Small, QFont::Normal, Face::Mono);
    const int row = static_cast<int>(m_boxes.size());
    rows->addWidget(box, row, 0);
    rows->addWidget(expr, row, 1);
    m_boxes.push_back(box);
}

void GrafanaDialog::answer() {
    std::vector<playbook::Panel> chosen;
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        if (m_boxes[i]->isChecked())
            chosen.push_back(m_panels[i]);
    }
    if (chosen.empty())
        return reject();
    emit answered(chosen);
    accept();
}

} // namespace ui
