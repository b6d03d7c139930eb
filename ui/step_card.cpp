// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step_card.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/plain_label.h"
#include "ui/request_dialog.h"
#include "ui/wrapped_text.h"
#include <QHBoxLayout>
#include <QToolButton>

namespace ui {

StepCard::StepCard(int number, Step step, StepActions* actions, bool mayAct)
    : m_step(std::move(step)) {
    auto* text = new PlainLabel(number > 0 ? QStringLiteral("%1. %2").arg(number).arg(displayText(m_step.text))
                                           : displayText(m_step.text));
    setTextFont(text, TextSize::Large);
    text->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(text);
    if (!m_step.run.isEmpty() || m_step.http)
        column->addWidget(codeRow(actions, mayAct));
    setAccessibleName(m_step.text);
}

void StepCard::mousePressEvent(QMouseEvent* event) {
    emit chosen();
    QWidget::mousePressEvent(event);
}

bool StepCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn)
        emit chosen();
    return QWidget::eventFilter(watched, event);
}

QWidget* StepCard::codeRow(StepActions* actions, bool mayAct) {
    const bool command = !m_step.run.isEmpty();
    const QString code = command ? m_step.run : requestText(*m_step.http);
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    auto* view = new PlainLabel(displayText(code));
    view->setAccessibleName(command ? tr("Command") : tr("Request"));
    view->setProperty("panel", true);
    view->setWordWrap(true);
    view->setMinimumWidth(scaled(120));
    view->setMargin(scaled(8));
    view->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTextFont(view, TextSize::Body, QFont::Normal, Face::Mono);
    line->addWidget(view, 1);
    const auto button = [this, line](Glyph glyph, const QString& word) {
        auto* made = new QToolButton;
        markFlat(made);
        made->setText(word);
        made->setIcon(glyphIcon(glyph, tokensOf(palette()).accent));
        made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        made->setAccessibleName(QStringLiteral("%1: %2").arg(word, m_step.text.left(80)));
        made->installEventFilter(this);
        line->addWidget(made, 0, Qt::AlignTop);
        return made;
    };
    m_copy = button(Glyph::Copy, tr("Copy"));
    connect(m_copy, &QToolButton::clicked, actions, [actions, code] { actions->copy(code); });
    m_run = command ? button(Glyph::ChevronRight, tr("Run")) : button(Glyph::Send, tr("Send"));
    m_run->setEnabled(mayAct);
    connect(m_run, &QToolButton::clicked, actions, [actions, command, step = m_step] {
        if (command)
            actions->run(step);
        else
            actions->send(step);
    });
    return row;
}

} // namespace ui
