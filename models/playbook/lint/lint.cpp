// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/lint.h"

#include "playbook/lint/findings.h"
#include "playbook/lint/playbook_findings.h"
#include "playbook/playbook_file.h"
#include "playbook/promql.h"

#include <algorithm>

namespace lint {
namespace {

/// One finding of a rule a line; in order of line.
Findings tidied(Findings findings) {
    playbook::sortByPlace(findings);
    const auto same = [](const Finding& a, const Finding& b) { return a.line == b.line && a.rule == b.rule; };
    Findings once;
    for (Finding& finding : findings) {
        if (std::none_of(once.rbegin(), once.rbegin() + static_cast<qsizetype>(std::min<size_t>(once.size(), 8)),
                         [&](const Finding& other) { return same(other, finding); }))
            once.push_back(std::move(finding));
    }
    return once;
}

QStringList asked(const QStringList& exprs) {
    QStringList filled;
    for (const QString& expr : exprs) {
        if (const auto one = playbook::withoutVariables(expr); one && !filled.contains(*one))
            filled << *one;
    }
    return filled;
}

} // namespace

Findings lintRunbook(const QByteArray& markdown, const Terms& terms) {
    const auto document = importer::readDocument(markdown);
    if (!document)
        return {{QStringLiteral("runbook.unreadable"), 1, 1, document.error().text, {}}};
    const auto passages = passagesOf(*document);
    Findings findings = codeFindings(passages, terms);
    for (const auto& more : {promiseFindings(passages), blankFindings(passages)})
        findings.insert(findings.end(), more.begin(), more.end());
    return tidied(std::move(findings));
}

Findings lintPlaybook(const QByteArray& yaml, const QString& id, const Terms& terms) {
    Findings findings = playbook::readPlaybook(yaml, id).findings;
    const auto tree = playbook::readYaml(yaml);
    if (tree.findings.empty()) {
        const Findings more = playbookFindings(tree.root, terms);
        findings.insert(findings.end(), more.begin(), more.end());
    }
    playbook::sortByPlace(findings);
    return findings;
}

QStringList queriesOfRunbook(const QByteArray& markdown) {
    const auto document = importer::readDocument(markdown);
    if (!document)
        return {};
    QStringList exprs;
    // The rules themselves know where queries stand.
    const Terms terms{{}, [&exprs](const QString& expr) {
                          exprs << expr;
                          return std::optional<QString>();
                      }};
    codeFindings(passagesOf(*document), terms);
    exprs.removeDuplicates();
    return exprs;
}

QStringList queriesOfPlaybook(const QByteArray& yaml) {
    const auto tree = playbook::readYaml(yaml);
    return tree.findings.empty() ? asked(queriesOf(tree.root)) : QStringList();
}

} // namespace lint
