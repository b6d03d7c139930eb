// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/condition.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using playbook::Condition;
using playbook::Operand;
using Kind = playbook::Operand::Kind;
using Operator = playbook::Condition::Operator;

class TestCondition : public QObject {
    Q_OBJECT
private slots:
    void rightCondition_isRead_data();
    void rightCondition_isRead();
    void wrongCondition_namesItsColumn_data();
    void wrongCondition_namesItsColumn();
    void source_isKeptWithoutOuterBlanks();
    void wholeNumber_readsEveryBase();
};

Q_DECLARE_METATYPE(playbook::Operand)
Q_DECLARE_METATYPE(playbook::Condition::Operator)

void TestCondition::rightCondition_isRead_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<Operand>("left");
    QTest::addColumn<Operator>("op");
    QTest::addColumn<Operand>("right");
    const auto row = [](const char* text, const Operand& left, Operator op, const Operand& right) {
        QTest::newRow(text) << QString::fromUtf8(text) << left << op << right;
    };
    const auto literal = [](const QString& text) { return Operand{Kind::Literal, text, {}}; };
    const auto body = [](const QString& path) { return Operand{Kind::Body, path, {}}; };
    const Operand status{Kind::Status, {}, {}};
    row("[STATUS] == 200", status, Operator::Equal, literal(u"200"_s));
    row("[status] != 500", status, Operator::NotEqual, literal(u"500"_s));
    row("[STATUS] < 300", status, Operator::Less, literal(u"300"_s));
    row("[STATUS] <= 299", status, Operator::LessOrEqual, literal(u"299"_s));
    row("[STATUS] > 199", status, Operator::Greater, literal(u"199"_s));
    row("200 <= [STATUS]", literal(u"200"_s), Operator::LessOrEqual, status);
    row("[STATUS] >= 200", status, Operator::GreaterOrEqual, literal(u"200"_s));
    row("[RESPONSE_TIME] < 500", {Kind::ResponseTime, {}, {}}, Operator::Less, literal(u"500"_s));
    row("[RESPONSE_TIME] < 1s", {Kind::ResponseTime, {}, {}}, Operator::Less, literal(u"1s"_s));
    row("[IP] == pat(10.*)", {Kind::Ip, {}, {}}, Operator::Equal, {Kind::Pattern, u"10.*"_s, {}});
    row("[CONNECTED] == true", {Kind::Connected, {}, {}}, Operator::Equal, literal(u"true"_s));
    row("[certificate_expiration] > 48h", {Kind::CertificateExpiration, {}, {}}, Operator::Greater, literal(u"48h"_s));
    row("[DNS_RCODE] == NOERROR", {Kind::DnsRcode, {}, {}}, Operator::Equal, literal(u"NOERROR"_s));
    row("[STATUS] == 0xC8", status, Operator::Equal, literal(u"0xC8"_s));
    row("[BODY] == OK", body({}), Operator::Equal, literal(u"OK"_s));
    row("[BODY].status == healthy", body(u"status"_s), Operator::Equal, literal(u"healthy"_s));
    row("[BODY].data.Name == a == b", body(u"data.Name"_s), Operator::Equal, literal(u"a == b"_s));
    row("[BODY].data[0].id == 1", body(u"data[0].id"_s), Operator::Equal, literal(u"1"_s));
    row("[BODY][1].id == 1", body(u"[1].id"_s), Operator::Equal, literal(u"1"_s));
    row("[BODY].m[0][1] == 1", body(u"m[0][1]"_s), Operator::Equal, literal(u"1"_s));
    row("len([BODY].data) > 0", {Kind::Length, u"data"_s, {}}, Operator::Greater, literal(u"0"_s));
    row("len([BODY]) == 3", {Kind::Length, {}, {}}, Operator::Equal, literal(u"3"_s));
    row("has([BODY].errors) == false", {Kind::Has, u"errors"_s, {}}, Operator::Equal, literal(u"false"_s));
    row("[BODY].name == pat(john *)", body(u"name"_s), Operator::Equal, {Kind::Pattern, u"john *"_s, {}});
    row("[BODY].name == pat(a < b)", body(u"name"_s), Operator::Equal, {Kind::Pattern, u"a < b"_s, {}});
    row("[STATUS] == any(200, 204)", status, Operator::Equal, {Kind::Any, {}, {u"200"_s, u"204"_s}});
    row("[BODY].a == [BODY].b", body(u"a"_s), Operator::Equal, body(u"b"_s));
}

void TestCondition::rightCondition_isRead() {
    QFETCH(QString, text);
    QFETCH(Operand, left);
    QFETCH(Operator, op);
    QFETCH(Operand, right);
    const auto condition = playbook::parseCondition(text);
    QVERIFY2(condition.has_value(), qPrintable(condition ? QString() : condition.error().message));
    QCOMPARE(condition->left, left);
    QCOMPARE(condition->op, op);
    QCOMPARE(condition->right, right);
    QCOMPARE(condition->source, text);
}

void TestCondition::wrongCondition_namesItsColumn_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* text, int column, const char* part) {
        QTest::newRow(text) << QString::fromUtf8(text) << column << QString::fromUtf8(part);
    };
    row("", 1, "empty");
    row("   ", 1, "empty");
    row("[STATUS] 200", 13, "operator is missing");
    row("[STATUS]", 9, "operator is missing");
    row("[STATUS] = 200", 15, "operator is missing");
    row("[STATUS]==200", 9, "blank on both sides of ==");
    row("[STATUS] >=200", 10, "blank on both sides of >=");
    row("== 200", 1, "left side");
    row("[STATUS] ==", 12, "right side");
    row("[STATUS] ==   ", 12, "right side");
    row("[STATE] == 200", 1, "unknown placeholder [STATE]");
    row("200 == [STATUSES]", 8, "unknown placeholder [STATUSES]");
    row("[STATUS].x == 200", 9, "nothing may follow");
    row("[STATUS == 200", 1, "unknown placeholder");
    row("[BODY]status == x", 7, "expected \".\"");
    row("[BODY]. == x", 8, "name is missing");
    row("[BODY].a..b == x", 10, "name is missing");
    row("[BODY].a. == x", 10, "name is missing");
    row("[BODY].a[x] == 1", 10, "number of an element");
    row("[BODY].a[0 == 1", 9, "without \"]\"");
    row("[BODY].a[0]b == 1", 12, "after \"]\"");
    row("len([BODY].a == 3", 18, "operator is missing");
    row("len([STATUS]) == 3", 5, "takes [BODY]");
    row("len() == 3", 5, "needs an argument");
    row("has([BODY].a) == yes", 18, "true or false");
    row("[STATUS] == any()", 17, "needs an argument");
    row("[STATUS] == any(1,,2)", 19, "empty choice");
    row("[STATUS] < any(1, 2)", 12, "== or !=");
    row("[STATUS] < pat(2*)", 12, "== or !=");
    row("[STATUS] == ok", 13, "expected a number, found \"ok\"");
    row("[BODY].n < soon", 12, "a number or a duration");
    row("200 == 200", 1, "one side must be a placeholder");
    row("[CONNECTED] == 1", 16, "true or false");
    row("[IP].x == 1", 5, "nothing may follow [IP]");
    row("[CERTIFICATE_EXPIRATION] > soon", 28, "a number or a duration");
    row("[DOMAIN_EXPIRATION] > 720h", 1, "unknown placeholder [DOMAIN_EXPIRATION]");
    row("[RESPONSE_TIME] < potato", 19, "a number or a duration");
    row("age([BODY].t) < 5m", 1, "unknown function age()");
}

void TestCondition::wrongCondition_namesItsColumn() {
    QFETCH(QString, text);
    QFETCH(int, column);
    QFETCH(QString, part);
    const auto condition = playbook::parseCondition(text);
    QVERIFY(!condition.has_value());
    QVERIFY2(condition.error().message.contains(part), qPrintable(condition.error().message));
    QCOMPARE(condition.error().column, column);
}

void TestCondition::source_isKeptWithoutOuterBlanks() {
    const auto condition = playbook::parseCondition(u"  [STATUS]  ==  200 "_s);
    QVERIFY(condition.has_value());
    QCOMPARE(condition->source, u"[STATUS]  ==  200"_s);
    QCOMPARE(condition->right.text, u"200"_s);
}

void TestCondition::wholeNumber_readsEveryBase() {
    using playbook::wholeNumber;
    const std::map<QString, qint64> read{{u"0"_s, 0},      {u"-5"_s, -5},   {u"0x1f"_s, 31},
                                         {u"0XFF"_s, 255}, {u"0o17"_s, 15}, {u"017"_s, 15},
                                         {u"0b101"_s, 5},  {u"+3"_s, 3},    {u"9007199254740993"_s, 9007199254740993}};
    for (const auto& [text, value] : read)
        QCOMPARE(wholeNumber(text), std::optional<qint64>(value));
    for (const QString& text : {u""_s, u"-"_s, u"x"_s, u"1.5"_s, u"0x"_s, u"0b2"_s, u"08"_s, u"1 "_s, u"0x-1"_s})
        QVERIFY2(!wholeNumber(text), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestCondition)
#include "tst_condition.moc"
