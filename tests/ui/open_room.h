// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "playbook/playbook_file.h"
#include "room/war_room.h"
#include "store/database.h"
#include "store/lock.h"
#include <QTemporaryDir>
#include <QtTest>

/// A real incident in a real database under a temporary folder, at a time that stands still.
class OpenRoom {
public:
    /// 20 November 2026, 15:58:02 UTC.
    class StillClock final : public domain::Clock {
    public:
        using Clock::Clock;
        domain::Instant now() const override { return m_now; }
        void wakeAt(domain::Instant, QObject*, std::function<void()>) override {}
        void set(domain::Instant now) { m_now = now; }

    private:
        domain::Instant m_now = domain::instantFromMs(1795190282000);
    };

    ~OpenRoom() { close(); }
    StillClock& clock() { return m_clock; }
    room::WarRoom* room() const { return m_room.get(); }
    QString file() const { return m_database->file(); }
    QString folder() const { return m_folder.path(); }

    /// Opens the database and declares an incident in it; playbook: YAML, default the shipped one called "default".
    void declare(const QString& title, domain::Instant at, QByteArray playbook = {}) {
        openDatabase();
        if (playbook.isEmpty())
            playbook = playbook::findPlaybook(QStringLiteral("default"), {})->yaml;
        room::WarRoom::declare(
            m_database.get(), &m_clock,
            {title, QStringLiteral("SEV2"), QStringLiteral("default"), playbook, false, {}, at, QStringLiteral("@ic")},
            QStringLiteral("@ic"), &m_context, taken());
        QTRY_VERIFY2(m_answered, "declared");
        QVERIFY2(m_room, qPrintable(m_trouble));
        m_key = m_room->key();
    }
    /// As after the end of the program.
    void close() {
        m_room.reset();
        m_database.reset();
    }
    void reopen() {
        close();
        openDatabase();
        room::WarRoom::open(m_database.get(), &m_clock, m_key, QStringLiteral("@ic"), &m_context, taken());
        QTRY_VERIFY2(m_answered, "opened");
        QVERIFY2(m_room, qPrintable(m_trouble));
    }
    /// Records one act and waits for it.
    void record(domain::Body body, domain::Instant at, const QString& author = QStringLiteral("@ic")) {
        bool done = false;
        m_room->append(domain::EventDraft{std::move(body), author, at},
                       [&done](const domain::Result<domain::Event>& event) {
                           done = true;
                           QVERIFY2(event, event ? "" : qPrintable(event.error().text));
                       });
        QTRY_VERIFY(done);
    }

private:
    std::function<void(domain::Result<room::WarRoom*>)> taken() {
        m_answered = false;
        return [this](domain::Result<room::WarRoom*> room) {
            m_answered = true;
            if (room)
                m_room.reset(*room);
            else
                m_trouble = room.error().text;
        };
    }
    void openDatabase() {
        m_database = std::make_unique<store::Database>(m_folder.path());
        auto lock = store::Lock::take(m_folder.path());
        QVERIFY(lock);
        bool opened = false;
        m_database->open(std::move(*lock), &m_context,
                         [&opened](const domain::Result<store::Database::Opening>& opening) {
                             opened = true;
                             QVERIFY(opening);
                         });
        QTRY_VERIFY(opened);
    }

    QTemporaryDir m_folder;
    StillClock m_clock;
    QObject m_context;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<room::WarRoom> m_room;
    QString m_key, m_trouble;
    bool m_answered = false;
};
