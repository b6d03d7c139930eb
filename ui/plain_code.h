// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A command, a request or what they brought: read-only, monospaced, as it is.
class PlainCode final : public QPlainTextEdit {
    Q_OBJECT
public:
    /// lines: how many are visible at least; 0 lets the layout decide.
    explicit PlainCode(const QString& accessibleName, int lines = 0, QWidget* parent = nullptr);
    /// Shows text and stays at the end when the end was visible before.
    void follow(const QString& text);
    /// As high as its text, at most so many lines.
    void fitLines(int most);
};

} // namespace ui
