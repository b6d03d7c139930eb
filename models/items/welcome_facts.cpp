// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/welcome_facts.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>

namespace items {
namespace {

using domain::ArchiveRow;
using domain::Instant;
using domain::Millis;
using playbook::Playbook;

QString tr(const char* text) {
    return QCoreApplication::translate("items::welcome", text);
}

QString counted(std::size_t count, const char* one, const char* many) {
    return QStringLiteral("%1 %2").arg(QString::number(count), count == 1 ? tr(one) : tr(many));
}

bool isOver(const ArchiveRow& row) {
    return row.status == domain::Status::Resolved || row.status == domain::Status::Closed;
}

const Playbook* playbookOf(const std::vector<Playbook>& playbooks, const ArchiveRow& row) {
    const auto found =
        std::find_if(playbooks.begin(), playbooks.end(), [&](const Playbook& p) { return p.id == row.playbook; });
    return found == playbooks.end() ? nullptr : &*found;
}

int rankForSorting(const ArchiveRow& row) {
    return (row.drill ? 1000 : 0) + (row.severityRank == 0 ? 999 : row.severityRank);
}

WelcomeCard openCard(const ArchiveRow& row, Instant now) {
    const QString detail = QStringLiteral("%1 · %2 · %3")
                               .arg(row.key, domain::toText(row.status), domain::toHumanDuration(now - row.declaredAt));
    return {row.key, row.severity, row.severityRank, row.title, detail, false};
}

WelcomeCard unacknowledgedCard(const ArchiveRow& row, const Playbook* book, Instant now) {
    WelcomeCard card{row.key,
                     row.severity,
                     row.severityRank,
                     tr("%1 is not acknowledged").arg(row.key),
                     tr("declared %1 ago").arg(domain::toHumanDuration(now - row.declaredAt)),
                     false};
    const playbook::Severity* severity = book ? playbook::findSeverity(*book, row.severity) : nullptr;
    if (!severity)
        return card;
    if (const auto* within = std::get_if<Millis>(&severity->respondWithin)) {
        card.overdue = now - row.declaredAt > *within;
        card.detail += tr(" · promised within %1").arg(domain::toHumanDuration(*within));
    }
    return card;
}

WelcomeCard postMortemCard(const ArchiveRow& row, const Playbook* book, Instant now) {
    WelcomeCard card{row.key, row.severity, row.severityRank, tr("Post-mortem of %1").arg(row.key), row.title, false};
    if (!book || !book->postMortem.due || !row.resolvedAt)
        return card;
    const Millis left = *row.resolvedAt + *book->postMortem.due - now;
    card.overdue = left < Millis{0};
    card.headline = card.overdue ? tr("Post-mortem of %1 is overdue by %2").arg(row.key, domain::toHumanDuration(-left))
                                 : tr("Post-mortem of %1 is due in %2").arg(row.key, domain::toHumanDuration(left));
    return card;
}

WelcomePlaybook playbookCard(const Playbook& book) {
    QStringList parts{counted(book.severities.size(), "severity", "severities")};
    if (!book.scenarios.empty())
        parts << counted(book.scenarios.size(), "scenario", "scenarios");
    if (!book.checks.empty())
        parts << counted(book.checks.size(), "check", "checks");
    if (!book.panels.empty())
        parts << counted(book.panels.size(), "graph", "graphs");
    return {book.id, book.name.isEmpty() ? book.id : book.name, parts.join(QStringLiteral(" · "))};
}

} // namespace

std::vector<WelcomeAlert> welcomeAlerts(const std::vector<metrics::Alert>& alerts, const QString& playbook) {
    struct Named {
        const metrics::Alert* first;
        int count = 0;
    };
    std::map<QString, Named> named;
    for (const metrics::Alert& alert : alerts) {
        if (alert.state != metrics::AlertState::Firing)
            continue;
        Named& one = named.try_emplace(alert.name, Named{&alert}).first->second;
        ++one.count;
        if (alert.since < one.first->since)
            one.first = &alert;
    }
    std::vector<WelcomeAlert> rows;
    for (const auto& [name, one] : named) {
        const QString summary = metrics::summaryOf(*one.first);
        QStringList parts{tr("firing since %1 UTC").arg(domain::toClockText(one.first->since))};
        const auto severity = one.first->labels.find(QStringLiteral("severity"));
        if (severity != one.first->labels.end())
            parts << severity->second;
        if (one.count > 1)
            parts << tr("%1 of this name").arg(one.count);
        rows.push_back(
            {summary.isEmpty() ? name : summary, parts.join(QStringLiteral(" · ")), one.first->since, playbook});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const WelcomeAlert& a, const WelcomeAlert& b) { return a.since > b.since; });
    rows.resize(std::min(rows.size(), mostWelcomeAlerts));
    return rows;
}

WelcomeAway welcomeAway(const std::vector<metrics::AlertSource>& silent) {
    WelcomeAway away;
    QStringList names, reasons;
    for (const metrics::AlertSource& source : silent) {
        names << source.name;
        reasons << QString(source.name + QStringLiteral(": ") + source.sentence);
    }
    if (names.isEmpty())
        return away;
    const QString last = names.takeLast();
    const QString all = names.isEmpty() ? last : tr("%1 and %2").arg(names.join(QStringLiteral(", ")), last);
    away.line = tr("No answer from %1").arg(all);
    away.why = reasons.join(u'\n');
    return away;
}

WelcomeFacts welcomeFacts(const std::vector<ArchiveRow>& rows, const std::vector<Playbook>& playbooks, Instant now) {
    WelcomeFacts facts;
    std::vector<ArchiveRow> open;
    for (const ArchiveRow& row : rows) {
        ++(row.drill ? facts.drills : facts.incidents);
        const Playbook* book = playbookOf(playbooks, row);
        if (!isOver(row))
            open.push_back(row);
        if (row.drill)
            continue;
        if (!isOver(row) && !row.acknowledgedAt)
            facts.needs.push_back(unacknowledgedCard(row, book, now));
        if (row.status == domain::Status::Resolved)
            facts.needs.push_back(postMortemCard(row, book, now));
    }
    std::stable_sort(open.begin(), open.end(),
                     [](const ArchiveRow& a, const ArchiveRow& b) { return rankForSorting(a) < rankForSorting(b); });
    for (const ArchiveRow& row : open)
        facts.open.push_back(openCard(row, now));
    std::stable_sort(facts.needs.begin(), facts.needs.end(),
                     [](const WelcomeCard& a, const WelcomeCard& b) { return a.overdue && !b.overdue; });
    for (const Playbook& book : playbooks)
        facts.playbooks.push_back(playbookCard(book));
    return facts;
}

} // namespace items
