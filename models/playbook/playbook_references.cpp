// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/incident_words.h"
#include "playbook/playbook_reader.h"
#include "playbook/variables.h"

#include <QRegularExpression>
#include <QUrl>

/// The second half of the reader: what one part of a playbook says about another.
namespace playbook {

void PlaybookReader::takeId(const QString& object, const Fields& in, const QString& id) {
    if (id.isEmpty())
        return;
    if (m_ids[object].contains(id))
        in.wrong(QStringLiteral("schema.duplicate-id"), *in.find(QStringLiteral("id")),
                 object == u"watched"
                     ? QStringLiteral("the id \"%1\" is taken by another check or panel; expected a new one").arg(id)
                     : QStringLiteral("the id \"%1\" is taken by another %2; expected a new one").arg(id, object));
    m_ids[object].insert(id);
}

QStringList PlaybookReader::references(const Fields& in, const QString& key, Referred kind) {
    const YamlNode* at = in.find(key);
    QStringList ids = in.texts(key);
    if (!at)
        return ids;
    for (const YamlNode& node : at->items) {
        if (node.kind == YamlNode::Kind::Scalar)
            m_references.push_back({kind, node.text, &node, in.what()});
    }
    return ids;
}

QString PlaybookReader::reference(const Fields& in, const QString& key, Referred kind) {
    QString id = in.text(key);
    const YamlNode* at = in.find(key);
    if (at && at->kind == YamlNode::Kind::Scalar)
        m_references.push_back({kind, id, at, in.what()});
    return id;
}

QStringList PlaybookReader::idsOf(Referred kind) const {
    QStringList ids;
    switch (kind) {
    case Referred::Severity:
        for (const Severity& severity : m_playbook.severities)
            ids.append(severity.id);
        break;
    case Referred::Role:
        for (const Role& role : m_playbook.roles)
            ids.append(role.id);
        break;
    case Referred::Message:
        for (const Message& message : m_playbook.messages)
            ids.append(message.id);
        break;
    case Referred::Watched:
        for (const Check& check : m_playbook.checks)
            ids.append(check.id);
        for (const Panel& panel : m_playbook.panels)
            ids.append(panel.id);
        break;
    case Referred::Check:
        for (const Check& check : m_playbook.checks)
            ids.append(check.id);
        break;
    case Referred::Panel:
        for (const Panel& panel : m_playbook.panels)
            ids.append(panel.id);
        break;
    case Referred::Item:
        for (const Phase& phase : m_playbook.phases)
            for (const Item& item : phase.items)
                ids.append(item.id);
        break;
    case Referred::Server:
        for (const Server& server : m_playbook.prometheus)
            ids.append(server.id);
        ids.removeAll(QString());
        break;
    case Referred::Step:
        ids = m_ids.at(QStringLiteral("item")).values();
        ids.sort();
        break;
    }
    return ids;
}

void PlaybookReader::checkReferences() {
    const auto word = [](Referred kind) {
        switch (kind) {
        case Referred::Severity:
            return QStringLiteral("severity");
        case Referred::Role:
            return QStringLiteral("role");
        case Referred::Message:
            return QStringLiteral("message");
        case Referred::Watched:
            return QStringLiteral("check or panel");
        case Referred::Check:
            return QStringLiteral("check");
        case Referred::Panel:
            return QStringLiteral("panel");
        case Referred::Item:
            return QStringLiteral("item");
        case Referred::Step:
            return QStringLiteral("step");
        case Referred::Server:
            return QStringLiteral("server");
        }
        return QString();
    };
    for (const Reference& reference : m_references) {
        const QStringList ids = idsOf(reference.kind);
        if (ids.contains(reference.id) || m_findings.size() > 500)
            continue;
        const QString expected = ids.isEmpty()
                                     ? QStringLiteral("but the playbook has none")
                                     : QStringLiteral("expected one of %1").arg(ids.join(QStringLiteral(", ")));
        m_findings.push_back({QStringLiteral("schema.reference"),
                              reference.at->line,
                              reference.at->column,
                              QStringLiteral("%1 names the %2 \"%3\"; %4")
                                  .arg(reference.what, word(reference.kind), reference.id, expected),
                              {}});
    }
}

void PlaybookReader::checkRanks(const Fields& root) {
    auto& severities = m_playbook.severities;
    if (severities.empty()) {
        if (!root.has(QStringLiteral("severities")))
            root.missing(QStringLiteral("severities"), QStringLiteral("a list with at least one severity"));
        else
            root.wrongType(QStringLiteral("severities"), *root.find(QStringLiteral("severities")),
                           QStringLiteral("at least one severity"));
        return;
    }
    std::stable_sort(severities.begin(), severities.end(),
                     [](const Severity& a, const Severity& b) { return a.rank < b.rank; });
    for (size_t i = 0; i < severities.size(); ++i) {
        if (severities[i].rank == 0)
            return; // reported where it stands
        if (severities[i].rank != int(i) + 1) {
            root.wrong(QStringLiteral("schema.rank"), *root.find(QStringLiteral("severities")),
                       QStringLiteral("the ranks of the severities are not 1 to %1, each once (\"%2\" has %3)")
                           .arg(severities.size())
                           .arg(severities[i].id)
                           .arg(severities[i].rank));
            return;
        }
    }
}

void PlaybookReader::checkVariables(const Fields& in, const QString& key, const YamlNode& at, bool secretsAllowed) {
    for (const QString& name : variablesIn(at.text)) {
        if (name.startsWith(u"secret.")) {
            if (!secretsAllowed)
                in.wrong(
                    QStringLiteral("schema.secret"), at,
                    QStringLiteral("%1 of %2 names the secret \"%3\"; secrets are expected in headers and bodies only")
                        .arg(key, in.what(), name.mid(7)));
        } else if (!m_playbook.variables.contains(name) && !(secretsAllowed && isIncidentWord(name))) {
            in.wrong(
                QStringLiteral("schema.reference"), at,
                QStringLiteral(
                    "%1 of %2 names the variable \"%3\", which has no value; expected one of the playbook's variables")
                    .arg(key, in.what(), name));
        }
    }
}

void PlaybookReader::checkUrl(const Fields& in, const QString& key, bool blanks) {
    static const QRegularExpression blank(QStringLiteral("<[A-Za-z][A-Za-z0-9-]*>"));
    const YamlNode* at = in.find(key);
    if (!at || at->kind != YamlNode::Kind::Scalar || at->text.isEmpty())
        return;
    const size_t before = m_findings.size();
    checkVariables(in, key, *at, false);
    if (m_findings.size() != before)
        return;
    QString text = expandKnown(at->text, m_playbook.variables);
    if (blanks)
        text.replace(blank, QStringLiteral("x"));
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"http" && url.scheme() != u"https"))
        in.wrong(QStringLiteral("schema.url"), *at,
                 QStringLiteral("%1 of %2 is \"%3\"; expected a URL that begins with http:// or https://")
                     .arg(key, in.what(), at->text));
    else if (!url.userInfo().isEmpty())
        in.wrong(QStringLiteral("schema.url"), *at,
                 QStringLiteral("%1 of %2 holds a user name or password; expected them as {{secret.NAME}} in a header")
                     .arg(key, in.what()));
}

} // namespace playbook
