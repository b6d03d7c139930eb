// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_reader.h"

/// The parts of the reader for what is looked at and written: panels, scenarios, messages, actions, post-mortem, links,
/// types and upkeep.
namespace playbook {
namespace {

using namespace std::chrono_literals;

const QStringList occasions{
    QStringLiteral("declared"),         QStringLiteral("acknowledged"), QStringLiteral("update"),
    QStringLiteral("severity_changed"), QStringLiteral("identified"),   QStringLiteral("monitoring"),
    QStringLiteral("resolved"),         QStringLiteral("closed"),       QStringLiteral("escalated"),
    QStringLiteral("handed_over"),      QStringLiteral("post_mortem")};

} // namespace

Panel PlaybookReader::panel(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("panel"));
    Panel made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("watched"), in, made.id);
    made.title = in.text(QStringLiteral("title"));
    if (made.title.isEmpty())
        made.title = made.id;
    made.expr = in.requiredText(QStringLiteral("expr"));
    if (const YamlNode* at = in.find(QStringLiteral("expr")))
        checkVariables(in, QStringLiteral("expr"), *at, false);
    made.unit = in.text(QStringLiteral("unit"));
    made.legend = in.text(QStringLiteral("legend"));
    made.warn = in.number(QStringLiteral("warn"));
    made.critical = in.number(QStringLiteral("critical"));
    made.hold = in.duration(QStringLiteral("hold"));
    made.server = reference(in, QStringLiteral("server"), Referred::Server);
    return made;
}

Scenario PlaybookReader::scenario(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("scenario"));
    Scenario made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("scenario"), in, made.id);
    made.title = in.requiredText(QStringLiteral("title"));
    made.alerts = in.texts(QStringLiteral("alerts"));
    made.symptoms = in.texts(QStringLiteral("symptoms"));
    made.diagnosis =
        each<Item>(in.list(QStringLiteral("diagnosis")), [this](auto& n) { return item(n, Referred::Step); });
    made.resolution =
        each<Item>(in.list(QStringLiteral("resolution")), [this](auto& n) { return item(n, Referred::Step); });
    made.verification = in.texts(QStringLiteral("verification"));
    return made;
}

Message PlaybookReader::message(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("message"));
    Message made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("message"), in, made.id);
    made.title = in.requiredText(QStringLiteral("title"));
    made.when = in.oneOf(QStringLiteral("when"), occasions, {});
    made.body = in.requiredText(QStringLiteral("body"));
    made.channels = in.texts(QStringLiteral("channels"));
    made.severities = references(in, QStringLiteral("severities"), Referred::Severity);
    return made;
}

Action PlaybookReader::action(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("action"));
    Action made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("action"), in, made.id);
    made.title = in.requiredText(QStringLiteral("title"));
    if (const YamlNode* at = in.find(QStringLiteral("http")))
        made.http = request(*at, in.what());
    else
        in.missing(QStringLiteral("http"), QStringLiteral("a map with method, url, headers and body"));
    return made;
}

PostMortem PlaybookReader::postMortem(const YamlNode& node) {
    const Fields in(node, QStringLiteral("post_mortem"), knownKeys().at(QStringLiteral("post_mortem")), m_findings);
    PostMortem made;
    made.due = in.duration(QStringLiteral("due"));
    made.sections = each<Section>(in.list(QStringLiteral("sections")), [this](auto& n) { return section(n); });
    return made;
}

Section PlaybookReader::section(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("section"));
    Section made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("section"), in, made.id);
    made.title = in.requiredText(QStringLiteral("title"));
    made.prompt = in.text(QStringLiteral("prompt"));
    const QString kind = in.oneOf(QStringLiteral("kind"), {QStringLiteral("generated"), QStringLiteral("written")},
                                  QStringLiteral("written"));
    made.kind = kind == u"generated" ? SectionKind::Generated : SectionKind::Written;
    if (made.kind == SectionKind::Generated && !generatedSections().contains(made.id))
        in.wrong(QStringLiteral("schema.reference"), *in.find(QStringLiteral("kind")),
                 QStringLiteral("%1 cannot be generated; expected one of %2, or kind: written")
                     .arg(in.what(), generatedSections().join(QStringLiteral(", "))));
    return made;
}

Link PlaybookReader::link(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("link"));
    Link made{in.requiredText(QStringLiteral("title")), in.requiredText(QStringLiteral("url"))};
    checkUrl(in, QStringLiteral("url"));
    return made;
}

Type PlaybookReader::type(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("type"));
    Type made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("type"), in, made.id);
    made.title = in.requiredText(QStringLiteral("title"));
    made.means = in.text(QStringLiteral("means"));
    return made;
}

Upkeep PlaybookReader::upkeep(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("upkeep"));
    Upkeep made;
    made.text = in.requiredText(QStringLiteral("text"));
    if (in.has(QStringLiteral("every")))
        made.every = in.durationBetween(QStringLiteral("every"), 720h, 24h, 9600h);
    return made;
}

} // namespace playbook
