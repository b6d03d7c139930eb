// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/graph_watch.h"

#include "metrics/panels.h"
#include "metrics/unit.h"
#include "metrics/vocabulary.h"
#include "playbook/variables.h"
#include "room/war_room.h"

namespace room {

using domain::ErrorKind;
using namespace std::chrono_literals;

namespace {

constexpr domain::Millis defaultHold = 30s; ///< a mark must be crossed this long when the panel says nothing
constexpr domain::Millis defaultWindow = 30min;

QString watcher() {
    return QStringLiteral("bridgewatch");
}

domain::ThresholdCrossed bodyOf(const metrics::Crossing& crossing, const metrics::PanelView& view) {
    domain::ThresholdCrossed body{.panel = view.panel.id,
                                  .title = view.panel.title,
                                  .level = metrics::toText(crossing.level),
                                  .value = metrics::formatValue(*view.value, view.panel.unit)};
    if (crossing.was != metrics::Level::Unknown)
        body.was = metrics::toText(crossing.was);
    const QString mark = metrics::markText(crossing.level, metrics::marksOf(view.panel), view.panel.unit);
    if (!mark.isEmpty()) {
        body.mark = mark;
        body.since = crossing.since;
    }
    return body;
}

} // namespace

GraphWatch::GraphWatch(WarRoom* room, net::Transport* transport, const metrics::ServerLookup* servers,
                       std::map<QString, QString> variables, QObject* parent)
    : QObject(parent)
    , m_room(room)
    , m_transport(transport)
    , m_servers(servers)
    , m_variables(std::move(variables))
    , m_window(defaultWindow) {
    arrange();
    connect(servers, &metrics::ServerLookup::found, this, &GraphWatch::takeServers);
    connect(room, &WarRoom::appended, this, &GraphWatch::arrange);
    connect(room, &WarRoom::reloaded, this, &GraphWatch::arrange);
}

GraphWatch::~GraphWatch() {
    stop();
}

void GraphWatch::takeServers() {
    for (std::size_t i = 0; i < m_feeds.size(); ++i) {
        m_feeds[i]->setServer(server(m_panels[i].server));
        if (m_running)
            m_feeds[i]->start();
    }
}

domain::Result<metrics::Server> GraphWatch::server(const QString& id) const {
    return m_servers->servers().prometheusOf(id);
}

QStringList GraphWatch::serverIds() const {
    QStringList ids;
    if (m_room && m_room->playbook().prometheus.size() > 1) {
        for (const playbook::Server& one : m_room->playbook().prometheus)
            ids << one.id;
    }
    return ids;
}

metrics::Vocabulary* GraphWatch::makeVocabulary(const QString& id, QObject* parent) const {
    return new metrics::Vocabulary(server(id), m_variables, m_transport, m_room->clock(), parent);
}

metrics::PanelFeed* GraphWatch::makeFeed(const playbook::Panel& panel) {
    playbook::Panel filled = panel;
    // A name without value stays as it is written: the server's own sentence about it then stands on the graph.
    filled.expr = playbook::expandKnown(panel.expr, m_variables);
    auto* feed = new metrics::PanelFeed(filled, server(panel.server), m_window, m_room->clock(), m_transport, this);
    if (m_since)
        feed->setSince(*m_since);
    m_levels.insert_or_assign(panel.id,
                              metrics::LevelTracker(panel.hold.value_or(defaultHold), recordedLevel(panel.id)));
    connect(feed, &metrics::PanelFeed::changed, this, &GraphWatch::take);
    return feed;
}

/// Feeds of graphs that stay as they are keep their samples.
void GraphWatch::arrange() {
    if (!m_room)
        return;
    auto panels = metrics::panelsOf(m_room->playbook(), m_room->incident());
    if (panels == m_panels)
        return;
    std::vector<metrics::PanelFeed*> feeds;
    for (const playbook::Panel& panel : panels) {
        const auto same = std::find(m_panels.begin(), m_panels.end(), panel);
        if (same != m_panels.end()) {
            feeds.push_back(std::exchange(m_feeds[static_cast<std::size_t>(same - m_panels.begin())], nullptr));
            continue;
        }
        feeds.push_back(makeFeed(panel));
        if (m_running && m_servers->isDone())
            feeds.back()->start();
    }
    for (metrics::PanelFeed* gone : m_feeds) {
        if (gone) {
            gone->stop();
            gone->deleteLater();
        }
    }
    m_feeds = std::move(feeds);
    m_panels = std::move(panels);
    emit arranged();
}

void GraphWatch::start() {
    m_running = true;
    if (!m_servers->isDone())
        return;
    for (metrics::PanelFeed* feed : m_feeds)
        feed->start();
}

void GraphWatch::stop() {
    m_running = false;
    for (metrics::PanelFeed* feed : m_feeds)
        feed->stop();
}

std::vector<metrics::PanelView> GraphWatch::panels() const {
    std::vector<metrics::PanelView> views;
    views.reserve(m_feeds.size());
    for (const metrics::PanelFeed* feed : m_feeds)
        views.push_back(feed->view());
    return views;
}

std::vector<metrics::PanelFeed*> GraphWatch::feeds() const {
    return m_feeds;
}

void GraphWatch::setWindow(domain::Millis window) {
    m_window = window;
    m_since.reset();
    for (metrics::PanelFeed* feed : m_feeds)
        feed->setWindow(window);
}

void GraphWatch::setSince(domain::Instant since) {
    m_since = since;
    for (metrics::PanelFeed* feed : m_feeds)
        feed->setSince(since);
}

void GraphWatch::take(const metrics::PanelView& view) {
    const auto tracker = m_levels.find(view.panel.id);
    if (tracker != m_levels.end() && view.state == metrics::FeedState::Ok && view.value) {
        const auto crossed = tracker->second.observe(view.standing, view.matrix->to);
        const bool records = m_room && !m_room->readOnly() && m_room->incident().status != domain::Status::Closed;
        if (crossed && records)
            m_room->append(
                domain::EventDraft{.body = bodyOf(*crossed, view), .author = watcher(), .occurredAt = view.answeredAt});
    }
    emit panelChanged(view);
}

/// As the record left it, so that reopening says nothing twice.
metrics::Level GraphWatch::recordedLevel(const QString& panel) const {
    const auto& events = m_room->events();
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        const auto* crossed = std::get_if<domain::ThresholdCrossed>(&event->body);
        if (crossed && crossed->panel == panel)
            return metrics::levelFromText(crossed->level);
    }
    return metrics::Level::Unknown;
}

void GraphWatch::pin(const QString& panel, const QString& note,
                     std::function<void(domain::Result<domain::Event>)> done) {
    const auto feed = std::find_if(m_feeds.begin(), m_feeds.end(),
                                   [&panel](const metrics::PanelFeed* f) { return f->view().panel.id == panel; });
    const auto answer = [&done](ErrorKind kind, const QString& text) {
        if (done)
            done(domain::fail(kind, text));
    };
    if (feed == m_feeds.end())
        return answer(ErrorKind::NotFound, QStringLiteral("There is no graph “%1” in this incident.").arg(panel));
    const auto pin = metrics::pinOf((*feed)->view());
    if (!pin)
        return answer(ErrorKind::Conflict,
                      QStringLiteral("“%1” has no samples to pin yet.").arg((*feed)->view().panel.title));
    domain::GraphPinned body{.panel = pin->panel,
                             .title = pin->title,
                             .expr = pin->expr,
                             .unit = pin->unit,
                             .server = pin->server,
                             .samplesDigest = {},
                             .from = pin->matrix.from,
                             .to = pin->matrix.to,
                             .step = pin->matrix.step,
                             .note = note};
    m_room->attach(metrics::toBytes(*pin), QString::fromLatin1(metrics::pinMediaType),
                   [room = m_room, body, done = std::move(done)](domain::Result<QString> digest) mutable {
                       if (!room)
                           return;
                       if (!digest) {
                           if (done)
                               done(tl::unexpected(digest.error()));
                           return;
                       }
                       body.samplesDigest = *digest;
                       room->append(domain::EventDraft{.body = body, .author = {}, .occurredAt = {}}, std::move(done));
                   });
}

} // namespace room
