// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/playbook_findings.h"

#include "playbook/lint/findings.h"
#include "playbook/variables.h"

namespace lint {
namespace {

using playbook::YamlNode;

void append(Findings& findings, Findings more) {
    findings.insert(findings.end(), more.begin(), more.end());
}

const YamlNode* child(const YamlNode& map, QStringView key) {
    for (const auto& [name, value] : map.entries) {
        if (name.text == key)
            return &value;
    }
    return nullptr;
}

QString textOf(const YamlNode& map, QStringView key) {
    const YamlNode* node = child(map, key);
    return node && node->kind == YamlNode::Kind::Scalar ? node->text : QString();
}

/// A block scalar's first line is the one below its |.
int textLine(const YamlNode& node) {
    return node.line + (node.quoted && node.text.contains(u'\n') ? 1 : 0);
}

class Walk {
public:
    Walk(const YamlNode& root, const Terms& terms)
        : m_terms(terms) {
        if (const YamlNode* variables = child(root, u"variables")) {
            for (const auto& [name, value] : variables->entries)
                m_variables.emplace(name.text, value.text);
        }
        promises(root);
        node(root, {});
    }
    Findings findings;
    QStringList queries;

private:
    QString filled(const QString& text) const { return playbook::expandKnown(text, m_variables); }

    void node(const YamlNode& at, const QString& lead) {
        for (const YamlNode& item : at.items)
            node(item, lead);
        if (at.kind != YamlNode::Kind::Map)
            return;
        const QString said = lead + u'\n' + textOf(at, u"title") + u'\n' + textOf(at, u"text");
        for (const auto& [key, value] : at.entries) {
            if (value.kind == YamlNode::Kind::Scalar)
                scalar(key.text, value, said, at);
            else
                node(value, said);
        }
        if (child(at, u"url"))
            append(findings, requestFindings(textOf(at, u"method"), filled(textOf(at, u"url")), textOf(at, u"body"),
                                             child(at, u"url")->line));
    }

    void scalar(const QString& key, const YamlNode& value, const QString& said, const YamlNode& parent) {
        static const QRegularExpression placeholder(QStringLiteral(
            R"(\b(?:TODO|TBD|FIXME|CHANGEME|CHANGE_ME|REPLACE_ME)\b|XXX-XXXX|\byour-?(?:domain|company|org)\.\w+)"));
        if (key == u"run" || key == u"command") {
            command(value, said);
        } else if (key == u"expr") {
            const QString expr = filled(value.text);
            queries << expr;
            append(findings, promQlFindings(expr, textLine(value), m_terms));
        } else if (key == u"body" && child(parent, u"when")) {
            append(findings, messageFindings(value.text, textLine(value), m_terms));
        }
        if (const auto match = placeholder.match(value.text); match.hasMatch())
            findings.push_back(
                found("placeholder.unfilled", value.line, QStringLiteral("\"%1\"").arg(match.captured())));
    }

    void command(const YamlNode& value, const QString& said) {
        const auto commands = importer::readCommands(filled(value.text), textLine(value));
        for (const auto& one : commands) {
            append(findings, commandFindings({one, said, true}, m_terms));
            for (const auto& part : one.parts) {
                if (const auto call = importer::readCurl(part)) {
                    if (const auto query = importer::promQlOf(*call))
                        queries << query->expr;
                }
            }
        }
        append(findings, sessionFindings(commands));
    }

    void promises(const YamlNode& root) {
        const YamlNode* severities = child(root, u"severities");
        const YamlNode* escalation = child(root, u"escalation");
        if (!severities)
            return;
        QStringList covered;
        bool all = false;
        for (const YamlNode& rung : escalation ? escalation->items : std::vector<YamlNode>()) {
            const YamlNode* of = child(rung, u"severities");
            all = all || !of || of->items.empty();
            for (const YamlNode& one : of ? of->items : std::vector<YamlNode>())
                covered << one.text;
        }
        for (const YamlNode& severity : severities->items) {
            const QString id = textOf(severity, u"id");
            if (!child(severity, u"respond_within"))
                findings.push_back(found("severity.no-response-time", severity.line,
                                         QStringLiteral("no respond_within for %1").arg(id)));
            if (escalation && !all && !covered.contains(id) && textOf(severity, u"rank") == u"1")
                findings.push_back(found("escalation.uncovered", severity.line,
                                         QStringLiteral("no rung of the ladder is for %1").arg(id)));
        }
    }

    const Terms& m_terms;
    std::map<QString, QString> m_variables;
};

} // namespace

Findings playbookFindings(const YamlNode& root, const Terms& terms) {
    return std::move(Walk(root, terms).findings);
}

QStringList queriesOf(const YamlNode& root) {
    return std::move(Walk(root, {}).queries);
}

} // namespace lint
