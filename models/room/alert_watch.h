// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "metrics/alert_feed.h"
#include <QPointer>
#include <set>

namespace room {

class WarRoom;

/// Watches alerts and silences for one incident: asks the playbook's Alertmanager and every Prometheus server of it,
/// records what fires, is over or was lost through the WarRoom (author "bridgewatch"), and makes, extends and ends
/// silences, each of which is recorded once the server has taken it. Alerts that fired long before the declaration and
/// that no scenario names are shown, but not recorded: they belong to another story. GUI thread.
class AlertWatch final : public QObject {
    Q_OBJECT
public:
    /// Alerts that began this long before the declaration still belong to the incident.
    static constexpr domain::Millis belongsBefore = std::chrono::hours(1);
    /// A silence that ends within this time is worth a warning.
    static constexpr domain::Millis endsSoon = std::chrono::minutes(5);

    /// servers outlives it.
    AlertWatch(WarRoom* room, net::Transport* transport, const metrics::ServerLookup* servers,
               QObject* parent = nullptr);

    bool isConfigured() const { return m_feed->isConfigured(); } ///< there is a server to ask
    bool maySilence() const; ///< there is an Alertmanager, and the room may be changed
    void start() { m_feed->start(); }
    void stop() { m_feed->stop(); }
    void refresh() { m_feed->refresh(); }
    const metrics::AlertsView& view() const { return m_feed->view(); }
    /// Silences that this incident made and that still mute, next to end first.
    std::vector<metrics::Silence> ownSilences() const;

    using Done = std::function<void(domain::Result<QString>)>; ///< the silence's id
    /// From now for this long; the incident's key is put before the comment. Refused as metrics::silenceRequest does.
    void silence(const std::vector<metrics::Matcher>& matchers, domain::Millis duration, const QString& comment,
                 Done done);
    /// Moves the end of a silence by this much from its end, or from now when that is later.
    void extend(const QString& id, domain::Millis by, Done done);
    void expire(const QString& id, const QString& reason, Done done);

signals:
    void changed(const metrics::AlertsView& view); ///< after every round of questions
    /// The incident was resolved while these still mute: a silence that outlives its incident hides the next one. Not
    /// when the room cannot be changed.
    void silencesOutlived(const std::vector<metrics::Silence>& silences);

private:
    void record(const std::vector<metrics::AlertChange>& changes);
    void recordEndedSilences();
    void takeEvent(const domain::Event& event);
    bool belongs(const metrics::Alert& alert) const;
    bool records() const;
    void send(const metrics::Silence& silence, Done done);
    const metrics::Silence* find(const QString& id) const;

    QPointer<WarRoom> m_room;
    net::Transport* m_transport;
    metrics::AlertFeed* m_feed;
    std::set<QString> m_recorded;    ///< fingerprints that fire or are lost, also while that is still being written
    std::set<QString> m_ended;       ///< silences whose end is in the record, or on its way there
    std::map<QString, int> m_missed; ///< rounds in which a silence was not there any more
};

/// "INC-0001: comment"; a comment that begins with the key stays as it is.
QString silenceComment(const QString& key, const QString& comment);

} // namespace room
