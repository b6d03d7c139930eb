// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Decodes and reduces a 20 MB range answer: ours, the same with QJsonDocument, and simdjson's parse alone as the floor.
#include "bench/rounds.h"
#include "metrics/decode.h"
#include "metrics/reduce.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>
#include <random>
#include <simdjson.h>

namespace {

constexpr int seriesCount = 72;
constexpr int points = 10'000;
constexpr int columns = 1'000;

metrics::RangeQuery query() {
    const auto from = domain::instantFromMs(1'790'000'000'000);
    return {QStringLiteral("x"), from, from + domain::Millis(points * 15'000LL), domain::Millis(15'000)};
}

QByteArray answer() {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> value(0, 1);
    QByteArray body = R"({"status":"success","data":{"resultType":"matrix","result":[)";
    for (int s = 0; s < seriesCount; ++s) {
        body += s ? "," : "";
        body += R"({"metric":{"__name__":"http_requests_total","path":"/a\"b\\c","instance":"host-)" +
                QByteArray::number(s) + R"("},"values":[)";
        for (int i = 0; i < points; ++i) {
            body += i ? ",[" : "[";
            body += QByteArray::number(1'790'000'000 + i * 15) + ",\"";
            body += i % 1'000 == 7    ? QByteArray("NaN")
                    : i % 1'000 == 11 ? QByteArray("+Inf")
                                      : QByteArray::number(value(random), 'g', 12);
            body += "\"]";
        }
        body += "]}";
    }
    body += "]}}";
    body.reserve(body.size() + 64);
    return body;
}

double sumOf(const std::vector<metrics::Series>& all) {
    const auto from = static_cast<double>(domain::toMs(query().from));
    const auto to = static_cast<double>(domain::toMs(query().to));
    double sum = 0;
    for (const metrics::Series& series : all) {
        const auto reduced = metrics::reduce(series, from, to, columns, 15'000);
        for (std::size_t i = 0; i < reduced.t.size(); ++i)
            sum += reduced.v[i] * static_cast<double>(i % 7);
    }
    return sum;
}

double ours(const net::Response& response) {
    const auto matrix = metrics::decodeRange(response, query());
    return matrix ? sumOf(matrix->series) : 0;
}

double byQt(const net::Response& response) {
    const QJsonArray result = QJsonDocument::fromJson(response.body).object()[u"data"][u"result"].toArray();
    std::vector<metrics::Series> all;
    for (const QJsonValue& row : result) {
        metrics::Series series;
        const QJsonObject metric = row[u"metric"].toObject();
        for (auto it = metric.begin(); it != metric.end(); ++it)
            series.labels[it.key()] = it.value().toString();
        const QJsonArray values = row[u"values"].toArray();
        for (const QJsonValue& pair : values) {
            series.t.push_back(pair[0].toDouble() * 1'000);
            const QString text = pair[1].toString();
            series.v.push_back(text == u"NaN" ? std::nan("") : text == u"+Inf" ? HUGE_VAL : text.toDouble());
        }
        all.push_back(std::move(series));
    }
    return sumOf(all);
}

} // namespace

int main() {
    net::Response response;
    response.status = 200;
    response.body = answer();
    simdjson::dom::parser parser;
    std::printf("answer: %.1f MB, %d series of %d samples\n", static_cast<double>(response.body.size()) / 1e6,
                seriesCount, points);
    bench::run("decode and reduce a range answer",
               {{"ours (simdjson DOM, columns, M4)", [&] { return ours(response); }},
                {"QJsonDocument doing the same", [&] { return byQt(response); }},
                {"simdjson parse alone",
                 [&] {
                     simdjson::dom::element document;
                     return parser.parse(response.body.constData(), static_cast<std::size_t>(response.body.size()),
                                         false)
                                    .get(document)
                                ? 1.0
                                : 0.0;
                 }}},
               11);
}
