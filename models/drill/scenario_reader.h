// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drill/scenario.h"
#include "playbook/yaml_fields.h"

namespace drill {

using playbook::Fields;
using playbook::YamlNode;

/// The words of a text, split at blanks.
inline QStringList words(const char* text) {
    return QString::fromLatin1(text).split(u' ');
}
/// The value of a key, else the map itself: where a finding about it stands.
inline const YamlNode& valueOf(const Fields& in, const QString& key) {
    const YamlNode* at = in.find(key);
    return at ? *at : in.node();
}

/// Turns the tree of one scenario file into values and findings. The playbook answers whether what is named exists.
class ScenarioReader {
public:
    explicit ScenarioReader(const FindPlaybook& find)
        : m_find(find) {}
    ReadScenario read(const YamlNode& root, const QString& id);

private:
    Health health(const YamlNode& node);
    HealthStep healthStep(const YamlNode& node, const QString& what);
    Metric metric(const YamlNode& node);
    Curve curve(const YamlNode& node, const QString& what);
    std::vector<Knot> knots(const Fields& in);
    std::vector<Gap> gaps(const Fields& in);
    ScriptedAlert alert(const YamlNode& node);
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
        if (m_findings.size() < 500) // nobody reads more
            m_findings.push_back({QString::fromLatin1(rule), at.line, at.column, message, {}});
    }

    const FindPlaybook& m_find;
    playbook::Playbook m_playbook;
    Scenario m_scenario;
    playbook::Findings m_findings;
};

template <class Values>
void ScenarioReader::mustKnow(const YamlNode& at, const QString& id, const Values& values, const QString& what) {
    QStringList ids;
    for (const auto& value : values)
        ids.append(value.id);
    if (!ids.contains(id))
        wrong("schema.reference", at,
              QStringLiteral("the playbook has no %1 \"%2\"; expected one of %3")
                  .arg(what, id, ids.join(QStringLiteral(", "))));
}

template <class Values>
QString ScenarioReader::known(const Fields& in, const QString& key, const Values& values, const char* what) {
    const QString id = in.requiredText(key);
    if (in.has(key))
        mustKnow(*in.find(key), id, values, QString::fromLatin1(what));
    return id;
}

} // namespace drill
