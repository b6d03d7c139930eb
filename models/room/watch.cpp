// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/watch.h"

#include "health/command_check.h"
#include "health/monitor.h"
#include "playbook/plan.h"
#include "playbook/variables.h"
#include "room/alert_watch.h"
#include "room/graph_watch.h"
#include "room/war_room.h"
#include "store/attachments.h"
#include "store/database.h"
#include <QPointer>
#include <deque>

namespace room {

using domain::CheckResult;
using namespace std::chrono_literals;

namespace {

constexpr domain::Millis batchEvery = 5s; ///< raw results are on disk within this time
constexpr std::size_t keptPerCheck = 120;
constexpr std::size_t keptAnswers = 5;

QString watcher() {
    return QStringLiteral("bridgewatch");
}

std::map<QString, QString> merged(std::map<QString, QString> over, const std::map<QString, QString>& base) {
    over.insert(base.begin(), base.end());
    return over;
}

} // namespace

struct Watch::Private {
    QPointer<WarRoom> room;
    std::map<QString, QString> variables;
    health::Monitor* monitor = nullptr;
    GraphWatch* graphs = nullptr;
    AlertWatch* alerts = nullptr;
    std::vector<CheckView> checks;
    Proposals proposals{playbook::Playbook()};
    std::vector<Proposal> proposed;
    std::map<QString, std::deque<CheckResult>> recent;
    std::map<QString, std::deque<health::AnswerPtr>> answers; ///< newest first
    std::vector<CheckResult> unwritten;
    bool batchDue = false;
    bool running = false;

    CheckView* find(const QString& id) {
        const auto found =
            std::find_if(checks.begin(), checks.end(), [&id](const CheckView& view) { return view.check.id == id; });
        return found == checks.end() ? nullptr : &*found;
    }
    bool records() const { return room && !room->readOnly() && room->incident().status != domain::Status::Closed; }
};

Watch::Watch(WarRoom* room, net::Transport* transport, const std::map<QString, QString>& over, QObject* parent,
             const std::optional<std::vector<playbook::Check>>& played)
    : QObject(parent)
    , d(std::make_unique<Private>()) {
    d->room = room;
    const playbook::Playbook& playbook = room->playbook();
    d->variables = merged(over, playbook.variables);
    d->proposals = Proposals(playbook);
    const std::vector<playbook::Check>& checks = played ? *played : playbook.checks;
    for (playbook::Check check : checks) {
        check.http.url = playbook::expandKnown(check.http.url, d->variables);
        check.target = playbook::expandKnown(check.target, d->variables);
        d->checks.push_back({.check = std::move(check), .state = domain::CheckState::Unknown, .since = {}, .last = {}});
    }
    d->monitor = new health::Monitor(checks, d->variables, room->clock(), transport, this);
    for (const domain::CheckFlip& flip : room->incident().flips) {
        if (CheckView* view = d->find(flip.check)) {
            view->state = flip.state;
            view->since = flip.at;
            d->monitor->restore(flip.check, flip.state);
        }
    }
    connect(room, &WarRoom::appended, this, &Watch::takeEvent);
    showRefusedCommands();
    connect(d->monitor, &health::Monitor::resultArrived, this, &Watch::takeResult);
    connect(d->monitor, &health::Monitor::answerArrived, this, [this](const health::AnswerPtr& answer) {
        std::deque<health::AnswerPtr>& kept = d->answers[answer->result.check];
        kept.push_front(answer);
        if (kept.size() > keptAnswers)
            kept.pop_back();
    });
    connect(d->monitor, &health::Monitor::flipped, this, &Watch::takeFlip);
    auto* servers = new metrics::ServerLookup(playbook, over, this);
    d->graphs = new GraphWatch(room, transport, servers, d->variables, this);
    connect(d->graphs, &GraphWatch::panelChanged, this, &Watch::takePanel);
    d->alerts = new AlertWatch(room, transport, servers, this);
}

Watch::~Watch() {
    stop();
}

void Watch::start() {
    if (d->running)
        return;
    d->running = true;
    d->monitor->start();
    d->graphs->start();
    d->alerts->start();
}

void Watch::stop() {
    if (!d->running)
        return;
    d->running = false;
    d->monitor->stop();
    d->graphs->stop();
    d->alerts->stop();
    writeBatch();
}

bool Watch::isRunning() const {
    return d->running;
}

void Watch::allowCommands(bool allowed) {
    const bool may = allowed && d->room && !d->room->incident().drill;
    if (may == d->monitor->commandsAllowed())
        return;
    for (CheckView& view : d->checks) {
        if (view.check.kind != playbook::CheckKind::Command)
            continue;
        view.state = d->monitor->state(view.check.id);
        view.last.reset();
        emit checkChanged(view);
    }
    d->monitor->allowCommands(may);
    if (!may)
        showRefusedCommands();
}

bool Watch::waitsForAllowance() const {
    return d->room && !d->room->incident().drill && !d->monitor->commandsAllowed() &&
           std::any_of(d->checks.begin(), d->checks.end(),
                       [](const CheckView& view) { return view.check.kind == playbook::CheckKind::Command; });
}

/// Shown, not recorded: nothing is known of the target.
void Watch::showRefusedCommands() {
    const bool drill = d->room->incident().drill;
    const domain::Instant now = d->room->clock()->now();
    for (CheckView& view : d->checks) {
        if (view.check.kind != playbook::CheckKind::Command)
            continue;
        view.state = domain::CheckState::Inconclusive;
        view.since.reset();
        view.last = CheckResult{
            view.check.id, now, view.state, 0, 0, drill ? QStringLiteral("not run in a drill") : health::notAllowed()};
        d->recent[view.check.id] = {*view.last};
        emit resultArrived(*view.last);
        emit checkChanged(view);
    }
}

std::vector<CheckView> Watch::checks() const {
    return d->checks;
}

std::vector<metrics::PanelView> Watch::panels() const {
    return d->graphs->panels();
}

std::vector<metrics::PanelFeed*> Watch::feeds() const {
    return d->graphs->feeds();
}

GraphWatch* Watch::graphs() const {
    return d->graphs;
}

AlertWatch* Watch::alerts() const {
    return d->alerts;
}

std::vector<health::AnswerPtr> Watch::answers(const QString& check) const {
    const auto found = d->answers.find(check);
    if (found == d->answers.end())
        return {};
    return {found->second.begin(), found->second.end()};
}

void Watch::totalsOf(const QString& check, QObject* context, std::function<void(const health::Stats&)> done) {
    if (!d->room || !d->room->database())
        return;
    writeBatch();
    d->room->database()->read(
        [id = d->room->incident().id, check](store::Connection& connection) {
            return store::readCheckTotals(connection, id, check);
        },
        context,
        [done = std::move(done)](const domain::Result<store::CheckTotals>& totals) {
            if (totals)
                done({int(totals->probes), int(totals->up), int(totals->degraded), int(totals->down),
                      int(totals->inconclusive), totals->p50Us, totals->p95Us});
        });
}

std::vector<CheckResult> Watch::recentResults() const {
    std::vector<CheckResult> all;
    for (const auto& [check, results] : d->recent)
        all.insert(all.end(), results.begin(), results.end());
    std::sort(all.begin(), all.end(), [](const CheckResult& a, const CheckResult& b) { return a.at < b.at; });
    return all;
}

void Watch::takeResult(const CheckResult& result) {
    if (CheckView* view = d->find(result.check))
        view->last = result;
    std::deque<CheckResult>& recent = d->recent[result.check];
    recent.push_back(result);
    if (recent.size() > keptPerCheck)
        recent.pop_front();
    if (d->records()) {
        d->unwritten.push_back(result);
        if (!d->batchDue) {
            d->batchDue = true;
            d->room->clock()->wakeAt(d->room->clock()->now() + batchEvery, this, [this] { writeBatch(); });
        }
    }
    emit resultArrived(result);
    if (const CheckView* view = d->find(result.check)) {
        d->proposals.checkSeen(result.check, view->state, result.at);
        reviewProposals();
    }
}

void Watch::reviewProposals() {
    if (!d->room)
        return;
    auto proposed = d->proposals.at(d->room->clock()->now());
    if (proposed == d->proposed)
        return;
    d->proposed = std::move(proposed);
    emit proposalsChanged();
}

std::vector<Proposal> Watch::proposals() const {
    return d->proposed;
}

std::vector<Unmet> Watch::unmetCriteria() const {
    if (!d->room || !d->running)
        return {};
    const domain::Instant now = d->room->clock()->now();
    const playbook::Plan plan = playbook::planFor(d->room->playbook(), d->room->incident(), now);
    std::vector<Unmet> all = d->proposals.unmet(now);
    std::erase_if(all, [&plan](const Unmet& one) {
        const playbook::PlannedItem* item = playbook::findPlanned(plan, one.item);
        return !item || item->noLongerPlanned || item->state == domain::ItemState::Skipped;
    });
    return all;
}

/// Whoever resolved it and from where: the record tells what did not hold then.
void Watch::takeEvent(const domain::Event& event) {
    const auto* changed = std::get_if<domain::StatusChanged>(&event.body);
    if (!changed || changed->status != domain::Status::Resolved || event.undoes || !d->records())
        return;
    QStringList sentences;
    for (const Unmet& one : unmetCriteria())
        sentences << one.sentence;
    if (sentences.isEmpty())
        return;
    d->room->append(
        domain::EventDraft{.body = domain::EntryNoted{domain::EntryKind::Observation,
                                                      QStringLiteral("Resolved although recovery had not held: %1.")
                                                          .arg(sentences.join(QStringLiteral("; "))),
                                                      false},
                           .author = watcher(),
                           .occurredAt = event.occurredAt});
}

void Watch::refuseProposal(const QString& item) {
    d->proposals.refuse(item);
    reviewProposals();
}

void Watch::writeBatch() {
    d->batchDue = false;
    if (d->unwritten.empty() || !d->records() || !d->room->database())
        return;
    auto batch = std::exchange(d->unwritten, {});
    // A lost batch loses strips of the past, no fact: flips are events. So a failure here is not shown to anybody.
    d->room->database()->write(
        [id = d->room->incident().id, batch = std::move(batch)](store::Connection& connection) {
            return store::insertCheckResults(connection, id, batch);
        },
        this, [hold = d->room->clock()->hold()](const domain::Result<void>&) {});
}

void Watch::takeFlip(const health::Flip& flip) {
    CheckView* view = d->find(flip.check);
    if (!view)
        return;
    const domain::CheckState was = view->state;
    view->state = flip.state;
    view->since = flip.detected;
    // The first verdict "up" is what everybody expects: no news.
    const bool news = was != domain::CheckState::Unknown || flip.state != domain::CheckState::Up;
    if (news && d->records()) {
        d->room->append(domain::EventDraft{.body = domain::CheckChanged{.check = flip.check,
                                                                        .title = view->check.title,
                                                                        .state = flip.state,
                                                                        .was = was,
                                                                        .detail = flip.detail,
                                                                        .firstSeen = flip.firstSeen},
                                           .author = watcher(),
                                           .occurredAt = flip.detected});
    }
    emit checkChanged(*view);
    d->proposals.checkSeen(flip.check, flip.state, flip.detected);
    reviewProposals();
}

void Watch::takePanel(const metrics::PanelView& view) {
    emit panelChanged(view);
    d->proposals.panelSeen(view.panel.id, view.state == metrics::FeedState::Ok ? view.matrix : nullptr);
    reviewProposals();
}

void Watch::setWindow(domain::Millis window) {
    d->graphs->setWindow(window);
}

void Watch::setSince(domain::Instant since) {
    d->graphs->setSince(since);
}

void Watch::pin(const QString& panel, const QString& note, std::function<void(domain::Result<domain::Event>)> done) {
    d->graphs->pin(panel, note, std::move(done));
}

} // namespace room
