// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outcome_dialog.h"
#include "domain/event_kinds.h"
#include "ui/look/fonts.h"
#include "ui/plain_code.h"
#include "ui/plain_label.h"
#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace ui {

OutcomeDialog::OutcomeDialog(const domain::CommandRan& ran, QWidget* parent)
    : QDialog(parent)
    , m_output(new PlainCode(tr("Output of the command"), 14)) {
    const QString sentence = domain::sentenceOf(ran);
    build(tr("What a command brought"), ran.command, sentence.mid(sentence.lastIndexOf(QStringLiteral("”: ")) + 3));
    m_output->setPlainText(tr("Reading its output …"));
}

OutcomeDialog::OutcomeDialog(const domain::HttpActionRan& sent, QWidget* parent)
    : QDialog(parent)
    , m_output(new PlainCode(tr("The answer"), 14)) {
    build(tr("What a request brought"), sent.method + u' ' + sent.url,
          sent.httpStatus == 0 ? tr("No answer") : tr("HTTP %1").arg(sent.httpStatus));
    setOutput(sent.answer);
}

void OutcomeDialog::build(const QString& title, const QString& what, const QString& how) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    resize(scaled(820), scaled(520));
    auto* code = new PlainCode(tr("What ran"));
    code->setPlainText(what);
    code->fitLines(6);
    auto* state = new PlainLabel(how);
    setTextFont(state, TextSize::Large, QFont::DemiBold);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(state);
    column->addWidget(code);
    column->addWidget(m_output, 1);
    column->addWidget(buttons);
}

void OutcomeDialog::setOutput(const QString& output) {
    m_output->setPlainText(output.isEmpty() ? tr("It brought no text.") : output);
}

void OutcomeDialog::setTrouble(const QString& sentence) {
    m_output->setPlainText(sentence);
}

} // namespace ui
