// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/war_room_screen.h"
#include "room/alert_watch.h"
#include "room/war_room.h"
#include "room/watch.h"
#include "ui/alerts_panel.h"
#include "ui/checklist_panel.h"
#include "ui/checks_panel.h"
#include "ui/contacts_dialog.h"
#include "ui/graphs_panel.h"
#include "ui/incident_banner.h"
#include "ui/incident_dialogs.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/message_bar.h"
#include "ui/notice_page.h"
#include "ui/status_strip.h"
#include "ui/step_actions.h"
#include "ui/timeline_panel.h"
#include "ui/virtual_list.h"
#include <QDataStream>
#include <QEvent>
#include <QIODevice>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {
WarRoomScreen::WarRoomScreen(QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedLayout)
    , m_notice(new NoticePage)
    , m_messages(new MessageBar)
    , m_banner(new IncidentBanner)
    , m_checklist(new ChecklistPanel)
    , m_checks(new ChecksPanel)
    , m_alerts(new AlertsPanel)
    , m_graphs(new GraphsPanel)
    , m_timeline(new TimelinePanel)
    , m_status(new StatusStrip)
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_middle(new QSplitter(Qt::Vertical)) {
    setAccessibleName(tr("War room"));
    setFocusProxy(m_checklist);
    buildLayout();
    buildActions();
    connect(m_banner, &IncidentBanner::statusWanted, this, &WarRoomScreen::setStatus);
    connect(m_banner, &IncidentBanner::acknowledgeWanted, this, [this] {
        if (mayAct())
            m_room->append(domain::Acknowledged{});
    });
    connect(m_banner, &IncidentBanner::updateWanted, this, [this] {
        if (mayAct())
            askUpdate(m_room, this);
    });
    connect(m_banner, &IncidentBanner::severityWanted, this, [this] {
        if (mayAct())
            askSeverity(m_room, this);
    });
    connect(m_checklist, &ChecklistPanel::copied, this,
            [this] { m_messages->showMessage(MessageBar::Level::Info, tr("The command is in the clipboard.")); });
    watchAlerts();
    connect(m_checklist, &ChecklistPanel::proposalRefused, this, [this](const QString& item) {
        if (m_watch)
            m_watch->refuseProposal(item);
    });
    connect(m_status, &StatusStrip::promptAnswered, this, &WarRoomScreen::answerPrompt);
    connectGraphs();
    m_tick.setInterval(250);
    connect(&m_tick, &QTimer::timeout, this, &WarRoomScreen::refreshClocks);
    showNothing();
}

void WarRoomScreen::buildLayout() {
    m_middle->addWidget(m_checks);
    m_middle->addWidget(m_alerts);
    m_middle->addWidget(m_graphs);
    m_middle->setStretchFactor(0, 0);
    m_middle->setStretchFactor(1, 0);
    m_middle->setStretchFactor(2, 1);
    m_alerts->hide();
    m_columns->addWidget(m_checklist);
    m_columns->addWidget(m_middle);
    m_columns->addWidget(m_timeline);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 3);
    m_columns->setStretchFactor(2, 1);
    m_columns->setSizes({440, 980, 470});
    for (QSplitter* splitter : {m_columns, m_middle}) {
        splitter->setHandleWidth(10);
        splitter->setChildrenCollapsible(false);
        connect(splitter, &QSplitter::splitterMoved, this, [this] {
            m_arranged = true;
            emit arrangementChanged();
        });
    }
    connect(m_checks, &ChecksPanel::wantedHeightChanged, this, &WarRoomScreen::fitTiles);
    connect(m_alerts, &AlertsPanel::wantedHeightChanged, this, &WarRoomScreen::fitTiles);
    connect(m_checks, &ChecksPanel::detailRequested, this, &WarRoomScreen::openCheck);
    m_middle->installEventFilter(this);
    m_checklist->setMinimumWidth(scaled(220));
    m_timeline->setMinimumWidth(scaled(240));
    auto* desk = new QWidget;
    auto* deskLayout = new QVBoxLayout(desk);
    deskLayout->setContentsMargins(10, 10, 10, 10);
    deskLayout->addWidget(m_columns);
    auto* live = new QWidget;
    auto* liveLayout = new QVBoxLayout(live);
    liveLayout->setContentsMargins(0, 0, 0, 0);
    liveLayout->setSpacing(0);
    liveLayout->addWidget(m_banner);
    liveLayout->addWidget(desk, 1);
    m_pages->addWidget(m_notice);
    m_pages->addWidget(live);
    QPushButton* declare = m_notice->addButton(tr("Declare an incident"), true);
    connect(declare, &QPushButton::clicked, this, &WarRoomScreen::declareRequested);
    QPushButton* drill = m_notice->addButton(tr("Start a drill"));
    connect(drill, &QPushButton::clicked, this, &WarRoomScreen::drillRequested);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addLayout(m_pages, 1);
    column->addWidget(m_status);
}

QAction* WarRoomScreen::addAct(const QString& text, const QKeySequence& keys, std::function<void()> act) {
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    return action;
}

void WarRoomScreen::addPanelToggle(const QString& name, const QString& title, QWidget* panel) {
    auto* action = new QAction(title, this);
    action->setCheckable(true);
    action->setChecked(true);
    connect(action, &QAction::toggled, this, [this, panel](bool shown) {
        panel->setVisible(shown && (panel != m_alerts || (m_watch && m_watch->alerts()->isConfigured())));
        m_middle->setVisible(!m_checks->isHidden() || !m_alerts->isHidden() || !m_graphs->isHidden());
        emit arrangementChanged();
    });
    m_toggles[name] = {action, panel};
}

void WarRoomScreen::buildActions() {
    const auto ask = [this](AskDialog* (*dialog)(room::WarRoom*, QWidget*)) {
        return [this, dialog] {
            if (mayAct())
                dialog(m_room, this);
        };
    };
    QAction* update = addAct(tr("Post update…"), Qt::CTRL | Qt::Key_U, ask(askUpdate));
    QAction* severity = addAct(tr("Change severity…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S, ask(askSeverity));
    QAction* roles = addAct(tr("Assign roles…"), Qt::CTRL | Qt::SHIFT | Qt::Key_R, ask(askRoles));
    QAction* impact = addAct(tr("Set impact…"), Qt::CTRL | Qt::SHIFT | Qt::Key_I, ask(askImpact));
    QAction* page = addAct(tr("Contacts and escalation…"), Qt::CTRL | Qt::SHIFT | Qt::Key_P, [this] {
        if (incident())
            showContacts(m_room, *incident(), *playbook(), this);
    });
    QAction* title = addAct(tr("Rename…"), {}, ask(askTitle));
    m_undo = addAct(tr("Undo"), QKeySequence::Undo, [this] {
        if (mayAct())
            m_room->undo();
    });
    m_redo = addAct(tr("Redo"), Qt::CTRL | Qt::SHIFT | Qt::Key_Z, [this] {
        if (mayAct())
            m_room->redo();
    });
    QAction* compose = addAct(tr("Write an entry"), Qt::CTRL | Qt::Key_E, [this] {
        panelToggle(QStringLiteral("timeline"))->setChecked(true);
        m_timeline->focusComposer();
    });
    QAction* find = addAct(tr("Find in timeline"), QKeySequence::Find, [this] {
        panelToggle(QStringLiteral("timeline"))->setChecked(true);
        m_timeline->showFilter();
    });
    QAction* checklist = addAct(tr("Go to the checklist"), Qt::CTRL | Qt::Key_L, [this] {
        panelToggle(QStringLiteral("checklist"))->setChecked(true);
        m_checklist->list()->setFocus(Qt::ShortcutFocusReason);
    });
    QAction* exportIt = addAct(tr("Export…"), {}, [this] {
        emit exportRequested(m_room ? m_room->key() : m_record ? m_record->key : QString());
    });
    m_acts = {update, severity, roles, impact, title, compose};

    addPanelToggle(QStringLiteral("checklist"), tr("Checklist"), m_checklist);
    addPanelToggle(QStringLiteral("health"), tr("Health checks"), m_checks);
    addPanelToggle(QStringLiteral("alerts"), tr("Alerts"), m_alerts);
    addPanelToggle(QStringLiteral("graphs"), tr("Graphs"), m_graphs);
    addPanelToggle(QStringLiteral("timeline"), tr("Timeline"), m_timeline);
    auto* local = new QAction(tr("Timeline in local time"), this);
    local->setCheckable(true);
    connect(local, &QAction::toggled, m_timeline, &TimelinePanel::setLocalTime);

    auto* menu = new QMenu(this);
    menu->addActions({update, severity, roles, impact, title, page});
    menu->addSeparator();
    menu->addActions({m_undo, m_redo});
    menu->addSeparator();
    menu->addActions({compose, find, checklist});
    QMenu* panels = menu->addMenu(tr("Panels"));
    for (const auto& [name, toggle] : m_toggles)
        panels->addAction(toggle.first);
    panels->addSeparator();
    panels->addAction(local);
    menu->addSeparator();
    menu->addAction(exportIt);
    m_banner->menuButton()->setMenu(menu);
    m_banner->menuButton()->setIcon(glyphIcon(Glyph::More, tokensOf(palette()).inconclusive));
}

QAction* WarRoomScreen::panelToggle(const QString& name) const {
    const auto found = m_toggles.find(name);
    return found == m_toggles.end() ? nullptr : found->second.first;
}

const domain::Incident* WarRoomScreen::incident() const {
    return m_room ? &m_room->incident() : m_record ? &m_record->incident : nullptr;
}

const playbook::Playbook* WarRoomScreen::playbook() const {
    return m_room ? &m_room->playbook() : m_record ? &m_record->playbook : nullptr;
}

domain::Instant WarRoomScreen::now() const {
    return m_room ? m_room->clock()->now() : m_record ? m_record->now : domain::Instant();
}

bool WarRoomScreen::mayAct() const {
    return m_room && !m_room->readOnly();
}

GraphPanel* WarRoomScreen::graph(const QString& panel) const {
    return m_graphs->graph(panel);
}

void WarRoomScreen::setActions(StepActions* actions) {
    m_actions = actions;
    m_checklist->setActions(actions);
    connect(m_timeline, &TimelinePanel::outcomeWanted, actions, &StepActions::showOutcome);
    connect(actions, &StepActions::failed, this, [this](const QString& sentence) {
        if (isVisible())
            m_messages->showMessage(MessageBar::Level::Error, sentence);
    });
}

void WarRoomScreen::setSynchronous(bool synchronous) {
    m_graphs->setSynchronous(synchronous);
}

void WarRoomScreen::setRoom(room::WarRoom* room, room::Watch* watch) {
    if (m_room)
        m_room->disconnect(this);
    if (m_watch)
        m_watch->disconnect(this);
    m_record.reset();
    m_room = room;
    m_watch = watch;
    m_saveFailed = false;
    m_savedAt.reset();
    m_messages->dismiss();
    m_messages->setCondition(QStringLiteral("saving"), MessageBar::Level::Error, {});
    m_putOff.clear();
    m_checklist->model()->setProposals(watch ? watch->proposals() : std::vector<room::Proposal>{});
    m_checklist->setRoom(room);
    m_timeline->setRoom(room);
    m_checks->model()->setChecks(room ? room->playbook().checks : std::vector<playbook::Check>{});
    m_alerts->setRoom(room, watch ? watch->alerts() : nullptr);
    m_alerts->setVisible(watch && watch->alerts()->isConfigured() &&
                         panelToggle(QStringLiteral("alerts"))->isChecked());
    m_graphs->setRoom(room, watch);
    refreshGraphs();
    if (!room)
        return showNothing();
    watchRoom();
    watchChecks();
    m_pages->setCurrentIndex(1);
    refreshIncident();
    refreshClocks();
    fitTiles();
}

void WarRoomScreen::setRecord(std::shared_ptr<const Record> record) {
    setRoom(nullptr);
    m_record = std::move(record);
    if (!m_record)
        return;
    m_checklist->setRecord(m_record->playbook, m_record->incident, m_record->now);
    m_timeline->setIncident(&m_record->incident);
    m_checks->model()->setChecks(m_record->playbook.checks);
    // A check that never flipped stands as its results do.
    for (const domain::CheckResult& result : m_record->results) {
        m_checks->model()->addResult(result);
        m_checks->model()->setState(result.check, result.state, m_record->results.front().at);
    }
    m_checks->model()->setFlips(m_record->incident.flips);
    m_graphs->setPanels(m_record->panels);
    refreshGraphs();
    m_pages->setCurrentIndex(1);
    refreshIncident();
    refreshClocks();
    fitTiles();
}

/// All tiles are visible and the graphs take the rest, until the person draws the line elsewhere.

void WarRoomScreen::fitTiles() {
    if (m_arranged)
        return;
    const int most = std::max(m_checks->minimumSizeHint().height(), m_middle->height() / 2);
    const int tiles = std::min(m_checks->heightFor(m_middle->width()), most);
    const int alerts = m_alerts->isHidden() ? 0 : std::min(m_alerts->wantedHeight(), m_middle->height() / 3);
    m_middle->setSizes({tiles, alerts, std::max(1, m_middle->height() - tiles - alerts)});
}

void WarRoomScreen::showNothing() {
    m_notice->setNotice(tr("No incident is open"),
                        tr("Declare one, and the checklist, clocks, checks and graphs start at once."));
    m_notice->setButtonsVisible(true);
    m_pages->setCurrentIndex(0);
    m_status->setSaved(StatusStrip::Saved::Quiet, tr("No incident open"));
    m_status->setFacts({});
    refreshConditions();
}

void WarRoomScreen::showOpening(const QString& key) {
    m_notice->setNotice(tr("Opening %1 …").arg(key), tr("Reading its record."));
    m_notice->setButtonsVisible(false);
    m_pages->setCurrentIndex(0);
}

void WarRoomScreen::showTrouble(const QString& title, const QString& sentence) {
    m_notice->setNotice(title, sentence);
    m_notice->setButtonsVisible(false);
    m_pages->setCurrentIndex(0);
}

/// What a graph may owe its shape to: the declaration, changes of severity and status, actions, and key entries.

void WarRoomScreen::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_tick.start();
    refreshClocks();
}

bool WarRoomScreen::eventFilter(QObject* watched, QEvent* event) {
    // After the splitter has dealt with its new size itself.
    if (watched == m_middle && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &WarRoomScreen::fitTiles, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void WarRoomScreen::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_tick.stop();
}

QByteArray WarRoomScreen::arrangement() const {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    QStringList hidden;
    for (const auto& [name, toggle] : m_toggles) {
        if (!toggle.first->isChecked())
            hidden << name;
    }
    out << qint32(2) << m_columns->saveState() << m_middle->saveState() << hidden;
    return bytes;
}

void WarRoomScreen::setArrangement(const QByteArray& bytes) {
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    qint32 version = 0;
    QByteArray columns, middle;
    QStringList hidden;
    in >> version >> columns >> middle >> hidden;
    if (in.status() != QDataStream::Ok || version != 2)
        return;
    m_arranged = true;
    m_columns->restoreState(columns);
    m_middle->restoreState(middle);
    for (const auto& [name, toggle] : m_toggles)
        toggle.first->setChecked(!hidden.contains(name));
}

} // namespace ui
