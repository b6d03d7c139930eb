// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/places.h"
#include "app/settings.h"
#include "domain/clock.h"
#include "room/archive.h"
#include <QJsonObject>
#include <QObject>

namespace store {
class Database;
class Lock;
} // namespace store

namespace app {

class Holder;
class Log;

/// Options that every command takes, before or after its name.
struct Globals {
    QString dataDir, author, logLevel;
    bool json = false;
};

/// Exit statuses of the program.
enum class Exit { Done = 0, No = 1, WrongUsage = 2, Failed = 3 };
Exit exitOf(const domain::Error& error);

/// One run of one command: what it was told, where things are, and how it answers. Ends once, by done, no or fail; the
/// event loop ends with it. Lives on the main thread.
class Session final : public QObject {
    Q_OBJECT
public:
    Session(Globals globals, Places places, Log* log, QObject* parent = nullptr);
    ~Session() override;

    const Globals& globals() const { return m_globals; }
    const Places& places() const { return m_places; }
    const Settings& settings() const { return m_settings; }
    QString author() const;
    domain::Clock* clock() { return &m_clock; }
    Log* log() const { return m_log; }

    /// Writes the answer to standard output: json with --json, else text (an ending line break is added).
    void print(const QJsonValue& json, const QString& text);
    void done(const QJsonValue& json, const QString& text);
    /// The answer is no: as done, with exit status 1.
    void no(const QJsonValue& json, const QString& text);
    /// One sentence on standard error.
    void fail(const domain::Error& error);
    void end(Exit status);

    /// True when the data folder holds a record.
    bool hasRecord() const;
    /// The record, opened for reading, also while another process holds it. Without a record, or when it cannot be
    /// opened, the command fails.
    void withArchive(std::function<void(room::Archive*)> use);
    /// Has the act done: here when nobody holds the data folder, else by the process that does. Waits up to 10 s for
    /// either. A refusal ends the command.
    void act(const QJsonObject& act, std::function<void(const QJsonObject&)> use);
    /// For commands that act by themselves and for long: holds the data folder, serves its socket, and writes the log
    /// file. Waits up to 10 s for the lock; the command fails when another keeps it.
    void hold(std::function<void(Holder*)> use);

private:
    using Used = std::function<void(const QJsonObject&)>;
    using Held = std::function<void(const domain::Error&)>;
    /// Use runs once the record is open for writing; held is called each time that another process has the lock.
    void takeLock(const std::function<void(Holder*)>& use, const Held& held);
    void openHolder(store::Lock lock, const std::function<void(Holder*)>& use);
    void tryAct(const QJsonObject& act, const Used& use, domain::Instant deadline);
    void actHere(Holder* holder, const QJsonObject& act, const Used& use);
    void handOver(const QJsonObject& act, const Used& use, domain::Instant deadline, const domain::Error& held);
    void tryHold(const std::function<void(Holder*)>& use, domain::Instant deadline);
    /// Calls again after a short while; waits are spread so that twenty processes do not meet again and again.
    void retry(std::function<void()> again);

    Globals m_globals;
    Places m_places;
    Settings m_settings;
    domain::SystemClock m_clock;
    Log* m_log;
    store::Database* m_database = nullptr;
    room::Archive* m_archive = nullptr;
    bool m_ended = false;
};

} // namespace app
