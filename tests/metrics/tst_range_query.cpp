// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/range_query.h"
#include <QUrl>
#include <QUrlQuery>
#include <QtTest>

using namespace metrics;
using namespace std::chrono_literals;

namespace {

/// What the server reads out of a form body.
QString formValue(const QByteArray& body, const QString& name) {
    for (const QByteArray& pair : body.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (QString::fromUtf8(pair.left(equals)) == name)
            return QString::fromUtf8(QByteArray::fromPercentEncoding(pair.mid(equals + 1)));
    }
    return {};
}

} // namespace

class TestRangeQuery : public QObject {
    Q_OBJECT
private slots:
    void step_keeps_every_range_under_the_limit();
    void step_is_at_least_the_wanted_one();
    void window_ends_now_on_a_multiple_of_the_step();
    void range_goes_as_a_form_with_the_expression_byte_for_byte();
    void base_address_keeps_its_path();
    void wrong_addresses_are_refused_data();
    void wrong_addresses_are_refused();
    void instant_query_carries_the_time();
};

void TestRangeQuery::step_keeps_every_range_under_the_limit() {
    for (qint64 seconds :
         {0LL, 1LL, 59LL, 3'600LL, 10'999LL, 11'000LL, 11'001LL, 86'400LL, 90LL * 86'400, 3'650LL * 86'400}) {
        const Millis window = std::chrono::seconds(seconds);
        for (const Millis wanted : {Millis(0), Millis(1), Millis(1'000), Millis(5'000), Millis(15'500)}) {
            const RangeQuery query =
                rangeEnding(domain::instantFromMs(1'790'000'003'217), QStringLiteral("up"), window, wanted);
            const qint64 points = (query.to - query.from) / query.step + 1;
            QVERIFY2(points < maxPoints,
                     qPrintable(QStringLiteral("%1 s at %2 ms: %3").arg(seconds).arg(query.step.count()).arg(points)));
            QCOMPARE(query.step.count() % 1'000, 0);
        }
    }
}

void TestRangeQuery::step_is_at_least_the_wanted_one() {
    QCOMPARE(clampStep(1h, 5s), Millis(5s));
    QCOMPARE(clampStep(1h, 1500ms), Millis(2s));
    QCOMPARE(clampStep(1h, 0ms), Millis(1s));
}

void TestRangeQuery::window_ends_now_on_a_multiple_of_the_step() {
    const auto now = domain::instantFromMs(1'790'000'003'217);
    const RangeQuery query = rangeEnding(now, QStringLiteral("up"), 1h, 15s);
    QVERIFY(query.to <= now);
    QVERIFY(now - query.to < 15s);
    QCOMPARE(domain::toMs(query.to) % 15'000, 0);
    QCOMPARE(query.to - query.from, Millis(1h));
}

void TestRangeQuery::range_goes_as_a_form_with_the_expression_byte_for_byte() {
    RangeQuery query;
    query.expr = QStringLiteral("sum(rate(a{x=~\"5..\",y!=\"ä+ &%=\"}[5m]))\n/ 2 # 100%");
    query.from = domain::instantFromMs(1'500);
    query.to = domain::instantFromMs(61'000);
    query.step = 5s;
    const auto request = rangeRequest(QStringLiteral("http://prom:9090"), query);
    QVERIFY(request);
    QCOMPARE(request->method, QStringLiteral("POST"));
    QCOMPARE(request->url, QStringLiteral("http://prom:9090/api/v1/query_range"));
    QCOMPARE(formValue(request->body, QStringLiteral("query")), query.expr);
    QCOMPARE(formValue(request->body, QStringLiteral("start")), QStringLiteral("1.500"));
    QCOMPARE(formValue(request->body, QStringLiteral("end")), QStringLiteral("61"));
    QCOMPARE(formValue(request->body, QStringLiteral("step")), QStringLiteral("5"));
    QVERIFY(!request->body.contains('+'));
    QCOMPARE(request->bodyCap, answerCap);
}

void TestRangeQuery::base_address_keeps_its_path() {
    const auto request = instantRequest(QStringLiteral(" https://metrics.example/prom/ "), QStringLiteral("up"),
                                        domain::instantFromMs(0));
    QVERIFY(request);
    QCOMPARE(request->url, QStringLiteral("https://metrics.example/prom/api/v1/query"));
}

void TestRangeQuery::wrong_addresses_are_refused_data() {
    QTest::addColumn<QString>("server");
    QTest::newRow("nothing") << QString();
    QTest::newRow("words") << QStringLiteral("no url");
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd");
    QTest::newRow("without scheme") << QStringLiteral("prom:9090");
    QTest::newRow("with query") << QStringLiteral("http://prom/?token=x");
}

void TestRangeQuery::wrong_addresses_are_refused() {
    QFETCH(QString, server);
    const auto request = instantRequest(server, QStringLiteral("up"), domain::instantFromMs(0));
    QVERIFY(!request);
    QCOMPARE(request.error().kind, domain::ErrorKind::Input);
    QVERIFY(!request.error().text.contains(QStringLiteral("token=x")));
    QVERIFY(!instantRequest(QStringLiteral("http://prom"), QStringLiteral("  "), domain::instantFromMs(0)));
}

void TestRangeQuery::instant_query_carries_the_time() {
    const auto request =
        instantRequest(QStringLiteral("http://prom"), QStringLiteral("up"), domain::instantFromMs(1'700'000'000'123));
    QVERIFY(request);
    QCOMPARE(formValue(request->body, QStringLiteral("time")), QStringLiteral("1700000000.123"));
}

QTEST_GUILESS_MAIN(TestRangeQuery)
#include "tst_range_query.moc"
