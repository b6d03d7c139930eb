// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "metrics/panel_feed.h"
#include "playbook/playbook.h"
#include <functional>

/// What Stage, the window that is shared on the call, may show: a whitelist as values. The window is built from
/// StageFacts alone, so what is not here cannot appear there.
namespace items {

using domain::Instant;
using domain::Millis;

/// State of one check now, as the watch has it.
struct StageCheckInput {
    QString title;
    domain::CheckState state = domain::CheckState::Unknown;
    QString detail; ///< "HTTP 503" …; only a status or a timeout gets through
    std::optional<Instant> since;
    bool operator==(const StageCheckInput&) const = default;
};

struct StageMoment {
    Instant at;
    std::optional<domain::KeyMoment> moment; ///< none for an entry that says it all itself
    QString text;                            ///< may be empty when there is a moment
    bool operator==(const StageMoment&) const = default;
};
struct StageAsk {
    QString person, text;
    std::optional<Millis> left; ///< until due; negative when overdue
    bool operator==(const StageAsk&) const = default;
};
struct StageGraph {
    QString title, unit;
    std::optional<double> value; ///< the latest
    metrics::Marks marks;
    metrics::Level level = metrics::Level::Unknown;
    metrics::FeedState state = metrics::FeedState::Loading;
    metrics::MatrixPtr matrix; ///< null before the first answer; labels and legends are taken out
    Instant answeredAt;
    bool operator==(const StageGraph&) const = default;
};
struct StageCheck {
    QString title;
    domain::CheckState state = domain::CheckState::Unknown;
    QString detail; ///< "HTTP 503", "no answer", or empty
    std::optional<Instant> since;
    bool operator==(const StageCheck&) const = default;
};

struct StageFacts {
    Instant now;
    QString severity, title, commander, impact;
    int rank = 0; ///< of the severity; 0 when the playbook does not know it
    domain::Status status = domain::Status::Investigating;
    bool drill = false;
    bool over = false;                ///< elapsed stands still at the resolution
    Millis elapsed{};                 ///< since the declaration
    std::optional<Millis> updateLeft; ///< until the next promised update; negative when overdue
    std::vector<StageAsk> asks;       ///< open ones, the most urgent first
    std::vector<StageMoment> moments; ///< oldest first
    std::vector<StageGraph> graphs;   ///< at most four
    int checksUp = 0, checksTotal = 0;
    std::vector<StageCheck> troubled; ///< not up, the worst first
    bool operator==(const StageFacts&) const = default;
};

/// Makes the facts from everything that is known. Every free text passes maskSecrets (net::redact) and
/// domain::maskPrivate. Confidential, struck and erased entries, and those that quote a command or an action, are left
/// out even when marked as key.
StageFacts stageFacts(const domain::Incident& incident, const playbook::Playbook& playbook, Instant now,
                      const std::vector<StageCheckInput>& checks, const std::vector<metrics::PanelView>& panels,
                      const std::function<QString(const QString&)>& maskSecrets);

} // namespace items
