// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/scenario_reader.h"

/// The half of the reader for what the scripted commander does.
namespace drill {
namespace {

using namespace std::chrono_literals;

constexpr auto commander = "@ic";

} // namespace

Act ScenarioReader::act(const YamlNode& node) {
    static const QStringList verbs =
        words("declare acknowledge assign severity status tick accept skip add note impact "
              "affected recovered message pin page answered attach write action_item");
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

Deed ScenarioReader::deed(const QString& verb, const YamlNode& node) {
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
    if (verb == u"page") {
        const Fields f = in("who rung");
        return Page{f.requiredText(QStringLiteral("who")), f.requiredText(QStringLiteral("rung"))};
    }
    if (verb == u"answered") {
        const Fields f = in("who after");
        return Answered{f.requiredText(QStringLiteral("who")), f.duration(QStringLiteral("after"))};
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

Deed ScenarioReader::deedOfWord(const QString& verb, const QString& word, const YamlNode& node) {
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
    if (verb == u"accept") {
        mustKnowItem(node, word);
        return Accept{word};
    }
    if (verb == u"note")
        return Note{word, domain::EntryKind::Note, 0ms, {}};
    if (verb == u"affected" || verb == u"recovered")
        return AffectService{word, verb == u"affected"};
    if (verb == u"attach") {
        mustKnow(node, word, m_playbook.scenarios, QStringLiteral("scenario"));
        return AttachScenario{word};
    }
    if (verb == u"pin") {
        mustKnow(node, word, m_playbook.panels, QStringLiteral("panel"));
        return PinGraph{word, {}};
    }
    wrong("schema.type", node, QStringLiteral("%1: \"%2\" cannot be read").arg(verb, word));
    return Acknowledge{};
}

Note ScenarioReader::note(const Fields& in) {
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

} // namespace drill
