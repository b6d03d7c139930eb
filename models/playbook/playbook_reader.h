// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/playbook_file.h"
#include "playbook/yaml_fields.h"
#include <QSet>

namespace playbook {

template <class Made, class Make>
std::vector<Made> each(const std::vector<YamlNode>& nodes, Make make) {
    std::vector<Made> values;
    values.reserve(nodes.size());
    for (const YamlNode& node : nodes)
        values.push_back(make(node));
    return values;
}

/// Turns the tree of one playbook file into values, and every fault of it into a finding. Used once per file, by
/// readPlaybook.
class PlaybookReader {
public:
    ReadPlaybook read(const YamlNode& root, const QString& id);

private:
    enum class Referred { Severity, Role, Message, Watched, Check, Panel, Item, Step, Server };
    struct Reference {
        Referred kind;
        QString id;
        const YamlNode* at;
        QString what;
    };

    Fields fields(const YamlNode& node, const QString& object);
    void readHead(const Fields& root);
    void readServers(const Fields& root);
    void nameServer(const QString& name, const Server& server);
    Server server(const YamlNode& node, const Fields& root, const QString& key, bool named);
    Severity severity(const YamlNode& node);
    RespondWithin respondWithin(const Fields& in);
    UpdateEvery updateEvery(const Fields& in);
    Role role(const YamlNode& node);
    Rung rung(const YamlNode& node);
    Phase phase(const YamlNode& node);
    Item item(const YamlNode& node, Referred needed);
    void readWatch(Item& item, const Fields& in);
    void readCriterion(Item& item, const Fields& watch);
    HttpRequest request(const YamlNode& node, const QString& what);
    void readRequest(HttpRequest& request, const Fields& in, const QString& urlKey);
    Check check(const YamlNode& node);
    void readTarget(Check& check, const Fields& in);
    void readAddress(Check& check, const Fields& in);
    void readCommand(Check& check, const Fields& in);
    void readOptions(Check& check, const Fields& in);
    CheckAuth auth(const Fields& in);
    ClientCertificate clientCertificate(const Fields& in);
    QString secretOnly(const Fields& in, const QString& key);
    void checkHeaders(const Fields& in);
    void refuseLiteral(const Fields& in, const QString& key);
    QString fileName(const Fields& in, const QString& key);
    std::vector<QString> conditions(const Fields& in, CheckKind kind);
    Panel panel(const YamlNode& node);
    Scenario scenario(const YamlNode& node);
    Message message(const YamlNode& node);
    Action action(const YamlNode& node);
    PostMortem postMortem(const YamlNode& node);
    Section section(const YamlNode& node);
    Link link(const YamlNode& node);
    Type type(const YamlNode& node);
    Upkeep upkeep(const YamlNode& node);

    QStringList references(const Fields& in, const QString& key, Referred kind);
    QString reference(const Fields& in, const QString& key, Referred kind);
    void checkVariables(const Fields& in, const QString& key, const YamlNode& at, bool secretsAllowed);
    /// blanks: <name> may stand for what is asked for before the request is sent.
    void checkUrl(const Fields& in, const QString& key, bool blanks = false);
    void checkRanks(const Fields& root);
    void checkReferences();
    void checkNeeds();
    QStringList idsOf(Referred kind) const;

    Playbook m_playbook;
    Findings m_findings;
    std::vector<Reference> m_references;
    std::map<QString, QSet<QString>> m_ids; ///< by object
    void takeId(const QString& object, const Fields& in, const QString& id);
};

} // namespace playbook
