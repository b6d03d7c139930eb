// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comms/ladder.h"
#include "room/alert_watch.h"
#include "room/war_room.h"
#include "room/watch.h"
#include "ui/alerts_panel.h"
#include "ui/charts/graph_panel.h"
#include "ui/check_detail_link.h"
#include "ui/checklist_panel.h"
#include "ui/checks_panel.h"
#include "ui/graphs_panel.h"
#include "ui/incident_banner.h"
#include "ui/incident_dialogs.h"
#include "ui/message_bar.h"
#include "ui/status_strip.h"
#include "ui/step_actions.h"
#include "ui/timeline_panel.h"
#include "ui/war_room_screen.h"
#include "ui/wrapped_text.h"
#include <QAction>

// How the war room follows its incident: what it shows when events, results and the clock arrive.
namespace ui {

void WarRoomScreen::watchRoom() {
    connect(m_room, &room::WarRoom::appended, this, [this] {
        m_savedAt = now();
        m_saveFailed = false;
        m_messages->setCondition(QStringLiteral("saving"), MessageBar::Level::Error, {});
        refreshIncident();
        refreshClocks();
    });
    connect(m_room, &room::WarRoom::reloaded, this, &WarRoomScreen::refreshIncident);
    connect(m_room, &room::WarRoom::savingChanged, this, &WarRoomScreen::refreshStatus);
    connect(m_room, &room::WarRoom::failed, this, [this](const QString& sentence) {
        m_saveFailed = true;
        m_messages->setCondition(QStringLiteral("saving"), MessageBar::Level::Error, sentence);
        refreshStatus();
    });
    connect(m_room, &room::WarRoom::credentialRemoved, this, [this] {
        m_messages->showMessage(MessageBar::Level::Warning,
                                tr("That held something that looks like a credential; it is not recorded."));
    });
    connect(m_room, &QObject::destroyed, this, [this] { setRoom(nullptr); });
}

void WarRoomScreen::watchChecks() {
    m_checks->model()->setFlips(m_room->incident().flips);
    if (!m_watch)
        return;
    for (const domain::CheckResult& result : m_watch->recentResults())
        m_checks->model()->addResult(result);
    const auto showState = [this](const room::CheckView& view) {
        if (view.state != domain::CheckState::Unknown)
            m_checks->model()->setState(view.check.id, view.state, view.since.value_or(now()));
        refreshConditions();
    };
    for (const room::CheckView& view : m_watch->checks())
        showState(view);
    if (m_watch->waitsForAllowance() && mayAct())
        m_messages->showMessage(
            MessageBar::Level::Info,
            tr("This playbook has checks that are commands, and it may not run commands yet. Choose "
               "such a tile to allow it."));
    connect(m_watch, &room::Watch::resultArrived, m_checks->model(), &items::ChecksModel::addResult);
    connect(m_watch, &room::Watch::checkChanged, this, showState);
    connect(m_watch, &room::Watch::proposalsChanged, this,
            [this] { m_checklist->model()->setProposals(m_watch->proposals()); });
    connect(m_watch->alerts(), &room::AlertWatch::silencesOutlived, this, &WarRoomScreen::offerToEndSilences);
}

/// What is under a tile; of a command that may not run yet, the question whether it may.
void WarRoomScreen::openCheck(const QString& id) {
    const playbook::Check* check = playbook() ? playbook::findCheck(*playbook(), id) : nullptr;
    if (!check)
        return;
    const bool waits = check->kind == playbook::CheckKind::Command && m_watch && m_watch->waitsForAllowance();
    if (waits && m_actions && mayAct())
        m_actions->askToAllow();
    else
        openCheckDetail(*check, m_checks->model(), m_watch, this);
}

void WarRoomScreen::watchAlerts() {
    connect(m_alerts, &AlertsPanel::failed, this,
            [this](const QString& sentence) { m_messages->showMessage(MessageBar::Level::Error, sentence); });
    connect(m_alerts, &AlertsPanel::scenarioWanted, this, [this](const QString& id) {
        if (!mayAct())
            return;
        for (const playbook::Scenario& scenario : m_room->playbook().scenarios) {
            if (scenario.id == id)
                m_room->append(domain::ScenarioAttached{id, scenario.title});
        }
    });
    connect(m_alerts, &AlertsPanel::declareWanted, this, &WarRoomScreen::declareFromAlertRequested);
    connect(m_alerts, &AlertsPanel::linkWanted, this, [this](const QString& url) {
        auto* dialog = new AskDialog(tr("Open in the browser"), url, this);
        dialog->setVerb(tr("Open"));
        connect(dialog, &AskDialog::answered, this, [this, url] { emit linkRequested(url); });
        dialog->open();
    });
}

void WarRoomScreen::offerToEndSilences(const std::vector<metrics::Silence>& own) {
    QStringList until;
    for (const metrics::Silence& silence : own)
        until << domain::toClockText(silence.endsAt);
    auto* dialog =
        new AskDialog(own.size() == 1 ? tr("A silence still mutes alerts") : tr("Silences still mute alerts"),
                      tr("Until %1 (UTC). What is muted would not be heard when it comes back.")
                          .arg(until.join(QStringLiteral(", "))),
                      this);
    dialog->setVerb(own.size() == 1 ? tr("End it now") : tr("End them now"));
    connect(dialog, &AskDialog::answered, this, [this] { m_alerts->expireOwn(tr("the incident is resolved")); });
    dialog->open();
}

void WarRoomScreen::connectGraphs() {
    connect(m_graphs, &GraphsPanel::linkChosen, this,
            [this](const QUrl& url) { emit linkRequested(url.toString(QUrl::FullyEncoded)); });
    connect(m_graphs, &GraphsPanel::troubled, this,
            [this](const QString& sentence) { m_messages->showMessage(MessageBar::Level::Error, sentence); });
    connect(m_graphs, &GraphsPanel::entryRequested, this, [this](domain::Instant at) {
        panelToggle(QStringLiteral("timeline"))->setChecked(true);
        m_timeline->beginEntryAt(at);
    });
    connect(m_graphs, &GraphsPanel::markRequested, this, [this](const QString& entry) {
        panelToggle(QStringLiteral("timeline"))->setChecked(true);
        m_timeline->showEntry(entry);
    });
}

void WarRoomScreen::refreshGraphs() {
    const playbook::Playbook* book = playbook();
    m_graphs->setEmptyText(m_watch && mayAct() ? tr("No graph is shown. “Add a graph” above makes one.")
                           : !book || book->panels.empty()
                               ? tr("The playbook has no graphs.")
                               : tr("No graph is watched now. Pinned graphs stand in the post-mortem."));
    refreshMarkers();
}

void WarRoomScreen::setStatus(domain::Status status) {
    if (!mayAct() || status == m_room->incident().status)
        return m_banner->setIncident(m_room ? m_room->key() : QString(), incident() ? *incident() : domain::Incident{},
                                     playbook() ? *playbook() : playbook::Playbook{});
    if (const QStringList unmet = unmetCriteria(); status == domain::Status::Resolved && !unmet.isEmpty()) {
        askResolve(m_room, unmet, this);
    } else {
        m_room->append(domain::StatusChanged{status, m_room->incident().status},
                       [screen = QPointer<WarRoomScreen>(this)](const auto&) {
                           if (screen)
                               screen->refreshIncident();
                       });
    }
    // Until it is recorded the stepper shows what is.
    refreshIncident();
}

QStringList WarRoomScreen::unmetCriteria() const {
    QStringList sentences;
    if (m_watch && mayAct() && !domain::isOver(m_room->incident())) {
        for (const room::Unmet& one : m_watch->unmetCriteria())
            sentences << one.sentence;
    }
    return sentences;
}

void WarRoomScreen::refreshIncident() {
    if (!incident())
        return;
    m_banner->setIncident(m_room ? m_room->key() : m_record->key, *incident(), *playbook());
    m_banner->setReadOnly(!mayAct());
    for (QAction* act : std::as_const(m_acts))
        act->setEnabled(mayAct());
    refreshMarkers();
    refreshUndo();
    refreshStatus();
    refreshConditions();
}

void WarRoomScreen::refreshUndo() {
    const bool undo = mayAct() && m_room->canUndo(), redo = mayAct() && m_room->canRedo();
    m_undo->setEnabled(undo);
    m_undo->setText(undo ? menuText(m_room->undoText()) : tr("Undo"));
    m_redo->setEnabled(redo);
    m_redo->setText(redo ? menuText(m_room->redoText()) : tr("Redo"));
}

void WarRoomScreen::refreshMarkers() {
    std::vector<EventMark> marks;
    if (incident()) {
        for (const domain::TimelineEntry& entry : incident()->timeline) {
            const bool kind = entry.kind == QLatin1String("incident.declared") ||
                              entry.kind == QLatin1String("severity.changed") ||
                              entry.kind == QLatin1String("status.changed");
            const bool action =
                entry.kind == QLatin1String("entry.noted") && entry.entryKind == domain::EntryKind::Action;
            if ((kind || action || entry.keyMoment) && !entry.struck && !entry.confidential)
                marks.push_back({entry.occurredAt, entry.text, domain::toText(entry.id)});
        }
    }
    m_graphs->setEvents(marks);
}

void WarRoomScreen::refreshStatus() {
    if (!incident())
        return;
    QStringList facts;
    const auto& checks = playbook()->checks;
    if (!checks.empty()) {
        const auto every = std::min_element(checks.begin(), checks.end(), [](const auto& a, const auto& b) {
                               return a.every < b.every;
                           })->every;
        facts << (checks.size() == 1 ? tr("1 check every %1") : tr("%1 checks every %2").arg(checks.size()))
                     .arg(domain::toHumanDuration(every));
    }
    const auto& graphs = m_graphs->graphs();
    const auto stale = std::count_if(graphs.begin(), graphs.end(), [](const auto& one) {
        return one.second->view().state == metrics::FeedState::Stale ||
               one.second->view().state == metrics::FeedState::Error;
    });
    if (!graphs.empty())
        facts << (stale > 0            ? tr("%1 graphs, %2 without answer").arg(graphs.size()).arg(stale)
                  : graphs.size() == 1 ? tr("1 graph")
                                       : tr("%1 graphs").arg(graphs.size()));
    if (m_room && m_room->clock()->speed() != 1.0)
        facts << tr("drill time ×%1").arg(m_room->clock()->speed());
    facts << m_alerts->facts();
    m_status->setFacts(facts);
    using Saved = StatusStrip::Saved;
    if (m_record)
        m_status->setSaved(Saved::ReadOnly, tr("Record, not live"));
    else if (m_room->readOnly())
        m_status->setSaved(Saved::ReadOnly, tr("Read-only"));
    else if (m_saveFailed)
        m_status->setSaved(Saved::No, tr("Not saved"));
    else if (m_room->saving())
        m_status->setSaved(Saved::Saving, tr("Saving …"));
    else
        m_status->setSaved(Saved::Yes,
                           m_savedAt ? tr("Saved · %1").arg(domain::toClockText(*m_savedAt, true)) : tr("Saved"));
}

void WarRoomScreen::refreshConditions() {
    const int checks = m_checks->model()->rowCount();
    const bool offline =
        m_watch && checks > 0 && m_checks->model()->countOf(domain::CheckState::Inconclusive) == checks;
    m_messages->setCondition(
        QStringLiteral("offline"), MessageBar::Level::Warning,
        offline ? tr("We cannot tell how the services are: this computer's own link, VPN or DNS seems to be out. "
                     "Everything you record is still saved.")
                : QString());
    m_messages->setCondition(
        QStringLiteral("read-only"), MessageBar::Level::Warning,
        m_room && m_room->readOnly()
            ? tr("Opened read-only: another process holds this database. Nothing can be changed here.")
            : QString());
}

/// One place for the ladder: who is to be paged now, else who was and has not answered.
void WarRoomScreen::refreshLadder() {
    const comms::Ladder ladder = comms::ladderOf(*playbook(), *incident(), now());
    StripPrompt prompt;
    if (ladder.prompt && ladder.prompt->mark + ladder.prompt->rung.notify != m_putOff)
        prompt = {comms::promptText(*ladder.prompt), {tr("Paged"), tr("Not now")}};
    else if (ladder.waiting)
        prompt = {tr("%1: paged %2 ago, no answer yet")
                      .arg(ladder.waiting->who, domain::toHumanDuration(now() - ladder.waiting->at)),
                  {tr("Answered")}};
    m_status->setPrompt(mayAct() ? prompt : StripPrompt{});
}

void WarRoomScreen::answerPrompt(int verb) {
    if (!mayAct())
        return;
    const comms::Ladder ladder = comms::ladderOf(*playbook(), *incident(), now());
    const bool asksToPage = m_status->prompt().verbs.size() == 2;
    if (asksToPage && ladder.prompt && verb == 0)
        m_room->append(comms::pageOf(*ladder.prompt));
    else if (asksToPage && ladder.prompt)
        m_putOff = ladder.prompt->mark + ladder.prompt->rung.notify;
    else if (!asksToPage && ladder.waiting)
        m_room->append(comms::answerOf(*ladder.waiting, now()));
    refreshLadder();
}

void WarRoomScreen::refreshClocks() {
    if (!incident())
        return;
    const domain::Instant moment = now();
    refreshLadder();
    m_banner->setNow(*incident(), *playbook(), moment);
    m_banner->setUnmet(unmetCriteria());
    if (m_room)
        m_checklist->model()->refresh();
    m_alerts->setNow(moment);
    m_graphs->setNow(moment);
    m_status->setNow(moment);
    refreshStatus();
}

} // namespace ui
