// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/scenario_reader.h"

#include <QRegularExpression>

namespace drill {
namespace {

using namespace std::chrono_literals;

constexpr Millis longest = 40min;

} // namespace

ReadScenario ScenarioReader::read(const YamlNode& root, const QString& id) {
    const Fields in(root, QStringLiteral("the drill"),
                    words("name description playbook length seed health metrics alerts acts"), m_findings);
    m_scenario.id = id;
    m_scenario.name = in.requiredText(QStringLiteral("name"));
    m_scenario.description = in.text(QStringLiteral("description"));
    m_scenario.playbook = in.requiredText(QStringLiteral("playbook"));
    m_scenario.seed = quint32(in.integer(QStringLiteral("seed"), 1, 0, 1'000'000));
    if (!in.has(QStringLiteral("length")))
        in.missing(QStringLiteral("length"), QStringLiteral("a duration of at most 40m"));
    m_scenario.length = in.durationBetween(QStringLiteral("length"), longest, 1min, longest);
    if (auto book = m_find(m_scenario.playbook))
        m_playbook = *std::move(book);
    else
        wrong("schema.reference", valueOf(in, QStringLiteral("playbook")), book.error().text);
    if (m_findings.empty()) {
        for (const YamlNode& node : in.list(QStringLiteral("health")))
            m_scenario.health.push_back(health(node));
        for (const YamlNode& node : in.list(QStringLiteral("metrics")))
            m_scenario.metrics.push_back(metric(node));
        for (const YamlNode& node : in.list(QStringLiteral("alerts")))
            m_scenario.alerts.push_back(alert(node));
        for (const YamlNode& node : in.list(QStringLiteral("acts")))
            m_scenario.acts.push_back(act(node));
        checkOrder(in);
        checkCompleteness(in);
    }
    sortByPlace(m_findings);
    return {std::move(m_scenario), std::move(m_findings)};
}

void ScenarioReader::mustKnowItem(const YamlNode& at, const QString& id) {
    for (const playbook::Phase& phase : m_playbook.phases) {
        for (const playbook::Item& item : phase.items) {
            if (item.id == id)
                return;
        }
    }
    wrong("schema.reference", at, QStringLiteral("the playbook has no checklist item \"%1\"").arg(id));
}

Millis ScenarioReader::moment(const Fields& in, const QString& key) {
    if (!in.has(key))
        in.missing(key, QStringLiteral("a moment of the drill such as 2m10s"));
    return in.durationBetween(key, 0ms, 0ms, m_scenario.length);
}

Health ScenarioReader::health(const YamlNode& node) {
    const Fields in(node, QStringLiteral("health"), words("check steps"), m_findings);
    Health made;
    made.check = known(in, QStringLiteral("check"), m_playbook.checks, "check");
    for (const YamlNode& step : in.list(QStringLiteral("steps")))
        made.steps.push_back(healthStep(step, QStringLiteral("a step of check \"%1\"").arg(made.check)));
    if (made.steps.empty() || made.steps.front().at != 0ms)
        wrong("schema.order", node,
              QStringLiteral("the health of \"%1\" does not begin at 0s; expected a first step there").arg(made.check));
    for (size_t i = 1; i < made.steps.size(); ++i) {
        if (made.steps[i].at <= made.steps[i - 1].at)
            wrong("schema.order", in.list(QStringLiteral("steps"))[i],
                  QStringLiteral("a step of \"%1\" is not later than the one before").arg(made.check));
    }
    return made;
}

HealthStep ScenarioReader::healthStep(const YamlNode& node, const QString& what) {
    const Fields in(node, what, words("at status body delay hangs expect"), m_findings);
    HealthStep made;
    made.at = moment(in, QStringLiteral("at"));
    made.status = in.integer(QStringLiteral("status"), 200, 100, 599);
    made.body = in.text(QStringLiteral("body"));
    made.delay = in.durationBetween(QStringLiteral("delay"), made.delay, 0ms, 10min);
    made.hangs = in.flag(QStringLiteral("hangs"), false);
    if (!in.has(QStringLiteral("expect")))
        in.missing(QStringLiteral("expect"), QStringLiteral("up, degraded or down: what the check will say"));
    const QString state = in.oneOf(QStringLiteral("expect"), words("up degraded down"), QStringLiteral("up"));
    made.expect = *domain::fromText<domain::CheckState>(state);
    return made;
}

Metric ScenarioReader::metric(const YamlNode& node) {
    static const QRegularExpression name(QStringLiteral("^[a-zA-Z_][a-zA-Z0-9_]*$"));
    const Fields in(node, QStringLiteral("metric"), words("panel name curves"), m_findings);
    Metric made;
    made.panel = known(in, QStringLiteral("panel"), m_playbook.panels, "panel");
    made.name = in.requiredText(QStringLiteral("name"));
    if (in.has(QStringLiteral("name")) && !name.match(made.name).hasMatch())
        in.wrongType(QStringLiteral("name"), *in.find(QStringLiteral("name")),
                     QStringLiteral("a metric name of letters, digits and underscores"));
    for (const YamlNode& one : in.list(QStringLiteral("curves")))
        made.curves.push_back(curve(one, QStringLiteral("a curve of \"%1\"").arg(made.panel)));
    if (made.curves.empty())
        in.missing(QStringLiteral("curves"), QStringLiteral("a list with at least one curve"));
    return made;
}

ScriptedAlert ScenarioReader::alert(const YamlNode& node) {
    const Fields in(node, QStringLiteral("alert"), words("name from to labels annotations"), m_findings);
    ScriptedAlert made;
    made.name = in.requiredText(QStringLiteral("name"));
    made.from = moment(in, QStringLiteral("from"));
    made.to = in.duration(QStringLiteral("to"));
    if (made.to && *made.to <= made.from)
        wrong("schema.order", node,
              QStringLiteral("the alert \"%1\" ends before it fires; expected to after from").arg(made.name));
    made.labels = in.textMap(QStringLiteral("labels"));
    made.annotations = in.textMap(QStringLiteral("annotations"));
    return made;
}

Curve ScenarioReader::curve(const YamlNode& node, const QString& what) {
    const Fields in(node, what, words("labels line noise gaps"), m_findings);
    Curve made;
    made.labels = in.textMap(QStringLiteral("labels"));
    made.noise = in.number(QStringLiteral("noise")).value_or(0);
    made.knots = knots(in);
    made.gaps = gaps(in);
    return made;
}

std::vector<Knot> ScenarioReader::knots(const Fields& in) {
    std::vector<Knot> made;
    for (const YamlNode& pair : in.list(QStringLiteral("line"))) {
        bool isNumber = false;
        const auto at =
            pair.items.size() == 2 ? domain::parseDuration(pair.items[0].text) : domain::Result<Millis>(-1ms);
        const double value = pair.items.size() == 2 ? pair.items[1].text.toDouble(&isNumber) : 0;
        if (!at || !isNumber || *at < 0ms || (!made.empty() && *at <= made.back().at))
            wrong("schema.type", pair,
                  QStringLiteral(
                      "a point of the line of %1 cannot be read; expected [moment, value] after the one before")
                      .arg(in.what()));
        else
            made.push_back({*at, value});
    }
    if (made.empty())
        in.missing(QStringLiteral("line"), QStringLiteral("points such as [[0s, 1], [2m, 8]]"));
    return made;
}

std::vector<Gap> ScenarioReader::gaps(const Fields& in) {
    std::vector<Gap> made;
    for (const YamlNode& pair : in.list(QStringLiteral("gaps"))) {
        const bool two = pair.items.size() == 2;
        const auto from = two ? domain::parseDuration(pair.items[0].text) : domain::Result<Millis>(0ms);
        const auto to = two ? domain::parseDuration(pair.items[1].text) : domain::Result<Millis>(0ms);
        if (!from || !to || *from >= *to)
            wrong("schema.type", pair,
                  QStringLiteral("a gap of %1 cannot be read; expected [from, to]").arg(in.what()));
        else
            made.push_back({*from, *to});
    }
    return made;
}

void ScenarioReader::checkOrder(const Fields& root) {
    const auto& nodes = root.list(QStringLiteral("acts"));
    const auto& acts = m_scenario.acts;
    if (acts.empty() || !std::holds_alternative<Declare>(acts.front().deed))
        wrong("schema.order", valueOf(root, QStringLiteral("acts")),
              QStringLiteral("the first act does not declare the incident"));
    bool resolved = false;
    for (size_t i = 0; i < acts.size(); ++i) {
        if (i > 0 && acts[i].at < acts[i - 1].at)
            wrong("schema.order", nodes[i], QStringLiteral("this act is earlier than the one before"));
        if (i > 0 && std::holds_alternative<Declare>(acts[i].deed))
            wrong("schema.order", nodes[i], QStringLiteral("the incident is declared twice"));
        const auto* status = std::get_if<ChangeStatus>(&acts[i].deed);
        resolved = resolved || (status && status->to == domain::Status::Resolved);
    }
    if (!resolved)
        wrong("schema.missing", valueOf(root, QStringLiteral("acts")),
              QStringLiteral("no act resolves the incident; expected \"status: resolved\""));
}

void ScenarioReader::checkCompleteness(const Fields& root) {
    const auto complete = [&](const auto& wanted, const auto& given, auto idOf, const char* key) {
        for (const auto& value : wanted) {
            const auto count =
                std::count_if(given.begin(), given.end(), [&](const auto& one) { return idOf(one) == value.id; });
            if (count != 1)
                wrong("schema.missing", valueOf(root, QString::fromLatin1(key)),
                      QStringLiteral("%1 names \"%2\" %3 times; expected once")
                          .arg(QString::fromLatin1(key), value.id)
                          .arg(count));
        }
    };
    complete(
        m_playbook.checks, m_scenario.health, [](const Health& h) { return h.check; }, "health");
    complete(
        m_playbook.panels, m_scenario.metrics, [](const Metric& m) { return m.panel; }, "metrics");
}

ReadScenario readScenario(const QByteArray& yaml, const QString& id, const FindPlaybook& find) {
    const playbook::YamlTree tree = playbook::readYaml(yaml);
    if (!tree.findings.empty())
        return {Scenario{}, tree.findings};
    return ScenarioReader(find).read(tree.root, id);
}

} // namespace drill
