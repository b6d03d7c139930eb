// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/message_bar.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/plain_label.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

namespace ui {
namespace {

QColor colourOf(const Tokens& t, MessageBar::Level level) {
    switch (level) {
    case MessageBar::Level::Info:
        return t.accent;
    case MessageBar::Level::Warning:
        return t.degraded;
    case MessageBar::Level::Error:
        return t.down;
    }
    return t.accent;
}

Glyph glyphOf(MessageBar::Level level) {
    switch (level) {
    case MessageBar::Level::Info:
        return Glyph::Info;
    case MessageBar::Level::Warning:
        return Glyph::Degraded;
    case MessageBar::Level::Error:
        return Glyph::Down;
    }
    return Glyph::Info;
}

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_glyph(new PlainLabel)
    , m_text(new PlainLabel)
    , m_dismiss(new QToolButton) {
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTextFont(m_text, TextSize::Body, QFont::Medium);
    markFlat(m_dismiss);
    m_dismiss->setAccessibleName(tr("Dismiss message"));
    m_dismiss->setToolTip(tr("Dismiss"));
    connect(m_dismiss, &QToolButton::clicked, this, &MessageBar::dismiss);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 8, 6);
    row->setSpacing(10);
    row->addWidget(m_glyph);
    row->addWidget(m_text, 1);
    row->addWidget(m_dismiss);
    hide();
}

void MessageBar::showMessage(Level level, const QString& sentence) {
    m_message = {level, sentence};
    refresh();
    // Good news goes by itself; trouble stays until it is read.
    if (level != Level::Info)
        return;
    QTimer::singleShot(std::chrono::seconds(6), this, [this, sentence] {
        if (m_message.level == Level::Info && m_message.sentence == sentence)
            dismiss();
    });
}

void MessageBar::setCondition(const QString& name, Level level, const QString& sentence) {
    if (sentence.isEmpty())
        m_conditions.erase(name);
    else
        m_conditions[name] = {level, sentence};
    refresh();
}

void MessageBar::dismiss() {
    m_message = {};
    refresh();
}

QString MessageBar::text() const {
    return current().sentence;
}

MessageBar::Line MessageBar::current() const {
    Line line = m_message;
    for (const auto& [name, condition] : m_conditions) {
        line.level = std::max(line.level, condition.level);
        line.sentence = line.sentence.isEmpty() ? condition.sentence
                                                : QString(line.sentence + QLatin1Char('\n') + condition.sentence);
    }
    return line;
}

void MessageBar::refresh() {
    const Line line = current();
    const bool changed = m_text->text() != line.sentence;
    m_text->setText(line.sentence);
    const QString word = line.level == Level::Error     ? tr("Error")
                         : line.level == Level::Warning ? tr("Warning")
                                                        : tr("Note");
    setAccessibleName(QStringLiteral("%1: %2").arg(word, line.sentence));
    m_glyph->setAccessibleName(word);
    m_dismiss->setVisible(!m_message.sentence.isEmpty());
    const Tokens& t = tokensOf(palette());
    m_glyph->setPixmap(glyphPixmap(glyphOf(line.level), colourOf(t, line.level), scaled(16), devicePixelRatioF()));
    m_dismiss->setIcon(glyphIcon(Glyph::Close, t.muted));
    setVisible(!line.sentence.isEmpty());
    update();
    if (changed)
        emit textChanged(line.sentence);
}

void MessageBar::paintEvent(QPaintEvent*) {
    const Tokens& t = tokensOf(palette());
    const QColor colour = colourOf(t, current().level);
    QPainter painter(this);
    painter.fillRect(rect(), mixed(t.panel, colour, rowTint));
    painter.fillRect(0, 0, 4, height(), colour);
    painter.fillRect(0, height() - 1, width(), 1, t.border);
}

void MessageBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace ui
