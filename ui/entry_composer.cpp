// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/entry_composer.h"
#include "ui/flow_layout.h"
#include "ui/look/fonts.h"
#include "ui/look/words.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QTextBlock>
#include <QVBoxLayout>

namespace ui {
namespace {

QPushButton* chip(const QString& word) {
    auto* button = new QPushButton;
    button->setText(word);
    button->setCheckable(true);
    button->setProperty("chip", true);
    button->setAutoDefault(false);
    setTextFont(button, TextSize::Small);
    return button;
}

void setState(QWidget* label, const char* state) {
    if (label->property("state").toString() == QLatin1String(state))
        return;
    label->setProperty("state", QLatin1String(state));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

} // namespace

EntryComposer::EntryComposer(QWidget* parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_kinds(new QButtonGroup(this))
    , m_private(chip(tr("Private")))
    , m_hint(new PlainLabel) {
    setTextFont(m_text, TextSize::Large);
    m_text->setPlaceholderText(tr("Add an entry…  @14:58 to back-date, !decision to set the kind"));
    m_text->setAccessibleName(tr("New timeline entry"));
    m_text->setAccessibleDescription(
        tr("Enter adds it, Shift+Enter begins a new line. @14:58 or @-5m back-dates, !decision sets the kind."));
    m_text->setTabChangesFocus(true);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_text->installEventFilter(this);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        showHint();
        fitHeight();
    });

    auto* chips = new FlowLayout(4);
    for (const domain::EntryKind kind : domain::allEntryKinds) {
        QPushButton* button = chip(kind == domain::EntryKind::Communication ? tr("Comms") : wordOf(kind));
        button->setAccessibleName(tr("Kind of entry: %1").arg(wordOf(kind)));
        m_kinds->addButton(button, int(kind));
        chips->addWidget(button);
    }
    m_kinds->button(int(domain::EntryKind::Note))->setChecked(true);
    connect(m_kinds, &QButtonGroup::idClicked, this, &EntryComposer::showHint);
    m_private->setAccessibleName(tr("Private: never on Stage, never in an export"));
    setPlainToolTip(m_private, tr("Never on Stage, never in an export"));
    chips->addWidget(m_private);

    setTextFont(m_hint, TextSize::Small);
    m_hint->setProperty("muted", true);
    m_hint->setWordWrap(true);
    m_hint->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 12);
    column->setSpacing(8);
    column->addWidget(m_text);
    column->addWidget(m_hint);
    column->addLayout(chips);
    fitHeight();
}

void EntryComposer::setReadOnly(bool readOnly, const QString& why) {
    setEnabled(!readOnly);
    m_text->setPlaceholderText(readOnly ? why : tr("Add an entry…  @14:58 to back-date, !decision to set the kind"));
}

void EntryComposer::focusText() {
    m_text->setFocus(Qt::ShortcutFocusReason);
}

QString EntryComposer::text() const {
    return m_text->toPlainText();
}

void EntryComposer::setText(const QString& text) {
    m_text->setPlainText(text);
}

domain::EntryKind EntryComposer::kind() const {
    return domain::EntryKind(m_kinds->checkedId());
}

bool EntryComposer::isPrivate() const {
    return m_private->isChecked();
}

QString EntryComposer::hint() const {
    return m_hint->isHidden() ? QString() : m_hint->text();
}

bool EntryComposer::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !(key->modifiers() & Qt::ShiftModifier)) {
            submit();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void EntryComposer::submit() {
    if (m_text->isReadOnly() || !m_now)
        return;
    const auto composed = items::compose(text(), kind(), m_now());
    if (!composed) {
        setState(m_hint, "down");
        m_hint->setText(composed.error().text);
        m_hint->show();
        return;
    }
    m_text->setReadOnly(true);
    emit entryComposed(*composed, isPrivate());
}

void EntryComposer::entryRecorded() {
    m_text->setReadOnly(false);
    m_text->clear();
    m_private->setChecked(false);
    m_kinds->button(int(domain::EntryKind::Note))->setChecked(true);
    showHint();
}

void EntryComposer::entryRefused() {
    m_text->setReadOnly(false);
}

/// Says how the line will be read as soon as it is more than plain text.
void EntryComposer::showHint() {
    const QString typed = text();
    const bool marked = typed.startsWith(QLatin1Char('@')) || typed.startsWith(QLatin1Char('!'));
    if (!marked || !m_now) {
        m_hint->hide();
        return;
    }
    const auto composed = items::compose(typed, kind(), m_now());
    setState(m_hint, "");
    if (composed) {
        const QString when = composed->occurredAt ? tr("at %1 %2 UTC")
                                                        .arg(domain::toDateText(*composed->occurredAt),
                                                             domain::toClockText(*composed->occurredAt, true))
                                                  : tr("now");
        m_hint->setText(QStringLiteral("%1 · %2").arg(wordOf(composed->kind), when));
    }
    m_hint->setVisible(composed.has_value());
}

void EntryComposer::fitHeight() {
    const int line = m_text->fontMetrics().lineSpacing();
    int lines = 0;
    for (QTextBlock block = m_text->document()->begin(); block.isValid() && lines < 6; block = block.next())
        lines += std::max(1, block.lineCount());
    m_text->setFixedHeight(line * std::clamp(lines, 2, 6) + 22);
}

} // namespace ui
