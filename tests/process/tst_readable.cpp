// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/readable.h"
#include <QTest>

using namespace process;

class TestReadable : public QObject {
    Q_OBJECT
private slots:
    void controlCharacters_areShown_data();
    void controlCharacters_areShown();
    void secrets_goWhateverTheirOrder();
    void kubernetesSecret_isHiddenBeforeItsKindIsKnown();
};

void TestReadable::controlCharacters_areShown_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("a\tb\n") << QStringLiteral("a\tb\n");
    QTest::newRow("colour") << QByteArray("\x1b[1;31mred\x1b[0m") << QStringLiteral("red");
    QTest::newRow("cursor") << QByteArray("\x1b[2J\x1b[H") << QStringLiteral("\\x1b[2J\\x1b[H");
    QTest::newRow("return") << QByteArray("10%\r20%\r\n") << QStringLiteral("10%\\x0d20%\n");
    QTest::newRow("c1") << QByteArray("\xc2\x9b"
                                      "31m")
                        << QStringLiteral("\\x9b31m");
    QTest::newRow("utf8") << QByteArray("\xc3\xa4\xf0\x9f\x8e\x89") << QString::fromUtf8("\xc3\xa4\xf0\x9f\x8e\x89");
    QTest::newRow("bad bytes") << QByteArray("a\xff\xfe"
                                             "b\xc3")
                               << QStringLiteral("a\\xff\\xfeb\\xc3");
    QTest::newRow("bad after good") << QByteArray("\xc3\xa4\x80") << QStringLiteral("\u00e4\\x80");
    QTest::newRow("override") << QByteArray("x\xe2\x80\xae"
                                            "exe.txt")
                              << QStringLiteral("x\\u202eexe.txt");
}

void TestReadable::controlCharacters_areShown() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(readable(bytes), text);
}

void TestReadable::secrets_goWhateverTheirOrder() {
    QCOMPARE(without(QStringLiteral("open-sesame open"), {QStringLiteral("open"), QStringLiteral("open-sesame")}),
             QStringLiteral("[redacted] [redacted]"));
    QCOMPARE(without(QStringLiteral("abc"), {QStringLiteral("abc"), QString()}), QStringLiteral("abc")); // too short
}

void TestReadable::kubernetesSecret_isHiddenBeforeItsKindIsKnown() {
    const QByteArray begun = "apiVersion: v1\ndata:\n  dsn: bXlkc24=\n";
    QVERIFY(!safeText(begun, {}, true).contains(QStringLiteral("bXlkc24=")));
    QVERIFY(!safeText(begun + "kind: Secret\n", {}, false).contains(QStringLiteral("bXlkc24=")));
    QCOMPARE(safeText(begun + "kind: ConfigMap\n", {}, false), QString::fromUtf8(begun + "kind: ConfigMap\n"));
    QCOMPARE(safeText("plain\n", {}, true), QStringLiteral("plain\n"));
}

QTEST_GUILESS_MAIN(TestReadable)
#include "tst_readable.moc"
