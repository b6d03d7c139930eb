// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/people_words.h"

#include <QRegularExpression>

namespace importer {

QString withLinks(const Text& text) {
    QString words = oneLine(text.plain);
    for (const Mark& mark : text.marks) {
        if (mark.kind == Mark::Kind::Link && !mark.target.isEmpty() && !words.contains(mark.target) &&
            !mark.target.startsWith(u"mailto:") && !mark.target.startsWith(u"tel:"))
            words += QStringLiteral(" (%1)").arg(mark.target);
    }
    return words;
}

QString roleKey(const QString& role) {
    QString bare = role;
    bare.remove(QRegularExpression(QStringLiteral(R"(\([^)]*\))")));
    return wordsOf(bare).join(u' ');
}

std::optional<std::pair<QString, QString>> roleAndValue(const Text& text) {
    if (const auto label = labelled(text); label && (label->colon || label->strong)) {
        static const QRegularExpression lead(QStringLiteral(R"(^[\s–—:-]+)"));
        QString rest = withLinks(label->rest);
        rest.remove(lead);
        return std::pair(oneLine(label->label), rest);
    }
    static const QRegularExpression dashes(QStringLiteral(R"(^(.{2,60}?)\s+(?:-|–|—|=|→|\||\.{2,})\s+(.+)$)"));
    const QString words = withLinks(text);
    if (const auto match = dashes.match(words); match.hasMatch())
        return std::pair(match.captured(1).trimmed(), match.captured(2).trimmed());
    return {};
}

int columnOfWho(const Row& heading, const QSet<int>& reach) {
    const int role = columnOf(heading, Concept::Roles, reach);
    if (role >= 0 && isJust(cellOf(heading, role), Concept::Roles))
        return role;
    const int who = columnOf(heading, Concept::Who, reach);
    return role < 0 || (who < role && isJust(cellOf(heading, who), Concept::Who)) ? who : role;
}

QStringList namesOf(const Block& list) {
    static const QRegularExpression remark(QStringLiteral(R"(\s*\([^)]*\)\s*$)"));
    QStringList names;
    qsizetype known = 0;
    for (const Block& item : list.children) {
        names << oneLine(item.text.plain).remove(remark);
        known += says(names.back(), Concept::RoleWord) ? 1 : 0;
        if (!item.children.empty() || roleAndValue(item.text) || wordsOf(names.back()).size() > 5 ||
            names.back().contains(u'.'))
            return {};
    }
    return list.ordered || names.size() < 2 || known * 3 < names.size() * 2 ? QStringList() : names;
}

} // namespace importer
