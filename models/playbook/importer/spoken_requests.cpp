// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/spoken_requests.h"

#include <QRegularExpression>
#include <algorithm>

namespace importer {
namespace {

CurlCall callOf(const QString& method, const QString& url, int line) {
    CurlCall call;
    call.method = method;
    call.url = urlsIn(url).value(0);
    call.line = line;
    return call;
}

bool isInCode(const Text& text, qsizetype at) {
    return std::any_of(text.marks.begin(), text.marks.end(), [at](const Mark& mark) {
        return mark.kind == Mark::Kind::Code && mark.from <= at && at < mark.from + mark.length;
    });
}

void blank(QString& words, const QRegularExpressionMatch& match) {
    words.replace(match.capturedStart(), match.capturedLength(), QString(match.capturedLength(), u' '));
}

void takeCommands(const Text& text, QString& words, SpokenRequests& spoken) {
    static const QRegularExpression line(QStringLiteral(R"(^[ \t]*(?:[$>%]\s+)?((?:curl|wget)\s\S.*)$)"),
                                         QRegularExpression::MultilineOption);
    for (auto it = line.globalMatch(words); it.hasNext();) {
        const auto match = it.next();
        if (isInCode(text, match.capturedStart(1)) || match.captured(1).endsWith(u'.'))
            continue;
        const auto commands = readLine(match.captured(1), text.lineAt(match.capturedStart(1)));
        spoken.commands.insert(spoken.commands.end(), commands.begin(), commands.end());
        blank(words, match);
    }
}

/// A request whose method is captured by "m" and whose address by "u".
void takeCalls(const QRegularExpression& pattern, const Text& text, QString& words, SpokenRequests& spoken) {
    for (auto it = pattern.globalMatch(words); it.hasNext();) {
        const auto match = it.next();
        if (isInCode(text, match.capturedStart(QStringLiteral("m"))))
            continue;
        spoken.calls.push_back(callOf(match.captured(QStringLiteral("m")), match.captured(QStringLiteral("u")),
                                      text.lineAt(match.capturedStart())));
        blank(words, match);
    }
}

} // namespace

SpokenRequests takeSpokenRequests(const Text& text, QString& words) {
    static const QRegularExpression reading(QStringLiteral(
        R"(\b(?<m>GET|HEAD)\b[\s`:*]+(?:(?:to|an|auf|sur|vers|a|para|on)\s+)?`?(?<u>https?://[^\s`<>"'|)\]]+))"));
    // A change may stand further from its address: taking one too many for a change costs a click, not an outage.
    static const QRegularExpression changing(
        QStringLiteral(R"(\b(?<m>POST|PUT|PATCH|DELETE)\b[^.;\n|]{0,60}?(?<u>https?://[^\s`<>"'|)\]]+))"));
    static const QRegularExpression behind(
        QStringLiteral(R"((?<u>https?://[^\s`<>"'|)\]]+)`?\s*[(\[]\s*`?(?<m>GET|HEAD|POST|PUT|PATCH|DELETE)\b)"));
    SpokenRequests spoken;
    takeCommands(text, words, spoken);
    takeCalls(behind, text, words, spoken);
    takeCalls(changing, text, words, spoken);
    takeCalls(reading, text, words, spoken);
    return spoken;
}

std::optional<std::pair<CurlCall, QString>> requestOfRow(const Row& row) {
    static const QRegularExpression verb(QStringLiteral(R"(^(?:GET|HEAD|POST|PUT|PATCH|DELETE)$)"));
    QString method, url, title;
    for (int i = 0; i < int(row.cells.size()); ++i) {
        const QString cell = cellOf(row, i);
        const QStringList urls = urlsIn(cell);
        if (verb.match(cell).hasMatch())
            method = cell;
        else if (url.isEmpty() && !urls.isEmpty())
            url = urls.first();
        else if (title.isEmpty())
            title = cell;
    }
    if (method.isEmpty() || url.isEmpty())
        return {};
    return std::pair(callOf(method, url, row.line), title);
}

} // namespace importer
