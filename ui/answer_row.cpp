// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/answer_row.h"

#include "ui/look/style.h"
#include <QDialog>
#include <QPushButton>

namespace ui {

QHBoxLayout* answerRow(QDialog* dialog, QPushButton* verb) {
    markPrimary(verb);
    verb->setDefault(true);
    auto* cancel = new QPushButton(QDialog::tr("Cancel"));
    cancel->setAutoDefault(false);
    QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(verb);
    return row;
}

} // namespace ui
