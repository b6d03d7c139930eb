// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/shell.h"
#include "playbook/importer/command_kind.h"
#include "playbook/importer/shell_scanner.h"

#include <QSet>
#include <algorithm>

namespace importer {
namespace {

/// No command is longer; what seems to be is read line by line.
constexpr qsizetype longestCommand = 64 << 10;
/// So often an unclosed quote or loop may be looked for in vain; then every line stands alone.
constexpr int mostVainSearches = 32;

class Reader {
public:
    Reader(const QString& text, int firstLine, const QString& language)
        : m_text(text)
        , m_line(firstLine)
        , m_language(language)
        , m_prompts(hasPrompts(text, language)) {}

    std::vector<Command> all() {
        while (m_at < m_text.size())
            next();
        return std::move(m_commands);
    }

private:
    qsizetype lineEnd(qsizetype from) const {
        const qsizetype end = m_text.indexOf(u'\n', from);
        return end < 0 ? m_text.size() : end;
    }

    void next() {
        const qsizetype end = lineEnd(m_at);
        const QStringView line = m_text.sliced(m_at, end - m_at);
        const QStringView bare = line.trimmed();
        qsizetype skip = bare.isEmpty() ? 0 : bare.data() - line.data();
        if (m_prompts && !bare.isEmpty()) {
            const qsizetype prompt = promptLength(bare);
            if (prompt == 0) { // output
                skipLine(end);
                return;
            }
            skip += prompt;
        }
        const QStringView command = line.sliced(skip).trimmed();
        if (command.isEmpty()) {
            m_comment.clear();
            skipLine(end);
        } else if (isComment(command)) {
            remember(command);
            skipLine(end);
        } else {
            m_at += skip;
            read(command, end);
        }
    }

    bool isComment(QStringView line) const {
        return (line.startsWith(u'#') && !line.startsWith(u"#!")) || line.startsWith(u"--") || line.startsWith(u"#!");
    }

    void remember(QStringView line) {
        if (line.startsWith(u"#!"))
            return;
        while (line.startsWith(u'#') || line.startsWith(u'-'))
            line = line.sliced(1);
        if (!m_comment.isEmpty())
            m_comment += u'\n';
        m_comment += line.trimmed();
    }

    void skipLine(qsizetype end) {
        m_at = std::min(end + 1, m_text.size());
        ++m_line;
    }

    void read(QStringView line, qsizetype end) {
        const CommandKind kind = kindOfLine(line, m_language);
        if (kind == CommandKind::Sql)
            statement();
        else if (kind == CommandKind::Shell)
            shell(end);
        else
            add({kind, m_line, m_line, line.toString(), {}, {}, true}, end + 1, 1);
    }

    void add(Command command, qsizetype end, int lines) {
        command.comment = std::exchange(m_comment, {}) + command.comment;
        m_commands.push_back(std::move(command));
        m_at = std::min(end, m_text.size());
        m_line += lines;
    }

    void statement() {
        const qsizetype end = sqlEnd(m_text, m_at);
        const QStringView text = m_text.sliced(m_at, end - m_at);
        const int breaks = static_cast<int>(text.count(u'\n'));
        const bool lineDone = end >= m_text.size() || m_text[end] == u'\n';
        const int blank = static_cast<int>(text.count(u'\n') - text.trimmed().count(u'\n'));
        add({CommandKind::Sql, m_line, m_line + breaks - blank, text.trimmed().toString(), {}, {}, true},
            lineDone ? end + 1 : end, lineDone ? breaks + 1 : breaks);
    }

    void shell(qsizetype end) {
        const bool search = m_vain < mostVainSearches;
        const qsizetype limit = search ? std::min(m_text.size(), m_at + longestCommand) : end;
        ShellRun run = ShellScanner(m_text, m_at, limit, m_line).run();
        if (!run.closed && limit > end) {
            ++m_vain;
            run = ShellScanner(m_text, m_at, end, m_line).run();
            run.closed = false;
        }
        if (run.end == end) { // stopped before the break
            ++run.end;
            ++run.lines;
        }
        const qsizetype stop = std::max(std::min(run.end, m_text.size()), m_at + 1);
        const QStringView text = m_text.sliced(m_at, stop - m_at).trimmed();
        const int taken = static_cast<int>(text.count(u'\n'));
        QString remark = run.remark;
        if (!remark.isEmpty() && !m_comment.isEmpty())
            remark.prepend(u'\n');
        add({CommandKind::Shell, m_line, m_line + taken, text.toString(), remark, std::move(run.parts), run.closed},
            stop, run.lines);
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_line;
    QString m_language, m_comment;
    bool m_prompts;
    int m_vain = 0;
    std::vector<Command> m_commands;
};

/// Options of the wrappers below that take a value.
bool takesValue(const QString& wrapper, const QString& option) {
    if (wrapper == u"sudo" || wrapper == u"doas")
        return QStringList{"-u", "-g", "-h", "-p", "-C", "-r", "-t", "-U", "-D", "--user", "--group"}.contains(option);
    if (wrapper == u"timeout")
        return QStringList{"-s", "-k", "--signal", "--kill-after"}.contains(option);
    if (wrapper == u"nice" || wrapper == u"ionice" || wrapper == u"watch" || wrapper == u"xargs")
        return QStringList{"-n", "-c", "-p", "-I", "-P", "-L", "-d", "--interval"}.contains(option);
    return wrapper == u"env" && (option == u"-u" || option == u"-C");
}

} // namespace

std::vector<Command> readCommands(const QString& text, int firstLine, const QString& language) {
    return Reader(text, firstLine, language.trimmed().toLower()).all();
}

std::vector<SimpleCommand> readLine(const QString& text, int line) {
    std::vector<SimpleCommand> parts;
    const qsizetype size = std::min(text.size(), longestCommand);
    for (qsizetype at = 0; at < size;) {
        ShellRun run = ShellScanner(text, at, size, line).run();
        line += run.lines;
        at = std::max(run.end, at + 1);
        std::move(run.parts.begin(), run.parts.end(), std::back_inserter(parts));
    }
    return parts;
}

qsizetype programIndex(const SimpleCommand& command) {
    static const QSet<QString> wrappers{"sudo", "doas",  "env",   "time",   "nohup",   "timeout", "nice",  "ionice",
                                        "exec", "watch", "xargs", "stdbuf", "command", "builtin", "setsid"};
    const auto count = static_cast<qsizetype>(command.words.size());
    qsizetype i = 0;
    while (i < count && wrappers.contains(command.words[static_cast<size_t>(i)].text)) {
        const QString wrapper = command.words[static_cast<size_t>(i++)].text;
        bool duration = wrapper == u"timeout";
        for (; i < count; ++i) {
            const QString& word = command.words[static_cast<size_t>(i)].text;
            if (word.startsWith(u'-'))
                i += takesValue(wrapper, word) ? 1 : 0;
            else if (duration)
                duration = false;
            else if (wrapper != u"env" || !word.contains(u'='))
                break;
        }
    }
    return std::min(i, count);
}

} // namespace importer
