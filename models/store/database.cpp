// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "domain/mailbox.h"
#include "store/archive_index.h"
#include "store/lane.h"
#include "store/schema.h"
#include <QPointer>
#include <unordered_map>

namespace store {

using domain::ErrorKind;
using domain::Result;

namespace {

/// A lane and the connection that lives on it.
struct Desk {
    std::unique_ptr<Connection> connection; ///< touched on the lane only
    std::unique_ptr<Lane> lane;             ///< ends before the connection would: see close
    void close() {
        lane->post([this] { connection.reset(); });
        lane.reset();
    }
};

Result<Database::Opening> openWritable(const QString& file, const Probe& probed,
                                       std::unique_ptr<Connection>& connection) {
    STORE_TRY(makePrivateFile(file));
    auto opened = Connection::open(file, Connection::Access::ReadWrite);
    STORE_TRY(opened);
    STORE_TRY(prepare(**opened, probed));
    connection = std::move(*opened);
    return Database::Opening{};
}

/// Runs on the store thread: looks first, then opens as far as it is safe.
Result<Database::Opening> openFile(const QString& file, bool mayWrite, const QString& holder,
                                   std::unique_ptr<Connection>& connection) {
    const auto probed = probe(file);
    STORE_TRY(probed);
    QString notice = holder.isEmpty() ? QStringLiteral("Read-only: nothing can be saved to %1.").arg(file)
                                      : QStringLiteral("Read-only: the data folder is in use by %1.").arg(holder);
    if (!probed->damage.isEmpty())
        notice = QStringLiteral("Read-only: %1 is damaged (%2). What can be read is shown; the file is left as it is.")
                     .arg(file, probed->damage);
    if (mayWrite && probed->damage.isEmpty()) {
        auto opened = openWritable(file, *probed, connection);
        if (opened || probed->empty)
            return opened;
        notice = QStringLiteral("Read-only: ") + opened.error().text;
    }
    if (probed->empty)
        return domain::fail(ErrorKind::NotFound, QStringLiteral("There is no record in %1 yet.").arg(file));
    if (probed->version < schemaVersion())
        return domain::fail(
            ErrorKind::Storage,
            QStringLiteral("%1 was written by an older Bridgewatch and cannot be brought up to date now. %2")
                .arg(file, notice));
    auto opened = Connection::open(file, Connection::Access::ReadOnly);
    STORE_TRY(opened);
    connection = std::move(*opened);
    return Database::Opening{.readOnly = true, .notice = notice};
}

/// On the desk's lane. opens: the first to ask opens the file for reading.
Result<Connection*> connectionAt(Desk& desk, bool opens, const QString& file) {
    if (opens && !desk.connection) {
        auto opened = Connection::open(file, Connection::Access::ReadOnly);
        STORE_TRY(opened);
        desk.connection = std::move(*opened);
    }
    if (!desk.connection)
        return domain::fail(ErrorKind::Storage, QStringLiteral("%1 is not open.").arg(file));
    return desk.connection.get();
}

} // namespace

struct Database::Private {
    QString folder;
    std::optional<Lock> lock;
    domain::Mailbox mailbox;
    Desk writing, reading;
    bool open = false;
    Opening opening;
    /// What waits for an answer. Stays on the GUI thread: contexts and callbacks never travel.
    struct Waiting {
        QPointer<QObject> context;
        std::function<void(Answer)> done;
    };
    std::unordered_map<quint64, Waiting> waiting;
    quint64 lastNumber = 0;

    void deliver(quint64 number, Answer answer) {
        auto node = waiting.extract(number);
        if (!node.empty() && node.mapped().context)
            node.mapped().done(std::move(answer));
    }
};

Database::Database(QString folder, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>()) {
    d->folder = std::move(folder);
    d->writing.lane = std::make_unique<store::Lane>();
    d->reading.lane = std::make_unique<store::Lane>();
}

Database::~Database() {
    // The writing connection closes last, so that it is the one that empties the journal.
    d->reading.close();
    d->writing.close();
}

QString Database::folder() const {
    return d->folder;
}
QString Database::file() const {
    return d->folder + QStringLiteral("/bridgewatch.db");
}
bool Database::isOpen() const {
    return d->open;
}
bool Database::isReadOnly() const {
    return d->opening.readOnly;
}
QString Database::notice() const {
    return d->opening.notice;
}

void Database::open(std::optional<Lock> lock, QObject* context, std::function<void(Result<Opening>)> done) {
    d->lock = std::move(lock);
    const bool mayWrite = d->lock.has_value();
    const QString holder = mayWrite ? QString() : Lock::holder(d->folder);
    const auto work = [file = file(), mayWrite, holder, desk = &d->writing](const Result<Connection*>&) -> Answer {
        return std::make_shared<Result<Opening>>(openFile(file, mayWrite, holder, desk->connection));
    };
    const auto finish = [this, context = QPointer<QObject>(context), done = std::move(done)](const Answer& answer) {
        const auto& opening = *std::static_pointer_cast<Result<Opening>>(answer);
        d->open = opening.has_value();
        if (opening)
            d->opening = *opening;
        if (context)
            done(opening);
    };
    const quint64 number = ++d->lastNumber;
    d->waiting.emplace(number, Private::Waiting{this, finish});
    d->writing.lane->post([work, number, address = d->mailbox.address(), box = d.get()] {
        address.post([box, number, answer = work(nullptr)] { box->deliver(number, answer); });
    });
}

void Database::start(Side side, Job job, QObject* context, std::function<void(Answer)> done) {
    const bool writes = side == Side::Writing;
    Desk* const desk = writes ? &d->writing : &d->reading;
    Result<Connection*> refusal = nullptr;
    if (writes && d->open && d->opening.readOnly)
        refusal = domain::fail(ErrorKind::Conflict, QStringLiteral("Not saved. ") + d->opening.notice);
    else if (!writes && !d->open)
        refusal = domain::fail(ErrorKind::Storage, QStringLiteral("%1 is not open.").arg(file()));
    const quint64 number = ++d->lastNumber;
    d->waiting.emplace(number, Private::Waiting{context, std::move(done)});
    desk->lane->post([desk, writes, refusal, file = file(), job = std::move(job), number,
                      address = d->mailbox.address(), box = d.get()] {
        const Result<Connection*> connection = refusal ? connectionAt(*desk, !writes, file) : refusal;
        address.post([box, number, answer = job(connection)] { box->deliver(number, answer); });
    });
}

void Database::append(const QUuid& incident, std::vector<domain::EventDraft> drafts, domain::Instant recordedAt,
                      QObject* context, std::function<void(Result<std::vector<domain::Event>>)> done) {
    const auto finish = [this, incident, context = QPointer<QObject>(context),
                         done = std::move(done)](Result<std::vector<domain::Event>> events) {
        if (events)
            emit recorded(incident, *events);
        if (events && !std::all_of(events->begin(), events->end(), onlyAddsItsRow))
            emit archiveChanged();
        if (context)
            done(std::move(events));
    };
    write([incident, drafts = std::move(drafts),
           recordedAt](Connection& connection) { return store::append(connection, incident, drafts, recordedAt); },
          this, finish);
}

void Database::declare(NewIncident incident, domain::Instant recordedAt, QObject* context,
                       std::function<void(Result<Declaration>)> done) {
    const auto finish = [this, context = QPointer<QObject>(context),
                         done = std::move(done)](Result<Declaration> declaration) {
        if (declaration)
            emit archiveChanged();
        if (context)
            done(std::move(declaration));
    };
    write([incident = std::move(incident),
           recordedAt](Connection& connection) { return store::declare(connection, incident, recordedAt); },
          this, finish);
}

void Database::importBundle(const QString& path, QObject* context, std::function<void(Result<Imported>)> done) {
    const auto finish = [this, context = QPointer<QObject>(context),
                         done = std::move(done)](Result<Imported> imported) {
        if (imported && !imported->events.empty()) {
            emit recorded(imported->key.id, imported->events);
            emit archiveChanged();
        }
        if (context)
            done(std::move(imported));
    };
    write([path](Connection& connection) { return store::importBundle(connection, path); }, this, finish);
}

} // namespace store
