// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/rules.h"

#include <QFile>
#include <algorithm>

namespace lint {

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all{
        {"alertmanager.v1-api", "Alertmanager removed it in 0.27 and answers 410 Gone",
         "use /api/v2 (alerts, silences); its matchers need isRegex"},
        {"alertmanager.matcher", "version 2 refuses a matcher without isRegex",
         "add \"isRegex\": false to every matcher"},
        {"shell.mangled-query", "the shell stops with a syntax error or sends something else",
         "put the whole address in single quotes, or use -G --data-urlencode 'query=…'"},
        {"curl.url-globbing",
         "curl takes [ ] { } of an address as its own patterns: \"bad range in URL\", and with -s nothing at all",
         "add -g, or use -G --data-urlencode 'query=…'"},
        {"promql.syntax", "the server answers 400 instead of numbers",
         "correct the expression; bridgewatch query tries it"},
        {"escalation.contradiction", "at that minute two people are each sure that the other one is called",
         "keep one ladder, and let the other place refer to it"},
        {"escalation.uncovered", "an incident in those hours reaches nobody", "name who is called in those hours"},
        {"severity.no-response-time", "nobody knows how long an unanswered page may be waited for",
         "give each severity a time to acknowledge"},
        {"severity.response-contradiction", "the one who is called believes to have more time than the severity allows",
         "let the on-call promise be as short as the strictest severity"},
        {"cadence.contradiction", "somebody waits for an update that the other reads as not yet due",
         "state the cadence once, per severity, and refer to it"},
        {"template.hard-coded-severity", "sent in a hurry, it announces the wrong severity",
         "replace it by a blank such as [severity], or {{severity}} in a playbook"},
        {"command.destructive", "no word of warning stands before it, and at night nobody looks twice",
         "say in the step what is lost and when it may be done (\"Caution: …\")"},
        {"command.prints-secret",
         "the value lands on the shared screen, in the scrollback and in the incident's record",
         "show the keys only (kubectl describe secret), or check that it exists"},
        {"command.interactive", "the session waits for input and the lines below it never run in it",
         "make it one command: kubectl exec … -- psql -c '…'"},
        {"command.not-shell", "pasted into a shell it is \"command not found\"",
         "wrap it: psql -c '…', redis-cli …; or give the fence its language"},
        {"sql.removed-column", "the statement fails with \"column does not exist\"",
         "use the name of the current version"},
        {"redis.pattern", "DEL takes no patterns and answers 0",
         "redis-cli --scan --pattern '…' | xargs redis-cli UNLINK"},
        {"rds.static-parameter", "RDS refuses ApplyMethod=immediate for a static parameter",
         "use ApplyMethod=pending-reboot and plan the restart"},
        {"date.past", "it asks for, or announces, a day that is over",
         "compute it ($(date -u +%FT%TZ)) or leave a blank"},
        {"reference.dangling", "the link leads nowhere", "correct the anchor, or remove the link"},
        {"placeholder.unfilled", "nobody can be reached or found under a placeholder",
         "fill it in, or say where the current list is"},
    };
    return all;
}

Finding found(const char* rule, int line, const QString& what, const QString& fix) {
    const auto& all = rules();
    const auto one = std::find_if(all.begin(), all.end(), [rule](const Rule& r) { return qstrcmp(r.id, rule) == 0; });
    Q_ASSERT(one != all.end());
    Finding finding;
    finding.rule = QString::fromLatin1(rule);
    finding.line = line;
    finding.column = 1;
    finding.message = what + QStringLiteral(": ") + QString::fromUtf8(one->why);
    finding.fix = fix.isEmpty() ? QString::fromUtf8(one->fix) : fix;
    return finding;
}

QString rulesPage() {
    QFile page(QStringLiteral(":/help/lint.md"));
    return page.open(QIODevice::ReadOnly) ? QString::fromUtf8(page.readAll()) : QString();
}

} // namespace lint
