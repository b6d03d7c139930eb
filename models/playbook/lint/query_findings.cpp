// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/findings.h"

#include "playbook/promql.h"

namespace lint {
namespace {

/// Where curl sees patterns of its own (curl(1), "URL" and --globoff).
bool globs(const importer::CurlCall& call) {
    static const QRegularExpression brackets(QStringLiteral(R"(\[[^\]]*\]|(?<![${])\{(?!\{)[^}]*\})"));
    static const QRegularExpression address(QStringLiteral(R"(\[[0-9a-fA-F:]+\])")); // IPv6
    return !call.globOff && brackets.match(QString(call.url).remove(address)).hasMatch();
}

/// What the shell does with the bare address; empty when it passes.
QString mangled(const importer::CurlCall& call, bool query) {
    if (call.bare.contains(u'('))
        return QStringLiteral("the parentheses of the query stand outside quotes");
    if (call.bare.contains(u'"') || call.bare.contains(u'\''))
        return QStringLiteral("the quotes inside the address are the shell's own and get lost");
    if (call.bare.contains(u'&'))
        return QStringLiteral("the & outside quotes ends the command and sends it to the background");
    if (query && call.bare.contains(u'<'))
        return QStringLiteral("the < > outside quotes are redirections");
    return {};
}

} // namespace

Findings promQlFindings(const QString& expr, int line, const Terms& terms) {
    const auto filled = playbook::withoutVariables(expr);
    if (!filled)
        return {};
    if (terms.ask) {
        const auto refusal = terms.ask(*filled);
        if (refusal)
            return {found("promql.syntax", line, QStringLiteral("Prometheus refuses \"%1\" (%2)").arg(expr, *refusal))};
        return {};
    }
    const auto problem = playbook::checkPromQl(*filled);
    if (!problem)
        return {};
    return {found("promql.syntax", line,
                  QStringLiteral("\"%1\" is no PromQL (column %2: %3)")
                      .arg(expr, QString::number(problem->column), problem->text))};
}

Findings queryFindings(const importer::SimpleCommand& command, const Terms& terms) {
    auto call = importer::readCurl(command);
    if (!call)
        return {};
    const auto query = importer::promQlOf(*call);
    for (const importer::Word& word : command.words) {
        if (!word.raw.startsWith(u'\'') && !word.raw.startsWith(u'"') && word.raw.contains(u'<') &&
            word.text == call->url)
            call->bare += u'<';
    }
    Findings findings;
    if (const QString how = mangled(*call, query.has_value()); !how.isEmpty())
        findings.push_back(found("shell.mangled-query", call->line, how));
    else if (globs(*call))
        findings.push_back(found("curl.url-globbing", call->line,
                                 QStringLiteral("the address holds brackets and curl runs without -g")));
    if (query) {
        const auto own = promQlFindings(query->expr, call->line, terms);
        findings.insert(findings.end(), own.begin(), own.end());
    }
    return findings;
}

Findings requestFindings(const QString& method, const QString& url, const QString& body, int line) {
    static const QRegularExpression path(
        QStringLiteral(R"(/api/v([12])/(silences?|alerts|receivers|status|alerts/groups)\b)"));
    static const QRegularExpression host(QStringLiteral(R"(alertmanager|alert-manager|:9093|^(?:https?://)?am[.\d-])"),
                                         QRegularExpression::CaseInsensitiveOption);
    Findings findings;
    const auto match = path.match(url);
    const bool silence = match.captured(2).startsWith(u"silence");
    if (!match.hasMatch() || (!silence && !host.match(url).hasMatch()))
        return findings;
    if (match.captured(1) == u"1")
        findings.push_back(
            found("alertmanager.v1-api", line, QStringLiteral("/api/v1/%1 of Alertmanager").arg(match.captured(2))));
    if (silence && method == u"POST" && body.contains(u"matchers") && !body.contains(u"isRegex"))
        findings.push_back(
            found("alertmanager.matcher", line, QStringLiteral("a silence whose matchers have no isRegex")));
    return findings;
}

} // namespace lint
