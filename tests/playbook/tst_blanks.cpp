// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/blanks.h"
#include <QProcess>
#include <QTest>

using namespace playbook;

class TestBlanks : public QObject {
    Q_OBJECT
private slots:
    void command_blanks_data();
    void command_blanks();
    void value_staysOneWord_data();
    void value_staysOneWord();
    void value_thatCannotBeSafe_isRefused_data();
    void value_thatCannotBeSafe_isRefused();
    void text_blanks();
    void secretNames_areKnown();
    void hostileCommand_endsSoon();
};

namespace {

QString s(const char* text) {
    return QString::fromUtf8(text);
}

QStringList namesOf(const std::vector<Blank>& blanks) {
    QStringList names;
    for (const Blank& blank : blanks)
        names << blank.name;
    return names;
}

} // namespace

void TestBlanks::command_blanks_data() {
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char* command, const QStringList& names) { QTest::newRow(command) << names; };
    row("kubectl logs <pod-name> -n production", {s("pod-name")});
    row("kubectl logs <pod-name> && kubectl delete pod <pod-name>", {s("pod-name")});
    row("kubectl logs $POD_NAME -n ${NAMESPACE}", {s("pod-name"), s("namespace")});
    row("kubectl logs <POD_NAME> [pod name] {{pod_name}}", {s("pod-name")});
    row("systemctl restart [service]", {s("service")});
    row("curl http://<host>:9090/-/healthy", {s("host")});
    row("cd <dir>/logs", {s("dir")});
    row("kubectl logs \"$POD\" --since=<since>", {s("pod"), s("since")});
    row("psql -c \"SELECT * FROM jobs WHERE id = '<job id>'\"", {s("job-id")});
    row("echo \"$(kubectl get pod <pod> -o name)\"", {s("pod")});
    row("helm rollback {{release}} {{ revision }}", {s("release"), s("revision")});
    row("echo ${NAME%.*}", {s("name")});
    row("redis-cli -a {{secret.REDIS}} ping", {s("secret.redis")});
    // What only looks like one.
    row("sort <in >out", {});
    row("wc -l <in.txt>out.txt", {});
    row("cat <in>/dev/null", {});
    row("cmd 2>&1 </dev/null", {});
    row("diff <(sort a) <(sort b)", {});
    row("cat <<EOF\nhello\nEOF", {});
    row("[ -f x ] && echo yes", {});
    row("[[ -n $HOME ]] && ls [a-z]* [0-9] [abc]*", {});
    row("echo $(date) $1 $? $$ $# $@ $! `id`", {});
    row("awk '{print $NF}' file", {});
    row("ps aux | grep '[e]rror'", {});
    row("grep '[error]' log; grep \"\\[warn\\]\" log", {});
    row("POD=$(kubectl get pod -o name | head -1); kubectl logs $POD", {});
    row("for i in 1 2 3; do echo $i; done", {});
    row("while read -r name rest; do echo $name $rest; done", {});
    row("echo ${COUNT:-3} ${X:?missing} ${Y-}", {});
    row("docker ps --format '{{.Names}}'", {});
    row("kubectl get pods -o go-template='{{range .items}}{{end}}'", {});
    row("kubectl get pods -o jsonpath='{.items[0].metadata.name}'", {});
    row("echo \\$HOME \\<x>", {});
    row("ls # don't touch <this>", {});
    row("arr[index]=1; echo ${arr[index]}", {});
    row("kubectl exec db -- sh -c 'psql -U $POSTGRES_USER'", {});
    row("cd $HOME; echo $PWD $RANDOM", {});
    row("if [ $# -lt 2 ]; then echo a->b; fi", {});
    row("jq '.items[] | select(.name==\"x\")' f.json", {});
}

void TestBlanks::command_blanks() {
    QFETCH(QStringList, names);
    QCOMPARE(namesOf(blanksOfCommand(s(QTest::currentDataTag()))), names);
}

void TestBlanks::value_staysOneWord_data() {
    QTest::addColumn<QString>("command");
    QTest::newRow("bare") << s("printf '%s|' <x> end");
    QTest::newRow("double") << s("printf '%s|' \"<x>\" end");
    QTest::newRow("single") << s("printf '%s|' '<x>' end");
    QTest::newRow("variable") << s("printf '%s|' $X end");
    QTest::newRow("braces in double") << s("printf '%s|' \"${X}\" end");
    QTest::newRow("nested") << s("printf '%s|' \"$(printf '%s' \"<x>\")\" end");
    QTest::newRow("nested bare") << s("printf '%s|' \"$(printf '%s' <x>)\" end");
    QTest::newRow("operated") << s("printf '%s|' \"${X%nothing}\" end");
}

/// A real shell says what it makes of it.
void TestBlanks::value_staysOneWord() {
    QFETCH(QString, command);
    for (const char* value : {"plain", "two words", "a'b", "a\"b", "$(echo pwned)", "`echo pwned`", "a;echo pwned",
                              "a\\", "*", "a|b&c", "$HOME", "x#y", "\\1", "!x", "é<x>$X"}) {
        const auto filled = fillCommand(command, {{s("x"), s(value)}});
        QVERIFY2(filled, value);
        QProcess shell;
        shell.start(s("/bin/bash"), {s("-c"), *filled});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), QString(s(value) + s("|end|")));
    }
}

void TestBlanks::value_thatCannotBeSafe_isRefused_data() {
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("value");
    QTest::newRow("missing") << s("cat <x>") << QString();
    QTest::newRow("line break") << s("cat <x>") << s("a\nrm b");
    QTest::newRow("option") << s("cat <x>") << s("--help");
    QTest::newRow("second shell") << s("ssh host \"systemctl restart <x>\"") << s("a; reboot");
    QTest::newRow("sh -c") << s("kubectl exec p -- sh -c 'ls <x>'") << s("a; reboot");
    QTest::newRow("backquotes") << s("echo `ls <x>`") << s("a; reboot");
    QTest::newRow("here-document") << s("psql <<EOF\nselect '<x>'\nEOF") << s("$(reboot)");
}

void TestBlanks::value_thatCannotBeSafe_isRefused() {
    QFETCH(QString, command);
    QFETCH(QString, value);
    const auto filled = fillCommand(command, {{s("x"), value}});
    QVERIFY(!filled);
    QVERIFY(filled.error().text.contains(s("<x>")));
    QVERIFY(fillCommand(command, {{s("x"), s("orders-7d9f")}}).value().contains(s("orders-7d9f")));
}

void TestBlanks::text_blanks() {
    QCOMPARE(namesOf(blanksOfText(s("https://status.example/incidents/<incident-id>"))), QStringList{s("incident-id")});
    QCOMPARE(namesOf(blanksOfText(s("{\"text\": \"[service] is <b>down</b>\", \"ids\": [1, true], \"x\": [abc]}"))),
             QStringList{s("service")});
    QCOMPARE(namesOf(blanksOfText(s("{\"status\": \"{{status}}\"}"))), QStringList());
    QCOMPARE(*fillText(s("/incidents/<id>/x"), {{s("id"), s("a b")}}, [](const QString& v) { return v.toUpper(); }),
             s("/incidents/A B/x"));
    QVERIFY(!fillText(s("/incidents/<id>"), {}, [](const QString& v) { return v; }));
}

void TestBlanks::secretNames_areKnown() {
    for (const char* name :
         {"password", "DB_PASSWORD", "api-key", "auth-token", "client secret", "github.token", "private_key"})
        QVERIFY2(looksSecret(s(name)), name);
    for (const char* name : {"pod-name", "author", "path", "service", "pattern", "key-name", "authority"})
        QVERIFY2(!looksSecret(s(name)), name);
    QVERIFY(blanksOfCommand(s("psql $DB_PASSWORD")).front().secret);
}

void TestBlanks::hostileCommand_endsSoon() {
    for (const char* piece : {"<a", "$(", "${a", "[abc", "{{a", "\"'", "<<E\n"}) {
        const QString command = QString(s(piece)).repeated(20'000);
        blanksOfCommand(command);
        QVERIFY(fillCommand(command, {}).value_or(command).size() >= command.size());
    }
}

QTEST_GUILESS_MAIN(TestBlanks)
#include "tst_blanks.moc"
