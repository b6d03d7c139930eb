// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shortcuts_dialog.h"
#include "ui/look/fonts.h"
#include "ui/plain_label.h"
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

ShortcutsDialog::ShortcutsDialog(const std::vector<Shortcut>& shortcuts, QWidget* parent)
    : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(scaled(620), scaled(600));
    auto* head = new PlainLabel(tr("Keyboard shortcuts"));
    setTextFont(head, TextSize::Title, QFont::DemiBold);
    auto* table = new QWidget;
    auto* grid = new QGridLayout(table);
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Shortcut& shortcut : shortcuts) {
        auto* keys = new PlainLabel(shortcut.keys);
        keys->setProperty("keycap", true);
        setTextFont(keys, TextSize::Small, QFont::Normal, Face::Mono);
        auto* what = new PlainLabel(shortcut.what);
        what->setWordWrap(true);
        grid->addWidget(keys, row, 0, Qt::AlignLeft);
        grid->addWidget(what, row++, 1);
    }
    grid->setRowStretch(row, 1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(table);
    scroll->setAccessibleName(tr("Keyboard shortcuts"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(head);
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
}

} // namespace ui
