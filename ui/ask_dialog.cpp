// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask_dialog.h"

#include "ui/answer_row.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

AskDialog::AskDialog(const QString& title, const QString& explanation, QWidget* parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
    , m_remark(new PlainLabel)
    , m_trouble(new PlainLabel)
    , m_verb(new QPushButton(tr("OK"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    setMinimumWidth(scaled(460));
    auto* head = new PlainLabel(title);
    setTextFont(head, TextSize::Title, QFont::DemiBold);
    auto* text = new PlainLabel(displayText(explanation.left(400)));
    text->setProperty("muted", true);
    text->setWordWrap(true);
    text->setVisible(!explanation.isEmpty());
    m_remark->setProperty("muted", true);
    m_remark->setWordWrap(true);
    m_remark->hide();
    setTextFont(m_remark, TextSize::Small);
    m_trouble->setProperty("state", QStringLiteral("down"));
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    connect(m_verb, &QPushButton::clicked, this, &AskDialog::answer);
    m_form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_form->setVerticalSpacing(8);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(head);
    column->addWidget(text);
    column->addLayout(m_form);
    column->addWidget(m_remark);
    column->addWidget(m_trouble);
    column->addStretch(1);
    column->addLayout(answerRow(this, m_verb));
}

void AskDialog::add(const QString& label, QWidget* field) {
    auto* words = new PlainLabel(menuText(label));
    words->setBuddy(field);
    field->setAccessibleName(label);
    m_form->addRow(words, field);
    m_fields.push_back(field);
    if (m_fields.size() == 1)
        field->setFocus();
}

void AskDialog::addLine(const QString& label, const QString& value) {
    auto* line = new QLineEdit(value);
    line->selectAll();
    connect(line, &QLineEdit::textChanged, this, &AskDialog::review);
    add(label, line);
}

void AskDialog::addSecret(const QString& label) {
    auto* line = new QLineEdit;
    line->setEchoMode(QLineEdit::Password);
    connect(line, &QLineEdit::textChanged, this, &AskDialog::review);
    add(label, line);
}

void AskDialog::addText(const QString& label, const QString& value) {
    auto* text = new QPlainTextEdit(value);
    text->setTabChangesFocus(true);
    text->setFixedHeight(text->fontMetrics().lineSpacing() * 6 + 20);
    text->installEventFilter(this);
    text->moveCursor(QTextCursor::End);
    connect(text, &QPlainTextEdit::textChanged, this, &AskDialog::review);
    add(label, text);
}

void AskDialog::addChoice(const QString& label, const std::vector<std::pair<QString, QString>>& choices,
                          const QString& current) {
    auto* box = new QComboBox;
    for (const auto& [value, shown] : choices)
        box->addItem(shown, value);
    box->setCurrentIndex(std::max(0, box->findData(current)));
    connect(box, &QComboBox::currentIndexChanged, this, &AskDialog::review);
    add(label, box);
}

void AskDialog::addToggle(const QString& label, bool on) {
    auto* box = new QCheckBox(label);
    box->setChecked(on);
    m_form->addRow(box);
    m_fields.push_back(box);
}

void AskDialog::setRemark(const QString& remark) {
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

void AskDialog::setVerb(const QString& verb) {
    m_verb->setText(verb);
}

void AskDialog::addPreview(const QString& label, std::function<QString(const QStringList&)> preview, int lines) {
    m_previewOf = std::move(preview);
    m_preview = new QPlainTextEdit;
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setAccessibleName(label);
    m_preview->setFixedHeight(m_preview->fontMetrics().lineSpacing() * lines + 20);
    auto* words = new PlainLabel(menuText(label));
    words->setBuddy(m_preview);
    m_form->addRow(words, m_preview);
    review();
}

QString AskDialog::preview() const {
    return m_preview ? m_preview->toPlainText() : QString();
}

void AskDialog::setCheck(std::function<QString(const QStringList&)> check) {
    m_check = std::move(check);
}

QString AskDialog::trouble() const {
    return m_trouble->isHidden() ? QString() : m_trouble->text();
}

QStringList AskDialog::answers() const {
    QStringList list;
    for (const QWidget* field : m_fields) {
        if (const auto* line = qobject_cast<const QLineEdit*>(field))
            list << line->text();
        else if (const auto* text = qobject_cast<const QPlainTextEdit*>(field))
            list << text->toPlainText();
        else if (const auto* box = qobject_cast<const QComboBox*>(field))
            list << box->currentData().toString();
        else if (const auto* toggle = qobject_cast<const QCheckBox*>(field))
            list << (toggle->isChecked() ? QStringLiteral("yes") : QString());
    }
    return list;
}

/// In a text of several lines Enter answers and Shift+Enter begins a line, as in the composer.
bool AskDialog::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && qobject_cast<QPlainTextEdit*>(watched)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !(key->modifiers() & Qt::ShiftModifier)) {
            answer();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void AskDialog::review() {
    if (m_preview) {
        if (const QString text = m_previewOf(answers()); text != m_preview->toPlainText())
            m_preview->setPlainText(text);
    }
    if (!m_trouble->isHidden())
        m_trouble->setVisible(m_check && !m_check(answers()).isEmpty());
}

void AskDialog::answer() {
    const QString wrong = m_check ? m_check(answers()) : QString();
    m_trouble->setText(wrong);
    m_trouble->setVisible(!wrong.isEmpty());
    if (!wrong.isEmpty())
        return;
    emit answered(answers());
    accept();
}

} // namespace ui
