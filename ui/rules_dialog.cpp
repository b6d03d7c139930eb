// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules_dialog.h"

#include "playbook/lint/rules.h"
#include "report/preview.h"
#include "ui/look/fonts.h"
#include "ui/paper_view.h"
#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace ui {

RulesDialog::RulesDialog(QWidget* parent)
    : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("What the rules mean"));
    resize(scaled(820), scaled(640));
    auto* page = new PaperView;
    page->setAccessibleName(windowTitle());
    page->setPaper(report::renderPreview(lint::rulesPage(), {}).html);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(page, 1);
    column->addWidget(buttons);
}

} // namespace ui
