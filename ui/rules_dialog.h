// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace ui {

/// The page that explains what the findings' rules mean. Never blocks: open() it.
class RulesDialog final : public QDialog {
    Q_OBJECT
public:
    explicit RulesDialog(QWidget* parent);
};

} // namespace ui
