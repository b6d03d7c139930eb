// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/run.h"

#include "drill/drill_clock.h"
#include "drill/real_servers.h"
#include "drill/server_folder.h"
#include <QTimer>
#include <cmath>
#include <thread>

namespace drill {
namespace {

using namespace std::chrono_literals;

/// Headless drills begin on a whole minute, so that intervals fall alike in every run.
Instant headlessStart(Instant now, Millis length) {
    return std::chrono::floor<std::chrono::minutes>(now - length);
}

/// At its end a drill in the window has caught up with the computer's clock.
Instant pacedStart(Instant now, Millis length, double speed) {
    return now - length + Millis(qint64(std::llround(double(length.count()) / speed)));
}

} // namespace

/// Members are destroyed from the last to the first: who uses comes after what is used.
struct Run::Private {
    Setup setup;
    Instant start;
    std::unique_ptr<domain::Clock> clock;
    SteppedClock* stepped = nullptr; ///< the same clock, headless
    std::unique_ptr<Service> service;
    std::unique_ptr<RealServers> servers; ///< null: scripted answers
    QString serversText;
    std::shared_ptr<net::Transport> transport;
    std::unique_ptr<room::WarRoom> room;
    std::unique_ptr<room::Watch> watch;
    std::unique_ptr<Commander> commander;
    std::jthread cleaner; ///< of what killed drills left behind
    bool over = false;
};

Run::Run(Setup setup, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>()) {
    d->setup = std::move(setup);
    const Millis length = scenario().length;
    const bool real = d->setup.realServers && mayUseRealServers(d->setup.speed);
    if (d->setup.headless) {
        // Real servers live now.
        d->start = real ? d->setup.now : headlessStart(d->setup.now, length);
        auto clock = std::make_unique<SteppedClock>(d->start, d->setup.speed);
        d->stepped = clock.get();
        connect(d->stepped, &SteppedClock::stalled, this, [this](int holds) {
            fail({domain::ErrorKind::Internal,
                  QStringLiteral("The drill stands still: %1 things under way do not end.").arg(holds)});
        });
        d->clock = std::move(clock);
    } else {
        d->start = pacedStart(d->setup.now, length, d->setup.speed);
        d->clock = std::make_unique<PacedClock>(d->start, d->setup.speed);
    }
    d->service = std::make_unique<Service>(scenario(), d->setup.found.playbook, d->clock.get(), d->start);
    if (!real)
        d->serversText = d->setup.speed == 1.0
                             ? QStringLiteral("scripted answers stand for Prometheus and Alertmanager, which are not "
                                              "installed both")
                             : QStringLiteral("scripted answers stand for Prometheus and Alertmanager, since real ones "
                                              "cannot run ×%1")
                                   .arg(d->setup.speed);
}

bool Run::mayUseRealServers(double speed) {
    return speed == 1.0 && RealServers::areInstalled();
}

Run::~Run() = default;

const Scenario& Run::scenario() const {
    return d->setup.found.scenario;
}
domain::Clock* Run::clock() const {
    return d->clock.get();
}
Instant Run::startedAt() const {
    return d->start;
}
room::WarRoom* Run::room() const {
    return d->room.get();
}
room::Watch* Run::watch() const {
    return d->watch.get();
}
bool Run::usesRealServers() const {
    return d->servers != nullptr;
}
QString Run::servers() const {
    return d->serversText;
}
std::map<QString, QString> Run::variables() const {
    return d->service ? d->service->variables() : std::map<QString, QString>{};
}

QString Run::serviceUrl() const {
    return d->service->baseUrl();
}

void Run::start() {
    if (const auto listening = d->service->listen(); !listening) {
        QTimer::singleShot(0, this, [this, error = listening.error()] { fail(error); });
        return;
    }
    d->cleaner = std::jthread(removeLeftFolders);
    d->transport = d->setup.makeTransport(d->clock.get(), d->setup.speed);
    if (d->serversText.isEmpty())
        startServers();
    else
        begin();
}

/// The drill begins once they answer, or without them.
void Run::startServers() {
    d->servers = std::make_unique<RealServers>(scenario().alerts, d->service->history(), d->service->port());
    connect(d->servers.get(), &RealServers::ready, this, [this] {
        d->servers->disconnect(this);
        d->service->standBefore(d->servers->prometheusUrl(), d->servers->alertmanagerUrl());
        d->serversText = QStringLiteral("a real Prometheus at %1 and a real Alertmanager at %2 run for this drill")
                             .arg(d->servers->prometheusUrl(), d->servers->alertmanagerUrl());
        begin();
    });
    connect(d->servers.get(), &RealServers::failed, this, [this](const QString& why) {
        d->servers->disconnect(this);
        d->servers.release()->deleteLater(); // it is telling
        d->serversText =
            QStringLiteral("scripted answers stand for Prometheus and Alertmanager: %1").arg(why.simplified());
        begin();
    });
    d->servers->start();
}

void Run::begin() {
    if (!d->stepped)
        return declare();
    d->clock->wakeAt(d->start + scenario().acts.front().at, this, [this] { declare(); });
    d->clock->wakeAt(d->start + scenario().length, this, [this] { end(); });
    const Millis late = domain::SystemClock().now() - d->setup.now;
    d->stepped->start(usesRealServers() ? late : Millis(0));
}

void Run::declare() {
    const Act& first = scenario().acts.front();
    const auto& act = std::get<Declare>(first.deed);
    room::WarRoom::Declaration declaration;
    declaration.title = act.title;
    declaration.severity = act.severity;
    declaration.playbookId = d->setup.found.playbook.id;
    declaration.playbookYaml = d->setup.found.playbookYaml;
    declaration.drill = true;
    declaration.scenario = scenario().id;
    declaration.at = d->clock->now();
    declaration.commander = d->stepped ? first.by : d->setup.author;
    room::WarRoom::declare(d->setup.database, d->clock.get(), declaration, d->stepped ? first.by : d->setup.author,
                           this, [this](const domain::Result<room::WarRoom*>& declared) {
                               if (!declared)
                                   return fail(declared.error());
                               open(*declared);
                           });
}

void Run::open(room::WarRoom* room) {
    d->room.reset(room);
    d->watch =
        std::make_unique<room::Watch>(room, d->transport.get(), d->service->variables(), nullptr, d->service->checks());
    d->watch->start();
    room->append(domain::EventDraft{
        .body = domain::EntryNoted{domain::EntryKind::Note, QStringLiteral("Drill: %1.").arg(d->serversText), false},
        .author = QStringLiteral("bridgewatch"),
        .occurredAt = d->clock->now()});
    if (d->stepped) {
        d->commander = std::make_unique<Commander>(scenario().acts, d->start, room, d->watch.get());
        connect(d->commander.get(), &Commander::stumbled, this, &Run::stumbled);
        d->commander->begin();
    }
    emit opened();
}

void Run::end() {
    if (d->over)
        return;
    d->over = true;
    d->watch->stop();
    d->stepped->stop();
    // What the watch still writes in batches is on its way; the room's own acts are recorded, since the clock waited
    // for them.
    QTimer::singleShot(0, this, &Run::finished);
}

void Run::fail(const domain::Error& error) {
    if (d->over)
        return;
    d->over = true;
    if (d->watch)
        d->watch->stop();
    if (d->stepped)
        d->stepped->stop();
    emit failed(error);
}

} // namespace drill
