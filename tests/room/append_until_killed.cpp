// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Helper of tst_kill: opens INC-0001 of a folder and appends without end; prints "ACK <seq>" for every act that was
// called saved.
#include "domain/clock.h"
#include "room/war_room.h"
#include "store/database.h"

#include <QCoreApplication>
#include <cstdio>

namespace {

void appendForEver(room::WarRoom* room, int number) {
    room->append(domain::EntryNoted{.entryKind = domain::EntryKind::Note,
                                    .text = QStringLiteral("entry number %1 of a long night").arg(number),
                                    .confidential = false},
                 [room, number](const domain::Result<domain::Event>& event) {
                     if (!event)
                         qFatal("%s", qPrintable(event.error().text));
                     std::printf("ACK %lld\n", static_cast<long long>(event->id.seq));
                     std::fflush(stdout);
                     appendForEver(room, number + 4);
                 });
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QString folder = application.arguments().value(1);
    domain::SystemClock clock;
    store::Database database(folder);
    auto lock = store::Lock::take(folder);
    if (!lock)
        qFatal("%s", qPrintable(lock.error().text));
    std::printf("LOCKED\n");
    std::fflush(stdout);
    database.open(std::move(*lock), &application, [&](const domain::Result<store::Database::Opening>& opening) {
        if (!opening)
            qFatal("%s", qPrintable(opening.error().text));
        if (opening->readOnly)
            qFatal("%s", qPrintable(opening->notice));
        room::WarRoom::open(&database, &clock, QStringLiteral("INC-0001"), QStringLiteral("@ic"), &application,
                            [](const domain::Result<room::WarRoom*>& room) {
                                if (!room)
                                    qFatal("%s", qPrintable(room.error().text));
                                for (int i = 0; i < 4; ++i) // several on their way at any moment
                                    appendForEver(*room, i);
                            });
    });
    return application.exec();
}
