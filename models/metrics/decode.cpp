// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/decode.h"

#include "metrics/api_answer.h"

#include <QJsonArray>
#include <charconv>
#include <cmath>
#include <numeric>

namespace metrics {

namespace {

namespace dom = simdjson::dom;

constexpr double lastSecond = 253402300799.0; // 9999-12-31T23:59:59Z; later ones do not fit a calendar

/// One parser a worker thread: its tape is reused from poll to poll.
dom::parser& threadParser() {
    static thread_local dom::parser parser;
    return parser;
}

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// Prometheus writes values as strings: Go's shortest form, NaN, +Inf, -Inf.
bool readValue(std::string_view written, double& value) {
    if (written.empty())
        return false;
    if (written.front() == '+')
        written.remove_prefix(1);
    const char* const end = written.data() + written.size();
    const auto [stop, error] = std::from_chars(written.data(), end, value);
    return error == std::errc() && stop == end;
}

/// [seconds, "value"]; false when it is anything else.
bool readPair(const dom::element& element, double& ms, double& value) {
    dom::array pair;
    if (element.get(pair))
        return false;
    auto it = pair.begin();
    if (it == pair.end())
        return false;
    double seconds = 0;
    if ((*it).get(seconds) || !(seconds >= 0 && seconds <= lastSecond))
        return false;
    if (!(++it != pair.end()))
        return false;
    std::string_view written;
    if ((*it).get(written) || ++it != pair.end())
        return false;
    ms = std::round(seconds * 1000);
    return readValue(written, value);
}

/// Sorts by time and keeps the first of equal times. True when anything had to be changed.
bool mendOrder(Series& series) {
    const auto notAfter = [](double a, double b) { return a >= b; };
    if (std::adjacent_find(series.t.begin(), series.t.end(), notAfter) == series.t.end())
        return false;
    std::vector<std::size_t> order(series.t.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return series.t[a] < series.t[b]; });
    Series sorted;
    for (const std::size_t i : order) {
        if (!sorted.t.empty() && sorted.t.back() == series.t[i])
            continue;
        sorted.t.push_back(series.t[i]);
        sorted.v.push_back(series.v[i]);
    }
    series.t = std::move(sorted.t);
    series.v = std::move(sorted.v);
    return true;
}

/// What went wrong in how many series; becomes warnings.
struct Trouble {
    std::size_t broken = 0, unsorted = 0, histograms = 0;
};

bool readLabels(const dom::object& row, std::map<QString, QString>& labels) {
    dom::object metric;
    if (row.at_key("metric").get(metric))
        return false;
    for (const auto field : metric) {
        std::string_view value;
        if (field.value.get(value))
            return false;
        labels.emplace(text(field.key), text(value)); // the first of equal keys stays
    }
    return true;
}

bool readSamples(const dom::object& row, Series& series) {
    dom::array values;
    if (row.at_key("values").get(values) == simdjson::SUCCESS) {
        const std::size_t count = values.size();
        series.t.reserve(count);
        series.v.reserve(count);
        for (const dom::element pair : values) {
            double t = 0;
            double v = 0;
            if (!readPair(pair, t, v))
                return false;
            series.t.push_back(t);
            series.v.push_back(v);
        }
        return true;
    }
    dom::element pair;
    if (row.at_key("value").get(pair))
        return false;
    series.t.resize(1);
    series.v.resize(1);
    return readPair(pair, series.t[0], series.v[0]);
}

void readRow(const dom::element& element, Matrix& matrix, Trouble& trouble) {
    dom::object row;
    Series series;
    if (element.get(row) || !readLabels(row, series.labels)) {
        ++trouble.broken;
        return;
    }
    dom::element histogram;
    const bool floats =
        row.at_key("values").error() == simdjson::SUCCESS || row.at_key("value").error() == simdjson::SUCCESS;
    if (!row.at_key("histograms").get(histogram) || !row.at_key("histogram").get(histogram)) {
        ++trouble.histograms;
        if (!floats)
            return;
    }
    if (!readSamples(row, series)) {
        ++trouble.broken;
        return;
    }
    trouble.unsorted += mendOrder(series) ? 1 : 0;
    matrix.series.push_back(std::move(series));
}

QString counted(std::size_t count, const char* one, const char* many) {
    return count == 1 ? QString::fromLatin1(one) : QString::fromLatin1(many).arg(count);
}

void warn(const Trouble& trouble, QStringList& warnings) {
    if (trouble.broken)
        warnings << counted(trouble.broken, "1 series left out: its samples are not as Prometheus writes them",
                            "%1 series left out: their samples are not as Prometheus writes them");
    if (trouble.unsorted)
        warnings << counted(trouble.unsorted,
                            "1 series had samples out of order or twice: sorted, the first of equal times kept",
                            "%1 series had samples out of order or twice: sorted, the first of equal times kept");
    if (trouble.histograms)
        warnings << counted(trouble.histograms, "1 series holds native histograms, which are not drawn",
                            "%1 series hold native histograms, which are not drawn");
}

domain::Error unreadable(const char* what) {
    return {domain::ErrorKind::Server,
            QStringLiteral("The answer's result is not %1 as Prometheus writes it").arg(QString::fromLatin1(what))};
}

domain::Result<Matrix> readRows(const Envelope& envelope, Matrix matrix) {
    dom::array rows;
    if (envelope.result.get(rows))
        return tl::unexpected(unreadable("a list of series"));
    Trouble trouble;
    std::size_t count = 0;
    for (const dom::element row : rows) {
        if (++count <= maxSeries)
            readRow(row, matrix, trouble);
    }
    if (count > maxSeries)
        matrix.warnings << QStringLiteral("only %1 of %2 series are shown: narrow the query").arg(maxSeries).arg(count);
    warn(trouble, matrix.warnings);
    return matrix;
}

} // namespace

domain::Result<Matrix> decodeRange(const net::Response& response, const RangeQuery& query) {
    const auto envelope = openAnswer(response, threadParser());
    if (!envelope)
        return tl::unexpected(envelope.error());
    Matrix matrix{query.from, query.to, query.step, {}, envelope->warnings};
    if (envelope->type == "matrix" || envelope->type == "vector")
        return readRows(*envelope, std::move(matrix));
    if (envelope->type == "scalar") {
        Series series;
        series.t.resize(1);
        series.v.resize(1);
        if (!readPair(envelope->result, series.t[0], series.v[0]))
            return tl::unexpected(unreadable("a number"));
        matrix.series.push_back(std::move(series));
        return matrix;
    }
    if (envelope->type == "string") {
        matrix.warnings << QStringLiteral("the query gives a text, which is not drawn");
        return matrix;
    }
    return domain::fail(
        domain::ErrorKind::Server,
        QStringLiteral("The answer is of a type this program does not know: %1").arg(quotable(envelope->type)));
}

namespace {

bool readWritten(const dom::element& element, Answer::Sample& sample) {
    dom::array pair;
    std::string_view written;
    if (element.get(pair) || pair.size() != 2 || pair.at(0).get(sample.seconds) || pair.at(1).get(written))
        return false;
    sample.value = text(written);
    return true;
}

bool readAnswerRow(const dom::element& element, Answer::Row& row) {
    dom::object object;
    if (element.get(object) || !readLabels(object, row.metric))
        return false;
    dom::array values;
    dom::element single;
    if (object.at_key("values").get(values) == simdjson::SUCCESS) {
        for (const dom::element pair : values) {
            row.samples.emplace_back();
            if (!readWritten(pair, row.samples.back()))
                return false;
        }
        return true;
    }
    row.samples.resize(1);
    return !object.at_key("value").get(single) && readWritten(single, row.samples[0]);
}

} // namespace

domain::Result<QStringList> decodeNames(const net::Response& response) {
    const auto root = openRoot(response, threadParser());
    if (!root)
        return tl::unexpected(root.error());
    dom::array names;
    if (root->at_key("data").get(names))
        return tl::unexpected(unreadable("a list of names"));
    QStringList list;
    for (const dom::element element : names) {
        std::string_view name;
        if (!element.get(name))
            list << text(name);
    }
    return list;
}

domain::Result<Answer> decodeAnswer(const net::Response& response) {
    const auto envelope = openAnswer(response, threadParser());
    if (!envelope)
        return tl::unexpected(envelope.error());
    Answer answer{text(envelope->type), {}, envelope->warnings};
    if (envelope->type == "scalar" || envelope->type == "string") {
        answer.rows.resize(1);
        answer.rows[0].samples.resize(1);
        if (!readWritten(envelope->result, answer.rows[0].samples[0]))
            return tl::unexpected(unreadable("a value"));
        return answer;
    }
    dom::array rows;
    if (envelope->result.get(rows))
        return tl::unexpected(unreadable("a list of series"));
    std::size_t broken = 0;
    for (const dom::element element : rows) {
        Answer::Row row;
        if (readAnswerRow(element, row))
            answer.rows.push_back(std::move(row));
        else
            ++broken;
    }
    if (broken)
        answer.warnings << counted(broken, "1 series left out: it holds no plain samples",
                                   "%1 series left out: they hold no plain samples");
    return answer;
}

QJsonObject toJson(const Answer& answer) {
    QJsonArray result;
    for (const Answer::Row& row : answer.rows) {
        QJsonObject metric;
        for (const auto& [label, value] : row.metric)
            metric.insert(label, value);
        QJsonArray values;
        for (const Answer::Sample& sample : row.samples)
            values.append(QJsonArray{sample.seconds, sample.value});
        QJsonObject object{{QStringLiteral("metric"), metric}};
        if (answer.type == QLatin1String("matrix"))
            object.insert(QStringLiteral("values"), values);
        else
            object.insert(QStringLiteral("value"), values.isEmpty() ? QJsonArray() : values.first().toArray());
        result.append(object);
    }
    return {{QStringLiteral("result"), result},
            {QStringLiteral("warnings"), QJsonArray::fromStringList(answer.warnings)}};
}

} // namespace metrics
