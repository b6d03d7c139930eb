// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/archive.h"

#include "domain/event_kinds.h"
#include "playbook/plan.h"
#include "playbook/playbook_file.h"
#include "store/attachments.h"
#include "store/database.h"
#include "store/search.h"
#include "store/verify.h"
#include <QHash>
#include <QPointer>
#include <algorithm>

namespace room {

using domain::ArchiveRow;
using domain::Result;
using store::Connection;

namespace {

/// Severities by rank, one playbook read once however many incidents used it.
class Ranks {
public:
    explicit Ranks(Connection& connection)
        : m_connection(connection) {}
    const playbook::Playbook& playbookOf(const store::ListedIncident& incident) {
        auto known = m_playbooks.find(incident.playbookDigest);
        if (known == m_playbooks.end())
            known = m_playbooks.insert(incident.playbookDigest, read(incident));
        return *known;
    }
    int of(const store::ListedIncident& incident) {
        const playbook::Severity* severity = playbook::findSeverity(playbookOf(incident), incident.row.severity);
        return severity ? severity->rank : 0;
    }

private:
    playbook::Playbook read(const store::ListedIncident& incident) {
        const auto yaml = store::readAttachment(m_connection, incident.playbookDigest);
        return yaml ? playbook::readPlaybook(*yaml, incident.row.playbook).playbook : playbook::Playbook();
    }
    Connection& m_connection;
    QHash<QString, playbook::Playbook> m_playbooks;
};

/// What decides which follow-ups are open, and when they fall due.
const QStringList& followUpKinds() {
    using namespace domain;
    static const QStringList kinds = [] {
        QStringList all;
        for (const char* kind : {Declared::kind, SeverityChanged::kind, StatusChanged::kind, ServiceAffected::kind,
                                 ServiceCleared::kind, EntryRevised::kind, ItemTicked::kind, ItemUnticked::kind,
                                 ItemSkipped::kind, ItemAdded::kind, ItemRemoved::kind, EventErased::kind})
            all << QString::fromLatin1(kind);
        return all;
    }();
    return kinds;
}

/// Rows, and the incidents whose row a tick may change.
struct Listing {
    std::vector<ArchiveRow> rows;
    QSet<QUuid> followed;
};

/// Only incidents that are over and whose playbook plans for afterwards are read.
Result<void> countFollowUps(Connection& connection, store::ListedIncident& incident, const playbook::Playbook& book) {
    ArchiveRow& row = incident.row;
    const bool over = row.status == domain::Status::Resolved || row.status == domain::Status::Closed;
    if (!over || !playbook::hasFollowUps(book))
        return {};
    auto events = store::loadEvents(connection, incident.id, followUpKinds());
    STORE_TRY(events);
    const domain::Incident folded = domain::fold(std::move(events->events));
    const playbook::FollowUps left = playbook::followUps(book, folded, folded.declaredAt);
    row.followUps = left.open;
    row.followUpsDue = left.due;
    return {};
}

Result<Listing> readRows(Connection& connection) {
    auto listed = store::listIncidents(connection);
    STORE_TRY(listed);
    Ranks ranks(connection);
    Listing listing;
    for (store::ListedIncident& incident : *listed) {
        incident.row.severityRank = ranks.of(incident);
        const playbook::Playbook& book = ranks.playbookOf(incident);
        STORE_TRY(countFollowUps(connection, incident, book));
        if (incident.row.resolvedAt && playbook::hasFollowUps(book))
            listing.followed.insert(incident.id);
        listing.rows.push_back(std::move(incident.row));
    }
    return listing;
}

Result<Archive::Totals> readTotals(Connection& connection) {
    const auto listed = store::listIncidents(connection);
    STORE_TRY(listed);
    Archive::Totals totals;
    for (const store::ListedIncident& incident : *listed) {
        const ArchiveRow& row = incident.row;
        ++(row.drill ? totals.drills : totals.incidents);
        const bool over = row.status == domain::Status::Resolved || row.status == domain::Status::Closed;
        totals.open += !row.drill && !over;
        totals.entries += row.entries;
    }
    return totals;
}

Result<Archive::Reading> readIncident(Connection& connection, const QString& key,
                                      std::optional<domain::Instant> until) {
    const auto found = store::findIncident(connection, key);
    STORE_TRY(found);
    auto events = store::loadEvents(connection, found->id);
    STORE_TRY(events);
    if (until)
        std::erase_if(events->events, [&until](const domain::Event& event) {
            return event.occurredAt > *until && !std::holds_alternative<domain::Declared>(event.body);
        });
    Archive::Reading reading;
    reading.key = found->key;
    reading.foreignKey = found->foreignKey;
    reading.incident = domain::fold(events->events);
    reading.events = std::move(events->events);
    auto yaml = store::readAttachment(connection, reading.incident.playbookDigest);
    if (yaml) {
        reading.playbookYaml = std::move(*yaml);
        reading.playbook = playbook::readPlaybook(reading.playbookYaml, reading.incident.playbook).playbook;
    }
    return reading;
}

Result<std::vector<domain::CheckResult>> readResults(Connection& connection, const QString& key, domain::Instant from) {
    const auto found = store::findIncident(connection, key);
    STORE_TRY(found);
    return store::readCheckResults(connection, found->id, from);
}

} // namespace

Archive::Archive(store::Database* database, QObject* parent)
    : QObject(parent)
    , m_database(database) {
    connect(database, &store::Database::archiveChanged, this, &Archive::changed);
    connect(database, &store::Database::recorded, this,
            [this](const QUuid& incident, const std::vector<domain::Event>& events) {
                const auto counts = [](const domain::Event& event) {
                    return domain::kindOf(event.body).startsWith(u"checklist.");
                };
                if (m_followed->contains(incident) && std::any_of(events.begin(), events.end(), counts))
                    emit changed();
            });
}

void Archive::rows(QObject* context, Done<std::vector<ArchiveRow>> done) const {
    m_database->read(readRows, context, [followed = m_followed, done = std::move(done)](Result<Listing> listing) {
        if (listing)
            *followed = listing->followed;
        done(std::move(listing).map([](Listing&& one) { return std::move(one.rows); }));
    });
}

void Archive::search(const QString& words, int limit, QObject* context,
                     Done<std::vector<domain::SearchHit>> done) const {
    m_database->read([words, limit](Connection& connection) { return store::searchEntries(connection, words, limit); },
                     context, std::move(done));
}

void Archive::totals(QObject* context, Done<Totals> done) const {
    m_database->read(readTotals, context, std::move(done));
}

void Archive::read(const QString& key, std::optional<domain::Instant> until, QObject* context,
                   Done<Reading> done) const {
    m_database->read([key, until](Connection& connection) { return readIncident(connection, key, until); }, context,
                     std::move(done));
}

void Archive::attachment(const QString& digest, QObject* context, Done<QByteArray> done) const {
    m_database->read([digest](Connection& connection) { return store::readAttachment(connection, digest); }, context,
                     std::move(done));
}

void Archive::checkResults(const QString& key, domain::Instant from, QObject* context,
                           Done<std::vector<domain::CheckResult>> done) const {
    m_database->read([key, from](Connection& connection) { return readResults(connection, key, from); }, context,
                     std::move(done));
}

void Archive::exportBundle(const QString& key, const QString& path, QObject* context, Done<QString> done) const {
    m_database->read([key, path](Connection& connection) { return store::exportBundle(connection, key, path); },
                     context, std::move(done));
}

void Archive::importBundle(const QString& path, QObject* context, Done<QString> done) {
    m_database->importBundle(path, context, [done = std::move(done)](Result<store::Imported> imported) {
        done(std::move(imported).map([](store::Imported&& one) { return one.key.key; }));
    });
}

void Archive::verify(const QString& key, QObject* context, Done<domain::Verification> done) const {
    const auto look = [database = m_database, key, context = QPointer<QObject>(context),
                       done = std::move(done)](const std::vector<domain::Damage>& words) {
        if (!context)
            return;
        database->read([key](Connection& connection) { return store::verify(connection, key); }, context,
                       [words, done](Result<domain::Verification> found) {
                           if (found)
                               found->damage.insert(found->damage.end(), words.begin(), words.end());
                           done(std::move(found));
                       });
    };
    if (m_database->isReadOnly())
        return look({});
    m_database->write(store::verifyWords, m_database, [look](const Result<domain::Verification>& words) {
        look(words ? words->damage : std::vector<domain::Damage>());
    });
}

} // namespace room
