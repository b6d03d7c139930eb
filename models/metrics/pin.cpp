// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/pin.h"

#include "metrics/range_query.h"
#include "net/redact.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <charconv>
#include <cmath>
#include <simdjson.h>

namespace metrics {

namespace {

namespace dom = simdjson::dom;

constexpr qint64 lastMs = 253402300799999; // year 9999

void append(QByteArray& out, double value) {
    if (std::isnan(value)) {
        out += "\"NaN\"";
    } else if (std::isinf(value)) {
        out += value > 0 ? "\"+Inf\"" : "\"-Inf\"";
    } else {
        char digits[32];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        out.append(digits, end - digits);
    }
}

void append(QByteArray& out, const char* key, const std::vector<double>& values) {
    out += ",\"";
    out += key;
    out += "\":[";
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += ',';
        append(out, values[i]);
    }
    out += ']';
}

QByteArray quoted(const QString& text) {
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

void append(QByteArray& out, const Series& series) {
    QJsonObject labels;
    for (const auto& [label, value] : series.labels)
        labels.insert(label, value);
    out += "{\"labels\":" + QJsonDocument(labels).toJson(QJsonDocument::Compact);
    out += ",\"legend\":" + quoted(series.legend);
    append(out, "t", series.t);
    append(out, "v", series.v);
    out += '}';
}

QString textAt(const dom::object& object, const char* key) {
    std::string_view text;
    if (object.at_key(key).get(text))
        return {};
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<double> numberAt(const dom::object& object, const char* key) {
    double number = 0;
    if (object.at_key(key).get(number))
        return std::nullopt;
    return number;
}

bool msAt(const dom::object& object, const char* key, qint64& ms) {
    int64_t number = 0;
    if (object.at_key(key).get(number) || number < 0 || number > lastMs)
        return false;
    ms = number;
    return true;
}

bool readDouble(const dom::element& element, double& value) {
    if (!element.get(value))
        return true;
    std::string_view word;
    if (element.get(word))
        return false;
    if (word == "NaN")
        value = std::numeric_limits<double>::quiet_NaN();
    else if (word == "+Inf" || word == "-Inf")
        value = word[0] == '+' ? HUGE_VAL : -HUGE_VAL;
    else
        return false;
    return true;
}

bool readColumn(const dom::object& object, const char* key, std::vector<double>& column) {
    dom::array values;
    if (object.at_key(key).get(values))
        return false;
    for (const dom::element element : values) {
        column.push_back(0);
        if (!readDouble(element, column.back()))
            return false;
    }
    return true;
}

bool readSeries(const dom::element& element, Series& series) {
    dom::object object;
    dom::object labels;
    if (element.get(object) || object.at_key("labels").get(labels))
        return false;
    for (const auto field : labels) {
        std::string_view value;
        if (field.value.get(value))
            return false;
        series.labels.emplace(QString::fromUtf8(field.key.data(), static_cast<qsizetype>(field.key.size())),
                              QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
    }
    series.legend = textAt(object, "legend");
    if (!readColumn(object, "t", series.t) || !readColumn(object, "v", series.v) || series.t.size() != series.v.size())
        return false;
    const auto inRange = [](double t) { return t >= 0 && t <= double(lastMs); };
    return std::all_of(series.t.begin(), series.t.end(), inRange) &&
           std::adjacent_find(series.t.begin(), series.t.end(), std::greater_equal<>()) == series.t.end();
}

bool readMatrix(const dom::object& root, Matrix& matrix) {
    qint64 from = 0;
    qint64 to = 0;
    qint64 step = 0;
    dom::array warnings;
    dom::array series;
    if (!msAt(root, "from", from) || !msAt(root, "to", to) || !msAt(root, "step", step) || from > to ||
        root.at_key("warnings").get(warnings) || root.at_key("series").get(series))
        return false;
    matrix.from = domain::instantFromMs(from);
    matrix.to = domain::instantFromMs(to);
    matrix.step = Millis(step);
    for (const dom::element element : warnings) {
        std::string_view text;
        if (element.get(text))
            return false;
        matrix.warnings << QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }
    for (const dom::element element : series) {
        matrix.series.emplace_back();
        if (!readSeries(element, matrix.series.back()))
            return false;
    }
    return true;
}

constexpr const char* format = "bridgewatch.graph/1";

} // namespace

QByteArray toBytes(const Pin& pin) {
    QByteArray out = "{\"format\":\"" + QByteArray(format) + "\",\"panel\":" + quoted(pin.panel) +
                     ",\"title\":" + quoted(pin.title) + ",\"expr\":" + quoted(pin.expr) +
                     ",\"unit\":" + quoted(pin.unit) + ",\"server\":" + quoted(net::redact(pin.server));
    const auto mark = [&out](const char* key, std::optional<double> value) {
        if (!value || !std::isfinite(*value))
            return;
        out += ",\"" + QByteArray(key) + "\":";
        append(out, *value);
    };
    mark("warn", pin.marks.warn);
    mark("critical", pin.marks.critical);
    const Matrix& matrix = pin.matrix;
    out += ",\"from\":" + QByteArray::number(domain::toMs(matrix.from)) +
           ",\"to\":" + QByteArray::number(domain::toMs(matrix.to)) +
           ",\"step\":" + QByteArray::number(qint64(matrix.step.count()));
    out += ",\"warnings\":" + QJsonDocument(QJsonArray::fromStringList(matrix.warnings)).toJson(QJsonDocument::Compact);
    out += ",\"series\":[";
    for (std::size_t i = 0; i < matrix.series.size(); ++i) {
        if (i > 0)
            out += ',';
        append(out, matrix.series[i]);
    }
    return out + "]}\n";
}

domain::Result<Pin> pinFromBytes(const QByteArray& bytes) {
    const auto refuse = [](const QString& why) {
        return domain::fail(domain::ErrorKind::Input, QStringLiteral("The pinned graph cannot be read: %1").arg(why));
    };
    if (bytes.size() > answerCap)
        return refuse(QStringLiteral("it is larger than %1 MiB").arg(answerCap >> 20));
    dom::parser parser;
    dom::element document;
    if (const auto error = parser.parse(bytes.constData(), static_cast<std::size_t>(bytes.size())).get(document))
        return refuse(QString::fromLatin1(simdjson::error_message(error)));
    dom::object root;
    if (document.get(root) || textAt(root, "format") != QLatin1String(format))
        return refuse(QStringLiteral("it is not of the format %1").arg(QLatin1String(format)));
    Pin pin{textAt(root, "panel"),
            textAt(root, "title"),
            textAt(root, "expr"),
            textAt(root, "unit"),
            textAt(root, "server"),
            {numberAt(root, "warn"), numberAt(root, "critical")},
            {}};
    if (!readMatrix(root, pin.matrix))
        return refuse(QStringLiteral("its range or samples are broken"));
    return pin;
}

} // namespace metrics
