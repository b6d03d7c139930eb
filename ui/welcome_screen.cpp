// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome_screen.h"

#include "ui/card_button.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"

#include <QBoxLayout>
#include <QPainter>
#include <QScrollArea>

namespace ui {

WelcomeScreen::WelcomeScreen(QWidget* parent)
    : QWidget(parent)
    , m_line(new PlainLabel)
    , m_header(new QWidget)
    , m_acts(makeActs())
    , m_lists(new QWidget)
    , m_sections(new QVBoxLayout(m_lists)) {
    setAccessibleName(tr("Welcome"));
    auto* name = new PlainLabel(tr("Bridgewatch"));
    setTextFont(name, TextSize::Title, QFont::DemiBold);
    setTextFont(m_line, TextSize::Body);
    m_line->setProperty("muted", true);
    auto* head = new QHBoxLayout(m_header);
    head->setContentsMargins(20, 20, 20, 22);
    head->setSpacing(20);
    head->addWidget(name);
    head->addWidget(m_line, 1);

    auto* columns = new QHBoxLayout;
    columns->addStretch(1);
    columns->addWidget(m_acts, 20, Qt::AlignTop);
    columns->addWidget(m_lists, 10, Qt::AlignTop);
    columns->addStretch(1);
    auto* page = new QWidget;
    page->setLayout(columns);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_header);
    whole->addWidget(scroll, 1);
    m_sections->setContentsMargins(0, 0, 0, 24);
    m_sections->setSpacing(8);
    setFacts({});
}

QWidget* WelcomeScreen::makeActs() {
    auto* acts = new QWidget;
    auto* question = new PlainLabel(tr("What is happening?"));
    auto* promise = new PlainLabel(tr("Declare it, and the checklist, clocks, checks and graphs start at once."));
    setTextFont(question, TextSize::Huge, QFont::Bold);
    setTextFont(promise, TextSize::Title);
    promise->setProperty("muted", true);
    promise->setWordWrap(true);
    auto* declare = new CardButton(CardButton::Size::Large);
    declare->setTexts(tr("Declare an incident"), tr("Title, severity, playbook. Three fields and Enter."),
                      tr("Ctrl N"));
    declare->setTone(CardButton::Tone::Urgent);
    auto* drill = new CardButton(CardButton::Size::Large);
    drill->setTexts(tr("Start a drill"),
                    tr("A scripted outage of a simulated service on this computer. The safest way to learn the desk."),
                    tr("Ctrl D"));
    auto* runbook = new CardButton(CardButton::Size::Large);
    runbook->setTexts(tr("Import your runbook"),
                      tr("Drop a Markdown file here. Severities, checklists, endpoints, queries and templates are read "
                         "from it, and what would fail tonight is shown."),
                      tr("Ctrl I"));
    auto* import = new CardButton(CardButton::Size::Large);
    import->setTexts(
        tr("Open a bundle"),
        tr("A .bridgewatch file from a colleague: the whole incident, timeline and evidence, becomes one of yours."),
        tr("Ctrl O"));
    connect(declare, &CardButton::clicked, this, &WelcomeScreen::declareRequested);
    connect(drill, &CardButton::clicked, this, &WelcomeScreen::drillRequested);
    connect(runbook, &CardButton::clicked, this, &WelcomeScreen::runbookRequested);
    connect(import, &CardButton::clicked, this, &WelcomeScreen::importRequested);
    auto* column = new QVBoxLayout(acts);
    column->setContentsMargins(0, 0, 0, 24);
    column->setSpacing(16);
    column->addWidget(question);
    column->addWidget(promise);
    column->addSpacing(14);
    for (CardButton* card : {declare, drill, runbook, import})
        column->addWidget(card);
    return acts;
}

void WelcomeScreen::setFacts(const items::WelcomeFacts& facts) {
    if (m_filled && facts == m_facts)
        return;
    m_filled = true;
    m_facts = facts;
    const QString open = facts.open.empty() ? tr("no incident open") : tr("%1 open").arg(facts.open.size());
    m_line->setText(tr("%1 · everything stays on this computer").arg(open));
    refill();
}

void WelcomeScreen::refill() {
    while (QLayoutItem* item = m_sections->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto incidentCards = [this](const std::vector<items::WelcomeCard>& facts) {
        QList<QWidget*> cards;
        for (const items::WelcomeCard& fact : facts) {
            auto* card = new CardButton(CardButton::Size::Small);
            card->setTexts(fact.headline, fact.detail);
            card->setSeverity(fact.severity, fact.rank);
            card->setTone(fact.overdue ? CardButton::Tone::Warning : CardButton::Tone::Plain);
            connect(card, &CardButton::clicked, this, [this, key = fact.key] { emit openRequested(key); });
            cards << card;
        }
        return cards;
    };
    QList<QWidget*> alerts;
    for (const items::WelcomeAlert& fact : m_facts.alerts) {
        auto* card = new CardButton(CardButton::Size::Small);
        card->setTexts(fact.title, fact.detail, tr("Declare…"));
        card->setTone(CardButton::Tone::Warning);
        card->setToolTip(tr("Declare an incident whose impact began with this alert"));
        connect(card, &CardButton::clicked, this,
                [this, fact] { emit declareFromAlertRequested(fact.playbook, fact.title, fact.since); });
        alerts << card;
    }
    if (!m_facts.away.line.isEmpty())
        alerts << awayLine(m_facts.away);
    addSection(m_facts.alerts.empty() ? tr("ALERTS") : tr("ALERTS FIRING"), alerts);
    addSection(tr("OPEN"), incidentCards(m_facts.open));
    addSection(tr("NEEDS YOU"), incidentCards(m_facts.needs));
    QList<QWidget*> playbooks;
    for (const items::WelcomePlaybook& fact : m_facts.playbooks) {
        auto* card = new CardButton(CardButton::Size::Small);
        card->setTexts(fact.name, fact.detail);
        card->setToolTip(tr("Declare an incident with this playbook"));
        connect(card, &CardButton::clicked, this, [this, id = fact.id] { emit declareWithRequested(id); });
        playbooks << card;
    }
    addSection(tr("PLAYBOOKS"), playbooks);
    m_lists->setVisible(m_sections->count() > 0);
}

/// In one line, and why behind it: what fires there is not known.
QWidget* WelcomeScreen::awayLine(const items::WelcomeAway& away) {
    auto* row = new QWidget;
    auto* sign = new PlainLabel;
    sign->setPixmap(glyphPixmap(Glyph::Offline, tokensOf(palette()).degraded, scaled(14), devicePixelRatioF()));
    auto* line = new PlainLabel(displayText(away.line));
    line->setWordWrap(true);
    line->setAccessibleDescription(away.why);
    setPlainToolTip(row, away.why);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(scaled(4), scaled(2), 0, scaled(2));
    layout->setSpacing(scaled(8));
    layout->addWidget(sign);
    layout->addWidget(line, 1);
    return row;
}

void WelcomeScreen::addSection(const QString& title, const QList<QWidget*>& cards) {
    if (cards.isEmpty())
        return;
    auto* heading = new PlainLabel(title);
    setTextFont(heading, TextSize::Small, QFont::DemiBold);
    heading->setProperty("muted", true);
    heading->setContentsMargins(2, m_sections->count() > 0 ? scaled(22) : 0, 0, scaled(4));
    m_sections->addWidget(heading);
    for (QWidget* card : cards)
        m_sections->addWidget(card);
}

/// Wide windows get margins, narrow ones use what there is.
void WelcomeScreen::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool wide = width() > scaled(1500);
    auto* columns = static_cast<QHBoxLayout*>(m_acts->parentWidget()->layout());
    columns->setContentsMargins(scaled(wide ? 60 : 32), scaled(wide ? 52 : 28), scaled(wide ? 60 : 32), 0);
    columns->setSpacing(scaled(wide ? 30 : 24));
}

void WelcomeScreen::paintEvent(QPaintEvent*) {
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(m_header->geometry(), t.panel);
    painter.fillRect(QRect(0, m_header->geometry().bottom(), width(), 1), t.border);
}

} // namespace ui
