// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/declare_dialog.h"

#include "items/composer.h"
#include "ui/answer_row.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/plain_label.h"
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {
namespace {

QString promiseOf(const playbook::Severity& severity) {
    QStringList parts;
    if (!severity.means.isEmpty())
        parts << severity.means;
    if (const auto* within = std::get_if<playbook::Millis>(&severity.respondWithin))
        parts << DeclareDialog::tr("Answer within %1.").arg(domain::toHumanDuration(*within));
    else if (std::holds_alternative<playbook::AtOnce>(severity.respondWithin))
        parts << DeclareDialog::tr("Answer at once.");
    if (const auto* range = std::get_if<playbook::UpdateRange>(&severity.updateEvery))
        parts << DeclareDialog::tr("Update every %1.").arg(domain::toHumanDuration(range->from));
    return parts.join(QLatin1Char(' '));
}

} // namespace

DeclareDialog::DeclareDialog(const std::vector<PlaybookChoice>& playbooks, const QString& preferredPlaybook,
                             QWidget* parent)
    : QDialog(parent)
    , m_playbooks(playbooks)
    , m_title(new QLineEdit)
    , m_severity(new QComboBox)
    , m_playbook(new QComboBox)
    , m_meaning(new PlainLabel)
    , m_impact(new PlainLabel)
    , m_trouble(new PlainLabel)
    , m_declare(new QPushButton(tr("Declare"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Declare an incident"));
    setMinimumWidth(scaled(520));
    auto* head = new PlainLabel(tr("Declare an incident"));
    setTextFont(head, TextSize::Title, QFont::DemiBold);
    setTextFont(m_title, TextSize::Large);
    m_title->setPlaceholderText(tr("What customers notice: “Checkout returns errors”"));
    m_title->setMaxLength(200);
    m_meaning->setWordWrap(true);
    m_meaning->setProperty("muted", true);
    m_meaning->setMinimumHeight(m_meaning->fontMetrics().lineSpacing() * 2);
    m_meaning->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_trouble->setProperty("state", QStringLiteral("down"));
    m_trouble->hide();
    m_impact->setWordWrap(true);
    m_impact->hide();
    for (const PlaybookChoice& choice : m_playbooks)
        m_playbook->addItem(choice.name.isEmpty() ? choice.id : QStringLiteral("%1 · %2").arg(choice.id, choice.name),
                            choice.id);
    m_playbook->setCurrentIndex(std::max(0, m_playbook->findData(preferredPlaybook)));
    showSeverities();
    connect(m_playbook, &QComboBox::currentIndexChanged, this, &DeclareDialog::showSeverities);
    connect(m_severity, &QComboBox::currentIndexChanged, this, &DeclareDialog::showMeaning);
    connect(m_title, &QLineEdit::textChanged, m_trouble, &QWidget::hide);

    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setVerticalSpacing(8);
    const std::pair<QString, QWidget*> fields[] = {
        {tr("&Title"), m_title}, {tr("&Severity"), m_severity}, {tr("&Playbook"), m_playbook}};
    for (const auto& [name, field] : fields) {
        auto* label = new PlainLabel(name);
        label->setBuddy(field);
        field->setAccessibleName(QString(name).remove(QLatin1Char('&')));
        form->addRow(label, field);
    }
    connect(m_declare, &QPushButton::clicked, this, &DeclareDialog::declare);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(head);
    column->addLayout(form);
    column->addWidget(m_meaning);
    column->addWidget(m_impact);
    column->addWidget(m_trouble);
    column->addStretch(1);
    column->addLayout(answerRow(this, m_declare));
    m_title->setFocus();
}

void DeclareDialog::setTitle(const QString& title) {
    m_title->setText(title);
}

void DeclareDialog::setImpactBegan(domain::Instant began) {
    m_impactBegan = began;
    m_impact->setText(
        tr("The impact began with the alert: %1 %2 UTC.").arg(domain::toDateText(began), domain::toClockText(began)));
    m_impact->show();
}

DeclareValues DeclareDialog::values() const {
    return {m_title->text().trimmed(), m_severity->currentData().toString(), m_playbook->currentData().toString(),
            m_impactBegan};
}

void DeclareDialog::showSeverities() {
    const QString kept = m_severity->currentData().toString();
    m_severity->clear();
    const int chosen = m_playbook->currentIndex();
    if (chosen >= 0) {
        for (const playbook::Severity& severity : m_playbooks[size_t(chosen)].severities)
            m_severity->addItem(severity.name.isEmpty() ? severity.id
                                                        : QStringLiteral("%1 · %2").arg(severity.id, severity.name),
                                severity.id);
    }
    // The second rank is where most incidents begin: raising later costs one key, waking everybody for nothing costs
    // more.
    const int usual = m_severity->findData(kept);
    m_severity->setCurrentIndex(usual >= 0 ? usual : std::min(1, m_severity->count() - 1));
    showMeaning();
}

void DeclareDialog::showMeaning() {
    const int book = m_playbook->currentIndex(), severity = m_severity->currentIndex();
    m_meaning->setText(book >= 0 && severity >= 0 ? promiseOf(m_playbooks[size_t(book)].severities[size_t(severity)])
                                                  : QString());
    m_severity->setAccessibleDescription(m_meaning->text());
}

void DeclareDialog::declare() {
    const DeclareValues chosen = values();
    if (chosen.title.isEmpty()) {
        m_trouble->setText(tr("A title is needed"));
        m_trouble->show();
        m_title->setFocus();
        return;
    }
    emit declared(chosen);
    accept();
}

} // namespace ui
