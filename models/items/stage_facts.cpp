// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/stage_facts.h"

#include "comms/cadence.h"
#include "domain/mask.h"

#include <QRegularExpression>
#include <algorithm>

namespace items {
namespace {

using domain::CheckState;
using domain::Incident;
using domain::KeyMoment;
using domain::TimelineEntry;
using Mask = std::function<QString(const QString&)>;

constexpr std::size_t mostGraphs = 4;
constexpr qsizetype longestText = 200;

/// One line of masked text, short enough for a big screen.
QString shown(const QString& text, const Mask& mask) {
    QString masked = domain::maskPrivate(mask(text)).simplified();
    if (masked.size() > longestText)
        masked = masked.left(longestText - 1) + QChar(0x2026);
    return masked;
}

template <class Body>
bool isOf(const TimelineEntry& entry) {
    return entry.kind == QLatin1String(Body::kind);
}

bool mayBeShown(const TimelineEntry& entry) {
    return entry.keyMoment && !entry.struck && !entry.confidential && !entry.erased &&
           !isOf<domain::CommandRan>(entry) && !isOf<domain::HttpActionRan>(entry) &&
           !isOf<domain::EscalationPaged>(entry) && !isOf<domain::EscalationAnswered>(entry);
}

/// The declaration without the title, which stands in the banner; the change of severity without its reason.
QString beforeColon(const QString& text) {
    return text.left(text.indexOf(QLatin1Char(':')));
}

bool isMove(const TimelineEntry& entry) {
    return isOf<domain::StatusChanged>(entry) || isOf<domain::Acknowledged>(entry);
}

StageMoment momentOf(const TimelineEntry& entry, const Mask& mask) {
    if (isOf<domain::Declared>(entry) || isOf<domain::SeverityChanged>(entry))
        return {entry.occurredAt, {}, shown(beforeColon(entry.text), mask)};
    const std::optional<KeyMoment> named = entry.keyMoment == KeyMoment::Other ? std::nullopt : entry.keyMoment;
    if (isMove(entry))
        return {entry.occurredAt, named, entry.edited || !named ? shown(entry.text, mask) : QString()};
    return {entry.occurredAt, named, shown(entry.text, mask)};
}

/// True when a person marked an entry with this moment: then the bare move of the status says nothing more.
bool isMarked(const Incident& incident, std::optional<KeyMoment> moment) {
    return std::any_of(incident.timeline.begin(), incident.timeline.end(), [moment](const TimelineEntry& entry) {
        return entry.keyMoment == moment && mayBeShown(entry) && !isMove(entry);
    });
}

std::vector<StageMoment> momentsOf(const Incident& incident, const Mask& mask) {
    std::vector<StageMoment> moments;
    bool impactMarked = false;
    for (const TimelineEntry& entry : incident.timeline) {
        if (!mayBeShown(entry) || (isMove(entry) && isMarked(incident, entry.keyMoment)))
            continue;
        impactMarked = impactMarked || entry.keyMoment == KeyMoment::ImpactBegan;
        moments.push_back(momentOf(entry, mask));
    }
    if (incident.impactBegan && !impactMarked)
        moments.push_back({*incident.impactBegan, KeyMoment::ImpactBegan, {}});
    std::stable_sort(moments.begin(), moments.end(),
                     [](const StageMoment& a, const StageMoment& b) { return a.at < b.at; });
    return moments;
}

std::vector<StageAsk> asksOf(const Incident& incident, Instant now, const Mask& mask) {
    std::vector<StageAsk> asks;
    for (const domain::Ask& ask : incident.asks) {
        if (ask.answeredAt)
            continue;
        StageAsk open{shown(ask.person, mask), shown(ask.text, mask), {}};
        if (ask.due)
            open.left = *ask.due - now;
        asks.push_back(open);
    }
    std::stable_sort(asks.begin(), asks.end(), [](const StageAsk& a, const StageAsk& b) {
        return a.left.value_or(Millis::max()) < b.left.value_or(Millis::max());
    });
    return asks;
}

int badness(CheckState state) {
    switch (state) {
    case CheckState::Down:
        return 4;
    case CheckState::Degraded:
        return 3;
    case CheckState::Inconclusive:
        return 2;
    case CheckState::Unknown:
        return 1;
    case CheckState::Up:
        return 0;
    }
    Q_UNREACHABLE();
}

/// A detail may quote an answer's body: only what is known to be harmless gets through.
QString harmless(const QString& detail) {
    static const QRegularExpression status(QStringLiteral("^HTTP \\d{3}\\b"));
    if (const auto match = status.match(detail); match.hasMatch())
        return match.captured();
    const bool silent = detail.contains(QLatin1String("timeout"), Qt::CaseInsensitive) ||
                        detail.contains(QLatin1String("timed out"), Qt::CaseInsensitive) ||
                        detail.contains(QLatin1String("refused"), Qt::CaseInsensitive);
    return silent ? QStringLiteral("no answer") : QString();
}

/// Samples and times only: labels may name hosts, people and customers.
metrics::MatrixPtr withoutLabels(const metrics::MatrixPtr& matrix) {
    if (!matrix)
        return nullptr;
    auto bare = std::make_shared<metrics::Matrix>();
    bare->from = matrix->from;
    bare->to = matrix->to;
    bare->step = matrix->step;
    for (const metrics::Series& series : matrix->series)
        bare->series.push_back({.labels = {}, .legend = {}, .t = series.t, .v = series.v});
    return bare;
}

StageGraph graphOf(const metrics::PanelView& view, const Mask& mask) {
    StageGraph graph;
    graph.title = shown(view.panel.title, mask);
    graph.unit = view.panel.unit;
    graph.value = view.value;
    graph.marks = metrics::marksOf(view.panel);
    graph.level = view.level;
    graph.matrix = withoutLabels(view.matrix);
    graph.state = view.state;
    graph.answeredAt = view.answeredAt;
    return graph;
}

void addHealth(StageFacts& facts, const std::vector<StageCheckInput>& checks, const Mask& mask) {
    facts.checksTotal = static_cast<int>(checks.size());
    for (const StageCheckInput& check : checks) {
        if (check.state == CheckState::Up)
            ++facts.checksUp;
        else
            facts.troubled.push_back({shown(check.title, mask), check.state, harmless(check.detail), check.since});
    }
    std::stable_sort(facts.troubled.begin(), facts.troubled.end(),
                     [](const StageCheck& a, const StageCheck& b) { return badness(a.state) > badness(b.state); });
}

} // namespace

StageFacts stageFacts(const Incident& incident, const playbook::Playbook& playbook, Instant now,
                      const std::vector<StageCheckInput>& checks, const std::vector<metrics::PanelView>& panels,
                      const Mask& maskSecrets) {
    StageFacts facts;
    facts.now = now;
    facts.severity = shown(incident.severity, maskSecrets);
    if (const playbook::Severity* severity = playbook::findSeverity(playbook, incident.severity))
        facts.rank = severity->rank;
    facts.title = shown(incident.title, maskSecrets);
    facts.impact = shown(incident.impact, maskSecrets);
    if (const auto held = incident.roles.find(playbook::commanderRole(playbook)); held != incident.roles.end())
        facts.commander = shown(held->second, maskSecrets);
    facts.status = incident.status;
    facts.drill = incident.drill;
    facts.over = domain::isOver(incident);
    facts.elapsed = incident.resolvedAt.value_or(now) - incident.declaredAt;
    if (const comms::NextUpdate next = comms::nextUpdate(playbook, incident, now); next.promised)
        facts.updateLeft = next.left;
    facts.asks = asksOf(incident, now, maskSecrets);
    facts.moments = momentsOf(incident, maskSecrets);
    for (const metrics::PanelView& view : panels)
        if (facts.graphs.size() < mostGraphs)
            facts.graphs.push_back(graphOf(view, maskSecrets));
    addHealth(facts, checks, maskSecrets);
    return facts;
}

} // namespace items
