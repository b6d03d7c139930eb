// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plain_code.h"
#include "ui/look/fonts.h"
#include <QScrollBar>
#include <algorithm>

namespace ui {

PlainCode::PlainCode(const QString& accessibleName, int lines, QWidget* parent)
    : QPlainTextEdit(parent) {
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setAccessibleName(accessibleName);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTextFont(this, TextSize::Body, QFont::Normal, Face::Mono);
    if (lines > 0)
        setMinimumHeight(fontMetrics().lineSpacing() * lines + scaled(20));
}

void PlainCode::follow(const QString& text) {
    QScrollBar* bar = verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const int place = bar->value();
    setPlainText(text);
    bar->setValue(atEnd ? bar->maximum() : place);
}

void PlainCode::fitLines(int most) {
    const int lines = std::clamp(blockCount(), 1, most);
    setFixedHeight(fontMetrics().lineSpacing() * lines + scaled(24));
}

} // namespace ui
