// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "app/acts.h"
#include "app/logging.h"
#include "app/open_rooms.h"
#include "app/single_instance.h"
#include "store/database.h"
#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimer>
#include <cstdio>

namespace app {
namespace {

constexpr domain::Millis longestWait{10'000};

QByteArray oneLine(const QJsonValue& json) {
    if (json.isArray())
        return QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact);
    return QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact);
}

} // namespace

Exit exitOf(const domain::Error& error) {
    return error.kind == domain::ErrorKind::Usage ? Exit::WrongUsage : Exit::Failed;
}

Session::Session(Globals globals, Places places, Log* log, QObject* parent)
    : QObject(parent)
    , m_globals(std::move(globals))
    , m_places(std::move(places))
    , m_settings(readSettings(m_places))
    , m_log(log) {}

Session::~Session() = default;

QString Session::author() const {
    return authorOf(m_globals.author, m_settings);
}

void Session::print(const QJsonValue& json, const QString& text) {
    QByteArray bytes = m_globals.json ? oneLine(json) : text.toUtf8();
    if (!bytes.endsWith('\n') && !bytes.isEmpty())
        bytes += '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
}

void Session::done(const QJsonValue& json, const QString& text) {
    print(json, text);
    end(Exit::Done);
}

void Session::no(const QJsonValue& json, const QString& text) {
    print(json, text);
    end(Exit::No);
}

void Session::fail(const domain::Error& error) {
    if (!m_ended)
        std::fprintf(stderr, "bridgewatch: %s\n", qPrintable(loggable(error.text)));
    end(exitOf(error));
}

void Session::end(Exit status) {
    if (m_ended)
        return;
    m_ended = true;
    // What was printed must have arrived: a full disk behind a redirection is a failure like any other.
    if (std::fflush(stdout) != 0 && status == Exit::Done) {
        std::fprintf(stderr, "bridgewatch: the answer could not be written to standard output\n");
        status = Exit::Failed;
    }
    QTimer::singleShot(0, this, [status] { QCoreApplication::exit(static_cast<int>(status)); });
}

bool Session::hasRecord() const {
    return QFileInfo::exists(m_places.record());
}

void Session::withArchive(std::function<void(room::Archive*)> use) {
    if (!hasRecord()) {
        fail({domain::ErrorKind::NotFound, QStringLiteral("Nothing is recorded in %1 yet.").arg(m_places.data)});
        return;
    }
    m_database = new store::Database(m_places.data, this);
    m_database->open(std::nullopt, this,
                     [this, use = std::move(use)](const domain::Result<store::Database::Opening>& opened) {
                         if (!opened) {
                             fail(opened.error());
                             return;
                         }
                         m_archive = new room::Archive(m_database, this);
                         use(m_archive);
                     });
}

void Session::act(const QJsonObject& act, std::function<void(const QJsonObject&)> use) {
    if (auto made = makePlaces(m_places); !made) {
        fail(made.error());
        return;
    }
    QJsonObject signedAct = act;
    signedAct.insert(QStringLiteral("author"), author());
    tryAct(signedAct, use, m_clock.now() + longestWait);
}

void Session::tryAct(const QJsonObject& act, const Used& use, domain::Instant deadline) {
    auto lock = store::Lock::take(m_places.data);
    if (!lock && lock.error().kind == domain::ErrorKind::Conflict) {
        handOver(act, use, deadline, lock.error());
        return;
    }
    if (!lock) {
        fail(lock.error());
        return;
    }
    m_log->toFile(m_places.logFile());
    m_database = new store::Database(m_places.data, this);
    m_database->open(std::move(*lock), this, [this, act, use](const domain::Result<store::Database::Opening>& opened) {
        if (!opened)
            fail(opened.error());
        else if (opened->readOnly)
            fail({domain::ErrorKind::Storage, opened->notice});
        else
            actHere(act, use);
    });
}

void Session::actHere(const QJsonObject& act, const Used& use) {
    m_rooms = new OpenRooms(m_database, &m_clock, author(), this);
    perform(*m_rooms, act, this, [this, use](const domain::Result<QJsonObject>& answer) {
        if (answer)
            use(*answer);
        else
            fail(answer.error());
    });
}

void Session::handOver(const QJsonObject& act, const Used& use, domain::Instant deadline, const domain::Error& held) {
    if (m_clock.now() >= deadline) {
        fail(held);
        return;
    }
    askHolder(m_places.socket(), act, domain::Millis(deadline - m_clock.now()), this,
              [this, act, use, deadline](const Handed& handed) {
                  if (handed.answer) {
                      if (*handed.answer)
                          use(**handed.answer);
                      else
                          fail(handed.answer->error());
                      return;
                  }
                  // The holder serves nobody: another command that is about to end. Waits are spread so that twenty of
                  // them do not meet again.
                  const int pause = 10 + QRandomGenerator::global()->bounded(30);
                  QTimer::singleShot(pause, this, [this, act, use, deadline] { tryAct(act, use, deadline); });
              });
}

} // namespace app
