// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/yaml_tree.h"
#include <QTest>

using namespace playbook;

/// Hostile and broken YAML: refused with a place, never followed.
class TestYamlTree final : public QObject {
    Q_OBJECT

private slots:
    void node_knowsItsPlace();
    void refusal_data();
    void refusal();
    void duplicateKey_keepsTheFirst();
    void bigInput_isRefusedBeforeItIsParsed();
    void manyNodes_areRefused();
    void column_countsCharacters();
};

void TestYamlTree::node_knowsItsPlace() {
    const YamlTree tree = readYaml("name: one\nlist:\n  - a\n  - \"b\"\n");
    QVERIFY(tree.findings.empty());
    QCOMPARE(tree.root.kind, YamlNode::Kind::Map);
    QCOMPARE(tree.root.entries.size(), size_t(2));
    const YamlNode& list = tree.root.entries[1].second;
    QCOMPARE(list.items[1].text, QStringLiteral("b"));
    QVERIFY(list.items[1].quoted);
    QVERIFY(!list.items[0].quoted);
    QCOMPARE(list.items[1].line, 4);
    QCOMPARE(list.items[1].column, 5);
}

void TestYamlTree::refusal_data() {
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("line");
    QTest::newRow("self anchor") << QByteArray("a: &a [1, *a]") << "yaml.anchor" << 1;
    QTest::newRow("alias without anchor") << QByteArray("a: 1\nb: *a") << "yaml.syntax" << 2;
    QTest::newRow("billion laughs") << QByteArray("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]") << "yaml.anchor" << 1;
    QTest::newRow("merge key") << QByteArray("x: &x {a: 1}\ny: {<<: *x}") << "yaml.anchor" << 1;
    QTest::newRow("binary tag") << QByteArray("ok: 1\na: !!binary aGVsbG8=") << "yaml.tag" << 2;
    QTest::newRow("own tag") << QByteArray("a: !exec rm") << "yaml.tag" << 1;
    QTest::newRow("flow nesting") << QByteArray(100'000, '[') << "yaml.depth" << 1;
    QTest::newRow("map nesting") << QByteArray("{a: ").repeated(40) << "yaml.depth" << 1;
    QTest::newRow("tab as indentation") << QByteArray("a:\n\tb: 1") << "yaml.syntax" << 2;
    QTest::newRow("open quote") << QByteArray("a: \"never ends") << "yaml.syntax" << 1;
    QTest::newRow("NUL") << QByteArray("a: 1\nb: \0c", 11) << "yaml.encoding" << 2;
    QTest::newRow("not UTF-8") << QByteArray("a: 1\nb: \xff\xfe") << "yaml.encoding" << 2;
    QTest::newRow("key is a list") << QByteArray("? [a, b]\n: 1") << "yaml.key" << 1;
    QTest::newRow("two documents") << QByteArray("a: 1\n---\nb: 2") << "yaml.documents" << 3;
    QTest::newRow("empty") << QByteArray() << "yaml.empty" << 1;
}

void TestYamlTree::refusal() {
    QFETCH(QByteArray, yaml);
    QFETCH(QString, rule);
    QFETCH(int, line);
    const YamlTree tree = readYaml(yaml);
    QCOMPARE(tree.findings.size(), size_t(1));
    QCOMPARE(tree.findings[0].rule, rule);
    QCOMPARE(tree.findings[0].line, line);
    QVERIFY(!tree.findings[0].message.isEmpty());
}

void TestYamlTree::duplicateKey_keepsTheFirst() {
    const YamlTree tree = readYaml("a: 1\nb: 2\na: {deep: [1]}\n");
    QCOMPARE(tree.findings.size(), size_t(1));
    QCOMPARE(tree.findings[0].rule, QStringLiteral("yaml.duplicate-key"));
    QCOMPARE(tree.findings[0].line, 3);
    QCOMPARE(tree.root.entries.size(), size_t(2));
    QCOMPARE(tree.root.entries[0].second.text, QStringLiteral("1"));
}

void TestYamlTree::bigInput_isRefusedBeforeItIsParsed() {
    const YamlTree tree = readYaml(QByteArray((1 << 20) + 1, 'x'));
    QCOMPARE(tree.findings.size(), size_t(1));
    QCOMPARE(tree.findings[0].rule, QStringLiteral("yaml.size"));
}

void TestYamlTree::manyNodes_areRefused() {
    const YamlTree tree = readYaml(QByteArray("- a\n").repeated(60'000));
    QCOMPARE(tree.findings.size(), size_t(1));
    QCOMPARE(tree.findings[0].rule, QStringLiteral("yaml.nodes"));
    QCOMPARE(tree.findings[0].line, 50'000);
}

void TestYamlTree::column_countsCharacters() {
    const YamlTree tree = readYaml("{\"äöü\": 1, b: 2}");
    QVERIFY(tree.findings.empty());
    QCOMPARE(tree.root.entries[1].first.column, 12);
}

QTEST_GUILESS_MAIN(TestYamlTree)
#include "tst_yaml_tree.moc"
