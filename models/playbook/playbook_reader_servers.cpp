// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_reader.h"
#include "playbook/variables.h"

/// The part of the reader for the servers that are asked: an address, a map, or (of Prometheus) a list of named maps.
namespace playbook {

void PlaybookReader::readServers(const Fields& root) {
    const QString prometheus = QStringLiteral("prometheus");
    const QString alertmanager = QStringLiteral("alertmanager");
    if (const YamlNode* at = root.find(prometheus)) {
        if (at->kind != YamlNode::Kind::Sequence)
            m_playbook.prometheus.push_back(server(*at, root, prometheus, false));
        for (const YamlNode& node : at->items)
            m_playbook.prometheus.push_back(server(node, root, prometheus, true));
        if (m_playbook.prometheus.empty())
            root.wrongType(prometheus, *at, QStringLiteral("a URL, a map with url, or a list of such maps with id"));
        else
            nameServer(prometheus, m_playbook.prometheus.front());
    }
    if (const YamlNode* at = root.find(alertmanager)) {
        m_playbook.alertmanager = server(*at, root, alertmanager, false);
        nameServer(alertmanager, *m_playbook.alertmanager);
    }
}

/// What {{prometheus}} and {{alertmanager}} stand for elsewhere, unless the variables say it themselves.
void PlaybookReader::nameServer(const QString& name, const Server& server) {
    const QString url = expandKnown(server.url, m_playbook.variables);
    if (!url.isEmpty() && !url.contains(u"{{"))
        m_playbook.variables.emplace(name, url);
}

Server PlaybookReader::server(const YamlNode& node, const Fields& root, const QString& key, bool named) {
    Server made;
    if (node.kind == YamlNode::Kind::Scalar && !named) {
        made.url = root.text(key);
        checkUrl(root, key);
        return made;
    }
    const Fields in(node, named ? namedMap(key, node) : QStringLiteral("the server %1").arg(key),
                    knownKeys().at(QStringLiteral("server")), m_findings);
    if (node.kind != YamlNode::Kind::Map)
        return made;
    if (named) {
        made.id = in.requiredId(QStringLiteral("id"));
        takeId(key, in, made.id);
    } else if (in.has(QStringLiteral("id"))) {
        made.id = in.requiredId(QStringLiteral("id"));
    }
    made.url = in.requiredText(QStringLiteral("url"));
    checkUrl(in, QStringLiteral("url"));
    made.headers = in.textMap(QStringLiteral("headers"));
    if (const YamlNode* headers = in.find(QStringLiteral("headers"))) {
        for (const auto& [name, value] : headers->entries)
            checkVariables(in, QStringLiteral("headers"), value, true);
        checkHeaders(in);
    }
    made.auth = auth(in);
    made.ca = fileName(in, QStringLiteral("ca"));
    made.client = clientCertificate(in);
    made.insecure = in.flag(QStringLiteral("insecure"), false);
    if (made.insecure && !made.ca.isEmpty())
        in.wrong(QStringLiteral("schema.kind"), *in.find(QStringLiteral("insecure")),
                 QStringLiteral("%1 has a ca and is insecure; expected one of them").arg(in.what()));
    return made;
}

} // namespace playbook
