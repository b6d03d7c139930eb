// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runbook_screen.h"
#include "playbook/runbook_place.h"
#include "room/war_room.h"
#include "ui/code_view.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/notice_page.h"
#include "ui/panel_frame.h"
#include "ui/plain_code.h"
#include "ui/plain_label.h"
#include "ui/step_card.h"
#include "ui/wrapped_text.h"
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedLayout>
#include <QTextBlock>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr int idRole = Qt::UserRole, wordsRole = Qt::UserRole + 1;

QString actionsId() {
    return QStringLiteral("actions");
}

/// Everything a person might look for in a scenario.
QString wordsOf(const playbook::Scenario& scenario) {
    QStringList words{scenario.title, scenario.id};
    words << scenario.alerts << scenario.symptoms << scenario.verification;
    for (const auto* steps : {&scenario.diagnosis, &scenario.resolution}) {
        for (const playbook::Item& step : *steps)
            words << step.text << step.run;
    }
    return words.join(u'\n');
}

int stepsOf(const playbook::Scenario& scenario) {
    return int(scenario.diagnosis.size() + scenario.resolution.size());
}

} // namespace

RunbookScreen::RunbookScreen(StepActions* actions, QWidget* parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_pages(new QStackedLayout)
    , m_notice(new NoticePage)
    , m_frame(new PanelFrame(tr("Runbook")))
    , m_filter(new QLineEdit)
    , m_list(new QListWidget)
    , m_follow(new QPushButton)
    , m_detail(new QScrollArea)
    , m_text(new PanelFrame(tr("The playbook's text")))
    , m_source(new PlainCode(tr("Text of the playbook")))
    , m_runbook(new CodeView(CodeView::Language::Markdown))
    , m_which(new QPushButton(tr("Source"))) {
    setAccessibleName(tr("Runbook"));
    setFocusProxy(m_filter);
    buildLayout();
    connect(m_filter, &QLineEdit::textChanged, this, &RunbookScreen::applyFilter);
    connect(m_list, &QListWidget::currentRowChanged, this, &RunbookScreen::showCurrent);
    connect(m_follow, &QPushButton::clicked, this, [this] {
        const playbook::Scenario* scenario = current();
        if (!scenario || !m_actions->mayAct())
            return;
        if (isAttached(scenario->id))
            m_room->append(domain::ScenarioDetached{scenario->id, scenario->title});
        else
            m_room->append(domain::ScenarioAttached{scenario->id, scenario->title});
    });
    setRoom(nullptr);
}

void RunbookScreen::buildLayout() {
    auto* scenarios = new PanelFrame(tr("Scenarios"));
    m_filter->setPlaceholderText(tr("Filter: a symptom, an alert, a command"));
    m_filter->setAccessibleName(tr("Filter the scenarios"));
    m_filter->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Scenarios"));
    m_list->setWordWrap(true);
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(10, 10, 10, 10);
    inner->setSpacing(8);
    inner->addWidget(m_filter);
    inner->addWidget(m_list, 1);
    scenarios->body()->addLayout(inner);
    m_frame->addHeaderWidget(m_follow);
    m_detail->setWidgetResizable(true);
    m_detail->setFocusPolicy(Qt::NoFocus);
    m_frame->body()->addWidget(m_detail);
    m_runbook->setReadOnly(true);
    m_runbook->setAccessibleName(tr("Runbook that the playbook was made from"));
    m_which->setCheckable(true);
    m_which->setToolTip(tr("The runbook this playbook was made from, as it was imported, at the line of the step"));
    m_text->addHeaderWidget(m_which);
    connect(m_which, &QPushButton::toggled, this, [this](bool runbook) {
        m_source->setVisible(!runbook);
        m_runbook->setVisible(runbook);
        m_text->setTitle(runbook ? tr("The runbook it was made from") : tr("The playbook's text"));
        scrollRunbook(nullptr);
    });
    m_source->setFrameShape(QFrame::NoFrame);
    m_source->setLineWrapMode(QPlainTextEdit::NoWrap);
    setTextFont(m_source, TextSize::Small, QFont::Normal, Face::Mono);
    m_text->body()->addWidget(m_source);
    m_text->body()->addWidget(m_runbook);
    auto* columns = new QSplitter(Qt::Horizontal);
    columns->setHandleWidth(10);
    columns->setChildrenCollapsible(false);
    for (QWidget* panel : std::initializer_list<QWidget*>{scenarios, m_frame, m_text})
        columns->addWidget(panel);
    columns->setStretchFactor(0, 1);
    columns->setStretchFactor(1, 4);
    columns->setStretchFactor(2, 2);
    columns->setSizes({250, 620, 340});
    auto* desk = new QWidget;
    auto* layout = new QVBoxLayout(desk);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->addWidget(columns);
    connect(m_notice->addButton(tr("Declare an incident"), true), &QPushButton::clicked, this,
            &RunbookScreen::declareRequested);
    connect(m_notice->addButton(tr("Start a drill")), &QPushButton::clicked, this, &RunbookScreen::drillRequested);
    m_pages->addWidget(m_notice);
    m_pages->addWidget(desk);
    setLayout(m_pages);
}

void RunbookScreen::setRoom(room::WarRoom* room) {
    if (m_room)
        m_room->disconnect(this);
    const bool other = m_room != room || !room;
    m_room = room;
    m_record.reset();
    if (!room) {
        m_list->clear();
        m_source->clear();
        showRunbook({});
        m_notice->setNotice(tr("No incident is open"),
                            tr("With one, the runbooks of its playbook stand here: what to look at, what to do, and "
                               "how to see that it worked."));
        m_notice->setButtonsVisible(true);
        m_pages->setCurrentIndex(0);
        return;
    }
    connect(room, &room::WarRoom::appended, this, [this](const domain::Event& event) {
        if (std::holds_alternative<domain::ScenarioAttached>(event.body) ||
            std::holds_alternative<domain::ScenarioDetached>(event.body))
            refreshAttached();
    });
    connect(room, &room::WarRoom::reloaded, this, &RunbookScreen::refreshAttached);
    if (!other)
        return refreshAttached();
    showPlaybook();
    readSource();
}

void RunbookScreen::setRecord(std::shared_ptr<const Record> record, const QString& source, const QString& runbook) {
    setRoom(nullptr);
    m_record = std::move(record);
    if (!m_record)
        return;
    m_source->setPlainText(source);
    showRunbook(runbook);
    showPlaybook();
}

const playbook::Playbook* RunbookScreen::playbook() const {
    return m_room ? &m_room->playbook() : m_record ? &m_record->playbook : nullptr;
}

const domain::Incident* RunbookScreen::incident() const {
    return m_room ? &m_room->incident() : m_record ? &m_record->incident : nullptr;
}

void RunbookScreen::showPlaybook() {
    const bool empty = playbook()->scenarios.empty() && playbook()->actions.empty();
    if (empty) {
        m_notice->setNotice(tr("This playbook has no scenarios"),
                            tr("Add “scenarios:” to it, with symptoms, diagnosis, resolution and verification, and "
                               "they stand here in the next incident."));
        m_notice->setButtonsVisible(false);
    }
    m_pages->setCurrentIndex(empty ? 0 : 1);
    fillList();
}

void RunbookScreen::fillList() {
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const playbook::Scenario& scenario : playbook()->scenarios) {
        auto* row = new QListWidgetItem(scenario.title, m_list);
        row->setData(idRole, scenario.id);
        row->setData(wordsRole, wordsOf(scenario));
    }
    if (!playbook()->actions.empty()) {
        QStringList words{tr("HTTP actions")};
        for (const playbook::Action& action : playbook()->actions)
            words << action.title << action.http.url;
        auto* row = new QListWidgetItem(words.front(), m_list);
        row->setData(idRole, actionsId());
        row->setData(wordsRole, words.join(u'\n'));
    }
    refreshAttached();
    applyFilter();
    // What is being followed is what one wants to see.
    for (int i = 0; i < m_list->count(); ++i) {
        if (isAttached(m_list->item(i)->data(idRole).toString()))
            m_list->setCurrentRow(i);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    showCurrent();
}

bool RunbookScreen::isAttached(const QString& scenario) const {
    return incident() && incident()->scenarios.contains(scenario);
}

void RunbookScreen::refreshAttached() {
    if (!playbook())
        return;
    const Tokens& t = tokensOf(palette());
    QPalette calm = m_list->palette(); // a whole row in the accent's colour would be louder than what it stands for
    calm.setColor(QPalette::Highlight, t.border);
    calm.setColor(QPalette::HighlightedText, t.text);
    m_list->setPalette(calm);
    for (int i = 0; i < m_list->count(); ++i) {
        QListWidgetItem* row = m_list->item(i);
        const QString id = row->data(idRole).toString();
        const auto& scenarios = playbook()->scenarios;
        const auto found = std::find_if(scenarios.begin(), scenarios.end(), [&](const auto& s) { return s.id == id; });
        const bool attached = isAttached(id);
        row->setIcon(glyphIcon(id == actionsId() ? Glyph::Send
                               : attached        ? Glyph::Pin
                                                 : Glyph::Checklist,
                               attached ? t.accent : t.muted));
        if (found != scenarios.end())
            row->setText(attached ? tr("%1\nfollowed · %n steps", nullptr, stepsOf(*found)).arg(found->title)
                                  : tr("%1\n%n steps", nullptr, stepsOf(*found)).arg(found->title));
    }
    if (const playbook::Scenario* scenario = current()) {
        const bool attached = isAttached(scenario->id);
        m_follow->setText(attached ? tr("Stop following") : tr("Follow this runbook"));
        m_follow->setIcon(glyphIcon(Glyph::Pin, attached ? t.muted : t.accent));
    }
}

void RunbookScreen::applyFilter() {
    const QStringList words = m_filter->text().split(u' ', Qt::SkipEmptyParts);
    int first = -1;
    for (int i = 0; i < m_list->count(); ++i) {
        const QString text = m_list->item(i)->data(wordsRole).toString();
        const bool fits = std::all_of(words.begin(), words.end(), [&text](const QString& word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
        m_list->item(i)->setHidden(!fits);
        if (fits && first < 0)
            first = i;
    }
    if (const QListWidgetItem* now = m_list->currentItem(); now && now->isHidden() && first >= 0)
        m_list->setCurrentRow(first);
}

const playbook::Scenario* RunbookScreen::current() const {
    const QString id = currentScenario();
    if (!playbook())
        return nullptr;
    for (const playbook::Scenario& scenario : playbook()->scenarios) {
        if (scenario.id == id)
            return &scenario;
    }
    return nullptr;
}

QString RunbookScreen::currentScenario() const {
    const QListWidgetItem* row = m_list->currentItem();
    return row ? row->data(idRole).toString() : QString();
}

void RunbookScreen::showScenario(const QString& id) {
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(idRole).toString() == id)
            m_list->setCurrentRow(i);
    }
}

void RunbookScreen::showCurrent() {
    if (!playbook() || !m_list->currentItem())
        return;
    const playbook::Scenario* scenario = current();
    m_follow->setVisible(scenario != nullptr);
    m_follow->setEnabled(m_actions->mayAct());
    m_frame->setTitle(scenario ? menuText(scenario->title) : tr("HTTP actions"));
    m_frame->setRemark({});
    showPage(scenario);
    refreshAttached();
    scrollSource(scenario ? scenario->id : actionsId());
    scrollRunbook(nullptr);
}

void RunbookScreen::showPage(const playbook::Scenario* scenario) {
    auto* widget = new QWidget;
    auto* page = new QVBoxLayout(widget);
    page->setContentsMargins(16, 12, 16, 16);
    page->setSpacing(10);
    if (scenario) {
        addTexts(page, tr("Alerts"), scenario->alerts);
        addTexts(page, tr("Symptoms"), scenario->symptoms);
        addSteps(page, tr("Diagnosis"), scenario->diagnosis);
        addSteps(page, tr("Resolution"), scenario->resolution);
        addTexts(page, tr("Verification"), scenario->verification);
    } else {
        for (const playbook::Action& action : playbook()->actions)
            page->addWidget(
                new StepCard(0, {action.id, action.title, {}, action.http}, m_actions, m_actions->mayAct()));
    }
    page->addStretch(1);
    m_detail->setWidget(widget);
}

void RunbookScreen::addHeading(QVBoxLayout* page, const QString& text) {
    auto* heading = new PlainLabel(text.toUpper());
    heading->setProperty("muted", true);
    setTextFont(heading, TextSize::Small, QFont::Bold);
    page->addSpacing(page->count() > 0 ? 8 : 0);
    page->addWidget(heading);
}

void RunbookScreen::addTexts(QVBoxLayout* page, const QString& heading, const QStringList& texts) {
    if (texts.isEmpty())
        return;
    addHeading(page, heading);
    for (const QString& text : texts) {
        auto* line = new PlainLabel(QStringLiteral("• ") + displayText(text));
        setTextFont(line, TextSize::Large);
        line->setWordWrap(true);
        line->setTextInteractionFlags(Qt::TextSelectableByMouse);
        page->addWidget(line);
    }
}

void RunbookScreen::addSteps(QVBoxLayout* page, const QString& heading, const std::vector<playbook::Item>& steps) {
    if (steps.empty())
        return;
    addHeading(page, heading);
    int number = 0;
    for (const playbook::Item& item : steps) {
        auto* card = new StepCard(++number, {item.id, item.text, item.run, item.http}, m_actions, m_actions->mayAct());
        connect(card, &StepCard::chosen, this, [this, item] { scrollRunbook(&item); });
        page->addWidget(card);
    }
}

/// Empty: the playbook was not made from one.
void RunbookScreen::showRunbook(const QString& text) {
    m_runbook->showText(text);
    m_which->setVisible(!text.isEmpty());
    m_which->setChecked(!text.isEmpty()); // people know their own words
    m_source->setVisible(text.isEmpty());
    m_runbook->setVisible(!text.isEmpty());
}

/// The lines of the scenario that is shown are tinted; the step's, or its first, comes into the middle.
void RunbookScreen::scrollRunbook(const playbook::Item* step) {
    const playbook::Scenario* scenario = current();
    if (!scenario || !m_which->isChecked())
        return;
    const QString text = m_runbook->toPlainText();
    const playbook::RunbookPlace whole = placeOfScenario(*scenario, m_source->toPlainText(), text);
    const playbook::RunbookPlace place = step ? placeOfStep(*step, whole, text) : whole;
    m_runbook->setChosen(place.first > 0 ? std::vector<CodeView::Span>{{place.first, place.last}}
                                         : std::vector<CodeView::Span>{});
    if (place.first > 0)
        m_runbook->showLine(place.first);
}

void RunbookScreen::readSource() {
    m_source->setPlainText(tr("Reading it …"));
    showRunbook({});
    if (const QString digest = m_room->incident().runbookDigest; !digest.isEmpty())
        m_room->attachment(digest, this, [this, room = m_room](const domain::Result<QByteArray>& bytes) {
            if (room != m_room)
                return;
            showRunbook(bytes ? QString::fromUtf8(*bytes) : bytes.error().text);
            scrollRunbook(nullptr);
        });
    m_room->attachment(m_room->incident().playbookDigest, this,
                       [this, room = m_room](const domain::Result<QByteArray>& bytes) {
                           if (room != m_room)
                               return;
                           m_source->setPlainText(bytes ? QString::fromUtf8(*bytes) : bytes.error().text);
                           scrollSource(currentScenario());
                           scrollRunbook(nullptr);
                       });
}

/// The line that names the id comes to the top: "id: checkout-slow", or the list of actions.
void RunbookScreen::scrollSource(const QString& id) {
    const QRegularExpression where(id == actionsId()
                                       ? QStringLiteral("^actions:")
                                       : QStringLiteral("\\bid: *[\"']?%1\\b").arg(QRegularExpression::escape(id)));
    for (QTextBlock block = m_source->document()->begin(); block.isValid(); block = block.next()) {
        if (!where.match(block.text()).hasMatch())
            continue;
        m_source->moveCursor(QTextCursor::End);
        m_source->setTextCursor(QTextCursor(block));
        m_source->ensureCursorVisible();
        return;
    }
}

} // namespace ui
