// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_reader.h"

#include "playbook/variables.h"
#include <QTimeZone>
#include <QUrl>

namespace playbook {
namespace {

using namespace std::chrono_literals;

const QStringList methods{QStringLiteral("GET"),    QStringLiteral("HEAD"),  QStringLiteral("POST"),
                          QStringLiteral("PUT"),    QStringLiteral("PATCH"), QStringLiteral("DELETE"),
                          QStringLiteral("OPTIONS")};

} // namespace

Fields PlaybookReader::fields(const YamlNode& node, const QString& object) {
    return Fields(node, namedMap(object == u"request" ? QStringLiteral("http") : object, node), knownKeys().at(object),
                  m_findings);
}

ReadPlaybook PlaybookReader::read(const YamlNode& root, const QString& id) {
    const Fields in(root, QStringLiteral("the playbook"), knownKeys().at(QStringLiteral("playbook")), m_findings);
    m_playbook.id = id;
    if (root.kind == YamlNode::Kind::Map) {
        readHead(in);
        readServers(in);
        m_playbook.types = each<Type>(in.list(QStringLiteral("types")), [this](auto& n) { return type(n); });
        m_playbook.severities =
            each<Severity>(in.list(QStringLiteral("severities")), [this](auto& n) { return severity(n); });
        m_playbook.roles = each<Role>(in.list(QStringLiteral("roles")), [this](auto& n) { return role(n); });
        m_playbook.escalation = each<Rung>(in.list(QStringLiteral("escalation")), [this](auto& n) { return rung(n); });
        m_playbook.phases = each<Phase>(in.list(QStringLiteral("phases")), [this](auto& n) { return phase(n); });
        m_playbook.checks = each<Check>(in.list(QStringLiteral("checks")), [this](auto& n) { return check(n); });
        m_playbook.panels = each<Panel>(in.list(QStringLiteral("panels")), [this](auto& n) { return panel(n); });
        m_playbook.scenarios =
            each<Scenario>(in.list(QStringLiteral("scenarios")), [this](auto& n) { return scenario(n); });
        m_playbook.messages =
            each<Message>(in.list(QStringLiteral("messages")), [this](auto& n) { return message(n); });
        m_playbook.actions = each<Action>(in.list(QStringLiteral("actions")), [this](auto& n) { return action(n); });
        if (const YamlNode* at = in.find(QStringLiteral("post_mortem")))
            m_playbook.postMortem = postMortem(*at);
        m_playbook.upkeep = each<Upkeep>(in.list(QStringLiteral("upkeep")), [this](auto& n) { return upkeep(n); });
        m_playbook.links = each<Link>(in.list(QStringLiteral("links")), [this](auto& n) { return link(n); });
        checkRanks(in);
        checkReferences();
        checkNeeds();
    }
    sortByPlace(m_findings);
    return {std::move(m_playbook), std::move(m_findings)};
}

void PlaybookReader::readHead(const Fields& root) {
    m_playbook.name = root.requiredText(QStringLiteral("name"));
    m_playbook.description = root.text(QStringLiteral("description"));
    m_playbook.owner = root.text(QStringLiteral("owner"));
    m_playbook.timezone = root.text(QStringLiteral("timezone"));
    if (!m_playbook.timezone.isEmpty() && !QTimeZone::isTimeZoneIdAvailable(m_playbook.timezone.toUtf8()))
        root.wrongType(QStringLiteral("timezone"), *root.find(QStringLiteral("timezone")),
                       QStringLiteral("an IANA time zone such as UTC or Europe/Berlin"));
    m_playbook.variables = root.textMap(QStringLiteral("variables"));
    const YamlNode* variables = root.find(QStringLiteral("variables"));
    if (!variables)
        return;
    for (const auto& [name, value] : variables->entries) {
        if (!isVariableName(name.text))
            root.wrong(QStringLiteral("schema.variable"), name,
                       QStringLiteral("\"%1\" cannot name a variable; expected letters, digits and underscores")
                           .arg(name.text));
        if (value.text.contains(u"{{"))
            root.wrong(
                QStringLiteral("schema.variable"), value,
                QStringLiteral("the variable \"%1\" holds a placeholder; expected a plain value").arg(name.text));
    }
}

Severity PlaybookReader::severity(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("severity"));
    Severity made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("severity"), in, made.id);
    made.name = in.text(QStringLiteral("name"));
    made.means = in.text(QStringLiteral("means"));
    if (!in.has(QStringLiteral("rank")))
        in.missing(QStringLiteral("rank"), QStringLiteral("1 for the worst, then 2, 3 …"));
    made.rank = in.integer(QStringLiteral("rank"), 0, 1, 99);
    made.examples = in.texts(QStringLiteral("examples"));
    made.notify = in.texts(QStringLiteral("notify"));
    made.respondWithin = respondWithin(in);
    made.updateEvery = updateEvery(in);
    return made;
}

RespondWithin PlaybookReader::respondWithin(const Fields& in) {
    const YamlNode* at = in.find(QStringLiteral("respond_within"));
    if (!at)
        return NotPromised{};
    if (at->kind == YamlNode::Kind::Scalar) {
        if (at->text == u"at once")
            return AtOnce{};
        if (at->text == u"next business day")
            return NextBusinessDay{};
        if (const auto value = domain::parseDuration(at->text))
            return *value;
    }
    in.wrong(QStringLiteral("schema.duration"), *at,
             QStringLiteral("respond_within of %1 cannot be read; expected a duration such as 15m, \"at once\" or "
                            "\"next business day\"")
                 .arg(in.what()));
    return NotPromised{};
}

UpdateEvery PlaybookReader::updateEvery(const Fields& in) {
    const YamlNode* at = in.find(QStringLiteral("update_every"));
    if (!at || (at->kind == YamlNode::Kind::Scalar && at->text == u"as needed"))
        return AsNeeded{};
    std::vector<Millis> read;
    const std::vector<YamlNode> alone{*at};
    for (const YamlNode& node : at->kind == YamlNode::Kind::Sequence ? at->items : alone) {
        const auto value =
            node.kind == YamlNode::Kind::Scalar ? domain::parseDuration(node.text) : domain::Result<Millis>(0ms);
        if (value && *value >= 1min)
            read.push_back(*value);
    }
    if (at->kind == YamlNode::Kind::Scalar && read.size() == 1)
        return UpdateRange{read[0], read[0]};
    if (at->kind == YamlNode::Kind::Sequence && at->items.size() == 2 && read.size() == 2 && read[0] <= read[1])
        return UpdateRange{read[0], read[1]};
    in.wrong(QStringLiteral("schema.duration"), *at,
             QStringLiteral("update_every of %1 cannot be read; expected a duration of at least 1m, a range such as "
                            "[15m, 30m], or \"as needed\"")
                 .arg(in.what()));
    return AsNeeded{};
}

Role PlaybookReader::role(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("role"));
    Role made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("role"), in, made.id);
    made.title = in.requiredText(QStringLiteral("title"));
    made.contact = in.text(QStringLiteral("contact"));
    made.duties = in.texts(QStringLiteral("duties"));
    return made;
}

Rung PlaybookReader::rung(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("rung"));
    Rung made;
    if (!in.has(QStringLiteral("after")))
        in.missing(QStringLiteral("after"), QStringLiteral("a duration since the declaration"));
    made.after = in.durationBetween(QStringLiteral("after"), 0ms, 0ms, 720h);
    made.notify = in.requiredText(QStringLiteral("notify"));
    made.contact = in.text(QStringLiteral("contact"));
    made.severities = references(in, QStringLiteral("severities"), Referred::Severity);
    return made;
}

Phase PlaybookReader::phase(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("phase"));
    Phase made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("phase"), in, made.id);
    made.title = in.requiredText(QStringLiteral("title"));
    const QString after =
        in.oneOf(QStringLiteral("after"), {QStringLiteral("declared"), QStringLiteral("resolved")}, {});
    made.after = after == u"resolved" ? CountedFrom::Resolved : CountedFrom::Declared;
    if (const YamlNode* at = in.find(QStringLiteral("window"))) {
        const Fields window(*at, QStringLiteral("the window of %1").arg(in.what()),
                            knownKeys().at(QStringLiteral("window")), m_findings);
        made.window =
            Window{window.duration(QStringLiteral("from")).value_or(0ms), window.duration(QStringLiteral("to"))};
        if (made.window->to && *made.window->to <= made.window->from)
            window.wrong(
                QStringLiteral("schema.duration"), *at,
                QStringLiteral("the window of %1 ends before it begins; expected to after from").arg(in.what()));
    }
    made.items = each<Item>(in.list(QStringLiteral("items")), [this](auto& n) { return item(n, Referred::Item); });
    return made;
}

Item PlaybookReader::item(const YamlNode& node, Referred needed) {
    const Fields in = fields(node, QStringLiteral("item"));
    Item made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("item"), in, made.id);
    made.text = in.requiredText(QStringLiteral("text"));
    if (const YamlNode* at = in.find(QStringLiteral("text")))
        checkVariables(in, QStringLiteral("text"), *at, false);
    made.severities = references(in, QStringLiteral("severities"), Referred::Severity);
    made.services = in.texts(QStringLiteral("services"));
    made.needs = references(in, QStringLiteral("needs"), needed);
    made.due = in.duration(QStringLiteral("due"));
    if (in.has(QStringLiteral("repeat")))
        made.repeat = in.durationBetween(QStringLiteral("repeat"), 15min, 1min, 168h);
    made.role = reference(in, QStringLiteral("role"), Referred::Role);
    made.run = in.text(QStringLiteral("run"));
    if (const YamlNode* at = in.find(QStringLiteral("http")))
        made.http = request(*at, in.what());
    readWatch(made, in);
    made.message = reference(in, QStringLiteral("message"), Referred::Message);
    return made;
}

HttpRequest PlaybookReader::request(const YamlNode& node, const QString& what) {
    const Fields in(node, QStringLiteral("http of %1").arg(what), knownKeys().at(QStringLiteral("request")),
                    m_findings);
    HttpRequest made;
    readRequest(made, in, QStringLiteral("url"));
    return made;
}

void PlaybookReader::readRequest(HttpRequest& made, const Fields& in, const QString& urlKey) {
    made.url = in.requiredText(urlKey);
    checkUrl(in, urlKey, urlKey == u"url"); // a check is polled: nobody is asked
    made.method = in.oneOf(QStringLiteral("method"), methods, QStringLiteral("GET"));
    made.headers = in.textMap(QStringLiteral("headers"));
    if (const YamlNode* at = in.find(QStringLiteral("headers"))) {
        for (const auto& [name, value] : at->entries) {
            checkVariables(in, name.text, value, true);
            if (name.text.isEmpty() || name.text.contains(u':') || name.text.contains(u'\n') ||
                value.text.contains(u'\n'))
                in.wrong(QStringLiteral("schema.header"), name,
                         QStringLiteral("a header of %1 is not one line; expected \"Name: value\"").arg(in.what()));
        }
    }
    made.body = in.text(QStringLiteral("body"));
    if (const YamlNode* at = in.find(QStringLiteral("body")))
        checkVariables(in, QStringLiteral("body"), *at, true);
}

} // namespace playbook
