// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "app/acts.h"
#include "app/holder.h"
#include "app/logging.h"
#include "app/version.h"
#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTimer>
#include <cstdio>

Q_LOGGING_CATEGORY(lcSession, "bridgewatch.session")

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
    if ((std::fflush(stdout) != 0 || std::ferror(stdout) != 0) && status == Exit::Done) {
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

void Session::takeLock(const std::function<void(Holder*)>& use, const Held& held) {
    if (auto made = makePlaces(m_places); !made) {
        fail(made.error());
        return;
    }
    auto lock = store::Lock::take(m_places.data);
    if (lock)
        openHolder(std::move(*lock), use);
    else if (lock.error().kind == domain::ErrorKind::Conflict)
        held(lock.error());
    else
        fail(lock.error());
}

void Session::openHolder(store::Lock lock, const std::function<void(Holder*)>& use) {
    m_log->toFile(m_places.logFile());
    qCInfo(lcSession, "version %s holds %s", qPrintable(version()), qPrintable(m_places.data));
    auto* holder = new Holder(m_places, &m_clock, author(), this);
    holder->open(std::move(lock), this, [this, holder, use](const domain::Result<void>& opened) {
        if (opened)
            use(holder);
        else
            fail(opened.error());
    });
}

void Session::retry(std::function<void()> again) {
    const int pause = 10 + QRandomGenerator::global()->bounded(30);
    QTimer::singleShot(pause, this, std::move(again));
}

void Session::act(const QJsonObject& act, std::function<void(const QJsonObject&)> use) {
    QJsonObject signedAct = act;
    signedAct.insert(QStringLiteral("author"), author());
    tryAct(signedAct, use, m_clock.now() + longestWait);
}

void Session::tryAct(const QJsonObject& act, const Used& use, domain::Instant deadline) {
    takeLock([this, act, use](Holder* holder) { actHere(holder, act, use); },
             [this, act, use, deadline](const domain::Error& held) { handOver(act, use, deadline, held); });
}

void Session::actHere(Holder* holder, const QJsonObject& act, const Used& use) {
    perform(*holder->rooms(), act, this, [this, use](const domain::Result<QJsonObject>& answer) {
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
                  // A holder that serves nobody is another command, about to end.
                  if (!handed.answer)
                      retry([this, act, use, deadline] { tryAct(act, use, deadline); });
                  else if (*handed.answer)
                      use(**handed.answer);
                  else
                      fail(handed.answer->error());
              });
}

void Session::hold(std::function<void(Holder*)> use) {
    tryHold(use, m_clock.now() + longestWait);
}

void Session::tryHold(const std::function<void(Holder*)>& use, domain::Instant deadline) {
    const auto serveAndUse = [use](Holder* holder) {
        if (const auto served = holder->serve(); !served)
            qWarning("%s", qPrintable(served.error().text));
        use(holder);
    };
    takeLock(serveAndUse, [this, use, deadline](const domain::Error& held) {
        if (m_clock.now() >= deadline)
            fail(
                {held.kind, held.text + QStringLiteral(" Try again when it has ended, or choose another --data-dir.")});
        else
            retry([this, use, deadline] { tryHold(use, deadline); });
    });
}

} // namespace app
