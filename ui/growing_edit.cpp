// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/growing_edit.h"

#include <QScrollBar>
#include <QTextBlock>
#include <QWheelEvent>
#include <algorithm>

namespace ui {
namespace {

/// Blocks measured at most: beyond this the editor has its greatest height anyway.
constexpr int measuredBlocks = 2000;

} // namespace

GrowingEdit::GrowingEdit(int leastLines, int mostLines, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_least(leastLines)
    , m_most(mostLines) {
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, &GrowingEdit::adjustHeight);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (hasFocus())
            emit cursorMoved(cursorRect().translated(viewport()->pos()));
    });
}

void GrowingEdit::replaceText(const QString& text) {
    if (text == toPlainText())
        return;
    const int place = textCursor().position();
    setPlainText(text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(std::min(place, int(text.size())));
    setTextCursor(cursor);
}

QSize GrowingEdit::sizeHint() const {
    return {200, std::max(m_height, 20)};
}

void GrowingEdit::adjustHeight() {
    const qreal line = fontMetrics().lineSpacing();
    qreal text = 0;
    int blocks = 0;
    for (QTextBlock block = document()->begin();
         block.isValid() && blocks < measuredBlocks && text < line * (m_most + 1); block = block.next(), ++blocks)
        text += blockBoundingRect(block).height();
    const qreal margins = 2 * document()->documentMargin(); // of the first and the last block, already counted
    const qreal most = line * m_most + margins;
    setVerticalScrollBarPolicy(text > most ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    const int edges = height() - viewport()->height();
    const int wanted = qCeil(std::clamp(text, line * m_least + margins, most)) + edges + 1;
    if (wanted == m_height)
        return;
    m_height = wanted;
    setFixedHeight(wanted);
}

void GrowingEdit::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        emit left();
}

void GrowingEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    adjustHeight();
}

void GrowingEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        adjustHeight();
}

void GrowingEdit::wheelEvent(QWheelEvent* event) {
    if (hasFocus() && verticalScrollBar()->maximum() > 0) {
        QPlainTextEdit::wheelEvent(event);
        return;
    }
    event->ignore();
}

} // namespace ui
