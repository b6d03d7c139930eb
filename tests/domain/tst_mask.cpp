// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mask.h"
#include <QTest>

using domain::maskPrivate;

class TestMask : public QObject {
    Q_OBJECT
private slots:
    void private_isHidden_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("hidden"); // must not come out
        const auto row = [](const char* text, const char* hidden) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(hidden);
        };
        row("call +49 170 1234567 now", "1234567");
        row("call 0170/1234567", "1234567");
        row("(555) 123-4567", "123-4567");
        row("555-123-4567", "4567");
        row("555.123.4567", "4567");
        row("+1-555-0100-123", "0100");
        row("dial 004915112345678.", "15112345678");
        row("+44 20 7946 0958", "7946");
        row("+49 170 1234567 0170/7654321 (555) 123-4567", "7654321");
        row("2026-11-20 0170 1234567", "1234567");
        row("tel:+15550100", "15550100");
        row("customer 4915112345678 waits", "4915112345678");
        row("write to ops.lead+night@corp.example.com", "corp.example");
        row("ops.lead (at) corp.example", "corp.example");
        row("mailto:a@b.example", "b.example");
        row("see https://wiki.corp.example/runbook?token=abc", "wiki.corp");
        row("ssh://root@10.0.0.1/x", "10.0.0.1");
        row("postgres://app:pw@db/orders", "app:pw");
        row("www.intranet.example/x", "intranet");
        row("in /etc/passwd", "passwd");
        row("in /srv", "srv");
        row("log=/var/log/app/error.log", "error.log");
        row("~/notes/secret.txt", "secret");
        row("../secrets/key", "key");
        row("C:\\Users\\ops\\plan.docx", "ops");
        row("\\\\filer\\finance", "finance");
        row("deploy/prod/values.yaml changed", "values");
        row("key c2VjcmV0LXRva2VuLTEyMzQ1Njc4OTA=", "c2VjcmV0");
        row("9f31c2d4e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0", "9f31c2d4e5");
        row("7d9f1e52-0c6b-4b0e-9d0a-3b2f8a1c4e5d", "0c6b-4b0e");
        row("AbCdEfGhIjKlMnOpQrStUvWx", "AbCdEf");
    }
    void private_isHidden() {
        QFETCH(QString, text);
        QFETCH(QString, hidden);
        const QString masked = maskPrivate(text);
        QVERIFY2(!masked.contains(hidden), qPrintable(masked));
        QVERIFY2(masked.contains(QLatin1Char('[')), qPrintable(masked));
    }

    void ordinaryWords_stay_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"Checkout API returning 5xx, payments failing", "94 of 100 connections, 61 idle in transaction",
              "Error rate 8.3 % since 14:31", "Raised to SEV1: payments fail for every customer",
              "2026-11-20 14:31 UTC", "Rolled back 9f31c2 at 14:29", "p95 2.41 s on 10.0.0.12", "1200000 requests lost",
              "CI/CD and TCP/IP", "/healthz answers 503", "and/or 5xx/4xx", "@tech: latency on web",
              "connection-pool-exhausted-everywhere", "Impact began", "", "14:30-15:00 and 1/2"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void ordinaryWords_stay() {
        QFETCH(QString, text);
        QCOMPARE(maskPrivate(text), text);
    }

    void hostileLength_isNoTrouble() {
        QString text;
        for (int i = 0; i < 20'000; ++i)
            text += QStringLiteral("1 /a.b@");
        QVERIFY(!maskPrivate(text).isNull());
    }
};

QTEST_GUILESS_MAIN(TestMask)
#include "tst_mask.moc"
