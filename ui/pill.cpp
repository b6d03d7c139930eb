// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pill.h"

#include "ui/look/fonts.h"
#include "ui/look/tokens.h"
#include "ui/plain_label.h"
#include <QEvent>
#include <QHBoxLayout>

namespace ui {

Pill::Pill(QWidget* parent)
    : QFrame(parent)
    , m_glyph(new PlainLabel)
    , m_text(new PlainLabel) {
    setProperty("pill", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 5, 10, 5);
    row->setSpacing(6);
    row->addWidget(m_glyph);
    row->addWidget(m_text);
}

void Pill::setFact(Tone tone, const QString& text) {
    m_tone = tone;
    m_text->setText(text);
    setAccessibleName(text);
    refresh();
}

QString Pill::text() const {
    return m_text->text();
}

void Pill::refresh() {
    const Tokens& t = tokensOf(palette());
    const QColor colour = m_tone == Tone::Good ? t.up : m_tone == Tone::Warning ? t.degraded : t.muted;
    QPalette ink = m_text->palette();
    ink.setColor(QPalette::WindowText, colour);
    m_text->setPalette(ink);
    m_glyph->setVisible(m_tone != Tone::Plain);
    m_glyph->setPixmap(
        glyphPixmap(m_tone == Tone::Good ? Glyph::Up : Glyph::Degraded, colour, scaled(11), devicePixelRatioF()));
}

void Pill::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace ui
