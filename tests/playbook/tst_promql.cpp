// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/promql.h"

#include "metrics/real_prometheus.h"
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

const QStringList& taken() {
    static const QStringList all{"up",
                                 "1",
                                 "-1.5e3",
                                 "0x1F",
                                 "Inf",
                                 "\"text\"",
                                 "up{}",
                                 "up{job=\"a\",}",
                                 "{job=\"a\"}",
                                 "{__name__=~\"up|down\"}",
                                 "a:b:c",
                                 "rate(req_total{code=~\"5..\"}[5m])",
                                 "sum(rate(a[1m]))",
                                 "sum by (job, host) (rate(a[1m]))",
                                 "sum(rate(a[1m])) by (job)",
                                 "sum without () (a)",
                                 "topk(3, a)",
                                 "quantile(0.9, a)",
                                 "count_values(\"v\", a)",
                                 "histogram_quantile(0.95, sum by (le) (rate(d_bucket[5m])))",
                                 "a / b",
                                 "a / on (job) group_left (x) b",
                                 "a and b or c unless d",
                                 "a > bool 1",
                                 "1 > bool 2",
                                 "a == 1",
                                 "2 ^ 3 ^ 2",
                                 "a atan2 b",
                                 "rate(a[5m] offset 1h)",
                                 "a offset -5m",
                                 "a @ 123",
                                 "a @ start()",
                                 "rate(a[5m] @ end())",
                                 "max_over_time(rate(a[5m])[1h:1m])",
                                 "max_over_time(a[1h:])",
                                 "avg_over_time((a > 1)[1h:5m])",
                                 "time() - a",
                                 "vector(1)",
                                 "scalar(a)",
                                 "absent(up{job='x'})",
                                 "label_replace(a, \"b\", \"$1\", \"c\", \"(.*)\")",
                                 "label_join(a, \"b\", \",\")",
                                 "label_join(a, \"b\", \",\", \"c\", \"d\")",
                                 "round(a, 0.1)",
                                 "round(a)",
                                 "day_of_week()",
                                 "hour(a)",
                                 "clamp(a, 0, 1)",
                                 "a{b=`raw\\d`}",
                                 "a{b=\"\\\\d+\"}",
                                 "a{b!=\"\"}",
                                 "a # with a comment",
                                 "sum",
                                 "by",
                                 "-a",
                                 "- - a",
                                 "(a)",
                                 "((a))",
                                 "a[5m]",
                                 "a[1h30m]",
                                 "a{b=\"}\"}",
                                 "sum(a) > 5 and on (job) b",
                                 "predict_linear(a[1h], 3600) < 0",
                                 "SUM(a)",
                                 "a[5m] offset 5m",
                                 "pi()",
                                 "count(up{job=\"x\"} == 0)"};
    return all;
}

const QStringList& refused() {
    static const QStringList all{"",
                                 "up{",
                                 "up}",
                                 "rate(a[5m)",
                                 "rate(a[5m]",
                                 "rate(a)",
                                 "rate(a[5])",
                                 "rate(a[5x])",
                                 "rate(a[])",
                                 "rate(a[0s])",
                                 "up{job=healing-guard}",
                                 "upjob=healing-guard",
                                 "up{job}",
                                 "up{job==\"a\"}",
                                 "up{job=\"a\"",
                                 "up{job=\"a}",
                                 "a{b=~\"(\"}",
                                 "a{b=~\"(?=x)\"}",
                                 "a{b=\"\\d\"}",
                                 "{}",
                                 "{a=\"\"}",
                                 "{a=~\".*\"}",
                                 "{a!=\"x\"}",
                                 "a{__name__=\"b\"}",
                                 "foo(a)",
                                 "sum(a[5m])",
                                 "sum(1)",
                                 "sum(a",
                                 "sum()",
                                 "topk(a)",
                                 "topk(a, b)",
                                 "histogram_quantile(a)",
                                 "histogram_quantile(a, 0.9)",
                                 "rate(sum(a)[5m])",
                                 "rate(a[5m])[5m]",
                                 "a +",
                                 "+ * a",
                                 "a b",
                                 "a and 1",
                                 "1 > 2",
                                 "a[5m] + 1",
                                 "a + bool b",
                                 "a and bool b",
                                 "a + on (job) 1",
                                 "a and on (job) group_left b",
                                 "a == on job b",
                                 "a offset",
                                 "a offset 5",
                                 "5 offset 5m",
                                 "sum(a) offset 5m",
                                 "a @",
                                 "a @ foo",
                                 "a[5m:1m",
                                 "1[5m:1m]",
                                 "a ? b",
                                 "a & b",
                                 "a || b",
                                 "a = 1",
                                 "sum by job (a)",
                                 "sum by (a b) (c)",
                                 "label_replace(a, \"b\")",
                                 "time(a)",
                                 "rate(a[5m], 1)",
                                 "clamp(a, 0)",
                                 "-\"x\"",
                                 "a{b:c=\"x\"}",
                                 "rate(http_requests_total{status=~5..}[5m])",
                                 "1m",
                                 "a[5m5m]",
                                 "\"open"};
    return all;
}

} // namespace

class TestPromQl : public QObject {
    Q_OBJECT
private slots:
    void goodExpression_isTaken_data();
    void goodExpression_isTaken();
    void badExpression_isRefusedWithItsPlace_data();
    void badExpression_isRefusedWithItsPlace();
    void column_isThatOfTheFault();
    void variables_areFilledIn();
    void hostileText_endsSoon();
    void realPrometheus_agrees();
};

void TestPromQl::goodExpression_isTaken_data() {
    QTest::addColumn<QString>("expr");
    for (const QString& expr : taken())
        QTest::newRow(qPrintable(expr)) << expr;
}

void TestPromQl::goodExpression_isTaken() {
    QFETCH(QString, expr);
    const auto problem = playbook::checkPromQl(expr);
    QVERIFY2(!problem, problem ? qPrintable(problem->text) : "");
}

void TestPromQl::badExpression_isRefusedWithItsPlace_data() {
    QTest::addColumn<QString>("expr");
    for (const QString& expr : refused())
        QTest::newRow(qPrintable(u'<' + expr + u'>')) << expr;
}

void TestPromQl::badExpression_isRefusedWithItsPlace() {
    QFETCH(QString, expr);
    const auto problem = playbook::checkPromQl(expr);
    QVERIFY(problem);
    QVERIFY(problem->column >= 1 && problem->column <= expr.size() + 1);
    QVERIFY(!problem->text.isEmpty());
}

void TestPromQl::column_isThatOfTheFault() {
    QCOMPARE(playbook::checkPromQl(u"sum(rate(a[5m)))"_s)->column, 14);
    QCOMPARE(playbook::checkPromQl(u"a{b=c}"_s)->column, 5);
    QCOMPARE(playbook::checkPromQl(u"1 + nope(a)"_s)->column, 5);
}

void TestPromQl::variables_areFilledIn() {
    QCOMPARE(playbook::withoutVariables(u"rate(a{job=\"$job\"}[$__rate_interval])"_s), u"rate(a{job=\"x\"}[5m])"_s);
    QCOMPARE(playbook::withoutVariables(u"sum({{metric}}) > <limit>"_s), u"sum(x) > x"_s);
    QVERIFY(!playbook::withoutVariables(u"<metric-name>"_s));
    QVERIFY(!playbook::withoutVariables(u" ${QUERY} "_s));
}

void TestPromQl::hostileText_endsSoon() {
    for (const char* unit : {"(", "-", "a+", "{", "sum(", "a[1m:", "\"", "a,", "a^"}) // ctest's time limit is the bound
        QVERIFY(playbook::checkPromQl(QString::fromLatin1(unit).repeated(100'000)));
}

/// The program itself takes or refuses each of them.
void TestPromQl::realPrometheus_agrees() {
    tests::RealPrometheus prometheus;
    if (!tests::RealPrometheus::isInstalled())
        QSKIP("prometheus is not installed");
    QVERIFY2(prometheus.waitUntilReady(), qPrintable(prometheus.log()));
    QStringList different;
    const auto ask = [&](const QString& expr) {
        QProcess tool; // curl: this test needs the plain answer
        tool.start(u"curl"_s, {u"-s"_s, u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code}"_s, u"--data-urlencode"_s,
                               u"query="_s + expr, prometheus.url() + u"/api/v1/query"_s});
        return tool.waitForFinished() ? QString::fromLatin1(tool.readAllStandardOutput()) : QString();
    };
    for (const QString& expr : taken()) {
        const QString status = ask(expr);
        if (status != u"200" && status != u"422") // 422: parsed, but not to be evaluated without data
            different << u"refuses with "_s + status + u": " + expr;
    }
    for (const QString& expr : refused()) {
        if (const QString status = ask(expr); status != u"400")
            different << u"takes with "_s + status + u": " + expr;
    }
    QVERIFY2(different.isEmpty(), qPrintable(different.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestPromQl)
#include "tst_promql.moc"
