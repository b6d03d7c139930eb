// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/panel_feed.h"

#include "metrics/legend.h"
#include "metrics/tail.h"
#include "net/redact.h"

#include <cmath>

namespace metrics {

namespace {

constexpr int mostPieces = 4; ///< answers that a window may take
constexpr domain::Millis shortest{60'000};

bool isWorse(double candidate, double than, bool lower) {
    return lower ? candidate < than : candidate > than;
}

domain::Millis retryAfterOf(const net::Response& response) {
    for (const auto& [name, value] : response.headers) {
        if (name == QLatin1String("retry-after"))
            return domain::Millis(std::clamp(value.toLongLong(), qlonglong(0), qlonglong(60)) * 1'000);
    }
    return {};
}

QString emptySentence(const Matrix& matrix) {
    return matrix.warnings.isEmpty() ? QStringLiteral("the query gave no samples in this window")
                                     : matrix.warnings.join(QStringLiteral("; "));
}

bool hasSamples(const Matrix& matrix) {
    return std::any_of(matrix.series.begin(), matrix.series.end(),
                       [](const Series& series) { return !series.t.empty(); });
}

} // namespace

Marks marksOf(const playbook::Panel& panel) {
    return {panel.warn, panel.critical};
}

std::optional<double> latestValue(const Matrix& matrix, const Marks& marks) {
    const bool lower = lowerIsWorse(marks);
    const double oldest = static_cast<double>(domain::toMs(matrix.to)) - 1.5 * static_cast<double>(matrix.step.count());
    std::optional<double> worst;
    for (const Series& series : matrix.series) {
        if (series.t.empty() || series.t.back() < oldest || std::isnan(series.v.back()))
            continue;
        if (!worst || isWorse(series.v.back(), *worst, lower))
            worst = series.v.back();
    }
    return worst;
}

std::optional<Pin> pinOf(const PanelView& view) {
    if (!view.matrix)
        return std::nullopt;
    return Pin{view.panel.id, view.panel.title,    view.panel.expr, view.panel.unit,
               view.server,   marksOf(view.panel), *view.matrix};
}

PanelView viewOf(const Pin& pin) {
    PanelView view;
    view.panel = {pin.panel, pin.title, pin.expr, pin.unit, {}, pin.marks.warn, pin.marks.critical, {}};
    view.server = pin.server;
    view.state = hasSamples(pin.matrix) ? FeedState::Ok : FeedState::Empty;
    view.sentence = view.state == FeedState::Ok ? QString() : emptySentence(pin.matrix);
    view.matrix = std::make_shared<const Matrix>(pin.matrix);
    view.answeredAt = pin.matrix.to;
    view.value = latestValue(pin.matrix, pin.marks);
    view.level = levelOf(view.value, pin.marks);
    return view;
}

struct PanelFeed::Question {
    std::vector<RangeQuery> pieces; ///< the newest first: the next one is the last
    MatrixPtr base;                 ///< what their answers extend, or null
    domain::Instant from;           ///< of the whole window
};

PanelFeed::PanelFeed(playbook::Panel panel, const domain::Result<Server>& server, domain::Millis window,
                     domain::Clock* clock, net::Transport* transport, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_transport(transport)
    , m_server(server)
    , m_window(window) {
    m_view.panel = std::move(panel);
    m_view.server = server ? net::redact(server->url) : QString();
}

PanelFeed::~PanelFeed() {
    stop();
}

void PanelFeed::start() {
    if (m_running)
        return;
    m_running = true;
    poll();
}

void PanelFeed::stop() {
    m_running = false;
    ++m_round;
    ++m_asked;
    if (m_transfer)
        m_transport->cancel(std::exchange(m_transfer, 0));
}

domain::Millis PanelFeed::window() const {
    return m_since ? std::max<domain::Millis>(m_clock->now() - *m_since, shortest) : m_window;
}

void PanelFeed::setServer(const domain::Result<Server>& server) {
    if (server == m_server)
        return;
    m_server = server;
    m_view.server = server ? net::redact(server->url) : QString();
    restart();
}

void PanelFeed::setWindow(domain::Millis window) {
    if (window == m_window && !m_since)
        return;
    m_window = window;
    m_since.reset();
    restart();
}

void PanelFeed::setSince(domain::Instant since) {
    if (since == m_since)
        return;
    m_since = since;
    restart();
}

void PanelFeed::restart() {
    if (!m_running)
        return;
    stop();
    start();
}

void PanelFeed::poll() {
    m_askedAt = m_clock->now();
    const QString& expr = m_view.panel.expr;
    const int pieces = dependsOnRange(expr) ? 1 : mostPieces; // such a query means the whole range that is asked
    const RangeQuery wanted =
        rangeEnding(m_askedAt, expr, window(), (m_server ? *m_server : Server()).scrapeInterval, pieces);
    const RangeQuery missing = m_view.matrix ? missingPart(wanted, *m_view.matrix) : wanted;
    Question question{piecesOf(missing), missing == wanted ? nullptr : m_view.matrix, wanted.from};
    std::reverse(question.pieces.begin(), question.pieces.end());
    ask(++m_asked, std::move(question));
}

void PanelFeed::ask(quint64 serial, Question question) {
    auto request = m_server ? rangeRequest(*m_server, question.pieces.back())
                            : domain::Result<net::Request>(tl::unexpected(m_server.error()));
    if (!request) { // nothing to wait for: the server, its address or the query itself is wrong
        take(serial, {tl::unexpected(request.error()), {}, {}});
        return;
    }
    m_transfer = m_transport->fetch(
        *std::move(request),
        [question, panel = m_view.panel](const net::Response& response) { return decode(response, question, panel); },
        this,
        [this, serial, question](Outcome outcome) {
            m_transfer = 0;
            if (serial != m_asked || !outcome.matrix || question.pieces.size() == 1)
                return take(serial, std::move(outcome));
            Question rest{question.pieces, *outcome.matrix, question.from};
            rest.pieces.pop_back();
            ask(serial, std::move(rest));
        });
}

PanelFeed::Outcome PanelFeed::decode(const net::Response& response, const Question& question,
                                     const playbook::Panel& panel) {
    auto answer = decodeRange(response, question.pieces.back());
    if (!answer) {
        const bool busy = response.status == 429 || response.status == 503 || response.status == 504 ||
                          response.failure == net::Failure::Timeout;
        return {tl::unexpected(answer.error()), {}, {}, busy, retryAfterOf(response)};
    }
    Matrix matrix = question.base ? joined(*question.base, *std::move(answer), question.from) : *std::move(answer);
    assignLegends(matrix.series, panel.legend);
    const auto value = latestValue(matrix, marksOf(panel));
    const Standing standing = standingOf(matrix, marksOf(panel));
    return {std::make_shared<const Matrix>(std::move(matrix)), value, standing};
}

domain::Millis PanelFeed::pause(const Outcome& outcome) {
    m_failures = outcome.busy ? std::min(m_failures + 1, 4) : 0;
    if (m_failures < 2)
        return std::max(every, outcome.retryAfter);
    // Jitter by panel, not by chance: a drill plays the same way twice.
    const auto jitter = domain::Millis(qHash(m_view.panel.id, 0) % 1'000);
    return std::max(every * (1 << (m_failures - 1)) + jitter, outcome.retryAfter);
}

void PanelFeed::take(quint64 serial, Outcome outcome) {
    if (serial != m_asked || !m_running)
        return;
    const domain::Millis wait = pause(outcome);
    if (outcome.matrix) {
        const bool any = hasSamples(**outcome.matrix);
        m_view.matrix = *outcome.matrix;
        m_view.state = any ? FeedState::Ok : FeedState::Empty;
        m_view.sentence = any ? m_view.matrix->warnings.join(QStringLiteral("; ")) : emptySentence(*m_view.matrix);
        m_view.answeredAt = m_clock->now();
        m_view.value = outcome.value;
        m_view.level = levelOf(outcome.value, marksOf(m_view.panel));
        m_view.standing = outcome.standing;
        m_view.serial = serial;
    } else {
        m_view.state = m_view.matrix && hasSamples(*m_view.matrix) ? FeedState::Stale : FeedState::Error;
        m_view.sentence = outcome.matrix.error().text;
    }
    m_clock->wakeAt(std::max(m_askedAt + wait, m_clock->now()), this, [this, round = m_round] {
        if (round == m_round && m_running)
            poll();
    });
    emit changed(m_view);
}

} // namespace metrics
