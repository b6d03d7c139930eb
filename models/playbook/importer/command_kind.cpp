// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/command_kind.h"

#include <QRegularExpression>
#include <QSet>

namespace importer {
namespace {

/// A statement's first words, so that `set -e`, `show`, `drop.sh` stay shell.
bool isSql(const QString& line) {
    static const QRegularExpression form(
        QStringLiteral(
            R"(^(?:select\s+[^-]|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|alter\s+(?:system|table|role|user|database|index)\s|create\s+(?:or\s|unique\s|table|index|role|user|view|extension|database)|drop\s+(?:table|database|index|schema|view|role|user|materialized|if)\b|truncate\s+(?:table\s+)?[a-z_"]|with\s+\w+\s+as\s*\(|explain\s|vacuum\b(?!\w|=)|analyze\s*;|analyze\s+\w+\s*;|reindex\s+(?:table|index|database|system|schema|\()|grant\s+.*\bto\b|revoke\s+.*\bfrom\b|kill\s+(?:query|connection)\s|optimize\s+table\s|flush\s+(?:tables|hosts|privileges)|begin\s*;|commit\s*;|rollback\s*;|checkpoint\s*;|show\s+\w+\s*;|show\s+(?:full\s+)?(?:processlist|slave|replica|engine|status|variables|tables|databases|all)\b|set\s+(?:global|session|local)\s|lock\s+table|copy\s+\S+\s+(?:from|to)\b|call\s+\w+\s*\())"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression shout(QStringLiteral(
        R"(^(?:SELECT|WITH|EXPLAIN|VACUUM|ANALYZE|REINDEX|SHOW|ALTER|CREATE|DROP|TRUNCATE|DELETE|UPDATE|INSERT|GRANT|REVOKE)\s+[A-Za-z_("*])"));
    return form.match(line).hasMatch() || shout.match(line).hasMatch();
}

bool isRedis(const QString& line) {
    static const QSet<QString> verbs{"INFO",     "DBSIZE", "PING",   "FLUSHALL",  "FLUSHDB", "KEYS",    "GET",
                                     "DEL",      "CONFIG", "CLIENT", "SLOWLOG",   "SCAN",    "TTL",     "EXISTS",
                                     "MONITOR",  "MEMORY", "LLEN",   "LRANGE",    "TYPE",    "CLUSTER", "LATENCY",
                                     "SHUTDOWN", "SAVE",   "BGSAVE", "XLEN",      "XINFO",   "HGETALL", "SMEMBERS",
                                     "ZRANGE",   "ROLE",   "UNLINK", "REPLICAOF", "ACL"};
    const QString first = line.section(u' ', 0, 0).trimmed();
    return verbs.contains(first) && !line.contains(u" /") && !line.contains(u" http");
}

bool isProse(const QString& line) {
    static const QRegularExpression form(QStringLiteral(
        R"(^(?:[-*+•→>]\s|\d+[.)]\s|\.\.\.|…|[\]\[{}"(]*["}]\s*[,:]?|\[\S+\]\s|\{\s*$|\{\s*"|<[^>]*>\s*$|<\/?[a-z]+[ >]|[^\x00-\x7F])|^[A-Za-z][\w /()+-]{0,40}:(?:\s|$))"));
    static const QRegularExpression sentence(QStringLiteral(R"(^[A-Z][a-z]+(?:\s+[A-Za-z'",()]+)+)"));
    static const QRegularExpression request(
        QStringLiteral(R"(^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(?:/|https?:))"));
    return form.match(line).hasMatch() || sentence.match(line).hasMatch() || request.match(line).hasMatch();
}

bool isChat(const QString& line) {
    static const QRegularExpression form(QStringLiteral(R"(^/[a-z][a-z_-]*(?:\s|$))"));
    return form.match(line).hasMatch();
}

} // namespace

CommandKind kindOfLine(QStringView wholeLine, const QString& language) {
    constexpr qsizetype enough = 400; // characters that tell what a line is
    const QString line = wholeLine.first(std::min(enough, wholeLine.size())).toString();
    static const QSet<QString> sql{"sql", "psql", "pgsql", "postgresql", "postgres", "mysql", "plsql", "tsql"};
    static const QRegularExpression meta(QStringLiteral(R"(^\\[a-zA-Z?!][\w+]*(?:\s|$|;))"));
    if (meta.match(line).hasMatch())
        return CommandKind::Psql;
    if (sql.contains(language))
        return CommandKind::Sql;
    if (language == u"redis")
        return CommandKind::Redis;
    if (isChat(line))
        return CommandKind::Chat;
    if (isRedis(line))
        return CommandKind::Redis;
    if (isSql(line))
        return CommandKind::Sql;
    return isProse(line) ? CommandKind::Prose : CommandKind::Shell;
}

qsizetype promptLength(QStringView line) {
    constexpr qsizetype longest = 200;
    static const QRegularExpression form(
        QStringLiteral(R"(^(?:[\w.-]+@[\w.-]+[: ]?[^\s$#%>]*\s*[$#%]|\[[^\]\n]{1,60}\][$#]|[\w~/.-]{0,40}\$|❯|➜)\s+)"));
    const auto match = form.match(line.first(std::min(longest, line.size())).toString());
    return match.hasMatch() ? match.capturedLength() : 0;
}

bool hasPrompts(const QString& text, const QString& language) {
    static const QSet<QString> sessions{"console", "shell-session", "shellsession", "sh-session", "terminal"};
    const auto lines = QStringView(text).split(u'\n');
    for (const QStringView line : lines) {
        if (promptLength(line.trimmed()) > 0)
            return true;
        if (!line.trimmed().isEmpty() && !line.trimmed().startsWith(u'#') && !sessions.contains(language))
            return false; // the first line that says something decides
    }
    return false;
}

qsizetype sqlEnd(QStringView text, qsizetype from) {
    QChar quote;
    for (qsizetype i = from; i < text.size(); ++i) {
        const QChar c = text[i];
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
        } else if (c == u'\'' || c == u'"') {
            quote = text.indexOf(c, i + 1) < 0 ? QChar() : c; // a lone one is prose
        } else if (c == u'-' && text.sliced(i).startsWith(u"--")) {
            const qsizetype end = text.indexOf(u'\n', i);
            i = (end < 0 ? text.size() : end) - 1;
        } else if (c == u';') {
            return i + 1;
        } else if (c == u'\n') {
            const qsizetype next = text.indexOf(u'\n', i + 1);
            const QStringView line = text.sliced(i + 1, (next < 0 ? text.size() : next) - i - 1).trimmed();
            if (line.isEmpty() || line.startsWith(u'#'))
                return i;
        }
    }
    return text.size();
}

} // namespace importer
