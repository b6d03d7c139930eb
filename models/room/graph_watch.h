// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/result.h"
#include "metrics/panel_feed.h"
#include "metrics/server_lookup.h"
#include <QObject>
#include <QPointer>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace metrics {
class Vocabulary;
}
namespace net {
class Transport;
}

namespace room {

class WarRoom;

/// The graphs of one incident: those of the playbook until a person changes them for this incident. Polls a feed for
/// each and records marks that were crossed for their hold time as threshold.crossed (author "bridgewatch"). Nothing is
/// asked before the secrets of the servers are known. Driven by Watch; GUI thread.
class GraphWatch final : public QObject {
    Q_OBJECT
public:
    /// servers: those of the playbook; it outlives this. variables: of the playbook, with those that go over them.
    GraphWatch(WarRoom* room, net::Transport* transport, const metrics::ServerLookup* servers,
               std::map<QString, QString> variables, QObject* parent = nullptr);
    ~GraphWatch() override;

    void start();
    void stop();

    std::vector<metrics::PanelView> panels() const; ///< in the order of the screen
    std::vector<metrics::PanelFeed*> feeds() const; ///< in the order of the screen; gone when the graphs change
    /// What all graphs show from now on: a window that ends now, or one that begins at since and grows.
    void setWindow(domain::Millis window);
    void setSince(domain::Instant since);
    QStringList serverIds() const; ///< what panels may name; empty when there is only one server
    /// Why secrets or variables keep a server from being asked, or the server; an Error while secrets are looked up.
    domain::Result<metrics::Server> server(const QString& id) const;
    /// A new one, for whoever writes a query.
    metrics::Vocabulary* makeVocabulary(const QString& server, QObject* parent) const;
    /// As Watch::pin.
    void pin(const QString& panel, const QString& note, std::function<void(domain::Result<domain::Event>)> done);

signals:
    void panelChanged(const metrics::PanelView& view); ///< after every answer, also a failed one
    void arranged();                                   ///< graphs were added, changed, moved or removed

private:
    void takeServers();
    void arrange();
    metrics::PanelFeed* makeFeed(const playbook::Panel& panel);
    void take(const metrics::PanelView& view);
    metrics::Level recordedLevel(const QString& panel) const;

    QPointer<WarRoom> m_room;
    QPointer<net::Transport> m_transport;
    const metrics::ServerLookup* m_servers;
    std::map<QString, QString> m_variables;
    std::vector<playbook::Panel> m_panels;
    std::vector<metrics::PanelFeed*> m_feeds; ///< one for each of m_panels
    std::map<QString, metrics::LevelTracker> m_levels;
    domain::Millis m_window;
    std::optional<domain::Instant> m_since;
    bool m_running = false;
};

} // namespace room
