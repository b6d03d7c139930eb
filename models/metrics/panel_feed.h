// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "metrics/decode.h"
#include "metrics/matrix.h"
#include "metrics/pin.h"
#include "metrics/threshold.h"
#include "net/transport.h"
#include "playbook/playbook.h"
#include <QObject>
#include <memory>
#include <optional>

namespace metrics {

enum class FeedState {
    Loading, ///< no answer yet
    Ok,      ///< the latest answer has samples
    Empty,   ///< the latest answer has none
    Stale,   ///< the latest question failed; matrix holds the last good answer
    Error    ///< it failed and there never was a good one
};

/// What one panel shows, as a value: graphs, Stage and thresholds take it from here.
struct PanelView {
    playbook::Panel panel;
    QString server; ///< without credentials
    FeedState state = FeedState::Loading;
    QString sentence;            ///< why it is Stale, Error or Empty; the server's warnings while Ok
    MatrixPtr matrix;            ///< last good answer; null before the first
    domain::Instant answeredAt;  ///< when it arrived, in the clock's time
    std::optional<double> value; ///< latest value: of several series the worst by the marks (else the largest); none
                                 ///< when no series reaches the end
    Level level = Level::Unknown;
    Standing standing = {}; ///< the same of the lines as they are, with its beginning
    quint64 serial = 0;     ///< grows with every new matrix
    bool operator==(const PanelView&) const = default;
};

Marks marksOf(const playbook::Panel& panel);
/// The value that the panel's head shows, from samples within 1.5 steps of the end of the window.
std::optional<double> latestValue(const Matrix& matrix, const Marks& marks);
/// The view's graph as evidence; nullopt while there is no matrix.
std::optional<Pin> pinOf(const PanelView& view);

/// A pinned graph as a panel shows it, at the moment its window ends: for screens of what was recorded.
PanelView viewOf(const Pin& pin);

/// Polls one panel: every 5 s of the clock a range query whose window ends now, after the first only for what is new
/// (tail.h). It asks at the server's scrape interval as long as at most four answers hold the window, else at the
/// finest step that they hold. Older answers are dropped, failures keep the last good graph. After 429, 503 or a
/// timeout it asks less often, up to once a minute, or when Retry-After says. Driven by room::Watch; lives on the GUI
/// thread.
class PanelFeed final : public QObject {
    Q_OBJECT
public:
    static constexpr domain::Millis every{5'000};

    /// server: who is asked; an Error stands on the graph instead of an answer. Variables are already filled in, also
    /// in panel.expr. window: what the graph shows.
    PanelFeed(playbook::Panel panel, const domain::Result<Server>& server, domain::Millis window, domain::Clock* clock,
              net::Transport* transport, QObject* parent = nullptr);
    ~PanelFeed() override;

    /// Asks at once and from then on. stop drops what is under way.
    void start();
    void stop();
    /// Asks this one from now on.
    void setServer(const domain::Result<Server>& server);
    /// Asks at once for another window; the answer to the earlier one is dropped.
    void setWindow(domain::Millis window);
    /// The same for a window that begins at since and grows, such as the incident's own; never shorter than a minute.
    void setSince(domain::Instant since);
    domain::Millis window() const;
    const PanelView& view() const { return m_view; }

signals:
    void changed(const metrics::PanelView& view); ///< after every answer, also a failed one

private:
    struct Outcome {
        domain::Result<MatrixPtr> matrix;
        std::optional<double> value;
        Standing standing;
        bool busy = false; ///< the server asks for patience, or is too slow
        domain::Millis retryAfter{};
    };
    struct Question; ///< what is still to be asked of one poll, and what is known already
    static Outcome decode(const net::Response& response, const Question& question, const playbook::Panel& panel);
    void poll();
    void ask(quint64 serial, Question question);
    void restart();
    void take(quint64 serial, Outcome outcome);
    domain::Millis pause(const Outcome& outcome);

    domain::Clock* m_clock;
    net::Transport* m_transport;
    domain::Result<Server> m_server;
    domain::Millis m_window;
    std::optional<domain::Instant> m_since;
    PanelView m_view;
    domain::Instant m_askedAt;
    quint64 m_asked = 0; ///< serial of the newest question
    quint64 m_round = 0; ///< of the timer chain; stop and setWindow start a new one
    quint64 m_transfer = 0;
    int m_failures = 0;
    bool m_running = false;
};

} // namespace metrics

Q_DECLARE_METATYPE(metrics::PanelView)
