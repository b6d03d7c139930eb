// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/promql_text.h"
#include "playbook/importer/reading.h"
#include "playbook/importer/spoken_requests.h"

#include <QRegularExpression>
#include <QUrl>

/// Commands, and the requests and queries among them.
namespace importer {
namespace {

/// Addresses that answer whether a service lives, by their path.
bool isHealthUrl(const QString& url) {
    static const QRegularExpression path(
        QStringLiteral(
            R"(^https?://[^/?#]+/(?:[^?#]*/)?(?:-/)?(?:health|healthz|healthcheck|health-check|health_check|healthy|ready|readyz|readiness|live|livez|liveness|ping|heartbeat|status/health|up)/?(?:\?[^#]*)?$)"),
        QRegularExpression::CaseInsensitiveOption);
    return path.match(url).hasMatch();
}

bool isBlank(const QString& expr) {
    static const QRegularExpression blank(
        QStringLiteral(R"(^\s*(?:<[^<>]*>|\$\{?\w+\}?|\{\{[^}]*\}\}|\[[^\]]*\]|\.\.\.|…|[A-Z_]+)\s*$)"));
    return expr.trimmed().isEmpty() || blank.match(expr).hasMatch();
}

class RequestReader {
public:
    explicit RequestReader(Reading& reading)
        : m_reading(reading) {}

    void run() {
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
            readText(m_reading.section(i).text, i);
            for (const Block* block : m_reading.section(i).body)
                readBlock(*block, i, {});
        }
    }

private:
    void readBlock(const Block& block, int section, const QString& item) {
        if (block.kind == Block::Kind::Fence) {
            readFence(block, section, item);
            return;
        }
        readText(block.text, section);
        for (const Row& row : block.rows) {
            if (const auto said = requestOfRow(row)) {
                takeCall(said->first, section, said->second.isEmpty() ? titleFor(section, {}) : said->second);
                continue;
            }
            for (const Text& cell : row.cells)
                readText(cell, section);
        }
        const QString title = block.kind == Block::Kind::Item ? bareTitle(block.text.plain) : item;
        for (const Block& child : block.children)
            readBlock(child, section, title);
    }

    QString titleFor(int section, const QString& item) const {
        return item.isEmpty() ? bareTitle(m_reading.section(section).title) : item;
    }

    void readFence(const Block& fence, int section, const QString& item) {
        if (fence.language == u"promql" || fence.language == u"prometheus") {
            addQueries(promQlIn(fence.text), section);
            return;
        }
        if (fence.language == u"http") {
            readHttp(fence, section, item);
            return;
        }
        if (!isShell(fence)) {
            readUnsaid(fence, section);
            return;
        }
        const auto commands = readCommands(fence.text.plain, fence.text.line, fence.language);
        const bool levels = m_reading.levelFences.contains(&fence);
        if (!levels && !commands.empty())
            m_reading.commands.push_back({fence.language.isEmpty() ? QStringLiteral("sh") : fence.language,
                                          fence.text.plain, fence.lines, section});
        for (const Command& command : commands) {
            const QString comment = oneLine(command.comment);
            for (const SimpleCommand& part : command.parts)
                readCommand(part, section, comment.isEmpty() ? titleFor(section, item) : comment, 0);
        }
    }

    void readCommand(const SimpleCommand& command, int section, const QString& title, int depth) {
        if (const auto call = readCurl(command)) {
            takeCall(*call, section, title);
            return;
        }
        const qsizetype at = programIndex(command);
        if (at >= qsizetype(command.words.size()))
            return;
        const QString program = command.words[size_t(at)].text.section(u'/', -1);
        if (program == u"wget" || program == u"http" || program == u"https" || program == u"xh")
            takeOther(program, command, at, section, title);
        // "bash -c '…'" and "watch 'curl …'" run here; "kubectl exec … -- sh -c" runs elsewhere and stays a command.
        if (depth < 2 && (program == u"bash" || program == u"sh" || program == u"watch" || program == u"xargs")) {
            const Word& last = command.words.back();
            if (last.text.contains(u"curl "))
                for (const SimpleCommand& inner : readLine(last.text, last.line))
                    readCommand(inner, section, title, depth + 1);
            else if (program == u"watch")
                readWatched(command, at, section, title, depth);
        }
    }

    void readWatched(const SimpleCommand& command, qsizetype at, int section, const QString& title, int depth) {
        for (size_t i = size_t(at) + 1; i < command.words.size(); ++i) {
            if (command.words[i].text != u"curl")
                continue;
            SimpleCommand inner = command;
            inner.words.erase(inner.words.begin(), inner.words.begin() + std::ptrdiff_t(i));
            readCommand(inner, section, title, depth + 1);
            return;
        }
    }

    void takeOther(const QString& program, const SimpleCommand& command, qsizetype at, int section,
                   const QString& title) {
        CurlCall call;
        call.method = QStringLiteral("GET");
        call.line = command.line;
        static const QSet<QString> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
        for (size_t i = size_t(at) + 1; i < command.words.size(); ++i) {
            const QString& word = command.words[i].text;
            if (program == u"wget") {
                if (word.startsWith(u"--post") || word.startsWith(u"--body"))
                    call.method = QStringLiteral("POST");
                else if (word.startsWith(u"--method="))
                    call.method = word.section(u'=', 1).toUpper();
                else if (word == u"--spider")
                    call.method = QStringLiteral("HEAD");
                else if (word.contains(u"://"))
                    call.url = word;
            } else if (methods.contains(word)) {
                call.method = word;
            } else if (call.url.isEmpty() && !word.startsWith(u'-') &&
                       (word.contains(u"://") || word.startsWith(u':') || word.contains(u'/') || word.contains(u'.'))) {
                call.url = word.startsWith(u':') ? QString(u"localhost" + (word.startsWith(u":/") ? word.mid(1) : word))
                                                 : word;
                if (program == u"https" && !call.url.contains(u"://"))
                    call.url.prepend(QStringLiteral("https://"));
            } else if (!call.url.isEmpty() && word.contains(u'=') && !word.contains(u"==") && call.method == u"GET") {
                call.method = QStringLiteral("POST");
            }
        }
        if (!call.url.isEmpty())
            takeCall(call, section, title);
    }

    void takeCall(const CurlCall& call, int section, const QString& title) {
        if (call.url.isEmpty())
            return;
        if (const auto query = promQlOf(call)) {
            addQuery(query->expr, title, call.line, query->server);
            return;
        }
        if (call.url.startsWith(u"file:") || call.url.startsWith(u"ftp") || call.url.startsWith(u"telnet:"))
            return;
        RequestFact request{call, title, call.line, section};
        if (isReading(call)) {
            m_reading.checks.push_back(request);
            for (const QString& url : call.moreUrls) {
                request.call.url = url;
                m_reading.checks.push_back(request);
            }
        } else {
            m_reading.actions.push_back(request);
        }
    }

    void addQuery(const QString& expr, const QString& title, int line, const QString& server = {}) {
        if (!isBlank(expr))
            m_reading.queries.push_back({expr.trimmed(), title, server, line});
    }

    void addQueries(const std::vector<PromQlText>& texts, int section) {
        for (const PromQlText& text : texts)
            addQuery(text.expr, text.comment.isEmpty() ? titleFor(section, {}) : text.comment, text.line);
    }

    /// Rules and bare queries in a fence that does not say what it holds.
    void readUnsaid(const Block& fence, int section) {
        if (fence.text.plain.contains(u"expr")) {
            std::vector<PromQlText> fields = promQlFieldsIn(fence.text);
            std::erase_if(fields, [](const PromQlText& one) { return !looksLikePromQl(one.expr); });
            addQueries(fields, section);
            return;
        }
        if (!fence.language.isEmpty() && fence.language != u"text" && fence.language != u"txt")
            return;
        const std::vector<PromQlText> texts = promQlIn(fence.text);
        if (!texts.empty() &&
            std::all_of(texts.begin(), texts.end(), [](const PromQlText& one) { return looksLikePromQl(one.expr); }))
            addQueries(texts, section);
    }

    void readHttp(const Block& fence, int section, const QString& item) {
        static const QRegularExpression request(QStringLiteral(R"(^\s*(GET|HEAD|POST|PUT|PATCH|DELETE)\s+(\S+))"));
        const QStringList lines = fence.text.plain.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const auto match = request.match(lines[i]);
            if (!match.hasMatch())
                continue;
            CurlCall call;
            call.method = match.captured(1);
            call.url = match.captured(2);
            call.line = fence.text.line + int(i);
            bool body = false;
            for (qsizetype k = i + 1; k < lines.size() && !request.match(lines[k]).hasMatch(); ++k) {
                const qsizetype colon = lines[k].indexOf(u':');
                if (!body && lines[k].trimmed().isEmpty())
                    body = true;
                else if (!body && colon > 0)
                    call.headers.emplace_back(lines[k].left(colon).trimmed(), lines[k].mid(colon + 1).trimmed());
                else if (body)
                    call.data.push_back({lines[k], false});
            }
            for (const auto& [name, value] : call.headers) {
                if (name.compare(u"host", Qt::CaseInsensitive) == 0 && call.url.startsWith(u'/'))
                    call.url = QStringLiteral("http://") + value + call.url;
            }
            takeCall(call, section, titleFor(section, item));
        }
    }

    /// Code in a sentence: "`curl http://…/health`"; and addresses of health pages.
    void readText(const Text& text, int section) {
        const auto label = labelled(text);
        const QString title = label && label->colon ? label->label : titleFor(section, {});
        for (const Mark& mark : text.marks) {
            if (mark.kind != Mark::Kind::Code)
                continue;
            const QString code = text.plain.mid(mark.from, mark.length).trimmed();
            const int line = text.lineAt(mark.from);
            if (code.startsWith(u"curl ") || code.startsWith(u"wget ") || code.startsWith(u"$ curl ")) {
                for (const SimpleCommand& command : readLine(code.startsWith(u'$') ? code.mid(2) : code, line))
                    readCommand(command, section, title, 0);
                continue;
            }
            static const QRegularExpression request(
                QStringLiteral(R"(^(GET|HEAD|POST|PUT|PATCH|DELETE)\s+(https?://\S+)$)"));
            if (const auto match = request.match(code); match.hasMatch()) {
                CurlCall call;
                call.method = match.captured(1);
                call.url = match.captured(2);
                call.line = line;
                takeCall(call, section, title);
            } else if (looksLikePromQl(code)) {
                addQuery(code, title, line);
            }
        }
        if (m_reading.outline.within(section, Concept::Messages))
            return;
        QString words = text.plain;
        takeSpoken(takeSpokenRequests(text, words), section, title);
        for (const Mark& mark : text.marks) {
            if (mark.kind == Mark::Kind::Code && (words.mid(mark.from, mark.length).contains(u' ')))
                words.replace(mark.from, mark.length, QString(mark.length, u' '));
        }
        for (const QString& url : urlsIn(words)) {
            if (!isHealthUrl(url))
                continue;
            CurlCall call;
            call.method = QStringLiteral("GET");
            call.url = url;
            call.line = text.lineAt(text.plain.indexOf(url));
            takeCall(call, section, title);
        }
    }

    void takeSpoken(const SpokenRequests& spoken, int section, const QString& title) {
        for (const SimpleCommand& command : spoken.commands)
            readCommand(command, section, title, 0);
        for (const CurlCall& call : spoken.calls)
            takeCall(call, section, title);
    }

    Reading& m_reading;
};

} // namespace

void readRequests(Reading& reading) {
    RequestReader(reading).run();
}

} // namespace importer
