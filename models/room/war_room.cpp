// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/war_room.h"

#include "domain/event_kinds.h"
#include "net/redact.h"
#include "room/clean.h"
#include "room/loaded_room.h"
#include "store/attachments.h"
#include "store/database.h"
#include <QPointer>
#include <QTimer>
#include <algorithm>
#include <deque>
#include <set>

namespace room {

using domain::Event;
using domain::Result;
using namespace std::chrono_literals;

struct WarRoom::Private {
    QPointer<store::Database> database;
    domain::Clock* clock = nullptr;
    QString author;
    store::IncidentKey key;
    bool loaded = false;
    std::vector<std::pair<QUuid, std::vector<Event>>> early; ///< recorded while the room was still being read
    std::vector<Event> events;
    domain::Incident incident;
    playbook::Playbook playbook;
    UndoStack undoStack;
    int pending = 0;
    std::deque<std::function<void()>> whenSaved; ///< undo and redo wait until they know what came last
    std::map<QString, QString> drafts;
    std::set<QString> unwritten; ///< sections whose draft is newer in memory than on disk
    QTimer draftTimer;
};

namespace {

constexpr auto draftDelay = 400ms; ///< typing is on disk within a second

/// Owned by the answer that is on its way; given up with it when nobody waits any more.
using Awaited = std::shared_ptr<std::unique_ptr<WarRoom>>;

} // namespace

WarRoom::WarRoom(store::Database* database, domain::Clock* clock, const QString& author)
    : d(std::make_unique<Private>()) {
    d->database = database;
    d->clock = clock;
    d->author = author;
    d->undoStack = UndoStack(author);
    d->draftTimer.setSingleShot(true);
    d->draftTimer.setInterval(draftDelay);
    connect(&d->draftTimer, &QTimer::timeout, this, &WarRoom::writeDrafts);
    connect(database, &store::Database::recorded, this, &WarRoom::take);
}

WarRoom::~WarRoom() {
    if (d->database)
        writeDrafts();
}

void WarRoom::open(store::Database* database, domain::Clock* clock, const QString& key, const QString& author,
                   QObject* context, std::function<void(Result<WarRoom*>)> done) {
    const Awaited room(new std::unique_ptr<WarRoom>(new WarRoom(database, clock, author)));
    const auto load = [key, author](store::Connection& connection) { return loadRoom(connection, key, author); };
    database->read(load, context, [room, hold = clock->hold(), done = std::move(done)](Result<LoadedRoom> loaded) {
        if (!loaded)
            return done(tl::unexpected(loaded.error()));
        (*room)->adopt(std::move(*loaded));
        done(room->release());
    });
}

void WarRoom::declare(store::Database* database, domain::Clock* clock, const Declaration& declaration,
                      const QString& author, QObject* context, std::function<void(Result<WarRoom*>)> done) {
    const Awaited room(new std::unique_ptr<WarRoom>(new WarRoom(database, clock, author)));
    Declaration clean = declaration;
    clean.title = net::redact(clean.title);
    const auto record = [database, clock, author, context, room, hold = clock->hold(),
                         done = std::move(done)](Result<PreparedDeclaration> prepared) {
        if (!prepared)
            return done(tl::unexpected(prepared.error()));
        const auto enter = [room, hold, author, playbook = std::move(prepared->playbook),
                            done](Result<store::Declaration> declared) {
            if (!declared)
                return done(tl::unexpected(declared.error()));
            (*room)->adopt(freshRoom(std::move(*declared), playbook, author));
            done(room->release());
        };
        database->declare(std::move(prepared->incident), clock->now(), context, enter);
    };
    database->read([clean, author](store::Connection&) { return prepareDeclaration(clean, author); }, context, record);
}

void WarRoom::adopt(LoadedRoom loaded) {
    d->key = std::move(loaded.key);
    d->events = std::move(loaded.events);
    d->incident = std::move(loaded.incident);
    d->playbook = std::move(loaded.playbook);
    d->drafts = std::move(loaded.drafts);
    d->undoStack = std::move(loaded.undoStack);
    d->loaded = true;
    for (const auto& [incident, events] : std::exchange(d->early, {}))
        take(incident, events);
    if (!loaded.notice.isEmpty())
        QTimer::singleShot(0, this, [this, notice = loaded.notice] { emit failed(notice); });
}

const domain::Incident& WarRoom::incident() const {
    return d->incident;
}
const playbook::Playbook& WarRoom::playbook() const {
    return d->playbook;
}
QString WarRoom::key() const {
    return d->key.key;
}
QString WarRoom::author() const {
    return d->author;
}
domain::Clock* WarRoom::clock() const {
    return d->clock;
}
store::Database* WarRoom::database() const {
    return d->database;
}
bool WarRoom::readOnly() const {
    return d->database->isReadOnly();
}
bool WarRoom::saving() const {
    return d->pending > 0;
}
const std::vector<Event>& WarRoom::events() const {
    return d->events;
}

void WarRoom::append(domain::Body body, Done done) {
    append(domain::EventDraft{.body = std::move(body), .author = {}, .occurredAt = {}}, std::move(done));
}

void WarRoom::append(domain::EventDraft draft, Done done) {
    post({std::move(draft)}, std::move(done));
}

void WarRoom::erase(const domain::EventId& target, const QString& reason, Done done) {
    std::vector<domain::EventDraft> drafts;
    const auto add = [&](const domain::EventId& id) {
        drafts.push_back({.body = domain::EventErased{id, reason}, .author = {}, .occurredAt = {}});
    };
    for (const Event& event : d->events)
        if (const auto* revised = std::get_if<domain::EntryRevised>(&event.body); revised && revised->target == target)
            add(event.id);
    add(target);
    post(std::move(drafts), std::move(done));
}

void WarRoom::post(std::vector<domain::EventDraft> drafts, Done done) {
    const domain::Instant now = d->clock->now();
    bool cleaned = false;
    for (domain::EventDraft& draft : drafts) {
        cleaned = removeCredentials(draft.body) || cleaned;
        if (draft.author.isEmpty())
            draft.author = d->author;
        if (draft.occurredAt == domain::Instant{})
            draft.occurredAt = now;
    }
    if (cleaned)
        emit credentialRemoved();
    if (++d->pending == 1)
        emit savingChanged(true);
    d->database->append(
        d->key.id, std::move(drafts), now, this,
        [this, hold = d->clock->hold(), done = std::move(done)](Result<std::vector<Event>> events) {
            const QPointer<WarRoom> alive(this);
            const bool saved = --d->pending == 0;
            if (!events)
                emit failed(events.error().text);
            if (alive && done)
                done(std::move(events).map([](std::vector<Event>&& list) { return std::move(list.back()); }));
            if (!alive || !saved || d->pending > 0)
                return;
            emit savingChanged(false);
            while (alive && d->pending == 0 && !d->whenSaved.empty()) {
                const auto next = std::move(d->whenSaved.front());
                d->whenSaved.pop_front();
                next();
            }
        });
}

void WarRoom::take(const QUuid& incident, const std::vector<Event>& events) {
    if (!d->loaded) {
        d->early.emplace_back(incident, events);
        return;
    }
    if (incident != d->key.id)
        return;
    const QPointer<WarRoom> alive(this);
    for (const Event& event : events)
        if (alive)
            takeOne(event);
}

void WarRoom::takeOne(const Event& event) {
    const auto place = std::lower_bound(d->events.begin(), d->events.end(), event, domain::foldsBefore);
    if (place != d->events.end() && place->id == event.id)
        return; // it was among those read
    const bool last = place == d->events.end();
    d->events.insert(place, event);
    const QPointer<WarRoom> alive(this);
    if (last && domain::apply(d->incident, event))
        d->undoStack.take(event);
    else
        foldAnew();
    if (alive)
        emit appended(event);
}

/// After an older event came in, or an earlier one was erased.
void WarRoom::foldAnew() {
    std::set<std::pair<QUuid, qint64>> erased;
    for (const Event& event : d->events)
        if (const auto* erasure = std::get_if<domain::EventErased>(&event.body))
            erased.insert({erasure->target.origin, erasure->target.seq});
    d->undoStack = UndoStack(d->author);
    for (Event& event : d->events) {
        if (erased.contains({event.id.origin, event.id.seq}) && !std::holds_alternative<domain::Erased>(event.body))
            event.body = domain::Erased{domain::kindOf(event.body)};
        d->undoStack.take(event);
    }
    d->incident = domain::fold(d->events);
    emit reloaded();
}

void WarRoom::attach(const QByteArray& bytes, const QString& mediaType, std::function<void(Result<QString>)> done) {
    const auto work = [bytes, mediaType](store::Connection& connection) -> Result<QString> {
        auto transaction = store::Transaction::begin(connection);
        STORE_TRY(transaction);
        auto digest = store::insertAttachment(connection, bytes, mediaType);
        STORE_TRY(digest);
        STORE_TRY(transaction->commit());
        return digest;
    };
    d->database->write(work, this, [this, hold = d->clock->hold(), done = std::move(done)](Result<QString> digest) {
        const QPointer<WarRoom> alive(this);
        if (!digest)
            emit failed(digest.error().text);
        if (alive && done)
            done(std::move(digest));
    });
}

void WarRoom::attachment(const QString& digest, QObject* context, std::function<void(Result<QByteArray>)> done) const {
    d->database->read([digest](store::Connection& connection) { return store::readAttachment(connection, digest); },
                      context, std::move(done));
}

void WarRoom::undo() {
    takeBack(false);
}
void WarRoom::redo() {
    takeBack(true);
}

void WarRoom::takeBack(bool redo) {
    if (saving()) {
        d->whenSaved.push_back([this, redo] { takeBack(redo); });
        return;
    }
    const Event* event = redo ? d->undoStack.redo() : d->undoStack.undo();
    if (!event)
        return;
    if (auto draft = takingBack(*event, d->author, d->clock->now()))
        post({std::move(*draft)}, {});
}

bool WarRoom::canUndo() const {
    return !readOnly() && d->undoStack.undo();
}
bool WarRoom::canRedo() const {
    return !readOnly() && d->undoStack.redo();
}

QString WarRoom::undoText() const {
    return canUndo() ? tr("Undo: %1").arg(domain::sentenceOf(d->undoStack.undo()->body)) : QString();
}

QString WarRoom::redoText() const {
    if (!canRedo())
        return {};
    const auto restored = domain::inverseOf(*d->undoStack.redo());
    return tr("Redo: %1").arg(restored ? domain::sentenceOf(*restored) : QString());
}

void WarRoom::saveDraft(const QString& section, const QString& markdown) {
    if (draft(section) == markdown)
        return;
    if (markdown.isEmpty())
        d->drafts.erase(section);
    else
        d->drafts[section] = markdown;
    d->unwritten.insert(section);
    if (!d->draftTimer.isActive())
        d->draftTimer.start();
}

QString WarRoom::draft(const QString& section) const {
    const auto found = d->drafts.find(section);
    return found == d->drafts.end() ? QString() : found->second;
}

void WarRoom::writeDrafts() {
    for (const QString& section : std::exchange(d->unwritten, {})) {
        const auto work = [id = d->key.id, section, text = net::redact(draft(section)),
                           now = d->clock->now()](store::Connection& connection) {
            return store::saveDraft(connection, id, section, text, now);
        };
        d->database->write(work, this, [this](const Result<void>& saved) {
            if (!saved)
                emit failed(QStringLiteral("The draft is not saved. ") + saved.error().text);
        });
    }
}

} // namespace room
