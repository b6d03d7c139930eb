// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/findings.h"

#include <QSet>

namespace lint {
namespace {

/// The name by which a link reaches a heading, as GitHub makes it.
QString slugOf(const QString& heading) {
    QString slug;
    for (const QChar c : heading.trimmed().toLower()) {
        if (c.isLetterOrNumber() || c == u'-' || c == u'_')
            slug += c;
        else if (c == u' ')
            slug += u'-';
    }
    return slug;
}

/// Slugs without what an emoji or a dash before the words leaves of them.
QString bareSlug(QString slug) {
    static const QRegularExpression dashes(QStringLiteral("-+"));
    slug.replace(dashes, QStringLiteral("-"));
    while (slug.startsWith(u'-'))
        slug.remove(0, 1);
    return slug;
}

void anchors(Findings& findings, const std::vector<Passage>& passages) {
    QSet<QString> known;
    for (const Passage& passage : passages) {
        if (passage.kind == Passage::Kind::Heading)
            known.insert(bareSlug(slugOf(passage.text.plain)));
    }
    static const QRegularExpression count(QStringLiteral("-\\d+$"));
    for (const Passage& passage : passages) {
        for (const importer::Mark& mark : passage.text.marks) {
            if (mark.kind != importer::Mark::Kind::Link || !mark.target.startsWith(u'#') || mark.target.size() < 2)
                continue;
            const QString slug = bareSlug(QByteArray::fromPercentEncoding(mark.target.mid(1).toUtf8()).toLower());
            if (!known.contains(slug) && !known.contains(QString(slug).remove(count)))
                findings.push_back(found("reference.dangling", passage.text.lineAt(mark.from),
                                         QStringLiteral("no heading is called \"%1\"").arg(mark.target)));
        }
    }
}

void placeholders(Findings& findings, const Passage& passage) {
    static const QRegularExpression contacts(
        QStringLiteral("contact|people|phone|who to "
                       "call|ansprechpartner|ladder|on-?call|rotation|escalat|kontakt|bereitschaft|eskalation|"
                       "astreinte|contacto|guardia|"
                       "escalad|contato|plantão"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression blank(QStringLiteral(R"(\[(?![ xX]\])[^\]\n@/]{2,60}\](?!\())"));
    static const QRegularExpression anywhere(QStringLiteral(
        R"(\+?\d?-?XXX-XXX-?X{0,4}|XXX-XXXX|\b(?:TODO|TBD|FIXME|CHANGEME|CHANGE_ME|REPLACE_ME)\b|\byour-?(?:company|domain|org)\.\w+|\(List any [^)]*\))"));
    const bool people = passage.isUnder(contacts);
    int line = passage.text.line;
    for (const QString& one : passage.text.plain.split(u'\n')) {
        auto match = anywhere.match(one);
        if (!match.hasMatch() && people && passage.kind != Passage::Kind::Code)
            match = blank.match(one);
        const bool link =
            std::any_of(passage.text.marks.begin(), passage.text.marks.end(),
                        [](const importer::Mark& mark) { return mark.kind == importer::Mark::Kind::Link; });
        if (match.hasMatch() && !link)
            findings.push_back(found("placeholder.unfilled", line, QStringLiteral("\"%1\"").arg(match.captured())));
        ++line;
    }
}

void inCommands(Findings& findings, const importer::Command& command) {
    static const QRegularExpression blank(
        QStringLiteral(
            R"(\bAlertName\b|\bYOUR_\w+|\b(?:CHANGEME|CHANGE_ME|REPLACE_ME|TODO)\b|\byour-?(?:domain|company|org)\.\w+)"),
        QRegularExpression::NoPatternOption);
    if (const auto match = blank.match(command.text); match.hasMatch())
        findings.push_back(
            found("placeholder.unfilled", command.line, QStringLiteral("\"%1\" in the command").arg(match.captured()),
                  QStringLiteral("write it as a blank that is asked for: <%1>").arg(match.captured().toLower())));
}

bool isMessage(const Passage& passage) {
    static const QRegularExpression sent(
        QStringLiteral("communicat|notif|update|messag|announce|status "
                       "page|e-?mail|template|kommunikat|nachricht|vorlage|modèle|plantilla|comunic|modelo|mensagem"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression written(
        QStringLiteral("post-?mortem|post-?incident|review|report|retro|nachbereitung|bericht|timeline"),
        QRegularExpression::CaseInsensitiveOption);
    return isTemplate(passage) && passage.isUnder(sent) &&
           !written.match(passage.headings.value(passage.headings.size() - 1)).hasMatch() && !passage.isUnder(written);
}

void append(Findings& findings, Findings more) {
    findings.insert(findings.end(), more.begin(), more.end());
}

} // namespace

Findings blankFindings(const std::vector<Passage>& passages) {
    Findings findings;
    anchors(findings, passages);
    for (const Passage& passage : passages) {
        if (passage.kind != Passage::Kind::Heading && commandsOf(passage).empty())
            placeholders(findings, passage);
    }
    return findings;
}

/// Commands of fences and of code in text, messages, queries.
Findings codeFindings(const std::vector<Passage>& passages, const Terms& terms) {
    Findings findings;
    for (const Passage& passage : passages) {
        for (const importer::Mark& mark : passage.text.marks) {
            const QString code = passage.text.plain.mid(mark.from, mark.length);
            static const QRegularExpression request(QStringLiteral(R"(^\s*(?:\$ )?curl\s)"));
            if (mark.kind != importer::Mark::Kind::Code || !request.match(code).hasMatch())
                continue;
            for (const auto& command : importer::readCommands(code, passage.text.lineAt(mark.from)))
                append(findings, commandFindings({command, passage.text.plain, false}, terms));
        }
        const auto commands = commandsOf(passage);
        for (const auto& command : commands) {
            const QString heading = passage.headings.isEmpty() ? QString() : passage.headings.back();
            append(findings, commandFindings({command, heading + u'\n' + passage.lead, false}, terms));
            inCommands(findings, command);
        }
        if (passage.language != u"sql" && passage.language != u"redis" && passage.language != u"psql" &&
            passage.language != u"postgresql" && passage.language != u"mysql")
            append(findings, sessionFindings(commands));
        if (passage.kind == Passage::Kind::Code && passage.language == u"promql")
            append(findings, promQlFindings(passage.text.plain, passage.text.line, terms));
        if (isMessage(passage))
            append(findings, messageFindings(passage.text.plain, passage.text.line, terms));
    }
    return findings;
}

} // namespace lint
