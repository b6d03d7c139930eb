// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/desk.h"
#include "app/first_frame.h"
#include "app/logging.h"
#include "app/single_instance.h"
#include "app/termination.h"
#include <QJsonObject>
#include <QTimer>

namespace app {
namespace {

/// A command that is about to end gives the folder up within this time.
constexpr domain::Millis patience{3'000};

void show(Session& session, std::optional<store::Lock> lock, const QString& holder, const WantedDrill& drill) {
    if (lock)
        session.log()->toFile(session.places().logFile());
    auto* desk = new Desk(session, std::move(lock), holder, &session);
    if (!drill.scenario.isEmpty())
        QObject::connect(desk, &Desk::ready, desk, [desk, drill] { desk->startDrill(drill.scenario, drill.speed); });
    new Termination([desk] { desk->window()->close(); }, desk);
    logFirstFrame(desk->window());
    desk->window()->show();
}

void tryOpen(Session& session, const WantedDrill& drill, domain::Instant deadline) {
    auto lock = store::Lock::take(session.places().data);
    if (lock)
        return show(session, std::move(*lock), {}, drill);
    if (lock.error().kind != domain::ErrorKind::Conflict)
        return show(session, std::nullopt, lock.error().text, {});
    const QJsonObject raise{{QStringLiteral("act"), QStringLiteral("raise")},
                            {QStringLiteral("drill"), drill.scenario},
                            {QStringLiteral("speed"), drill.speed}};
    askHolder(session.places().socket(), raise, patience, &session, [&session, drill, deadline](const Handed& handed) {
        if (handed.answer && *handed.answer) {
            session.done(QJsonObject{}, QString());
            return;
        }
        if (session.clock()->now() < deadline) {
            QTimer::singleShot(50, &session, [&session, drill, deadline] { tryOpen(session, drill, deadline); });
            return;
        }
        show(session, std::nullopt, store::Lock::holder(session.places().data), {});
    });
}

} // namespace

void openWindow(Session& session, const WantedDrill& drill) {
    if (const auto made = makePlaces(session.places()); !made) {
        session.fail(made.error());
        return;
    }
    tryOpen(session, drill, session.clock()->now() + patience);
}

} // namespace app
