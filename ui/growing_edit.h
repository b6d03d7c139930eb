// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A plain text editor as tall as its text, between two numbers of lines; longer texts scroll inside. Stands in a
/// scroll area: the wheel moves the area unless the editor is focused and has something to scroll.
class GrowingEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit GrowingEdit(int leastLines, int mostLines, QWidget* parent = nullptr);
    /// Replaces the text and keeps the cursor near its place; emits textChanged like typing does.
    void replaceText(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void left();                       ///< the focus went elsewhere
    void cursorMoved(const QRect& at); ///< in coordinates of this widget

protected:
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void adjustHeight();

    int m_least;
    int m_most;
    int m_height = 0;
};

} // namespace ui
