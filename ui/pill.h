// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/glyphs.h"
#include <QFrame>

namespace ui {

class PlainLabel;

/// A short fact in a header, with a sign before it: "✓ 96 found".
class Pill final : public QFrame {
    Q_OBJECT
public:
    enum class Tone { Plain, Good, Warning };
    explicit Pill(QWidget* parent = nullptr);
    void setFact(Tone tone, const QString& text);
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    Tone m_tone = Tone::Plain;
    PlainLabel* m_glyph;
    PlainLabel* m_text;
};

} // namespace ui
