// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/alert_watch.h"

#include "playbook/playbook.h"
#include "room/war_room.h"
#include <QSet>

namespace room {
namespace {

using metrics::Alert;
using metrics::AlertChange;
using metrics::Silence;

/// Changes of one kind, one name and one reason, which one event records.
struct Group {
    AlertChange first;
    QStringList fingerprints;
};

std::vector<Group> grouped(const std::vector<AlertChange>& changes) {
    std::vector<Group> groups;
    for (const AlertChange& change : changes) {
        const auto found = std::find_if(groups.begin(), groups.end(), [&change](const Group& group) {
            return group.first.kind == change.kind && group.first.alert.name == change.alert.name &&
                   group.first.reason == change.reason;
        });
        if (found == groups.end()) {
            groups.push_back({change, {change.alert.fingerprint}});
            continue;
        }
        found->fingerprints << change.alert.fingerprint;
        found->first.alert.since = std::min(found->first.alert.since, change.alert.since);
    }
    return groups;
}

domain::Body bodyOf(const Group& group) {
    const QString fingerprints = group.fingerprints.join(QLatin1Char(' '));
    const Alert& alert = group.first.alert;
    switch (group.first.kind) {
    case AlertChange::Kind::Fired:
        return domain::AlertFired{fingerprints, alert.name, metrics::summaryOf(alert), alert.since};
    case AlertChange::Kind::Resolved:
        return domain::AlertResolved{fingerprints, alert.name};
    case AlertChange::Kind::Lost:
        return domain::AlertLost{fingerprints, alert.name, group.first.reason};
    }
    return {};
}

} // namespace

QString silenceComment(const QString& key, const QString& comment) {
    const QString text = comment.trimmed();
    return text.startsWith(key) ? text : QStringLiteral("%1: %2").arg(key, text);
}

AlertWatch::AlertWatch(WarRoom* room, net::Transport* transport, const metrics::ServerLookup* servers, QObject* parent)
    : QObject(parent)
    , m_room(room)
    , m_transport(transport)
    , m_feed(new metrics::AlertFeed(servers, room->clock(), transport, this)) {
    std::vector<Alert> recorded;
    for (const auto& [fingerprint, alert] : room->incident().alerts) {
        m_recorded.insert(fingerprint);
        recorded.push_back({.fingerprint = fingerprint,
                            .name = alert.name,
                            .state = alert.lost ? metrics::AlertState::Lost : metrics::AlertState::Firing,
                            .since = alert.since.value_or(domain::Instant()),
                            .labels = {{QStringLiteral("alertname"), alert.name}},
                            .annotations = {},
                            .silencedBy = {},
                            .sourceUrl = {},
                            .servers = {}});
    }
    m_feed->restore(recorded);
    connect(room, &WarRoom::appended, this, &AlertWatch::takeEvent);
    connect(m_feed, &metrics::AlertFeed::moved, this, &AlertWatch::record);
    connect(m_feed, &metrics::AlertFeed::changed, this, &AlertWatch::recordEndedSilences);
    connect(m_feed, &metrics::AlertFeed::changed, this, &AlertWatch::changed);
}

bool AlertWatch::maySilence() const {
    return m_room && !m_room->readOnly() && view().alertmanager.has_value();
}

bool AlertWatch::records() const {
    return m_room && !m_room->readOnly() && m_room->incident().status != domain::Status::Closed;
}

void AlertWatch::takeEvent(const domain::Event& event) {
    const auto* changed = std::get_if<domain::StatusChanged>(&event.body);
    if (!changed || changed->status != domain::Status::Resolved || event.undoes || !maySilence())
        return;
    if (const std::vector<Silence> own = ownSilences(); !own.empty())
        emit silencesOutlived(own);
}

bool AlertWatch::belongs(const Alert& alert) const {
    if (alert.since >= m_room->incident().declaredAt - belongsBefore)
        return true;
    const auto& scenarios = m_room->playbook().scenarios;
    return std::any_of(scenarios.begin(), scenarios.end(),
                       [&alert](const playbook::Scenario& scenario) { return scenario.alerts.contains(alert.name); });
}

void AlertWatch::record(const std::vector<AlertChange>& changes) {
    if (!records())
        return;
    std::vector<AlertChange> ours;
    for (const AlertChange& change : changes) {
        const QString& fingerprint = change.alert.fingerprint;
        const bool known = m_recorded.contains(fingerprint);
        if (change.kind == AlertChange::Kind::Fired ? known || !belongs(change.alert) : !known)
            continue;
        if (change.kind == AlertChange::Kind::Resolved)
            m_recorded.erase(fingerprint);
        else
            m_recorded.insert(fingerprint);
        ours.push_back(change);
    }
    for (const Group& group : grouped(ours))
        m_room->append(domain::EventDraft{
            .body = bodyOf(group), .author = QStringLiteral("bridgewatch"), .occurredAt = m_room->clock()->now()});
}

/// Of the silences made here: those that ran out, and those that somebody ended at the server.
void AlertWatch::recordEndedSilences() {
    if (!records() || !view().silencesAnswered)
        return;
    constexpr int surely = 2; // a round under way may have asked before the silence was made
    const domain::Instant now = m_room->clock()->now();
    for (const domain::SilenceRecord& silence : m_room->incident().silences) {
        if (silence.ended || m_ended.contains(silence.id))
            continue;
        if (find(silence.id)) {
            m_missed.erase(silence.id);
            continue;
        }
        const bool ranOut = silence.endsAt && *silence.endsAt <= now;
        if (!ranOut && ++m_missed[silence.id] < surely)
            continue;
        m_ended.insert(silence.id);
        m_room->append(domain::EventDraft{
            .body = domain::SilenceExpired{silence.id, ranOut ? QStringLiteral("its time was over")
                                                              : QStringLiteral("Alertmanager has it no more")},
            .author = QStringLiteral("bridgewatch"),
            .occurredAt = ranOut ? *silence.endsAt : now});
    }
}

const Silence* AlertWatch::find(const QString& id) const {
    const auto& silences = view().silences;
    const auto found =
        std::find_if(silences.begin(), silences.end(), [&id](const Silence& silence) { return silence.id == id; });
    return found == silences.end() ? nullptr : &*found;
}

std::vector<Silence> AlertWatch::ownSilences() const {
    std::vector<Silence> own;
    if (!m_room)
        return own;
    QSet<QString> made;
    for (const domain::SilenceRecord& silence : m_room->incident().silences)
        made.insert(silence.id);
    for (const Silence& silence : view().silences) {
        if (made.contains(silence.id))
            own.push_back(silence);
    }
    return own;
}

void AlertWatch::silence(const std::vector<metrics::Matcher>& matchers, domain::Millis duration, const QString& comment,
                         Done done) {
    if (!m_room)
        return;
    const domain::Instant now = m_room->clock()->now();
    Silence wanted;
    wanted.matchers = matchers;
    wanted.startsAt = now;
    wanted.endsAt = now + duration;
    wanted.createdBy = m_room->author();
    wanted.comment = silenceComment(m_room->key(), comment);
    send(wanted, std::move(done));
}

void AlertWatch::extend(const QString& id, domain::Millis by, Done done) {
    const Silence* found = find(id);
    if (!found || !m_room) {
        done(domain::fail(domain::ErrorKind::NotFound, QStringLiteral("The silence is over already")));
        return;
    }
    Silence wanted = *found;
    wanted.endsAt = std::max(wanted.endsAt, m_room->clock()->now()) + by;
    send(wanted, std::move(done));
}

void AlertWatch::send(const Silence& silence, Done done) {
    const auto& server = m_feed->alertmanager();
    auto request = server ? metrics::silenceRequest(*server, silence)
                          : domain::Result<net::Request>(tl::unexpected(server.error()));
    if (!request) {
        done(tl::unexpected(request.error()));
        return;
    }
    m_transport->fetch(
        *std::move(request), metrics::decodeSilenceId, this,
        [this, silence, done = std::move(done)](const domain::Result<QString>& id) {
            if (id && m_room) {
                QStringList matchers;
                for (const metrics::Matcher& matcher : silence.matchers)
                    matchers << metrics::toText(matcher);
                if (!silence.id.isEmpty() && silence.id != *id) { // a server may end the old one and make another
                    m_ended.insert(silence.id);
                    m_room->append(domain::SilenceExpired{silence.id, QStringLiteral("extended as another")});
                }
                m_room->append(domain::SilenceCreated{*id, silence.comment, matchers, silence.endsAt});
            }
            m_feed->refresh();
            done(id);
        });
}

void AlertWatch::expire(const QString& id, const QString& reason, Done done) {
    const auto& server = m_feed->alertmanager();
    auto request =
        server ? metrics::expireRequest(*server, id) : domain::Result<net::Request>(tl::unexpected(server.error()));
    if (!request) {
        done(tl::unexpected(request.error()));
        return;
    }
    m_transport->fetch(*std::move(request), metrics::decodeExpired, this,
                       [this, id, reason, done = std::move(done)](const domain::Result<void>& ended) {
                           if (ended && m_room) {
                               m_ended.insert(id);
                               m_room->append(domain::SilenceExpired{id, reason});
                           }
                           m_feed->refresh();
                           done(ended ? domain::Result<QString>(id) : tl::unexpected(ended.error()));
                       });
}

} // namespace room
