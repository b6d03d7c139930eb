// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/grafana_import.h"

#include "metrics/grafana_variables.h"
#include "metrics/panels.h"
#include "metrics/unit.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace metrics {

namespace {

constexpr qsizetype largestFile = 16 << 20;
constexpr std::size_t mostPanels = 200;

/// Panels in the order of the screen: rows of old dashboards, rows that hold their panels while they are folded.
void collect(const QJsonArray& panels, QJsonArray& into) {
    for (const QJsonValue value : panels) {
        const QJsonObject panel = value.toObject();
        if (panel.value(QLatin1String("type")).toString() != QLatin1String("row"))
            into.append(panel);
        collect(panel.value(QLatin1String("panels")).toArray(), into);
    }
}

QString datasourceType(const QJsonObject& of) {
    const QJsonValue source = of.value(QLatin1String("datasource"));
    return source.isObject() ? source.toObject().value(QLatin1String("type")).toString() : QString();
}

QString unitOf(const QJsonObject& panel) {
    const QJsonObject defaults =
        panel.value(QLatin1String("fieldConfig")).toObject().value(QLatin1String("defaults")).toObject();
    QString unit = defaults.value(QLatin1String("unit")).toString();
    if (unit.isEmpty()) // graphs before Grafana 7
        unit = panel.value(QLatin1String("yaxes")).toArray().at(0).toObject().value(QLatin1String("format")).toString();
    if (unit.isEmpty()) // single stats before Grafana 7
        unit = panel.value(QLatin1String("format")).toString();
    return unit == QLatin1String("none") ? QString() : unit;
}

/// The values from which on things are bad: of absolute steps above the base, or of an old graph's lines.
std::vector<double> thresholdsOf(const QJsonObject& panel, bool& percentage) {
    std::vector<double> values;
    const QJsonObject modern = panel.value(QLatin1String("fieldConfig"))
                                   .toObject()
                                   .value(QLatin1String("defaults"))
                                   .toObject()
                                   .value(QLatin1String("thresholds"))
                                   .toObject();
    percentage = modern.value(QLatin1String("mode")).toString() == QLatin1String("percentage");
    for (const QJsonValue step : modern.value(QLatin1String("steps")).toArray()) {
        const QJsonValue value = step.toObject().value(QLatin1String("value"));
        if (value.isDouble())
            values.push_back(value.toDouble());
    }
    if (values.empty()) {
        for (const QJsonValue line : panel.value(QLatin1String("thresholds")).toArray()) {
            const QJsonValue value = line.toObject().value(QLatin1String("value"));
            if (value.isDouble())
                values.push_back(value.toDouble());
        }
    }
    std::sort(values.begin(), values.end());
    return values;
}

/// True when Grafana draws thresholds of this panel: new ones hold "80, red" by default without meaning it.
bool showsThresholds(const QJsonObject& panel) {
    if (panel.value(QLatin1String("thresholds")).isArray())
        return true;
    const QString type = panel.value(QLatin1String("type")).toString();
    if (type == QLatin1String("stat") || type == QLatin1String("gauge") || type == QLatin1String("bargauge"))
        return true;
    const QJsonObject custom = panel.value(QLatin1String("fieldConfig"))
                                   .toObject()
                                   .value(QLatin1String("defaults"))
                                   .toObject()
                                   .value(QLatin1String("custom"))
                                   .toObject();
    const QString mode =
        custom.value(QLatin1String("thresholdsStyle")).toObject().value(QLatin1String("mode")).toString();
    return !mode.isEmpty() && mode != QLatin1String("off");
}

/// A string of JSON is one of YAML.
QByteArray quoted(const QString& text) {
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

class Importer {
public:
    explicit Importer(const QJsonObject& dashboard)
        : m_dashboard(dashboard)
        , m_variables(dashboard) {}

    GrafanaImport run() {
        m_made.title = m_dashboard.value(QLatin1String("title")).toString().simplified();
        QJsonArray panels;
        collect(m_dashboard.value(QLatin1String("panels")).toArray(), panels);
        for (const QJsonValue row : m_dashboard.value(QLatin1String("rows")).toArray()) // before Grafana 5
            collect(row.toObject().value(QLatin1String("panels")).toArray(), panels);
        m_made.leftOut << m_variables.leftOut();
        for (const QJsonValue panel : panels)
            take(panel.toObject());
        return std::move(m_made);
    }

private:
    void leaveOut(const QString& title, const QString& why) {
        m_made.leftOut << QStringLiteral("“%1”: %2").arg(title, why);
    }

    void take(const QJsonObject& panel) {
        QString title = m_variables.filledIn(panel.value(QLatin1String("title")).toString()).simplified().left(120);
        if (title.isEmpty())
            title = QStringLiteral("Graph");
        const QString type = panel.value(QLatin1String("type")).toString();
        const QJsonArray targets = panel.value(QLatin1String("targets")).toArray();
        if (targets.isEmpty())
            return leaveOut(title,
                            QStringLiteral("%1 holds no query").arg(type.isEmpty() ? QStringLiteral("it") : type));
        std::vector<playbook::Panel> made;
        for (const QJsonValue target : targets)
            takeTarget(panel, target.toObject(), title, made);
        if (made.size() > 1) {
            for (std::size_t i = 0; i < made.size(); ++i)
                made[i].title = QStringLiteral("%1 (%2)").arg(title, nameOf(targets, i));
        }
        for (playbook::Panel& one : made) {
            if (m_made.panels.size() == mostPanels)
                return leaveOut(one.title, QStringLiteral("more than %1 graphs").arg(mostPanels));
            one.id = newPanelId(one.title, m_made.panels);
            m_made.panels.push_back(std::move(one));
        }
    }

    static QString nameOf(const QJsonArray& targets, std::size_t i) {
        const QString name = targets.at(static_cast<qsizetype>(i)).toObject().value(QLatin1String("refId")).toString();
        return name.isEmpty() ? QString::number(i + 1) : name;
    }

    void takeTarget(const QJsonObject& panel, const QJsonObject& target, const QString& title,
                    std::vector<playbook::Panel>& into) {
        const QString query = target.value(QLatin1String("refId")).toString();
        const QString name = query.isEmpty() ? title : QStringLiteral("%1, query %2").arg(title, query);
        if (target.value(QLatin1String("hide")).toBool())
            return leaveOut(name, QStringLiteral("hidden in Grafana"));
        QString source = datasourceType(target);
        if (source.isEmpty())
            source = datasourceType(panel);
        if (!source.isEmpty() && source != QLatin1String("prometheus") && !source.startsWith(u'$'))
            return leaveOut(name, QStringLiteral("asks %1, not Prometheus").arg(source));
        const QString written = target.value(QLatin1String("expr")).toString().trimmed();
        if (written.isEmpty())
            return leaveOut(name, QStringLiteral("holds no PromQL"));
        playbook::Panel made;
        made.title = title;
        made.expr = m_variables.filledIn(written);
        if (const QString open = GrafanaVariables::firstOpen(made.expr); !open.isEmpty())
            return leaveOut(name, QStringLiteral("the variable %1 has no value").arg(open));
        const QString legend = target.value(QLatin1String("legendFormat")).toString();
        if (legend != QLatin1String("__auto"))
            made.legend = m_variables.filledIn(legend);
        made.unit = unitOf(panel);
        if (!made.unit.isEmpty() && !isKnownUnit(made.unit))
            leaveOut(name, QStringLiteral("the unit %1 is written as it stands").arg(made.unit));
        takeThresholds(panel, name, made);
        into.push_back(std::move(made));
    }

    void takeThresholds(const QJsonObject& panel, const QString& name, playbook::Panel& made) {
        bool percentage = false;
        const auto values = thresholdsOf(panel, percentage);
        if (values.empty() || !showsThresholds(panel))
            return;
        if (percentage)
            return leaveOut(name, QStringLiteral("thresholds in percent of the axis"));
        if (values.size() > 2)
            leaveOut(name, QStringLiteral("only the two highest of %1 thresholds").arg(values.size()));
        made.critical = values.back();
        if (values.size() > 1)
            made.warn = values[values.size() - 2];
    }

    QJsonObject m_dashboard;
    GrafanaVariables m_variables;
    GrafanaImport m_made;
};

} // namespace

domain::Result<GrafanaImport> importGrafana(const QByteArray& json) {
    const auto refuse = [](const QString& why) {
        return domain::fail(domain::ErrorKind::Input, QStringLiteral("This is no Grafana dashboard: %1").arg(why));
    };
    if (json.size() > largestFile)
        return refuse(QStringLiteral("it is larger than %1 MiB").arg(largestFile >> 20));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return refuse(QStringLiteral("%1 at byte %2").arg(error.errorString()).arg(error.offset));
    QJsonObject dashboard = document.object();
    if (dashboard.value(QLatin1String("dashboard")).isObject()) // as its HTTP API answers
        dashboard = dashboard.value(QLatin1String("dashboard")).toObject();
    if (!dashboard.value(QLatin1String("panels")).isArray() && !dashboard.value(QLatin1String("rows")).isArray())
        return refuse(QStringLiteral("it has neither panels nor rows"));
    return Importer(dashboard).run();
}

QByteArray panelsYaml(const std::vector<playbook::Panel>& panels) {
    QByteArray yaml = panels.empty() ? "panels: []\n" : "panels:\n";
    for (const playbook::Panel& panel : panels) {
        yaml += "  - id: " + quoted(panel.id) + "\n    title: " + quoted(panel.title) +
                "\n    expr: " + quoted(panel.expr) + '\n';
        if (!panel.unit.isEmpty())
            yaml += "    unit: " + quoted(panel.unit) + '\n';
        if (!panel.legend.isEmpty())
            yaml += "    legend: " + quoted(panel.legend) + '\n';
        if (panel.warn)
            yaml += "    warn: " + QByteArray::number(*panel.warn, 'g', 12) + '\n';
        if (panel.critical)
            yaml += "    critical: " + QByteArray::number(*panel.critical, 'g', 12) + '\n';
    }
    return yaml;
}

} // namespace metrics
