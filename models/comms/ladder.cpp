// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comms/ladder.h"

namespace comms {
namespace {

using domain::Incident;
using domain::Instant;
using State = LadderRung::State;

std::vector<LadderRung> rungsOf(const playbook::Playbook& playbook, const Incident& incident) {
    std::vector<LadderRung> rungs;
    for (const playbook::Rung& rung : playbook.escalation) {
        if (!rung.severities.isEmpty() && !rung.severities.contains(incident.severity))
            continue;
        LadderRung made;
        made.rung = rung;
        made.mark = domain::toDurationText(rung.after);
        made.at = incident.declaredAt + rung.after;
        for (const domain::Page& page : incident.pages) {
            if (page.who != rung.notify || page.rung != made.mark)
                continue;
            made.pagedAt = page.at;
            made.answeredAt = page.answeredAt;
        }
        rungs.push_back(std::move(made));
    }
    std::stable_sort(rungs.begin(), rungs.end(),
                     [](const LadderRung& a, const LadderRung& b) { return a.rung.after < b.rung.after; });
    return rungs;
}

bool isQuiet(const Incident& incident) {
    return isOver(incident) || incident.acknowledgedAt ||
           (!incident.pages.empty() && incident.pages.back().answeredAt.has_value());
}

std::optional<domain::Page> unanswered(const Incident& incident) {
    if (incident.pages.empty() || isOver(incident))
        return {};
    const domain::Page& last = incident.pages.back();
    const bool helped = incident.acknowledgedAt && *incident.acknowledgedAt >= last.at;
    return last.answeredAt || helped ? std::nullopt : std::optional(last);
}

} // namespace

Ladder ladderOf(const playbook::Playbook& playbook, const Incident& incident, Instant now) {
    Ladder ladder;
    ladder.rungs = rungsOf(playbook, incident);
    ladder.waiting = unanswered(incident);
    const bool quiet = isQuiet(incident);
    std::optional<playbook::Millis> reached; ///< the latest minute that has come, or was paged before it came
    for (const LadderRung& rung : ladder.rungs) {
        if (rung.at <= now || rung.pagedAt)
            reached = rung.rung.after;
    }
    for (LadderRung& rung : ladder.rungs) {
        if (rung.pagedAt)
            rung.state = rung.answeredAt ? State::Answered : State::Paged;
        else if (rung.at > now && (!reached || rung.rung.after > *reached))
            rung.state = State::Later;
        else
            rung.state = !quiet && rung.rung.after == *reached && rung.at <= now ? State::Due : State::Passed;
        if (rung.state == State::Due && !ladder.prompt)
            ladder.prompt = rung;
        if (rung.state == State::Later && !quiet && !ladder.next)
            ladder.next = rung;
    }
    return ladder;
}

QString promptText(const LadderRung& rung) {
    return QStringLiteral("%1: page %2").arg(domain::toHumanDuration(rung.rung.after), rung.rung.notify);
}

domain::EscalationPaged pageOf(const LadderRung& rung) {
    return {rung.rung.notify, rung.mark};
}

domain::EscalationAnswered answerOf(const domain::Page& page, Instant now) {
    return {page.who, std::max(now - page.at, domain::Millis(0))};
}

} // namespace comms
