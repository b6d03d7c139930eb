// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/expand.h"
#include "net/secrets.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using net::Place;

class TestExpand : public QObject {
    Q_OBJECT
private slots:
    void value_isEscapedForItsPlace_data();
    void value_isEscapedForItsPlace();
    void unknownName_isError();
    void bracesWithoutName_stay();
    void valueWithBraces_isNotExpandedAgain();
    void placeOfBody_followsContentType();
    void jsonEscape_survivesRoundTrip();
    void secret_comesFromEnvironment();
    void secret_unknownNamesBothPlaces();
    void secret_badNameIsRefused();
    void expandSecrets_leavesVariables();
};

void TestExpand::value_isEscapedForItsPlace_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QString& text, Place place, const QString& value,
                        const QString& expected) {
        QTest::newRow(name) << text << static_cast<int>(place) << value << expected;
    };
    row("plain", u"up{job=\"{{x}}\"}"_s, Place::Plain, u"a&b"_s, u"up{job=\"a&b\"}"_s);
    row("start of URL", u"{{x}}/api"_s, Place::Url, u"http://localhost:9090"_s, u"http://localhost:9090/api"_s);
    row("start of URL with path", u"{{ x }}/api"_s, Place::Url, u"http://localhost/prom"_s,
        u"http://localhost/prom/api"_s);
    row("host", u"http://{{x}}:80/a"_s, Place::Url, u"db.example"_s, u"http://db.example:80/a"_s);
    row("path", u"http://h/{{x}}/b"_s, Place::Url, u"v1/a b?c"_s, u"http://h/v1/a%20b%3Fc/b"_s);
    row("query", u"http://h/a?q={{x}}&r=1"_s, Place::Url, u"a&b=c/d #é"_s,
        u"http://h/a?q=a%26b%3Dc%2Fd%20%23%C3%A9&r=1"_s);
    row("query after variable path", u"{{x}}?q=1"_s, Place::Url, u"http://h/a"_s, u"http://h/a?q=1"_s);
    row("JSON", u"{\"a\":\"{{x}}\"}"_s, Place::JsonBody, u"say \"hi\"\n\\"_s, u"{\"a\":\"say \\\"hi\\\"\\n\\\\\"}"_s);
}

void TestExpand::value_isEscapedForItsPlace() {
    QFETCH(QString, text);
    QFETCH(int, place);
    QFETCH(QString, value);
    QFETCH(QString, expected);
    const auto expanded = net::expand(text, static_cast<Place>(place), [&](const QString& name) {
        return name == "x"_L1 ? domain::Result<QString>(value) : domain::fail(domain::ErrorKind::Input, name);
    });
    QVERIFY(expanded.has_value());
    QCOMPARE(*expanded, expected);
}

void TestExpand::unknownName_isError() {
    const auto expanded = net::expand(u"a {{known}} {{nobody}}"_s, Place::Plain, [](const QString& name) {
        return name == "known"_L1 ? domain::Result<QString>(u"1"_s)
                                  : domain::fail(domain::ErrorKind::Input, QString(u"no "_s + name));
    });
    QVERIFY(!expanded);
    QCOMPARE(expanded.error().text, u"no nobody"_s);
}

void TestExpand::bracesWithoutName_stay() {
    const QString text = u"{{.State}} {{ $labels }} {{}} { {x} }"_s;
    const auto expanded =
        net::expand(text, Place::Plain, [](const QString&) { return domain::Result<QString>(u"!"_s); });
    QCOMPARE(expanded.value(), text);
}

void TestExpand::valueWithBraces_isNotExpandedAgain() {
    const auto expanded = net::expand(u"{{x}}"_s, Place::Plain,
                                      [](const QString&) { return domain::Result<QString>(u"{{secret.A}}"_s); });
    QCOMPARE(expanded.value(), u"{{secret.A}}"_s);
}

void TestExpand::placeOfBody_followsContentType() {
    QCOMPARE(net::placeOfBody(u"application/json"_s, u"x"_s), Place::JsonBody);
    QCOMPARE(net::placeOfBody(u"text/plain"_s, u"{}"_s), Place::Plain);
    QCOMPARE(net::placeOfBody({}, u" {\"a\":1}"_s), Place::JsonBody);
    QCOMPARE(net::placeOfBody({}, u"[1]"_s), Place::JsonBody);
    QCOMPARE(net::placeOfBody({}, u"{{x}}"_s), Place::Plain);
    QCOMPARE(net::placeOfBody({}, u"a=b"_s), Place::Plain);
}

void TestExpand::jsonEscape_survivesRoundTrip() {
    QString text;
    for (ushort code = 1; code < 0x200; ++code)
        text += QChar(code);
    text += QChar(0x2028);
    const QByteArray json = (u"[\""_s + net::jsonEscaped(text) + u"\"]"_s).toUtf8();
    QCOMPARE(QJsonDocument::fromJson(json).array().at(0).toString(), text);
}

void TestExpand::secret_comesFromEnvironment() {
    qputenv("BRIDGEWATCH_SECRET_ADMIN_TOKEN", "t0ken");
    QCOMPARE(net::secret(u"admin_token"_s).value(), u"t0ken"_s);
    QCOMPARE(net::expandSecrets(u"Bearer {{secret.ADMIN_TOKEN}}"_s).value(), u"Bearer t0ken"_s);
    qunsetenv("BRIDGEWATCH_SECRET_ADMIN_TOKEN");
}

void TestExpand::secret_unknownNamesBothPlaces() {
    qputenv("BRIDGEWATCH_KEYCHAIN", "off");
    const auto secret = net::secret(u"NOBODY"_s);
    QVERIFY(!secret);
    QCOMPARE(secret.error().kind, domain::ErrorKind::NotFound);
    QVERIFY(secret.error().text.contains(u"BRIDGEWATCH_SECRET_NOBODY"_s));
    QVERIFY(secret.error().text.contains(u"secret set NOBODY"_s));
    QVERIFY(!net::expandSecrets(u"x {{secret.NOBODY}}"_s));
    QCOMPARE(net::storeSecret(u"NOBODY"_s, u"x"_s).error().kind, domain::ErrorKind::Storage);
}

void TestExpand::secret_badNameIsRefused() {
    for (const QString& name : {u""_s, u"a b"_s, u"../x"_s, u"1a"_s, QString(65, u'a')})
        QCOMPARE(net::secret(name).error().kind, domain::ErrorKind::Usage);
}

void TestExpand::expandSecrets_leavesVariables() {
    QCOMPARE(net::expandSecrets(u"{{prometheus}}/api"_s).value(), u"{{prometheus}}/api"_s);
}

QTEST_GUILESS_MAIN(TestExpand)
#include "tst_expand.moc"
