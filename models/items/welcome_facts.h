// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/archive_row.h"
#include "metrics/alert_feed.h"
#include "playbook/playbook.h"
#include <vector>

/// What the first page shows.
namespace items {

using domain::Instant;

struct WelcomeCard {
    QString key; ///< of the incident it opens
    QString severity;
    int rank = 0;
    QString headline, detail;
    bool overdue = false;
    bool operator==(const WelcomeCard&) const = default;
};
struct WelcomePlaybook {
    QString id, name, detail;
    bool operator==(const WelcomePlaybook&) const = default;
};
/// One alert name that fires.
struct WelcomeAlert {
    QString title;    ///< for the incident declared from it
    QString detail;   ///< "firing since 14:31 UTC · critical · 3 of this name"
    Instant since;    ///< of the first one: when the impact began
    QString playbook; ///< whose server says so
    bool operator==(const WelcomeAlert&) const = default;
};
/// Servers that would say what fires, but do not answer.
struct WelcomeAway {
    QString line; ///< "No answer from Alertmanager and Prometheus “eu”"; empty while all answer
    QString why;  ///< a line for each, in the server's or the transport's words
    bool operator==(const WelcomeAway&) const = default;
};
struct WelcomeFacts {
    std::vector<WelcomeAlert> alerts; ///< the latest first, at most mostWelcomeAlerts
    WelcomeAway away;                 ///< who else should be heard
    std::vector<WelcomeCard> open;    ///< neither resolved nor closed, the worst first; running drills last
    std::vector<WelcomeCard> needs;   ///< what a person still has to do, the most urgent first
    std::vector<WelcomePlaybook> playbooks;
    qint64 incidents = 0, drills = 0;
    bool operator==(const WelcomeFacts&) const = default;
};

/// Needs: real incidents that nobody has acknowledged, and those resolved but not closed, whose post-mortem falls due
/// by the playbook's post_mortem.due.
WelcomeFacts welcomeFacts(const std::vector<domain::ArchiveRow>& rows, const std::vector<playbook::Playbook>& playbooks,
                          domain::Instant now);

inline constexpr std::size_t mostWelcomeAlerts = 5;
/// Alerts that fire unmuted, one row a name.
std::vector<WelcomeAlert> welcomeAlerts(const std::vector<metrics::Alert>& alerts, const QString& playbook);
WelcomeAway welcomeAway(const std::vector<metrics::AlertSource>& silent);

} // namespace items
