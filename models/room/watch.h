// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/check_result.h"
#include "domain/event.h"
#include "domain/result.h"
#include "health/answer.h"
#include "health/stats.h"
#include "metrics/panel_feed.h"
#include "playbook/playbook.h"
#include "room/proposals.h"
#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace health {
struct Flip;
}
namespace net {
class Transport;
}

namespace room {

class AlertWatch;
class GraphWatch;
class WarRoom;

/// One check as the watch has it now.
struct CheckView {
    playbook::Check check;                                  ///< variables filled in
    domain::CheckState state = domain::CheckState::Unknown; ///< damped
    std::optional<domain::Instant> since;                   ///< of the latest flip
    std::optional<domain::CheckResult> last;
    bool operator==(const CheckView&) const = default;
};

/// Watches one incident: runs the playbook's checks by the room's clock, records flips as check.changed (author
/// "bridgewatch") through the WarRoom, stores raw results in batches, and lets its graphs and alerts be watched. States
/// begin as the incident's record left them, so reopening records no flip twice. A room that is read-only or closed is
/// watched without recording. GUI thread.
class Watch final : public QObject {
    Q_OBJECT
public:
    /// A drill points at its own service: over goes over the variables of the playbook, played takes the place of its
    /// checks.
    Watch(WarRoom* room, net::Transport* transport, const std::map<QString, QString>& over = {},
          QObject* parent = nullptr, const std::optional<std::vector<playbook::Check>>& played = {});
    ~Watch() override;

    void start();
    void stop();
    bool isRunning() const;
    /// Checks of kind command run only while their playbook may; never in a drill. Until then they stand inconclusive,
    /// saying so, and nothing of it is recorded. Not allowed at first.
    void allowCommands(bool allowed);
    /// There are such checks, and they wait to be allowed.
    bool waitsForAllowance() const;

    std::vector<CheckView> checks() const;          ///< in the playbook's order
    std::vector<metrics::PanelView> panels() const; ///< in the order of the screen
    std::vector<metrics::PanelFeed*> feeds() const; ///< as GraphWatch::feeds
    GraphWatch* graphs() const;                     ///< starts and stops with this
    AlertWatch* alerts() const;                     ///< starts and stops with this
    /// The latest answers of a check in this run, newest first, at most 5.
    std::vector<health::AnswerPtr> answers(const QString& check) const;
    /// All results of a check since the incident began, once those of this moment are on disk. done(totals) comes while
    /// context lives.
    void totalsOf(const QString& check, QObject* context, std::function<void(const health::Stats&)> done);
    /// What all graphs show from now on: a window that ends now, or one that begins at since and grows.
    void setWindow(domain::Millis window);
    void setSince(domain::Instant since);
    /// Raw results of this run, oldest first, at most 120 of each check.
    std::vector<domain::CheckResult> recentResults() const;

    /// Items whose criterion holds now; which of them are open is the plan's business.
    std::vector<Proposal> proposals() const;
    /// What speaks against "resolved": recovery criteria of planned items that nobody skipped and that have not held
    /// for their time. Resolving all the same is recorded with them, as an observation of "bridgewatch".
    std::vector<Unmet> unmetCriteria() const;
    /// Takes a proposal back until its criterion has been broken and met anew.
    void refuseProposal(const QString& item);

    /// Freezes a graph: samples become an attachment, then graph.pinned. NotFound for an unknown one, Conflict when it
    /// has no samples.
    void pin(const QString& panel, const QString& note, std::function<void(domain::Result<domain::Event>)> done = {});

signals:
    void resultArrived(const domain::CheckResult& result);
    void checkChanged(const room::CheckView& view);    ///< damped state changed; the event is recorded or on its way
    void panelChanged(const metrics::PanelView& view); ///< after every answer, also a failed one
    void proposalsChanged();                           ///< another list than before

private:
    void takeResult(const domain::CheckResult& result);
    void takeFlip(const health::Flip& flip);
    void takePanel(const metrics::PanelView& view);
    void showRefusedCommands();
    void writeBatch();
    void reviewProposals();
    void takeEvent(const domain::Event& event);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace room
