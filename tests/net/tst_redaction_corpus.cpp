// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/redact.h"
#include "net/redaction_corpus.h"
#include <QTest>

class TestRedactionCorpus : public QObject {
    Q_OBJECT
private slots:
    void secret_isGone_data();
    void secret_isGone();
    void lookAlike_isKept_data();
    void lookAlike_isKept();
    void wholeCorpus_inOneText();
    void corpus_isLargeEnough();
};

void TestRedactionCorpus::secret_isGone_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("madeUp");
    for (const corpus::Sample& sample : corpus::read(QStringLiteral("secrets.txt")))
        QTest::newRow(qPrintable(sample.name)) << sample.text << sample.madeUp;
}

void TestRedactionCorpus::secret_isGone() {
    QFETCH(QString, text);
    QFETCH(QStringList, madeUp);
    QVERIFY(!madeUp.isEmpty());
    const QString clean = net::redact(text);
    for (const QString& secret : madeUp)
        QVERIFY2(!clean.contains(secret), qPrintable(clean));
    QVERIFY(clean.contains(QStringLiteral("[redacted]")));
    QCOMPARE(net::redact(clean), clean);
}

void TestRedactionCorpus::lookAlike_isKept_data() {
    QTest::addColumn<QString>("text");
    for (const corpus::Sample& sample : corpus::read(QStringLiteral("harmless.txt")))
        QTest::newRow(qPrintable(sample.name)) << sample.text;
}

void TestRedactionCorpus::lookAlike_isKept() {
    QFETCH(QString, text);
    QCOMPARE(net::redact(text), text);
}

void TestRedactionCorpus::wholeCorpus_inOneText() {
    QString all;
    const auto secrets = corpus::read(QStringLiteral("secrets.txt"));
    for (const corpus::Sample& sample : secrets)
        all += sample.text + u'\n';
    const QString clean = net::redact(all);
    for (const corpus::Sample& sample : secrets) {
        for (const QString& secret : sample.madeUp)
            QVERIFY2(!clean.contains(secret), qPrintable(sample.name));
    }
}

void TestRedactionCorpus::corpus_isLargeEnough() {
    QVERIFY(corpus::read(QStringLiteral("secrets.txt")).size() >= 60);
    QVERIFY(corpus::read(QStringLiteral("harmless.txt")).size() >= 60);
}

QTEST_GUILESS_MAIN(TestRedactionCorpus)
#include "tst_redaction_corpus.moc"
