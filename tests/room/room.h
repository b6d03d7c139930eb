// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "playbook/playbook_file.h"
#include "room/war_room.h"
#include "store/record.h"
#include <QPointer>
#include <map>

/// Rooms over a real record, and a clock that stands until it is moved.
namespace record {

class StillClock final : public domain::Clock {
public:
    domain::Instant now() const override { return m_now; }
    void wakeAt(domain::Instant when, QObject* context, std::function<void()> callback) override {
        m_alarms.emplace(when, std::pair(QPointer<QObject>(context), std::move(callback)));
    }
    std::shared_ptr<void> hold() override {
        ++m_held;
        return {this, [this](StillClock*) { --m_held; }};
    }
    /// Tokens given out and not yet returned.
    int held() const { return m_held; }
    void advance(domain::Millis by) {
        m_now += by;
        while (!m_alarms.empty() && m_alarms.begin()->first <= m_now) {
            const auto alarm = m_alarms.extract(m_alarms.begin());
            if (alarm.mapped().first)
                alarm.mapped().second();
        }
    }

private:
    domain::Instant m_now = declaredAt;
    std::multimap<domain::Instant, std::pair<QPointer<QObject>, std::function<void()>>> m_alarms;
    int m_held = 0;
};

inline const QByteArray playbookYaml = R"(name: Test
severities:
  - {id: SEV1, name: Critical, rank: 1}
  - {id: SEV2, name: Major, rank: 2}
roles:
  - {id: commander, title: Incident Commander}
)";

inline room::WarRoom::Declaration declaration(const QString& title, bool drill = false) {
    room::WarRoom::Declaration declaration;
    declaration.title = title;
    declaration.severity = QStringLiteral("SEV1");
    declaration.playbookId = QStringLiteral("test");
    declaration.playbookYaml = playbookYaml;
    declaration.drill = drill;
    declaration.at = declaredAt;
    declaration.commander = QStringLiteral("@ic");
    return declaration;
}

inline std::unique_ptr<room::WarRoom> declareRoom(store::Database& database, domain::Clock& clock,
                                                  const QString& title) {
    Answer<room::WarRoom*> answer;
    room::WarRoom::declare(&database, &clock, declaration(title), QStringLiteral("@ic"), &database, answer.sink());
    const auto room = answer.wait();
    if (!room)
        qFatal("%s", qPrintable(room.error().text));
    return std::unique_ptr<room::WarRoom>(*room);
}

inline std::unique_ptr<room::WarRoom> openRoom(store::Database& database, domain::Clock& clock, const QString& key,
                                               const QString& author = QStringLiteral("@ic")) {
    Answer<room::WarRoom*> answer;
    room::WarRoom::open(&database, &clock, key, author, &database, answer.sink());
    const auto room = answer.wait();
    if (!room)
        qFatal("%s", qPrintable(room.error().text));
    return std::unique_ptr<room::WarRoom>(*room);
}

inline domain::Body note(const QString& text) {
    return domain::EntryNoted{.entryKind = domain::EntryKind::Note, .text = text, .confidential = false};
}

/// Appends and waits.
inline domain::Result<domain::Event> append(room::WarRoom& room, domain::Body body) {
    Answer<domain::Event> answer;
    room.append(std::move(body), answer.sink());
    return answer.wait();
}

} // namespace record
