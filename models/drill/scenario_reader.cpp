// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/scenario.h"
#include "playbook/yaml_fields.h"

#include <QRegularExpression>

namespace drill {
namespace {

using namespace std::chrono_literals;
using playbook::Fields;
using playbook::Playbook;
using playbook::YamlNode;

constexpr Millis longest = 40min;
constexpr auto commander = "@ic";

QStringList words(const char* text) {
    return QString::fromLatin1(text).split(u' ');
}

/// Turns the tree of one scenario file into values and findings. The playbook answers whether what is named exists.
class Reader {
public:
    explicit Reader(const FindPlaybook& find)
        : m_find(find) {}
    ReadScenario read(const YamlNode& root, const QString& id);

private:
    Health health(const YamlNode& node);
    HealthStep healthStep(const YamlNode& node, const QString& what);
    Metric metric(const YamlNode& node);
    Curve curve(const YamlNode& node, const QString& what);
    std::vector<Knot> knots(const Fields& in);
    std::vector<Gap> gaps(const Fields& in);
    Act act(const YamlNode& node);
    Deed deed(const QString& verb, const YamlNode& node);
    Deed deedOfWord(const QString& verb, const QString& word, const YamlNode& node);
    Note note(const Fields& in);
    Millis moment(const Fields& in, const QString& key);
    template <class Values>
    QString known(const Fields& in, const QString& key, const Values& values, const char* what);
    template <class Values>
    void mustKnow(const YamlNode& at, const QString& id, const Values& values, const QString& what);
    void mustKnowItem(const YamlNode& at, const QString& id);
    void checkOrder(const Fields& root);
    void checkCompleteness(const Fields& root);
    void wrong(const char* rule, const YamlNode& at, const QString& message) {
        m_findings.push_back({QString::fromLatin1(rule), at.line, at.column, message, {}});
    }

    const FindPlaybook& m_find;
    Playbook m_playbook;
    Scenario m_scenario;
    playbook::Findings m_findings;
};

const YamlNode& valueOf(const Fields& in, const QString& key) {
    const YamlNode* at = in.find(key);
    return at ? *at : in.node();
}

ReadScenario Reader::read(const YamlNode& root, const QString& id) {
    const Fields in(root, QStringLiteral("the drill"),
                    words("name description playbook length seed health metrics acts"), m_findings);
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
        for (const YamlNode& node : in.list(QStringLiteral("acts")))
            m_scenario.acts.push_back(act(node));
        checkOrder(in);
        checkCompleteness(in);
    }
    sortByPlace(m_findings);
    return {std::move(m_scenario), std::move(m_findings)};
}

template <class Values>
void Reader::mustKnow(const YamlNode& at, const QString& id, const Values& values, const QString& what) {
    QStringList ids;
    for (const auto& value : values)
        ids.append(value.id);
    if (!ids.contains(id))
        wrong("schema.reference", at,
              QStringLiteral("the playbook has no %1 \"%2\"; expected one of %3")
                  .arg(what, id, ids.join(QStringLiteral(", "))));
}

template <class Values>
QString Reader::known(const Fields& in, const QString& key, const Values& values, const char* what) {
    const QString id = in.requiredText(key);
    if (in.has(key))
        mustKnow(*in.find(key), id, values, QString::fromLatin1(what));
    return id;
}

void Reader::mustKnowItem(const YamlNode& at, const QString& id) {
    for (const playbook::Phase& phase : m_playbook.phases) {
        for (const playbook::Item& item : phase.items) {
            if (item.id == id)
                return;
        }
    }
    wrong("schema.reference", at, QStringLiteral("the playbook has no checklist item \"%1\"").arg(id));
}

Millis Reader::moment(const Fields& in, const QString& key) {
    if (!in.has(key))
        in.missing(key, QStringLiteral("a moment of the drill such as 2m10s"));
    return in.durationBetween(key, 0ms, 0ms, m_scenario.length);
}

Health Reader::health(const YamlNode& node) {
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

HealthStep Reader::healthStep(const YamlNode& node, const QString& what) {
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

Metric Reader::metric(const YamlNode& node) {
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

Curve Reader::curve(const YamlNode& node, const QString& what) {
    const Fields in(node, what, words("labels line noise gaps"), m_findings);
    Curve made;
    made.labels = in.textMap(QStringLiteral("labels"));
    made.noise = in.number(QStringLiteral("noise")).value_or(0);
    made.knots = knots(in);
    made.gaps = gaps(in);
    return made;
}

std::vector<Knot> Reader::knots(const Fields& in) {
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

std::vector<Gap> Reader::gaps(const Fields& in) {
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

Act Reader::act(const YamlNode& node) {
    static const QStringList verbs = words("declare acknowledge assign severity status tick skip add note impact "
                                           "affected recovered message pin write action_item");
    const Fields in(node, QStringLiteral("act"), words("at by") + verbs, m_findings);
    Act made;
    made.at = moment(in, QStringLiteral("at"));
    made.by = in.has(QStringLiteral("by")) ? in.text(QStringLiteral("by")) : QString::fromLatin1(commander);
    QStringList said;
    for (const auto& [key, value] : node.entries) {
        if (verbs.contains(key.text)) {
            said.append(key.text);
            made.deed = deed(key.text, value);
        }
    }
    const bool allKnown = std::all_of(node.entries.begin(), node.entries.end(), [&](const auto& entry) {
        return verbs.contains(entry.first.text) || entry.first.text == u"at" || entry.first.text == u"by";
    });
    if (said.size() != 1 && allKnown && node.kind == YamlNode::Kind::Map)
        wrong(
            "schema.missing", node,
            QStringLiteral("an act does one thing; expected exactly one of %1").arg(verbs.join(QStringLiteral(", "))));
    return made;
}

Deed Reader::deed(const QString& verb, const YamlNode& node) {
    const auto in = [&](const char* keys) { return Fields(node, verb, words(keys), m_findings); };
    if (node.kind == YamlNode::Kind::Scalar)
        return deedOfWord(verb, node.text, node);
    if (verb == u"declare") {
        const Fields f = in("title severity");
        return Declare{f.requiredText(QStringLiteral("title")),
                       known(f, QStringLiteral("severity"), m_playbook.severities, "severity")};
    }
    if (verb == u"assign") {
        const Fields f = in("role person");
        return Assign{known(f, QStringLiteral("role"), m_playbook.roles, "role"),
                      f.requiredText(QStringLiteral("person"))};
    }
    if (verb == u"severity") {
        const Fields f = in("to reason");
        return ChangeSeverity{known(f, QStringLiteral("to"), m_playbook.severities, "severity"),
                              f.requiredText(QStringLiteral("reason"))};
    }
    if (verb == u"skip") {
        const Fields f = in("item reason");
        const QString item = f.requiredText(QStringLiteral("item"));
        mustKnowItem(valueOf(f, QStringLiteral("item")), item);
        return Skip{item, f.requiredText(QStringLiteral("reason"))};
    }
    if (verb == u"add") {
        const Fields f = in("text phase due");
        return AddItem{f.requiredText(QStringLiteral("text")),
                       known(f, QStringLiteral("phase"), m_playbook.phases, "phase"),
                       f.duration(QStringLiteral("due"))};
    }
    if (verb == u"note")
        return note(in("text kind ago key"));
    if (verb == u"impact") {
        const Fields f = in("text ago");
        return SetImpact{f.requiredText(QStringLiteral("text")), f.duration(QStringLiteral("ago"))};
    }
    if (verb == u"message") {
        const Fields f = in("message channel text next");
        return SendMessage{known(f, QStringLiteral("message"), m_playbook.messages, "message"),
                           f.requiredText(QStringLiteral("channel")), f.requiredText(QStringLiteral("text")),
                           f.duration(QStringLiteral("next"))};
    }
    if (verb == u"pin") {
        const Fields f = in("panel note");
        return PinGraph{known(f, QStringLiteral("panel"), m_playbook.panels, "panel"), f.text(QStringLiteral("note"))};
    }
    if (verb == u"write") {
        const Fields f = in("section text");
        return WriteSection{known(f, QStringLiteral("section"), m_playbook.postMortem.sections, "section"),
                            f.requiredText(QStringLiteral("text"))};
    }
    if (verb == u"action_item") {
        const Fields f = in("text owner due");
        return AddActionItem{f.requiredText(QStringLiteral("text")), f.requiredText(QStringLiteral("owner")),
                             f.duration(QStringLiteral("due"))};
    }
    wrong("schema.type", node, QStringLiteral("%1 cannot be read; expected one word").arg(verb));
    return Acknowledge{};
}

Deed Reader::deedOfWord(const QString& verb, const QString& word, const YamlNode& node) {
    if (verb == u"acknowledge" && word == u"true")
        return Acknowledge{};
    if (verb == u"status") {
        if (const auto status = domain::fromText<domain::Status>(word))
            return ChangeStatus{*status};
    }
    if (verb == u"tick") {
        mustKnowItem(node, word);
        return Tick{word};
    }
    if (verb == u"note")
        return Note{word, domain::EntryKind::Note, 0ms, {}};
    if (verb == u"affected" || verb == u"recovered")
        return AffectService{word, verb == u"affected"};
    if (verb == u"pin") {
        mustKnow(node, word, m_playbook.panels, QStringLiteral("panel"));
        return PinGraph{word, {}};
    }
    wrong("schema.type", node, QStringLiteral("%1: \"%2\" cannot be read").arg(verb, word));
    return Acknowledge{};
}

Note Reader::note(const Fields& in) {
    Note made;
    made.text = in.requiredText(QStringLiteral("text"));
    made.kind = *domain::fromText<domain::EntryKind>(in.oneOf(
        QStringLiteral("kind"), words("note observation action decision communication"), QStringLiteral("note")));
    made.ago = in.duration(QStringLiteral("ago")).value_or(0ms);
    if (in.has(QStringLiteral("key")))
        made.key = domain::fromText<domain::KeyMoment>(in.oneOf(
            QStringLiteral("key"), words("impact_began detected acknowledged cause_found mitigated resolved key"),
            QStringLiteral("key")));
    return made;
}

void Reader::checkOrder(const Fields& root) {
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

void Reader::checkCompleteness(const Fields& root) {
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

} // namespace

ReadScenario readScenario(const QByteArray& yaml, const QString& id, const FindPlaybook& find) {
    const playbook::YamlTree tree = playbook::readYaml(yaml);
    if (!tree.findings.empty())
        return {Scenario{}, tree.findings};
    return Reader(find).read(tree.root, id);
}

} // namespace drill
