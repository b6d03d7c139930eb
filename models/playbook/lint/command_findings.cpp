// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/findings.h"

#include "playbook/command_class.h"

namespace lint {
namespace {

using importer::Command;
using importer::CommandKind;

/// Words that warn, in the languages that the importer reads.
bool warns(const QString& text) {
    static const QRegularExpression words(
        QStringLiteral(
            R"(caution|warning|danger|careful|destructive|irreversib|cannot be (?:undone|taken back|recovered)|data loss|\blos(?:t|es?|ing)\b|last resort|make sure|double-check|approval|approved by|confirm|backup (?:first|before)|back up|disconnect|interrupt|downtime|\bonly (?:if|when|after|with)\b|read (?:it |this )?first|⚠|❗|☠|🛑|achtung|vorsicht|warnung|unwiderruflich|datenverlust|attention|avertissement|prudence|irréversible|perte de données|cuidado|precaución|advertencia|atención|irreversible|pérdida de datos|atenção|aviso|perigo|irreversível|perda de dados)"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(text).hasMatch();
}

/// What would put a secret on the screen; empty when nothing does.
QString printsSecret(const QString& text) {
    static const QRegularExpression ways(
        QStringLiteral(
            R"rx((?:kubectl|oc)\b[^|;&\n]*\bget\s+secrets?\b[^|;&\n]*\s(?:-o\s*=?\s*(?:ya?ml|json|jsonpath|go-template)|--output[= ](?:ya?ml|json)|--template)|config\s+view\b[^|;&\n]*--raw|\bvault\s+(?:kv\s+get|read)\b|secretsmanager\s+get-secret-value|ssm\s+get-parameters?\b[^|;&\n]*--with-decryption|secrets\s+versions\s+access|keyvault\s+secret\s+show|\bcat\b[^|;&\n]*(?:\.env\b|id_rsa|id_ed25519|\.pem\b|\.key\b|credentials\b|\.pgpass|\.netrc|secrets?\.ya?ml)|\b(?:exec|ssh)\b[^|;&\n]*\s(?:env|printenv)\s*$|\becho\s+["']?\$\{?\w*(?:TOKEN|PASSWORD|PASSWD|SECRET|API_KEY)\w*)rx"),
        QRegularExpression::MultilineOption);
    return ways.match(text).captured().simplified().left(60);
}

struct Column {
    const char* table;
    const char* column;
    const char* now;
    const char* since;
};
/// Release notes of PostgreSQL 9.2, 9.6, 10, 13, 17 and MySQL 8.0.
constexpr Column removedColumns[] = {
    {"pg_stat_statements", "mean_time", "mean_exec_time", "PostgreSQL 13"},
    {"pg_stat_statements", "total_time", "total_exec_time", "PostgreSQL 13"},
    {"pg_stat_statements", "min_time", "min_exec_time", "PostgreSQL 13"},
    {"pg_stat_statements", "max_time", "max_exec_time", "PostgreSQL 13"},
    {"pg_stat_statements", "stddev_time", "stddev_exec_time", "PostgreSQL 13"},
    {"pg_stat_activity", "procpid", "pid", "PostgreSQL 9.2"},
    {"pg_stat_activity", "current_query", "query", "PostgreSQL 9.2"},
    {"pg_stat_activity", "waiting", "wait_event", "PostgreSQL 9.6"},
    {"pg_stat_replication", "replay_location", "replay_lsn", "PostgreSQL 10"},
    {"pg_stat_replication", "sent_location", "sent_lsn", "PostgreSQL 10"},
    {"pg_stat_bgwriter", "checkpoints_timed", "pg_stat_checkpointer.num_timed", "PostgreSQL 17"},
};

void sql(Findings& findings, const Command& command) {
    static const QRegularExpression comment(QStringLiteral("--[^\n]*"));
    QString text = command.text;
    if (command.kind == CommandKind::Sql) // in a shell, -- is an option
        text.remove(comment);
    for (const Column& column : removedColumns) {
        const QRegularExpression word(u"(?<![\\w.$])(?:\\w+\\.)?" + QString::fromLatin1(column.column) + u"(?![\\w])");
        if (text.contains(QLatin1String(column.table), Qt::CaseInsensitive) && word.match(text).hasMatch()) {
            findings.push_back(
                found("sql.removed-column", command.line,
                      QStringLiteral("%1 has no column %2 since %3")
                          .arg(QLatin1String(column.table), QLatin1String(column.column), QLatin1String(column.since)),
                      QStringLiteral("use %1").arg(QLatin1String(column.now))));
            return; // one finding a command: mending it shows the rest
        }
    }
}

int lineOf(const Command& command, qsizetype offset) {
    return command.line + static_cast<int>(QStringView(command.text).left(offset).count(u'\n'));
}

void services(Findings& findings, const Command& command) {
    static const QRegularExpression pattern(
        QStringLiteral(R"((?:redis-cli|valkey-cli)\b[^|;\n]*\s(?:DEL|UNLINK|del|unlink)\s+\S*[*?])"));
    static const QRegularExpression fixed(QStringLiteral(
        R"(ParameterName=(max_connections|shared_buffers|wal_buffers|max_wal_senders|max_replication_slots|max_worker_processes|shared_preload_libraries|innodb_log_file_size)\b[^"\s]*ApplyMethod=immediate)"));
    if (pattern.match(command.text).hasMatch() ||
        (command.kind == CommandKind::Redis && command.text.startsWith(u"DEL ") && command.text.contains(u'*')))
        findings.push_back(found("redis.pattern", command.line, QStringLiteral("keys are deleted by a pattern")));
    if (const auto match = fixed.match(command.text); match.hasMatch())
        findings.push_back(found("rds.static-parameter", lineOf(command, match.capturedStart()),
                                 QStringLiteral("%1 is static").arg(match.captured(1))));
}

bool belongsInASession(const Command& command) {
    return command.kind == CommandKind::Sql || command.kind == CommandKind::Psql || command.kind == CommandKind::Redis;
}

} // namespace

QStringList pastDates(const QString& text, const Terms& terms) {
    static const QRegularExpression date(QStringLiteral(R"((?<![\d-])(20\d\d-[01]\d-[0-3]\d)(?![\d-]))"));
    QStringList dates;
    const QString today = domain::toDateText(terms.now);
    for (auto it = date.globalMatch(text); it.hasNext();) {
        const QString one = it.next().captured(1);
        if (one < today && !dates.contains(one))
            dates << one;
    }
    return dates;
}

Findings commandFindings(const Told& told, const Terms& terms) {
    const Command& command = told.command;
    Findings findings;
    if (command.kind == CommandKind::Prose || command.kind == CommandKind::Chat)
        return findings;
    for (const importer::SimpleCommand& part : command.parts) {
        const auto queries = queryFindings(part, terms);
        findings.insert(findings.end(), queries.begin(), queries.end());
        if (const auto call = importer::readCurl(part)) {
            const auto requests = requestFindings(call->method, call->url, importer::requestBody(*call), call->line);
            findings.insert(findings.end(), requests.begin(), requests.end());
        }
    }
    if (const QString shown = printsSecret(command.text); !shown.isEmpty())
        findings.push_back(
            found("command.prints-secret", command.line, QStringLiteral("\"%1\" prints secrets").arg(shown)));
    const auto verdict = playbook::classifyCommand(command.text);
    if (verdict.kind == playbook::CommandClass::Destructive && !told.confirmed &&
        !warns(told.lead + u'\n' + command.comment))
        findings.push_back(found("command.destructive", command.line + verdict.line - 1,
                                 QStringLiteral("\"%1\" %2").arg(verdict.word, verdict.why)));
    if (const QStringList dates = pastDates(command.text, terms); !dates.isEmpty())
        findings.push_back(found("date.past", command.line,
                                 QStringLiteral("the command names %1").arg(dates.join(QStringLiteral(", ")))));
    sql(findings, command);
    services(findings, command);
    return findings;
}

Findings sessionFindings(const std::vector<Command>& commands) {
    Findings findings;
    int opened = 0; ///< line of the session that the following lines belong to
    for (size_t i = 0; i < commands.size(); ++i) {
        const Command& command = commands[i];
        const bool opens = command.kind == CommandKind::Shell && playbook::classifyCommand(command.text).opensSession;
        const Command* next = i + 1 < commands.size() ? &commands[i + 1] : nullptr;
        if (opens && next && (belongsInASession(*next) || next->line == command.lastLine + 1)) {
            if (opened == 0)
                findings.push_back(
                    found("command.interactive", command.line,
                          QStringLiteral("it opens a session, and line %1 is meant for inside").arg(next->line)));
            opened = command.line;
        } else if (belongsInASession(command) && opened == 0) {
            findings.push_back(
                found("command.not-shell", command.line,
                      QStringLiteral("\"%1\" is no shell command").arg(command.text.simplified().left(40))));
        } else if (!belongsInASession(command)) {
            opened = 0;
        }
    }
    return findings;
}

Findings messageFindings(const QString& text, int firstLine, const Terms& terms) {
    static const QRegularExpression severity(
        QStringLiteral(R"((?<![\w/\[{-])(?:P[0-5]|SEV[ -]?[0-5]|SEVERITY[ -]?[1-5])(?![\w/-]|\s*[/|,]\s*(?:P|SEV)))"),
        QRegularExpression::CaseInsensitiveOption);
    Findings findings;
    int line = firstLine;
    bool named = false;
    for (const QString& one : text.split(u'\n')) {
        if (const auto match = severity.match(one); match.hasMatch() && !named) {
            findings.push_back(found("template.hard-coded-severity", line,
                                     QStringLiteral("the message says \"%1\"").arg(match.captured())));
            named = true; // once a template
        }
        if (const QStringList dates = pastDates(one, terms); !dates.isEmpty())
            findings.push_back(
                found("date.past", line, QStringLiteral("the message names %1").arg(dates.join(QStringLiteral(", ")))));
        ++line;
    }
    return findings;
}

} // namespace lint
