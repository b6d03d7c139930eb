// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/promql_text.h"

#include "playbook/importer/outline.h"
#include "playbook/promql.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace importer {
namespace {

/// Signs that no sentence, program or SQL has.
bool hasQueryShape(const QString& code) {
    static const QRegularExpression shape(QStringLiteral(
        R"(\w\[\d+(?:ms|[smhdwy])(?::[\dsmhdwy]*)?\]|\w\{[^{}]*(?:=~|!~|!=|=)\s*["'][^{}]*\}|^\s*up\s*(?:==|!=|<)\s*[01]\b)"));
    if (shape.match(code).hasMatch())
        return true;
    static const QRegularExpression around(QStringLiteral(
        R"(\b(?:sum|avg|min|max|count|topk|bottomk|quantile|stddev|group|absent|increase|rate|irate|delta|deriv|histogram_quantile|predict_linear|changes|resets|\w+_over_time|clamp_max|clamp_min|vector|scalar)\s*(?:(?:by|without)\s*\([^()]*\)\s*)?\((?:[^()]|\([^()]*\))*[a-z]\w*[_:]\w+)"));
    return around.match(code).hasMatch();
}

int depthOf(const QString& words) {
    return int(words.count(u'(') + words.count(u'{')) - int(words.count(u')') + words.count(u'}'));
}

qsizetype indentOf(const QString& line) {
    qsizetype at = 0;
    while (at < line.size() && line[at].isSpace())
        ++at;
    return at;
}

QString unquoted(const QString& value) {
    QString words = value.trimmed();
    if (words.size() < 2 || words[0] != words.back() || (words[0] != u'"' && words[0] != u'\''))
        return words;
    if (words[0] == u'\'')
        return words.sliced(1, words.size() - 2).replace(QStringLiteral("''"), QStringLiteral("'"));
    const QJsonArray read = QJsonDocument::fromJson(QString(u'[' + words + u']').toUtf8()).array();
    return read.isEmpty() ? words.sliced(1, words.size() - 2) : read.first().toString();
}

} // namespace

bool looksLikePromQl(const QString& code) {
    if (code.size() < 6 || code.size() > 2'000 || !hasQueryShape(code))
        return false;
    const auto plain = playbook::withoutVariables(code);
    return plain && !playbook::checkPromQl(*plain);
}

std::vector<PromQlText> promQlIn(const Text& text) {
    std::vector<PromQlText> found;
    PromQlText now;
    int depth = 0;
    const auto flush = [&] {
        if (!now.expr.trimmed().isEmpty())
            found.push_back(now);
        now = {};
        depth = 0;
    };
    static const QRegularExpression joins(QStringLiteral(
        R"(^\s*(?:[-+*/%^<>=!]|and\b|or\b|unless\b|by\b|without\b|on\b|ignoring\b|group_left|group_right|offset\b|\)|bool\b))"));
    for (const Text& one : linesOf(text)) {
        const QString words = one.plain.trimmed();
        if (words.isEmpty() || words.startsWith(u'#')) {
            if (depth <= 0)
                flush();
            if (words.startsWith(u'#'))
                now.comment = QString(words).remove(QRegularExpression(QStringLiteral("^#+\\s*")));
            continue;
        }
        const QString before = now.expr.trimmed();
        const bool open = !before.isEmpty() && QStringLiteral("/*+-><").contains(before.back());
        if (!now.expr.isEmpty() && depth <= 0 && !joins.match(words).hasMatch() && !open)
            flush();
        if (now.expr.isEmpty())
            now.line = one.line;
        now.expr += (now.expr.isEmpty() ? QString() : QStringLiteral("\n")) + one.plain;
        depth += depthOf(words);
    }
    flush();
    return found;
}

std::vector<PromQlText> promQlFieldsIn(const Text& text) {
    static const QRegularExpression field(QStringLiteral(R"x(^(\s*(?:-\s+)?)"?expr"?\s*:\s*(.*?),?\s*$)x"));
    static const QRegularExpression name(
        QStringLiteral(R"x(^\s*(?:-\s+)?"?(?:alert|record|title)"?\s*:\s*"?([^"]*?)"?,?\s*$)x"));
    std::vector<PromQlText> found;
    const std::vector<Text> lines = linesOf(text);
    QString title;
    for (size_t i = 0; i < lines.size(); ++i) {
        if (const auto named = name.match(lines[i].plain); named.hasMatch())
            title = named.captured(1);
        const auto match = field.match(lines[i].plain);
        if (!match.hasMatch())
            continue;
        PromQlText one{unquoted(match.captured(2)), title, lines[i].line};
        if (one.expr.isEmpty() || one.expr.startsWith(u'|') || one.expr.startsWith(u'>')) {
            one.expr.clear();
            for (; i + 1 < lines.size() && indentOf(lines[i + 1].plain) > match.capturedLength(1); ++i)
                one.expr += (one.expr.isEmpty() ? QString() : QStringLiteral("\n")) + lines[i + 1].plain.trimmed();
        }
        if (!one.expr.isEmpty())
            found.push_back(one);
    }
    return found;
}

} // namespace importer
