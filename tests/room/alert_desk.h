// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"
#include "room/alert_watch.h"
#include "room/room.h"
#include "room/watch.h"

/// A desk at the computer's own time with one incident whose alerts come from real servers.
class AlertDesk {
public:
    /// Declares it; more: what the playbook says beside its severities and roles, such as its servers.
    explicit AlertDesk(const QByteArray& more) {
        [&] { VERIFY_OK(record::open(m_database)); }();
        room::WarRoom::Declaration declaration = record::declaration(QStringLiteral("Checkout fails"));
        declaration.at = m_clock.now();
        declaration.playbookYaml += more;
        record::Answer<room::WarRoom*> answer;
        room::WarRoom::declare(&m_database, &m_clock, declaration, QStringLiteral("@ic"), &m_database, answer.sink());
        const auto declared = answer.wait();
        [&] { VERIFY_OK(declared); }();
        m_room.reset(declared.value_or(nullptr));
        m_watch = m_room ? std::make_unique<room::Watch>(m_room.get(), &m_transport) : nullptr;
    }

    domain::Clock& clock() { return m_clock; }
    room::WarRoom* room() const { return m_room.get(); }
    room::Watch* watch() const { return m_watch.get(); }
    room::AlertWatch* alerts() const { return m_watch->alerts(); }

    /// Begins to watch and waits for the first answers.
    void start() {
        QSignalSpy rounds(alerts(), &room::AlertWatch::changed);
        m_watch->start();
        QTRY_VERIFY_WITH_TIMEOUT(!rounds.isEmpty(), 15'000);
    }
    /// One more round of questions, begun after this was called: the one under way may have asked before.
    void ask() {
        for (int round = 0; round < 2; ++round) {
            QSignalSpy rounds(alerts(), &room::AlertWatch::changed);
            alerts()->refresh();
            QTRY_VERIFY_WITH_TIMEOUT(!rounds.isEmpty(), 15'000);
        }
    }
    /// As after the end of the program, and begun again without being started.
    void reopen() {
        const QString key = m_room->key();
        m_watch.reset();
        m_room = record::openRoom(m_database, m_clock, key);
        m_watch = std::make_unique<room::Watch>(m_room.get(), &m_transport);
    }

private:
    domain::SystemClock m_clock;
    net::Transport m_transport{&m_clock};
    QTemporaryDir m_folder;
    store::Database m_database{m_folder.path()};
    std::unique_ptr<room::WarRoom> m_room;
    std::unique_ptr<room::Watch> m_watch;
};
