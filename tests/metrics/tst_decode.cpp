// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "metrics/decode.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>
#include <cmath>
#include <random>

using namespace metrics;
using namespace std::chrono_literals;

namespace {

RangeQuery query() {
    return {QStringLiteral("up"), domain::instantFromMs(1'000'000), domain::instantFromMs(1'060'000), 15s};
}

} // namespace

class TestDecode : public QObject {
    Q_OBJECT
private slots:
    void matrix_becomes_columns();
    void special_values_are_kept();
    void instant_results_become_single_samples();
    void text_and_nothing_give_no_series();
    void warnings_of_the_server_are_kept();
    void hostile_answers_are_refused_data();
    void hostile_answers_are_refused();
    void hostile_series_are_left_out_with_a_warning_data();
    void hostile_series_are_left_out_with_a_warning();
    void unsorted_samples_are_sorted_and_said();
    void native_histograms_are_named();
    void byte_order_mark_is_no_obstacle();
    void first_of_equal_keys_counts();
    void too_many_series_are_cut_with_a_warning();
    void truncation_at_every_byte_is_an_error();
    void failed_transfers_give_their_reason();
    void written_values_stay_as_they_are();
    void answer_without_padding_is_read_too();
    void mutated_answers_never_crash();
};

void TestDecode::matrix_becomes_columns() {
    const auto matrix = decodeRange(
        answers::matrix(answers::row("[1000,\"1.5\"],[1015.123,\"-2e-3\"]", R"({"__name__":"up","job":"a\"b"})")),
        query());
    QVERIFY2(matrix, matrix ? "" : qPrintable(matrix.error().text));
    QCOMPARE(matrix->from, query().from);
    QCOMPARE(matrix->to, query().to);
    QCOMPARE(matrix->step, query().step);
    QCOMPARE(matrix->series.size(), 1U);
    const Series& series = matrix->series[0];
    QCOMPARE(series.labels.at(QStringLiteral("job")), QStringLiteral("a\"b"));
    QCOMPARE(series.t, (std::vector<double>{1'000'000, 1'015'123}));
    QCOMPARE(series.v, (std::vector<double>{1.5, -0.002}));
    QVERIFY(matrix->warnings.isEmpty());
}

void TestDecode::special_values_are_kept() {
    const auto matrix =
        decodeRange(answers::matrix(answers::row("[1,\"NaN\"],[2,\"+Inf\"],[3,\"-Inf\"],[4,\"Inf\"]")), query());
    QVERIFY(matrix);
    const auto& v = matrix->series[0].v;
    QVERIFY(std::isnan(v[0]));
    QCOMPARE(v[1], HUGE_VAL);
    QCOMPARE(v[2], -HUGE_VAL);
    QCOMPARE(v[3], HUGE_VAL);
}

void TestDecode::instant_results_become_single_samples() {
    const auto vector = decodeRange(
        answers::http(
            200,
            R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[7,"3"]}]}})"),
        query());
    QVERIFY(vector);
    QCOMPARE(vector->series.at(0).v, std::vector<double>{3});
    const auto scalar = decodeRange(
        answers::http(200, R"({"status":"success","data":{"resultType":"scalar","result":[7,"+Inf"]}})"), query());
    QVERIFY(scalar);
    QCOMPARE(scalar->series.at(0).v, std::vector<double>{HUGE_VAL});
}

void TestDecode::text_and_nothing_give_no_series() {
    const auto text = decodeRange(
        answers::http(200, R"({"status":"success","data":{"resultType":"string","result":[7,"hello"]}})"), query());
    QVERIFY(text);
    QVERIFY(text->series.empty());
    QCOMPARE(text->warnings.size(), 1);
    const auto nothing = decodeRange(answers::matrix(""), query());
    QVERIFY(nothing);
    QVERIFY(nothing->series.empty());
}

void TestDecode::warnings_of_the_server_are_kept() {
    const auto matrix = decodeRange(
        answers::http(
            200,
            R"({"status":"success","extra":[{}],"warnings":["slow store"],"infos":["rate of a gauge?"],"data":{"resultType":"matrix","result":[]}})"),
        query());
    QVERIFY(matrix);
    QCOMPARE(matrix->warnings, (QStringList{QStringLiteral("slow store"), QStringLiteral("rate of a gauge?")}));
}

void TestDecode::hostile_answers_are_refused_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");
    const QByteArray empty = R"("data":{"resultType":"matrix","result":[]}})";
    QTest::newRow("bad data")
        << 400
        << QByteArray(
               R"({"status":"error","errorType":"bad_data","error":"exceeded maximum resolution of 11,000 points per timeseries"})")
        << QStringLiteral("(bad_data): exceeded maximum resolution of 11,000 points");
    QTest::newRow("execution") << 422
                               << QByteArray(
                                      R"({"status":"error","errorType":"execution","error":"many-to-many matching"})")
                               << QStringLiteral("(execution): many-to-many matching");
    QTest::newRow("timeout") << 503
                             << QByteArray(R"({"status":"error","errorType":"timeout","error":"query timed out"})")
                             << QStringLiteral("(timeout): query timed out");
    QTest::newRow("error without text") << 400 << QByteArray(R"({"status":"error"})")
                                        << QStringLiteral("(HTTP 400): no reason given");
    QTest::newRow("error with 200") << 200 << QByteArray(R"({"status":"error","errorType":"x","error":"y"})")
                                    << QStringLiteral("(x): y");
    QTest::newRow("success with 500") << 500 << QByteArray("{\"status\":\"success\"," + empty)
                                      << QStringLiteral("HTTP 500");
    QTest::newRow("web page of a proxy") << 502 << QByteArray(" <html><h1>Bad gateway</h1>")
                                         << QStringLiteral("web page");
    QTest::newRow("words of a proxy") << 503
                                      << QByteArray(
                                             "<!doctype html><html><head><title>503 Service\n Unavailable</title>")
                                      << QStringLiteral("web page “503 Service Unavailable” instead");
    QTest::newRow("login page") << 200 << QByteArray("<!DOCTYPE html><form>") << QStringLiteral("web page");
    QTest::newRow("unauthorized") << 401 << QByteArray("Unauthorized\n") << QStringLiteral("HTTP 401: Unauthorized");
    QTest::newRow("empty body") << 200 << QByteArray() << QStringLiteral("empty body");
    QTest::newRow("other JSON") << 200 << QByteArray(R"({"ok":true})") << QStringLiteral("not from Prometheus");
    QTest::newRow("a list") << 200 << QByteArray("[]") << QStringLiteral("not from Prometheus");
    QTest::newRow("status is a number") << 200 << QByteArray(R"({"status":1})")
                                        << QStringLiteral("not from Prometheus");
    QTest::newRow("no data") << 200 << QByteArray(R"({"status":"success"})") << QStringLiteral("no result");
    QTest::newRow("data is null") << 200 << QByteArray(R"({"status":"success","data":null})")
                                  << QStringLiteral("no result");
    QTest::newRow("result is an object") << 200
                                         << QByteArray(
                                                R"({"status":"success","data":{"resultType":"matrix","result":{}}})")
                                         << QStringLiteral("not a list");
    QTest::newRow("scalar is a word") << 200
                                      << QByteArray(
                                             R"({"status":"success","data":{"resultType":"scalar","result":"x"}})")
                                      << QStringLiteral("not a number");
    QTest::newRow("unknown type") << 200
                                  << QByteArray(R"({"status":"success","data":{"resultType":"tensor","result":[]}})")
                                  << QStringLiteral("tensor");
    QTest::newRow("trailing text") << 200 << QByteArray("{\"status\":\"success\"," + empty + "x")
                                   << QStringLiteral("not valid JSON");
    QTest::newRow("number too large") << 200 << QByteArray("{\"status\":\"success\",\"x\":1e999," + empty)
                                      << QStringLiteral("not valid JSON");
    QTest::newRow("bare NaN") << 200 << QByteArray("{\"status\":\"success\",\"x\":NaN," + empty)
                              << QStringLiteral("not valid JSON");
    QTest::newRow("lone surrogate") << 200 << QByteArray("{\"status\":\"success\",\"x\":\"\\ud800\"," + empty)
                                    << QStringLiteral("not valid JSON");
    QTest::newRow("broken UTF-8") << 200 << QByteArray("{\"status\":\"success\",\"x\":\"\xff\"," + empty)
                                  << QStringLiteral("not valid JSON");
    QTest::newRow("too deep") << 200
                              << QByteArray("{\"status\":\"success\",\"x\":" + QByteArray(2'000, '[') +
                                            QByteArray(2'000, ']') + "," + empty)
                              << QStringLiteral("not valid JSON");
}

void TestDecode::hostile_answers_are_refused() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    const auto matrix = decodeRange(answers::http(status, body), query());
    QVERIFY(!matrix);
    QCOMPARE(matrix.error().kind, domain::ErrorKind::Server);
    QVERIFY2(matrix.error().text.contains(said), qPrintable(matrix.error().text));
    QVERIFY(!matrix.error().text.contains(u'\n'));
    QVERIFY(!decodeAnswer(answers::http(status, body)) || said.startsWith(QStringLiteral("tensor")));
}

void TestDecode::hostile_series_are_left_out_with_a_warning_data() {
    QTest::addColumn<QByteArray>("row");
    QTest::newRow("time 1e18") << answers::row("[1e18,\"1\"]");
    QTest::newRow("negative time") << answers::row("[-5,\"1\"]");
    QTest::newRow("time as a string") << answers::row("[\"5\",\"1\"]");
    QTest::newRow("value as a number") << answers::row("[5,1]");
    QTest::newRow("value is a word") << answers::row("[5,\"one\"]");
    QTest::newRow("value with rest") << answers::row("[5,\"1x\"]");
    QTest::newRow("empty value") << answers::row("[5,\"\"]");
    QTest::newRow("value too large") << answers::row("[5,\"1e999\"]");
    QTest::newRow("pair of three") << answers::row("[5,\"1\",2]");
    QTest::newRow("pair of one") << answers::row("[5]");
    QTest::newRow("empty pair") << answers::row("[]");
    QTest::newRow("no values") << QByteArray(R"({"metric":{}})");
    QTest::newRow("values is a word") << QByteArray(R"({"metric":{},"values":"x"})");
    QTest::newRow("no metric") << QByteArray(R"({"values":[]})");
    QTest::newRow("label is a number") << answers::row("[5,\"1\"]", R"({"a":1})");
    QTest::newRow("not an object") << QByteArray("7");
}

void TestDecode::hostile_series_are_left_out_with_a_warning() {
    QFETCH(QByteArray, row);
    const auto matrix = decodeRange(answers::matrix(row + "," + answers::row("[1,\"2\"]")), query());
    QVERIFY2(matrix, matrix ? "" : qPrintable(matrix.error().text));
    QCOMPARE(matrix->series.size(), 1U);
    QCOMPARE(matrix->series[0].v, std::vector<double>{2});
    QCOMPARE(matrix->warnings.size(), 1);
    QVERIFY(matrix->warnings[0].contains(QStringLiteral("1 series left out")));
}

void TestDecode::unsorted_samples_are_sorted_and_said() {
    const auto matrix =
        decodeRange(answers::matrix(answers::row("[30,\"3\"],[10,\"1\"],[20,\"2\"],[10,\"9\"]")), query());
    QVERIFY(matrix);
    QCOMPARE(matrix->series[0].t, (std::vector<double>{10'000, 20'000, 30'000}));
    QCOMPARE(matrix->series[0].v, (std::vector<double>{1, 2, 3}));
    QVERIFY(matrix->warnings.value(0).contains(QStringLiteral("out of order")));
}

void TestDecode::native_histograms_are_named() {
    const auto matrix =
        decodeRange(answers::matrix(R"({"metric":{},"histograms":[[1,{"count":"3","sum":"4"}]]})"), query());
    QVERIFY(matrix);
    QVERIFY(matrix->series.empty());
    QVERIFY(matrix->warnings.value(0).contains(QStringLiteral("histogram")));
}

void TestDecode::byte_order_mark_is_no_obstacle() {
    auto response = answers::matrix(answers::row("[1,\"2\"]"));
    response.body.prepend("\xef\xbb\xbf");
    QVERIFY(decodeRange(response, query()));
}

void TestDecode::first_of_equal_keys_counts() {
    const auto matrix = decodeRange(
        answers::http(
            200,
            R"({"status":"error","status":"success","errorType":"a","error":"b","data":{"resultType":"matrix","result":[]}})"),
        query());
    QVERIFY(!matrix);
    const auto labels = decodeRange(answers::matrix(answers::row("[1,\"2\"]", R"({"a":"1","a":"2"})")), query());
    QVERIFY(labels);
    QCOMPARE(labels->series[0].labels.at(QStringLiteral("a")), QStringLiteral("1"));
}

void TestDecode::too_many_series_are_cut_with_a_warning() {
    QByteArray rows = answers::row("[1,\"2\"]");
    for (int i = 0; i < 10'000; ++i)
        rows += "," + answers::row("[1,\"2\"]");
    const auto matrix = decodeRange(answers::matrix(rows), query());
    QVERIFY(matrix);
    QCOMPARE(matrix->series.size(), maxSeries);
    QVERIFY(matrix->warnings.value(0).contains(QStringLiteral("5000 of 10001")));
}

void TestDecode::truncation_at_every_byte_is_an_error() {
    const QByteArray whole = answers::matrix(answers::row("[1,\"NaN\"],[2,\"3\"]", R"({"a":"b"})")).body;
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!decodeRange(answers::http(200, whole.left(length)), query()), qPrintable(QString::number(length)));
    QVERIFY(decodeRange(answers::http(200, whole), query()));
}

void TestDecode::failed_transfers_give_their_reason() {
    net::Response response;
    response.failure = net::Failure::Timeout;
    response.reason = QStringLiteral("timeout after 5 s");
    const auto matrix = decodeRange(response, query());
    QVERIFY(!matrix);
    QCOMPARE(matrix.error(), (domain::Error{domain::ErrorKind::Network, QStringLiteral("timeout after 5 s")}));
}

void TestDecode::written_values_stay_as_they_are() {
    const auto answer = decodeAnswer(
        answers::matrix(answers::row("[1.5,\"0.1000000000000000055511151231257827\"],[2,\"+Inf\"]", R"({"job":"x"})")));
    QVERIFY(answer);
    const QJsonObject json = toJson(*answer);
    QCOMPARE(
        QJsonDocument(json).toJson(QJsonDocument::Compact),
        QByteArray(
            R"({"result":[{"metric":{"job":"x"},"values":[[1.5,"0.1000000000000000055511151231257827"],[2,"+Inf"]]}],"warnings":[]})"));
    const auto scalar =
        decodeAnswer(answers::http(200, R"({"status":"success","data":{"resultType":"scalar","result":[7,"1e3"]}})"));
    QVERIFY(scalar);
    QCOMPARE(QJsonDocument(toJson(*scalar)).toJson(QJsonDocument::Compact),
             QByteArray(R"({"result":[{"metric":{},"value":[7,"1e3"]}],"warnings":[]})"));
}

void TestDecode::answer_without_padding_is_read_too() {
    net::Response response = answers::matrix(answers::row("[1,\"2\"]"));
    response.body.squeeze();
    QVERIFY(decodeRange(response, query()));
}

void TestDecode::mutated_answers_never_crash() {
    const std::vector<QByteArray> corpus{
        answers::matrix(answers::row("[1,\"NaN\"],[2.5,\"3e-7\"],[9,\"+Inf\"]", R"({"a":"b\u00e4","c":"d"})")).body,
        R"({"status":"success","warnings":["w"],"data":{"resultType":"vector","result":[{"metric":{},"value":[7,"3"]}]}})",
        R"({"status":"success","data":{"resultType":"scalar","result":[7,"+Inf"]}})",
        R"({"status":"error","errorType":"bad_data","error":"1:3: parse error"})"};
    std::mt19937 random(11);
    const QByteArray bytes = "{}[],:\"\\0123456789.eE+-NaIfnul \x00\xff\xc3";
    int read = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray body = corpus[random() % corpus.size()];
        for (unsigned change = random() % 4; change > 0; --change) {
            const auto at = qsizetype(random() % size_t(body.size()));
            switch (random() % 4) {
            case 0:
                body[at] = bytes[qsizetype(random() % size_t(bytes.size()))];
                break;
            case 1:
                body.remove(at, qsizetype(random() % 6));
                break;
            case 2:
                body.insert(at, body.mid(qsizetype(random() % size_t(body.size())), qsizetype(random() % 30)));
                break;
            default:
                body.truncate(at + 1);
            }
            if (body.isEmpty())
                body = "x";
        }
        const auto response = answers::http(random() % 8 ? 200 : 400, body);
        const auto matrix = decodeRange(response, query());
        const auto answer = decodeAnswer(response);
        read += matrix && answer ? 1 : 0;
        QVERIFY(matrix || !matrix.error().text.isEmpty());
        for (const Series& series : matrix ? matrix->series : std::vector<Series>{})
            QVERIFY(std::is_sorted(series.t.begin(), series.t.end()) && series.t.size() == series.v.size());
    }
    QVERIFY(read > 1'000);
}

QTEST_GUILESS_MAIN(TestDecode)
#include "tst_decode.moc"
