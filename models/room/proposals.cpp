// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/proposals.h"

#include "metrics/unit.h"
#include <cmath>

namespace room {
namespace {

using namespace std::chrono_literals;
using domain::CheckState;
using playbook::Criterion;
using Kind = Criterion::Kind;

bool compares(const Criterion& criterion, double value) {
    switch (criterion.kind) {
    case Kind::Less:
        return value < criterion.value;
    case Kind::LessOrEqual:
        return value <= criterion.value;
    case Kind::Greater:
        return value > criterion.value;
    case Kind::GreaterOrEqual:
        return value >= criterion.value;
    case Kind::Up:
    case Kind::NotDown:
    case Kind::Down:
        break;
    }
    return false;
}

QString word(const Criterion& criterion, const QString& unit) {
    const auto compared = [&](const char* sign) {
        return QStringLiteral("%1 %2").arg(QLatin1String(sign), metrics::formatValue(criterion.value, unit));
    };
    switch (criterion.kind) {
    case Kind::Up:
        return QStringLiteral("up");
    case Kind::NotDown:
        return QStringLiteral("not down");
    case Kind::Down:
        return QStringLiteral("down");
    case Kind::Less:
        return compared("<");
    case Kind::LessOrEqual:
        return compared("≤");
    case Kind::Greater:
        return compared(">");
    case Kind::GreaterOrEqual:
        return compared("≥");
    }
    return {};
}

/// One series: from when on it has met the criterion, up to the end of the window.
std::optional<double> metSince(const Criterion& criterion, const metrics::Series& series, double end, double gap) {
    if (series.t.empty() || end - series.t.back() > gap)
        return {};
    std::optional<double> since;
    for (size_t i = series.t.size(); i > 0; --i) {
        const double t = series.t[i - 1], value = series.v[i - 1];
        if (std::isnan(value) || !compares(criterion, value) || (since && *since - t > gap))
            break;
        since = t;
    }
    return since;
}

/// The newest value of the series that is furthest from the criterion; nothing when none has a sample.
std::optional<double> worstOf(const Criterion& criterion, const metrics::Matrix& matrix) {
    const bool small = criterion.kind == Kind::Less || criterion.kind == Kind::LessOrEqual;
    std::optional<double> worst;
    for (const metrics::Series& series : matrix.series) {
        if (series.v.empty() || std::isnan(series.v.back()))
            continue;
        const double value = series.v.back();
        worst = !worst ? value : small ? std::max(*worst, value) : std::min(*worst, value);
    }
    return worst;
}

} // namespace

std::optional<bool> meets(const Criterion& criterion, CheckState state) {
    if (state == CheckState::Unknown || state == CheckState::Inconclusive)
        return {};
    switch (criterion.kind) {
    case Kind::Up:
        return state == CheckState::Up;
    case Kind::NotDown:
        return state != CheckState::Down;
    default:
        return criterion.kind == Kind::Down && state == CheckState::Down;
    }
}

std::optional<Instant> metSince(const Criterion& criterion, const metrics::Matrix& matrix) {
    const double gap = 2.0 * double(matrix.step.count());
    std::optional<double> since;
    for (const metrics::Series& series : matrix.series) {
        const auto one = metSince(criterion, series, double(domain::toMs(matrix.to)), gap);
        if (!one)
            return {};
        since = since ? std::max(*since, *one) : one;
    }
    return since ? std::optional(domain::instantFromMs(qint64(*since))) : std::nullopt;
}

Proposals::Proposals(const playbook::Playbook& playbook) {
    for (const playbook::Phase& phase : playbook.phases) {
        for (const playbook::Item& item : phase.items) {
            if (!item.criterion)
                continue;
            Followed followed;
            followed.item = item;
            if (const playbook::Check* check = findCheck(playbook, item.watch)) {
                followed.title = check->title;
                followed.patience = 2 * check->every + check->timeout;
            } else if (const playbook::Panel* panel = findPanel(playbook, item.watch)) {
                followed.title = panel->title;
                followed.unit = panel->unit;
                followed.patience = 1min;
            }
            m_followed.push_back(std::move(followed));
        }
    }
}

void Proposals::observe(Followed& followed, std::optional<Instant> since, Instant at) {
    if (!since)
        followed.refused = false;
    followed.since = since;
    followed.seen = at;
}

void Proposals::checkSeen(const QString& check, CheckState state, Instant at) {
    for (Followed& followed : m_followed) {
        if (followed.item.watch != check)
            continue;
        const bool met = meets(*followed.item.criterion, state).value_or(false);
        followed.value = domain::toText(state);
        const bool unbroken = followed.since && followed.seen && at - *followed.seen <= followed.patience;
        if (followed.since && !unbroken)
            followed.refused = false;
        observe(followed, met ? std::optional(unbroken ? *followed.since : at) : std::nullopt, at);
    }
}

void Proposals::panelSeen(const QString& panel, const metrics::MatrixPtr& matrix) {
    for (Followed& followed : m_followed) {
        if (followed.item.watch != panel)
            continue;
        if (!matrix) {
            followed.since.reset(); // a refusal stays: missing data breaks no criterion
            followed.value = QStringLiteral("no answer");
            continue;
        }
        auto since = metSince(*followed.item.criterion, *matrix);
        const auto worst = worstOf(*followed.item.criterion, *matrix);
        followed.value = worst ? metrics::formatValue(*worst, followed.unit) : QStringLiteral("no data");
        // What held before the window began still holds when it has held all through the window.
        const bool all = since && *since - matrix->from <= 2 * matrix->step;
        if (all && followed.since && *followed.since < *since && followed.seen && *followed.seen >= matrix->from)
            since = followed.since;
        observe(followed, since, matrix->to);
    }
}

void Proposals::refuse(const QString& item) {
    for (Followed& followed : m_followed) {
        if (followed.item.id == item)
            followed.refused = true;
    }
}

QString Proposals::wanted(const Followed& followed) {
    const Criterion& criterion = *followed.item.criterion;
    return QStringLiteral("%1 %2 for %3")
        .arg(followed.title, word(criterion, followed.unit),
             domain::toHumanDuration(std::max(criterion.stableFor, Millis(1s))));
}

bool Proposals::holds(const Followed& followed, Instant now) {
    return followed.since && followed.seen && now - *followed.seen <= followed.patience &&
           *followed.seen - *followed.since >= followed.item.criterion->stableFor;
}

std::vector<Proposal> Proposals::at(Instant now) const {
    std::vector<Proposal> all;
    for (const Followed& followed : m_followed) {
        if (!followed.refused && holds(followed, now))
            all.push_back({followed.item.id, wanted(followed), *followed.since});
    }
    return all;
}

std::vector<Unmet> Proposals::unmet(Instant now) const {
    std::vector<Unmet> all;
    for (const Followed& followed : m_followed) {
        if (followed.item.criterion->kind == Kind::Down || holds(followed, now))
            continue;
        QString found;
        if (!followed.seen)
            found = QStringLiteral("no answer yet");
        else if (now - *followed.seen > followed.patience)
            found = QStringLiteral("no news since %1 UTC").arg(domain::toClockText(*followed.seen, true));
        else if (followed.since)
            found = QStringLiteral("now %1, holds since %2 UTC, %3 so far")
                        .arg(followed.value, domain::toClockText(*followed.since, true),
                             domain::toHumanDuration(*followed.seen - *followed.since));
        else
            found = QStringLiteral("now %1").arg(followed.value);
        all.push_back({followed.item.id, QStringLiteral("%1: %2").arg(wanted(followed), found)});
    }
    return all;
}

} // namespace room
