// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/command_class.h"

#include "playbook/command_rules.h"
#include "playbook/importer/curl.h"
#include "playbook/importer/shell.h"

#include <QRegularExpression>
#include <QSet>

namespace playbook {
namespace {

using importer::SimpleCommand;
using importer::Word;

/// bash -c inside ssh inside bash -c …: deeper is not looked.
constexpr int deepest = 8;

CommandVerdict changing(const QString& word, const QString& why, int line) {
    return {CommandClass::Changing, word, why, line, false};
}

class Walk {
public:
    explicit Walk(int depth)
        : m_depth(depth) {}

    CommandVerdict text(const QString& text, int firstLine) {
        for (const importer::Command& command : importer::readCommands(text, firstLine)) {
            switch (command.kind) {
            case importer::CommandKind::Shell:
                parts(command.parts);
                break;
            case importer::CommandKind::Sql:
                sql(command.text, command.line);
                break;
            case importer::CommandKind::Psql:
                psqlCommand(command.text, command.line);
                break;
            case importer::CommandKind::Redis:
                redis(command.text.split(u' ', Qt::SkipEmptyParts), command.line);
                break;
            case importer::CommandKind::Chat:
                raise(changing(command.text.section(u' ', 0, 0), QStringLiteral("acts in the chat"), command.line));
                break;
            case importer::CommandKind::Prose:
                raise(changing(command.text.section(u' ', 0, 0), QStringLiteral("is no command that is known"),
                               command.line));
                break;
            }
        }
        return m_gravest;
    }

private:
    void raise(const CommandVerdict& verdict) {
        const bool opens = m_gravest.opensSession || verdict.opensSession;
        if (verdict.kind > m_gravest.kind)
            m_gravest = verdict;
        if (m_gravest.kind > CommandClass::ReadOnly && m_gravest.word.trimmed().isEmpty())
            m_gravest.word = QStringLiteral("\"\""); // a program without a name
        m_gravest.opensSession = opens;
    }

    /// `runsFile`: it may also be a file of statements.
    void session(const QString& program, int line, bool runsFile = false) {
        CommandVerdict verdict = changing(
            program, runsFile ? QStringLiteral("opens a session or runs a file") : QStringLiteral("opens a session"),
            line);
        verdict.opensSession = true;
        raise(verdict);
    }

    void inner(const QString& text, int line) {
        if (m_depth < deepest)
            raise(Walk(m_depth + 1).text(text, line));
        else
            raise(changing(text.left(20), QStringLiteral("is nested too deep to judge"), line));
    }

    void parts(const std::vector<SimpleCommand>& commands) {
        for (size_t i = 0; i < commands.size(); ++i) {
            const bool piped = i > 0 && commands[i].joint == importer::Joint::Pipe;
            simple(commands[i], piped ? &commands[i - 1] : nullptr);
        }
    }

    /// A command with what is piped into it.
    void simple(const SimpleCommand& command, const SimpleCommand* source) {
        substitutions(command);
        redirections(command);
        const auto first = static_cast<size_t>(importer::programIndex(command));
        if (first >= command.words.size())
            return;
        Invocation invocation{command.words[first].text.section(u'/', -1), {}, command.words[first].line};
        for (size_t i = first + 1; i < command.words.size(); ++i)
            invocation.words << command.words[i].text;
        if ((invocation.program == u"docker" || invocation.program == u"podman") &&
            invocation.words.value(0) == u"compose") {
            invocation.program = QStringLiteral("docker-compose");
            invocation.words.removeFirst();
        }
        if (curl(command) || client(invocation, command, source) || wrapper(invocation, command, source))
            return;
        if (const auto verdict = judge(invocation))
            return raise(*verdict);
        CommandVerdict verdict =
            changing(invocation.program, QStringLiteral("is not known to be harmless"), invocation.line);
        verdict.known = false;
        raise(verdict);
    }

    void substitutions(const SimpleCommand& command) {
        static const QRegularExpression backquoted(QStringLiteral("`([^`]+)`"));
        const auto look = [&](const QString& text, int line) {
            for (qsizetype at = text.indexOf(u"$("); at >= 0; at = text.indexOf(u"$(", at + 2)) {
                int depth = 1;
                qsizetype end = at + 2;
                for (; end < text.size() && depth > 0; ++end)
                    depth += text[end] == u'(' ? 1 : text[end] == u')' ? -1 : 0;
                if (depth == 0 && text[at + 2] != u'(') // $((1 + 2)) counts
                    inner(text.mid(at + 2, end - at - 3), line);
                at = std::min(end, text.size()) - 2;
            }
            for (auto it = backquoted.globalMatch(text); it.hasNext();)
                inner(it.next().captured(1), line);
        };
        for (const Word& word : command.words) {
            if (!word.raw.startsWith(u'\''))
                look(word.text, word.line);
        }
        for (const QString& assignment : command.assignments)
            look(assignment, command.line);
    }

    void redirections(const SimpleCommand& command) {
        static const QRegularExpression device(QStringLiteral("^/dev/(?!null|stdout|stderr|tty|fd)"));
        for (const importer::Redirect& redirect : command.redirects) {
            if (!redirect.op.contains(QChar(u'>')) || redirect.op.endsWith(u">&") || redirect.target == u"/dev/null" ||
                redirect.target.startsWith(u"/dev/std"))
                continue;
            const QString word = redirect.op + u' ' + redirect.target;
            if (device.match(redirect.target).hasMatch())
                raise({CommandClass::Destructive, word, QStringLiteral("writes over a device"), command.line, false});
            else
                raise(changing(word, QStringLiteral("writes a file"), command.line));
        }
    }

    bool curl(const SimpleCommand& command) {
        const auto call = importer::readCurl(command);
        if (!call)
            return false;
        static const QRegularExpression grave(
            QStringLiteral("(?:^|[/_-])(delete|purge|wipe|drop|flush|revoke|terminate|shutdown|destroy|reset|truncate|"
                           "failover|rollback|drain)(?:[/_?-]|$)"),
            QRegularExpression::CaseInsensitiveOption);
        const auto path =
            grave.match(call->url.section(QStringLiteral("://"), -1).section(u'/', 1).section(u'?', 0, 0));
        if (call->method == u"DELETE")
            raise({CommandClass::Destructive, QStringLiteral("DELETE"), QStringLiteral("deletes at the service"),
                   call->line, false});
        else if (!importer::isReading(*call) && path.hasMatch())
            raise({CommandClass::Destructive, QString(call->method + QStringLiteral(" …") + path.captured(1)),
                   QStringLiteral("the address says that it cannot be taken back"), call->line, false});
        else if (!importer::isReading(*call))
            raise(changing(call->method, QStringLiteral("changes something at the service"), call->line));
        else if (!call->output.isEmpty() && call->output != u"/dev/null" && call->output != u"-")
            raise(changing(u"-o " + call->output, QStringLiteral("writes a file"), call->line));
        return true;
    }

    /// What a piped-in echo, printf or a here-document says; empty when it is unknown.
    static QString inputOf(const SimpleCommand& command, const SimpleCommand* source) {
        if (!command.input.isEmpty())
            return command.input;
        for (const importer::Redirect& redirect : command.redirects) {
            if (redirect.op == u"<<<")
                return redirect.target;
        }
        if (!source || source->words.empty())
            return {};
        const QString program = source->words[0].text;
        if (program == u"cat")
            return source->input;
        if (program != u"echo" && program != u"printf")
            return {};
        QStringList words;
        for (size_t i = 1; i < source->words.size(); ++i) {
            if (!source->words[i].text.startsWith(u'-'))
                words << source->words[i].text;
        }
        return words.join(u' ');
    }

    /// Database clients: what they are asked to do counts.
    bool client(const Invocation& invocation, const SimpleCommand& command, const SimpleCommand* source) {
        static const QSet<QString> sqlClients{"psql", "mysql", "mariadb", "clickhouse-client", "cqlsh", "sqlite3"};
        const bool redisClient = invocation.program == u"redis-cli" || invocation.program == u"valkey-cli";
        if (!redisClient && !sqlClients.contains(invocation.program))
            return false;
        if (const auto verdict = judge(invocation); verdict && verdict->kind == CommandClass::ReadOnly)
            return true;
        QStringList asked = redisClient ? redisWords(invocation.words) : statements(invocation);
        const QString input = inputOf(command, source);
        if (redisClient) {
            if (asked.isEmpty() && !input.isEmpty())
                asked = input.simplified().split(u' ');
            static const QStringList looking{"--bigkeys",         "--memkeys", "--hotkeys", "--latency",
                                             "--latency-history", "--stat",    "--scan",    "--intrinsic-latency"};
            const bool looks = std::any_of(looking.begin(), looking.end(),
                                           [&](const QString& one) { return invocation.words.contains(one); });
            if (!asked.isEmpty())
                redis(asked, invocation.line);
            else if (!looks)
                session(invocation.program, invocation.line);
            return true;
        }
        if (asked.isEmpty() && !input.isEmpty())
            asked << input;
        for (const QString& statement : asked)
            sqlText(statement, invocation.line);
        if (asked.isEmpty() && !invocation.words.contains(u"-l") && !invocation.words.contains(u"--list"))
            session(invocation.program, invocation.line, true);
        return true;
    }

    static QStringList redisWords(const QStringList& words) {
        static const QSet<QString> valued{"-h",    "-p",        "-a",     "-n",     "-u",       "-s",
                                          "-r",    "-i",        "--user", "--pass", "--cacert", "--cert",
                                          "--key", "--pattern", "-t",     "-d",     "-D"};
        for (qsizetype i = 0; i < words.size(); ++i) {
            if (!words[i].startsWith(u'-'))
                return words.mid(i);
            i += valued.contains(words[i]) ? 1 : 0;
        }
        return {};
    }

    static QStringList statements(const Invocation& invocation) {
        static const QSet<QString> options{"-c", "--command", "-e", "--execute", "-q", "--query"};
        QStringList found;
        for (qsizetype i = 0; i < invocation.words.size(); ++i) {
            const QString& word = invocation.words[i];
            const bool joined = word.size() > 2 && (word.endsWith(u'c') || word.endsWith(u'e')) &&
                                !word.startsWith(u"--") && word.startsWith(u'-') && word.size() < 6;
            if ((options.contains(word) || joined) && i + 1 < invocation.words.size())
                found << invocation.words[++i];
            else if (word.startsWith(u"--command=") || word.startsWith(u"--execute=") || word.startsWith(u"--query="))
                found << word.section(u'=', 1);
            else if (invocation.program == u"sqlite3" && word.contains(u' '))
                found << word;
        }
        return found;
    }

    void sqlText(const QString& text, int line) {
        for (const QString& statement : text.split(u';', Qt::SkipEmptyParts)) {
            if (statement.trimmed().startsWith(u'\\'))
                psqlCommand(statement.trimmed(), line);
            else
                sql(statement, line);
        }
    }

    void sql(const QString& statement, int line) {
        static const QRegularExpression noise(QStringLiteral("'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/"),
                                              QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression word(QStringLiteral("[A-Za-z_][\\w$]*"));
        Invocation invocation{QStringLiteral("sql"), {}, line};
        const QString bare = QString(statement).replace(noise, QStringLiteral(" "));
        for (auto it = word.globalMatch(bare); it.hasNext();)
            invocation.words << it.next().captured().toUpper();
        if (invocation.words.isEmpty())
            return;
        const auto verdict = judge(invocation);
        raise(verdict ? *verdict : changing(invocation.words.front(), QStringLiteral("may change the database"), line));
    }

    void psqlCommand(const QString& text, int line) {
        static const QRegularExpression looks(
            QStringLiteral(R"(^\\(?:d\w*\+?|l\+?|conninfo|x|timing|z|q|h|\?|c|connect|encoding|pset|sf|sv)\b)"));
        if (text.startsWith(u"\\!"))
            inner(text.mid(2).trimmed(), line);
        else if (!looks.match(text).hasMatch() && text != u"\\?")
            raise(changing(text.section(u' ', 0, 0), QStringLiteral("may change the database"), line));
    }

    void redis(const QStringList& words, int line) {
        Invocation invocation{QStringLiteral("redis"), words, line};
        const auto verdict = judge(invocation);
        raise(verdict ? *verdict : changing(words.front(), QStringLiteral("may change what is stored"), line));
    }

    /// Programs that run another one.
    bool wrapper(const Invocation& invocation, const SimpleCommand& command, const SimpleCommand* source) {
        static const QSet<QString> shells{"bash", "sh", "zsh", "dash", "ash", "ksh", "su", "eval"};
        if (shells.contains(invocation.program)) {
            shell(invocation, command, source);
            return true;
        }
        const auto words = positionals(invocation);
        const auto at = [&](size_t i) { return i < words.size() ? words[i].second : QString(); };
        qsizetype tail = -1;
        const bool cluster = invocation.program == u"kubectl" || invocation.program == u"oc";
        const bool docker = invocation.program == u"docker" || invocation.program == u"podman" ||
                            invocation.program == u"docker-compose" || invocation.program == u"nerdctl";
        if (cluster && (at(0) == u"exec" || at(0) == u"debug" || at(0) == u"run")) {
            const qsizetype dashes = invocation.words.indexOf(QStringLiteral("--"));
            tail = dashes >= 0 ? dashes + 1 : words.size() > 2 ? words[2].first : invocation.words.size();
            if (at(0) != u"exec")
                raise(changing(invocation.program + u' ' + at(0), QStringLiteral("starts a pod"), invocation.line));
        } else if (docker && (at(0) == u"exec" || at(0) == u"run")) {
            tail = words.size() > 2 ? words[2].first : invocation.words.size();
            if (at(0) == u"run")
                raise(changing(invocation.program + u" run", QStringLiteral("starts a container"), invocation.line));
        } else if (invocation.program == u"ssh") {
            tail = words.size() > 1 ? words[1].first : invocation.words.size();
        } else if (invocation.program == u"find") {
            for (const char* option : {"-exec", "-execdir", "-ok"}) {
                if (const qsizetype found = invocation.words.indexOf(QString::fromLatin1(option)); found >= 0)
                    simpleTail(invocation, found + 1);
            }
            return false; // find's own rules too
        }
        if (tail < 0)
            return false;
        if (tail >= invocation.words.size())
            session(invocation.program, invocation.line);
        else if (invocation.program == u"ssh")
            inner(invocation.words.mid(tail).join(u' '), invocation.line);
        else
            simpleTail(invocation, tail, source);
        return true;
    }

    void simpleTail(const Invocation& invocation, qsizetype from, const SimpleCommand* source = nullptr) {
        SimpleCommand tail;
        tail.line = invocation.line;
        for (const QString& word : invocation.words.mid(from))
            tail.words.push_back({word, QStringLiteral("'"), {}, invocation.line});
        if (++m_depth > deepest)
            raise(changing(invocation.program, QStringLiteral("is nested too deep to judge"), invocation.line));
        else
            simple(tail, source);
        --m_depth;
    }

    void shell(const Invocation& invocation, const SimpleCommand& command, const SimpleCommand* source) {
        const QStringList& words = invocation.words;
        if (invocation.program == u"eval") {
            inner(words.join(u' '), invocation.line);
            return;
        }
        for (qsizetype i = 0; i + 1 < words.size(); ++i) {
            if (words[i].startsWith(u'-') && !words[i].startsWith(u"--") && words[i].endsWith(u'c')) {
                inner(words[i + 1], invocation.line);
                return;
            }
        }
        if (const QString input = inputOf(command, source); !input.isEmpty())
            inner(input, invocation.line);
        else if (source && !source->words.empty())
            raise({CommandClass::Destructive, u"| " + invocation.program,
                   QStringLiteral("runs whatever comes down the pipe"), invocation.line, false});
        else if (words.isEmpty())
            session(invocation.program, invocation.line);
        else
            raise(changing(words.back(), QStringLiteral("is a script; nobody looked inside"), invocation.line));
    }

    int m_depth;
    CommandVerdict m_gravest;
};

} // namespace

CommandVerdict classifyCommand(const QString& text) {
    return Walk(0).text(text, 1);
}

QString toText(CommandClass kind) {
    switch (kind) {
    case CommandClass::ReadOnly:
        return QStringLiteral("read-only");
    case CommandClass::Changing:
        return QStringLiteral("changing");
    case CommandClass::Destructive:
        return QStringLiteral("destructive");
    }
    return {};
}

} // namespace playbook
