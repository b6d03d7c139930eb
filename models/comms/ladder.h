// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "playbook/playbook.h"

/// The escalation ladder: whom to call next, and when. Pure functions of playbook, fold and now.
namespace comms {

/// One rung of the severity in force.
struct LadderRung {
    enum class State {
        Later,  ///< its minute has not come
        Due,    ///< page now
        Passed, ///< its minute has come, but a later rung is due or was paged, or help has come already
        Paged,  ///< no answer yet
        Answered
    };
    playbook::Rung rung;
    QString mark; ///< "15m", as in escalation.paged
    State state = State::Later;
    domain::Instant at; ///< declaration + after
    std::optional<domain::Instant> pagedAt, answeredAt;
    bool operator==(const LadderRung&) const = default;
};
struct Ladder {
    std::vector<LadderRung> rungs;       ///< by their minutes; those of one minute as in the playbook
    std::optional<LadderRung> prompt;    ///< the rung to page now
    std::optional<domain::Page> waiting; ///< the latest page, while nobody has answered it
    std::optional<LadderRung> next;      ///< the next that will be due if nobody answers
    bool operator==(const Ladder&) const = default;
};

/// Rungs fall due at their minutes after the declaration, whatever the severity was then. Of several that are due the
/// latest minute is prompted: who is late calls higher. Quiet once the incident is acknowledged or over, and once the
/// latest page is answered.
Ladder ladderOf(const playbook::Playbook& playbook, const domain::Incident& incident, domain::Instant now);

/// "15 min: page Secondary on-call".
QString promptText(const LadderRung& rung);
domain::EscalationPaged pageOf(const LadderRung& rung);
domain::EscalationAnswered answerOf(const domain::Page& page, domain::Instant now);

} // namespace comms
