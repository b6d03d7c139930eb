// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/composer.h"
#include <QtTest>

using namespace items;
using domain::EntryKind;

namespace {

const domain::Instant now = *domain::parseMoment(QStringLiteral("2026-11-20T15:03:20Z"), {});

domain::Instant at(const QString& iso) {
    return *domain::parseMoment(iso, now);
}

} // namespace

class TestComposer : public QObject {
    Q_OBJECT
private slots:
    void line_isRead_data();
    void line_isRead();
    void line_isRefused_data();
    void line_isRefused();
    void local_isReadInThisComputersZone();
};

void TestComposer::line_isRead_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("when");
    const auto row = [](const char* name, const char* typed, EntryKind kind, const char* text, const char* when) {
        QTest::newRow(name) << QString::fromUtf8(typed) << int(kind) << QString::fromUtf8(text)
                            << QString::fromUtf8(when);
    };
    row("plain", "Error rate falls", EntryKind::Observation, "Error rate falls", "");
    row("time", "@14:58 rolled back", EntryKind::Observation, "rolled back", "2026-11-20T14:58:00Z");
    row("seconds", "@14:58:07 rolled back", EntryKind::Observation, "rolled back", "2026-11-20T14:58:07Z");
    row("yesterday", "@23:50 deploy began", EntryKind::Observation, "deploy began", "2026-11-19T23:50:00Z");
    row("before now", "@-5m saw it", EntryKind::Observation, "saw it", "2026-11-20T14:58:20Z");
    row("kind", "!decision raise the pool", EntryKind::Decision, "raise the pool", "");
    row("kind shortened", "!d raise the pool", EntryKind::Decision, "raise the pool", "");
    row("comms", "!comms told support", EntryKind::Communication, "told support", "");
    row("both", "@14:58 !action rolled back", EntryKind::Action, "rolled back", "2026-11-20T14:58:00Z");
    row("both turned round", "!action @14:58 rolled back", EntryKind::Action, "rolled back", "2026-11-20T14:58:00Z");
    row("person", "@tech-lead looks at it", EntryKind::Observation, "@tech-lead looks at it", "");
    row("time in the middle", "seen @14:58 by all", EntryKind::Observation, "seen @14:58 by all", "");
    row("lines", "one\n  two ", EntryKind::Observation, "one\n  two", "");
    row("only marks", "!!! help", EntryKind::Observation, "!!! help", "");
}

void TestComposer::line_isRead() {
    QFETCH(QString, typed);
    QFETCH(int, kind);
    QFETCH(QString, text);
    QFETCH(QString, when);
    const auto composed = compose(typed, EntryKind::Observation, now);
    QVERIFY2(composed.has_value(), composed ? "" : qPrintable(composed.error().text));
    QCOMPARE(int(composed->kind), kind);
    QCOMPARE(composed->text, text);
    QCOMPARE(composed->occurredAt.has_value(), !when.isEmpty());
    if (composed->occurredAt)
        QCOMPARE(domain::toIso(*composed->occurredAt), domain::toIso(at(when)));
}

void TestComposer::line_isRefused_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("saying");
    QTest::newRow("nothing") << QStringLiteral("  ") << QStringLiteral("no text");
    QTest::newRow("only a time") << QStringLiteral("@14:58") << QStringLiteral("no text");
    QTest::newRow("unknown kind") << QStringLiteral("!frob it") << QStringLiteral("!decision");
    QTest::newRow("no such minute") << QStringLiteral("@14:75 x") << QStringLiteral("14:75");
    QTest::newRow("future") << QStringLiteral("@2026-11-20T15:30:00Z x") << QStringLiteral("future");
    QTest::newRow("too long") << QString(longestEntry + 1, QLatin1Char('x')) << QStringLiteral("10");
}

void TestComposer::line_isRefused() {
    QFETCH(QString, typed);
    QFETCH(QString, saying);
    const auto composed = compose(typed, EntryKind::Note, now);
    QVERIFY(!composed);
    QVERIFY2(composed.error().text.contains(saying), qPrintable(composed.error().text));
}

void TestComposer::local_isReadInThisComputersZone() {
    qputenv("TZ", "Europe/Berlin");
    tzset();
    const auto composed = compose(QStringLiteral("@15:58 local rolled back"), EntryKind::Note, now);
    qputenv("TZ", "UTC");
    tzset();
    QVERIFY2(composed.has_value(), composed ? "" : qPrintable(composed.error().text));
    QCOMPARE(composed->text, QStringLiteral("rolled back"));
    QCOMPARE(domain::toIso(*composed->occurredAt), QStringLiteral("2026-11-20T14:58:00Z"));
}

QTEST_GUILESS_MAIN(TestComposer)
#include "tst_composer.moc"
