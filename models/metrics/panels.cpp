// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/panels.h"

#include <QRegularExpression>

namespace metrics {

using domain::GraphDefinition;
using domain::GraphsArranged;
using playbook::Panel;

namespace {

GraphDefinition definitionOf(const Panel& panel) {
    return {panel.id,     panel.title, panel.expr,     panel.unit, panel.legend,
            panel.server, panel.warn,  panel.critical, panel.hold};
}

Panel panelOf(const GraphDefinition& graph) {
    return {graph.id,   graph.title,    graph.expr, graph.unit,  graph.legend,
            graph.warn, graph.critical, graph.hold, graph.server};
}

std::vector<GraphDefinition> definitionsOf(const std::vector<Panel>& panels) {
    std::vector<GraphDefinition> graphs;
    graphs.reserve(panels.size());
    for (const Panel& panel : panels)
        graphs.push_back(definitionOf(panel));
    return graphs;
}

bool hasId(const std::vector<Panel>& panels, const QString& id) {
    return std::any_of(panels.begin(), panels.end(), [&id](const Panel& panel) { return panel.id == id; });
}

GraphsArranged arranged(const QString& act, const QString& title, const std::vector<Panel>& panels,
                        const std::vector<Panel>& was) {
    return {act, title, definitionsOf(panels), definitionsOf(was)};
}

} // namespace

QString newPanelId(const QString& title, const std::vector<Panel>& panels, const QStringList& taken) {
    static const QRegularExpression other(QStringLiteral("[^a-z0-9]+"));
    QString stem = title.toLower().replace(other, QStringLiteral("-")).left(40);
    while (stem.startsWith(u'-'))
        stem.remove(0, 1);
    while (stem.endsWith(u'-'))
        stem.chop(1);
    if (stem.isEmpty())
        stem = QStringLiteral("graph");
    QString id = stem;
    for (int n = 2; hasId(panels, id) || taken.contains(id); ++n)
        id = QStringLiteral("%1-%2").arg(stem).arg(n);
    return id;
}

std::vector<Panel> panelsOf(const playbook::Playbook& playbook, const domain::Incident& incident) {
    if (!incident.graphs)
        return playbook.panels;
    std::vector<Panel> panels;
    panels.reserve(incident.graphs->size());
    for (const GraphDefinition& graph : *incident.graphs)
        panels.push_back(panelOf(graph));
    return panels;
}

GraphsArranged withPanel(const std::vector<Panel>& now, Panel panel, const QStringList& taken) {
    std::vector<Panel> panels = now;
    const auto found = std::find_if(panels.begin(), panels.end(),
                                    [&panel](const Panel& one) { return !panel.id.isEmpty() && one.id == panel.id; });
    if (found != panels.end()) {
        *found = panel;
        return arranged(QStringLiteral("changed"), panel.title, panels, now);
    }
    if (panel.id.isEmpty())
        panel.id = newPanelId(panel.title, panels, taken);
    panels.push_back(panel);
    return arranged(QStringLiteral("added"), panel.title, panels, now);
}

GraphsArranged withPanels(const std::vector<Panel>& now, const std::vector<Panel>& added, const QStringList& taken) {
    std::vector<Panel> panels = now;
    QStringList titles;
    for (Panel panel : added) {
        panel.id = newPanelId(panel.title, panels, taken);
        titles << panel.title;
        panels.push_back(std::move(panel));
    }
    return arranged(QStringLiteral("added"), titles.join(QStringLiteral(", ")), panels, now);
}

GraphsArranged withoutPanel(const std::vector<Panel>& now, const QString& id) {
    std::vector<Panel> panels;
    QString title = id;
    for (const Panel& panel : now) {
        if (panel.id == id)
            title = panel.title;
        else
            panels.push_back(panel);
    }
    return arranged(QStringLiteral("removed"), title, panels, now);
}

GraphsArranged withMoved(const std::vector<Panel>& now, const QString& id, int by) {
    std::vector<Panel> panels = now;
    const auto found = std::find_if(panels.begin(), panels.end(), [&id](const Panel& one) { return one.id == id; });
    if (found == panels.end())
        return arranged(QStringLiteral("moved"), id, panels, now);
    const Panel panel = *found;
    const auto from = found - panels.begin();
    const auto to = std::clamp<std::ptrdiff_t>(from + by, 0, static_cast<std::ptrdiff_t>(panels.size()) - 1);
    panels.erase(found);
    panels.insert(panels.begin() + to, panel);
    return arranged(QStringLiteral("moved"), panel.title, panels, now);
}

} // namespace metrics
