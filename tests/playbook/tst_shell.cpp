// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/shell.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using importer::Command;
using importer::CommandKind;
using importer::Joint;
using importer::readCommands;

namespace {

QStringList wordsOf(const importer::SimpleCommand& command) {
    QStringList words;
    for (const importer::Word& word : command.words)
        words << word.text;
    return words;
}

QStringList firstWords(const QString& text) {
    const auto commands = readCommands(text, 1);
    return commands.empty() || commands[0].parts.empty() ? QStringList() : wordsOf(commands[0].parts[0]);
}

/// "line kind text" for each command, several lines of text joined by ⏎.
QStringList outline(const QString& text, const QString& language = {}) {
    static const char* const kinds[] = {"shell", "sql", "psql", "redis", "chat", "prose"};
    QStringList lines;
    for (const Command& command : readCommands(text, 10, language))
        lines << QString::number(command.line) + u' ' + QLatin1String(kinds[static_cast<int>(command.kind)]) + u' ' +
                     QString(command.text).replace(u'\n', u"⏎"_s);
    return lines;
}

} // namespace

class TestShell : public QObject {
    Q_OBJECT
private slots:
    void quoting_isUndone_data();
    void quoting_isUndone();
    void eachCommand_hasItsOwnLine();
    void continuedCommand_isOne_data();
    void continuedCommand_isOne();
    void pipelines_areTakenApart();
    void loop_isOneCommandWithItsParts();
    void hereDocument_belongsToItsCommand();
    void comment_staysWithItsCommand();
    void linesThatAreNoShell_areToldApart_data();
    void linesThatAreNoShell_areToldApart();
    void consoleSession_hasCommandsAtItsPrompts();
    void unclosedQuote_costsItsLineOnly();
    void redirections_areNoWords();
    void bareQuery_isKeptAsMeant();
    void program_standsBehindItsWrappers_data();
    void program_standsBehindItsWrappers();
    void hostileText_endsSoon_data();
    void hostileText_endsSoon();
    void sharedRunbooks_giveTheirCommands();
};

void TestShell::quoting_isUndone_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("plain") << u"df -h /var"_s << QStringList{"df", "-h", "/var"};
    QTest::newRow("single") << u"grep 'a  \"b\" $x' f"_s << QStringList{"grep", "a  \"b\" $x", "f"};
    QTest::newRow("double") << uR"(echo "a \"b\" \$5 \n")"_s << QStringList{"echo", R"(a "b" $5 \n)"};
    QTest::newRow("glued") << u"echo a'b c'\"d\"e"_s << QStringList{"echo", "ab cde"};
    QTest::newRow("escaped") << uR"(echo a\ b \#c)"_s << QStringList{"echo", "a b", "#c"};
    QTest::newRow("empty") << u"printf '' \"\""_s << QStringList{"printf", "", ""};
    QTest::newRow("variables") << u"psql \"$DB_URL\" ${USER:-me} '$X'"_s
                               << QStringList{"psql", "$DB_URL", "${USER:-me}", "$X"};
    QTest::newRow("substitution") << u"kill $(pgrep -f \"a b\") `id -u`"_s
                                  << QStringList{"kill", "$(pgrep -f \"a b\")", "`id -u`"};
    QTest::newRow("substitution in quotes")
        << u"f=\"x\" cp a \"b-$(date +%F \"-u\").log\""_s << QStringList{"cp", "a", "b-$(date +%F \"-u\").log"};
    QTest::newRow("placeholder") << u"kubectl logs <pod-name> -n <ns>"_s
                                 << QStringList{"kubectl", "logs", "<pod-name>", "-n", "<ns>"};
    QTest::newRow("placeholder in a word")
        << u"curl https://<bucket name>.example/x"_s << QStringList{"curl", "https://<bucket name>.example/x"};
    QTest::newRow("apostrophe in prose") << u"echo don't"_s << QStringList{"echo", "don't"};
    QTest::newRow("comment") << u"ls -l # all of it"_s << QStringList{"ls", "-l"};
    QTest::newRow("hash in a word") << u"echo a#b"_s << QStringList{"echo", "a#b"};
}

void TestShell::quoting_isUndone() {
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    QCOMPARE(firstWords(text), words);
}

void TestShell::eachCommand_hasItsOwnLine() {
    QCOMPARE(outline(u"# look first\nuptime\n\n  free -h\r\ndf -h\n"_s),
             (QStringList{"11 shell uptime", "13 shell free -h", "14 shell df -h"}));
}

void TestShell::continuedCommand_isOne_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("backslash") << u"a \\\n  b \\\n  c\nd"_s << QStringList{"10 shell a \\⏎  b \\⏎  c", "13 shell d"};
    QTest::newRow("backslash and CR") << u"a \\\r\n  b\r\nc"_s << QStringList{"10 shell a \\\r⏎  b", "12 shell c"};
    QTest::newRow("quote") << u"psql -c \"\nSELECT 1;\n\"\nls"_s
                           << QStringList{"10 shell psql -c \"⏎SELECT 1;⏎\"", "13 shell ls"};
    QTest::newRow("pipe at the end") << u"a |\n b\nc"_s << QStringList{"10 shell a |⏎ b", "12 shell c"};
    QTest::newRow("blank line in a quote")
        << u"python -c '\n\nx\n'\nb"_s << QStringList{"10 shell python -c '⏎⏎x⏎'", "14 shell b"};
    QTest::newRow("if") << u"if test -f x; then\n  rm x\nfi\nb"_s
                        << QStringList{"10 shell if test -f x; then⏎  rm x⏎fi", "13 shell b"};
    QTest::newRow("function") << u"check() {\n  curl -f x\n}\ncheck"_s
                              << QStringList{"10 shell check() {⏎  curl -f x⏎}", "13 shell check"};
    QTest::newRow("subshell") << u"(cd /tmp && ls)\nb"_s << QStringList{"10 shell (cd /tmp && ls)", "11 shell b"};
}

void TestShell::continuedCommand_isOne() {
    QFETCH(QString, text);
    QFETCH(QStringList, found);
    QCOMPARE(outline(text), found);
}

void TestShell::pipelines_areTakenApart() {
    const auto commands = readCommands(u"TZ=UTC a 1 | b 2 && c || d; e & f"_s, 7);
    QCOMPARE(commands.size(), size_t(1));
    const auto& parts = commands[0].parts;
    QCOMPARE(parts.size(), size_t(6));
    const Joint joints[] = {Joint::First, Joint::Pipe, Joint::And, Joint::Or, Joint::Then, Joint::Background};
    for (size_t i = 0; i < parts.size(); ++i)
        QCOMPARE(parts[i].joint, joints[i]);
    QCOMPARE(parts[0].assignments, QStringList{"TZ=UTC"});
    QCOMPARE(wordsOf(parts[1]), (QStringList{"b", "2"}));
    QCOMPARE(parts[5].line, 7);
}

void TestShell::loop_isOneCommandWithItsParts() {
    const auto commands =
        readCommands(u"for ip in $(bad_ones); do\n  # each\n  sudo ufw deny from $ip\ndone\nls"_s, 20);
    QCOMPARE(commands.size(), size_t(2));
    QCOMPARE(commands[0].parts.size(), size_t(2));
    QCOMPARE(wordsOf(commands[0].parts[0]), (QStringList{"for", "ip", "in", "$(bad_ones)"}));
    QCOMPARE(wordsOf(commands[0].parts[1]), (QStringList{"sudo", "ufw", "deny", "from", "$ip"}));
    QCOMPARE(commands[0].parts[1].line, 22);
    QCOMPARE(commands[0].lastLine, 23);
    QCOMPARE(commands[1].line, 24);
}

void TestShell::hereDocument_belongsToItsCommand() {
    const auto commands = readCommands(u"cat <<'EOF' | kubectl apply -f -\nkind: X\n  a: 'b\nEOF\nls"_s, 1);
    QCOMPARE(commands.size(), size_t(2));
    QCOMPARE(commands[0].parts[0].input, u"kind: X\n  a: 'b\n"_s);
    QCOMPARE(wordsOf(commands[0].parts[1]), (QStringList{"kubectl", "apply", "-f", "-"}));
    QCOMPARE(commands[1].line, 5);
}

void TestShell::comment_staysWithItsCommand() {
    const auto commands = readCommands(u"# careful:\n# twice\nflush # now\nlater"_s, 1);
    QCOMPARE(commands[0].comment, u"careful:\ntwice\nnow"_s);
    QCOMPARE(commands[1].comment, QString());
}

void TestShell::linesThatAreNoShell_areToldApart_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char* name, const QString& text, const QStringList& found, const QString& language = {}) {
        QTest::newRow(name) << text << language << found;
    };
    row("sql", u"SELECT pid\nFROM pg_stat_activity;\nuptime"_s,
        {"10 sql SELECT pid⏎FROM pg_stat_activity;", "12 shell uptime"});
    row("sql in lower case", u"delete from sessions where old;"_s, {"10 sql delete from sessions where old;"});
    row("sql with a semicolon in quotes", u"SELECT ';' AS a;\nls"_s, {"10 sql SELECT ';' AS a;", "11 shell ls"});
    row("sql fence", u"-- first\nVACUUM;\n\nSHOW max_connections;"_s,
        {"11 sql VACUUM;", "13 sql SHOW max_connections;"}, u"sql"_s);
    row("psql", u"\\dt\n\\l"_s, {"10 psql \\dt", "11 psql \\l"});
    row("redis", u"INFO\nDBSIZE\nDEL a:*"_s, {"10 redis INFO", "11 redis DBSIZE", "12 redis DEL a:*"});
    row("chat", u"/incident declare \"it's\" severity:high\n/usr/bin/true\n/opt/x.sh"_s,
        {"10 chat /incident declare \"it's\" severity:high", "11 shell /usr/bin/true", "12 shell /opt/x.sh"});
    row("instructions", u"- Click \"Save\"\nOpen the console and wait\nP0: all of it is down\nls"_s,
        {"10 prose - Click \"Save\"", "11 prose Open the console and wait", "12 prose P0: all of it is down",
         "13 shell ls"});
    row("json", u"{\"a\": 1}\n{\n  \"b\": [\n}"_s,
        {"10 prose {\"a\": 1}", "11 prose {", "12 prose \"b\": [", "13 prose }"});
    row("request line", u"GET /health HTTP/1.1"_s, {"10 prose GET /health HTTP/1.1"});
    row("shell words of SQL", u"set -e\nupdate-ca-certificates\ndrop.sh\n[ -f x ]\n./select.sh"_s,
        {"10 shell set -e", "11 shell update-ca-certificates", "12 shell drop.sh", "13 shell [ -f x ]",
         "14 shell ./select.sh"});
}

void TestShell::linesThatAreNoShell_areToldApart() {
    QFETCH(QString, text);
    QFETCH(QString, language);
    QFETCH(QStringList, found);
    QCOMPARE(outline(text, language), found);
}

void TestShell::consoleSession_hasCommandsAtItsPrompts() {
    QCOMPARE(outline(u"$ kubectl get pods\nNAME READY\nweb 1/1\n$ uptime\n up 3 days"_s, u"console"_s),
             (QStringList{"10 shell kubectl get pods", "13 shell uptime"}));
    QCOMPARE(outline(u"ops@db1:~$ df -h\nFilesystem"_s), (QStringList{"10 shell df -h"}));
}

void TestShell::unclosedQuote_costsItsLineOnly() {
    const auto commands = readCommands(u"echo \"half\nuptime\nls"_s, 1);
    QCOMPARE(commands.size(), size_t(3));
    QVERIFY(!commands[0].closed);
    QVERIFY(commands[1].closed);
    QCOMPARE(wordsOf(commands[1].parts[0]), QStringList{"uptime"});
    QCOMPARE(commands[2].line, 3);
}

void TestShell::redirections_areNoWords() {
    const auto parts = importer::readLine(u"a 2>&1 >out.log <in | b > <file-name>"_s, 1);
    QCOMPARE(parts.size(), size_t(2));
    QCOMPARE(wordsOf(parts[0]), QStringList{"a"});
    QCOMPARE(parts[0].redirects,
             (std::vector<importer::Redirect>{{u"2>&"_s, u"1"_s}, {u">"_s, u"out.log"_s}, {u"<"_s, u"in"_s}}));
    QCOMPARE(parts[1].redirects, (std::vector<importer::Redirect>{{u">"_s, u"<file-name>"_s}}));
}

void TestShell::bareQuery_isKeptAsMeant() {
    const auto parts = importer::readLine(
        uR"(curl http://p:9090/api/v1/query_range?query=rate(x{code=~"5.."}[5m])&start=1&step=15s -s)"_s, 1);
    QCOMPARE(parts.size(), size_t(1));
    QCOMPARE(wordsOf(parts[0]),
             (QStringList{"curl", "http://p:9090/api/v1/query_range?query=rate(x{code=~\"5..\"}[5m])&start=1&step=15s",
                          "-s"}));
    for (const QChar c : u"({[\"&"_s)
        QVERIFY2(parts[0].words[1].bare.contains(c), qPrintable(QString(c)));
    QVERIFY(importer::readLine(u"curl 'http://p/api/v1/query?query=a{b=\"c\"}'"_s, 1)[0].words[1].bare.isEmpty());
}

void TestShell::program_standsBehindItsWrappers_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("program");
    QTest::newRow("none") << u"ls"_s << u"ls"_s;
    QTest::newRow("sudo") << u"sudo -u postgres psql"_s << u"psql"_s;
    QTest::newRow("env") << u"env -i A=1 B=2 make"_s << u"make"_s;
    QTest::newRow("timeout") << u"timeout -k 5 10s curl x"_s << u"curl"_s;
    QTest::newRow("nested") << u"sudo nohup nice -n 5 dd if=a"_s << u"dd"_s;
    QTest::newRow("watch") << u"watch -n 2 kubectl get pods"_s << u"kubectl"_s;
    QTest::newRow("alone") << u"sudo"_s << QString();
}

void TestShell::program_standsBehindItsWrappers() {
    QFETCH(QString, text);
    QFETCH(QString, program);
    const auto parts = importer::readLine(text, 1);
    const auto index = static_cast<size_t>(importer::programIndex(parts.at(0)));
    QCOMPARE(index < parts[0].words.size() ? parts[0].words[index].text : QString(), program);
}

void TestShell::hostileText_endsSoon_data() {
    QTest::addColumn<QString>("unit");
    for (const char* unit : {"\"$(", "'\n", "\"\n", "<<A\n", "for x\n", "((((", "$(\n", "`\n", "a{b\n", "<a", "\\\n",
                             "&", "|\n", "x?a={", "SELECT '\n", "SELECT\n"})
        QTest::newRow(qPrintable(QString::fromUtf8(unit).simplified())) << QString::fromUtf8(unit);
}

void TestShell::hostileText_endsSoon() {
    QFETCH(QString, unit);
    const QString text = unit.repeated(200'000 / unit.size());
    int last = 0;
    for (const Command& command : readCommands(text, 1)) { // ctest's time limit is the bound
        QVERIFY(command.line >= last && command.lastLine >= command.line);
        last = command.line;
    }
    QVERIFY(last <= text.count(u'\n') + 1);
}

void TestShell::sharedRunbooks_giveTheirCommands() {
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") + u"/../shared/runbooks/";
    if (!QFile::exists(folder))
        QSKIP("the runbooks are not beside the sources");
    int commands = 0;
    for (const QString& name : QDir(folder).entryList({"*.md"})) {
        QFile file(folder + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (lines[i].trimmed() != u"```bash")
                continue;
            const qsizetype first = ++i;
            while (i < lines.size() && lines[i].trimmed() != u"```")
                ++i;
            for (const Command& command :
                 readCommands(lines.mid(first, i - first).join(u'\n'), static_cast<int>(first + 1))) {
                QVERIFY2(command.closed, qPrintable(name + u':' + QString::number(command.line)));
                QVERIFY2(lines[command.line - 1].contains(command.text.section(u'\n', 0, 0)), qPrintable(command.text));
                commands += command.kind == CommandKind::Shell ? 1 : 0;
            }
        }
    }
    QCOMPARE(commands, 244);
}

QTEST_APPLESS_MAIN(TestShell)
#include "tst_shell.moc"
