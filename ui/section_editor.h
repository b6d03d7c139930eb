// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"
#include <QFrame>

namespace ui {

class GrowingEdit;
class PlainLabel;

/// One section of the post-mortem: its heading, what the program writes (read-only, marked, refreshed from the
/// incident) and what the person writes.
class SectionEditor final : public QFrame {
    Q_OBJECT
public:
    explicit SectionEditor(const report::Section& section, QWidget* parent = nullptr);
    QString section() const { return m_id; }
    /// What the person wrote.
    QString text() const;
    /// Shows a text without emitting typed.
    void setText(const QString& text);
    void setGenerated(const QString& markdown);
    void setReadOnly(bool readOnly);
    void focusText();
    /// Adds a widget below the generated block.
    void addBelow(QWidget* widget);

signals:
    void typed(const QString& section, const QString& text);
    void left(const QString& section);
    void cursorMoved(const QRect& at); ///< in coordinates of this widget
    void entered(const QString& section);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildGenerated();

    QString m_id;
    PlainLabel* m_heading;
    QFrame* m_block = nullptr; ///< around the generated text
    GrowingEdit* m_generated = nullptr;
    GrowingEdit* m_text;
    bool m_showing = false;
};

} // namespace ui
