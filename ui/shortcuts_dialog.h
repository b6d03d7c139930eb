// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace ui {

struct Shortcut {
    QString keys, what;
};

/// Every key that does something, in one table (F1).
class ShortcutsDialog final : public QDialog {
    Q_OBJECT
public:
    ShortcutsDialog(const std::vector<Shortcut>& shortcuts, QWidget* parent);
};

} // namespace ui
