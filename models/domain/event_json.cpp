// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "domain/event_table.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace domain {
namespace {

const QString undoesKey = QStringLiteral("undoes");

// --- Writing: one overload per type of field

/// JSON numbers are doubles to most readers: larger integers travel as text.
QJsonValue toJson(qint64 number) {
    constexpr qint64 exact = qint64{1} << 53;
    return number > exact || number < -exact ? QJsonValue(QString::number(number)) : QJsonValue(number);
}
QJsonValue toJson(bool value) {
    return value;
}
QJsonValue toJson(const QString& text) {
    return text;
}
QJsonValue toJson(const QStringList& list) {
    return QJsonArray::fromStringList(list);
}
QJsonValue toJson(const EventId& id) {
    return toText(id);
}
QJsonValue toJson(Instant instant) {
    return toJson(toMs(instant));
}
QJsonValue toJson(Millis duration) {
    return toJson(qint64{duration.count()});
}
template <class E>
requires std::is_enum_v<E> QJsonValue toJson(E word) {
    return toText(word);
}

QJsonValue toJson(const GraphDefinition& graph) {
    QJsonObject object{{QStringLiteral("id"), graph.id},
                       {QStringLiteral("title"), graph.title},
                       {QStringLiteral("expr"), graph.expr},
                       {QStringLiteral("unit"), graph.unit},
                       {QStringLiteral("legend"), graph.legend}};
    if (!graph.server.isEmpty())
        object.insert(QStringLiteral("server"), graph.server);
    if (graph.warn)
        object.insert(QStringLiteral("warn"), *graph.warn);
    if (graph.critical)
        object.insert(QStringLiteral("critical"), *graph.critical);
    if (graph.hold)
        object.insert(QStringLiteral("hold"), toJson(*graph.hold));
    return object;
}
QJsonValue toJson(const std::vector<GraphDefinition>& graphs) {
    QJsonArray array;
    for (const GraphDefinition& graph : graphs)
        array.append(toJson(graph));
    return array;
}

struct Writer {
    QJsonObject& object;
    template <class T>
    void operator()(const char* name, const T& value) {
        object.insert(QLatin1String(name), toJson(value));
    }
    template <class T>
    void operator()(const char* name, const std::optional<T>& value) {
        if (value)
            object.insert(QLatin1String(name), toJson(*value));
    }
};

// --- Reading: false when the value is not of the field's type

bool read(const QJsonValue& json, qint64& number) {
    if (json.isString()) {
        bool ok = false;
        number = json.toString().toLongLong(&ok);
        return ok;
    }
    number = json.toInteger(0);
    return json.isDouble() && number == json.toInteger(1); // a number that is no integer gives the default
}
bool read(const QJsonValue& json, bool& value) {
    value = json.toBool();
    return json.isBool();
}
bool read(const QJsonValue& json, QString& text) {
    text = json.toString();
    return json.isString();
}
bool read(const QJsonValue& json, QStringList& list) {
    const QJsonArray array = json.toArray();
    list.clear();
    for (const QJsonValue item : array) {
        if (!item.isString())
            return false;
        list.append(item.toString());
    }
    return json.isArray();
}
bool read(const QJsonValue& json, EventId& id) {
    const auto parsed = eventIdFromText(json.toString());
    if (parsed)
        id = *parsed;
    return parsed.has_value();
}
bool read(const QJsonValue& json, Instant& instant) {
    qint64 ms = 0;
    const bool ok = read(json, ms);
    instant = instantFromMs(ms);
    return ok;
}
bool read(const QJsonValue& json, Millis& duration) {
    qint64 ms = 0;
    const bool ok = read(json, ms);
    duration = Millis{ms};
    return ok;
}
template <class E>
requires std::is_enum_v<E>
bool read(const QJsonValue& json, E& word) {
    const std::optional<E> parsed = fromText<E>(json.toString());
    if (parsed)
        word = *parsed;
    return parsed.has_value();
}

bool read(const QJsonObject& object, const char* name, std::optional<double>& number) {
    const QJsonValue json = object.value(QLatin1String(name));
    if (json.isDouble())
        number = json.toDouble();
    return json.isDouble() || json.isUndefined();
}
bool read(const QJsonValue& json, GraphDefinition& graph) {
    const QJsonObject object = json.toObject();
    for (const auto& [name, text] : {std::pair{"id", &graph.id},
                                     {"title", &graph.title},
                                     {"expr", &graph.expr},
                                     {"unit", &graph.unit},
                                     {"legend", &graph.legend}}) {
        if (!read(object.value(QLatin1String(name)), *text))
            return false;
    }
    const QJsonValue server = object.value(QLatin1String("server"));
    if (!server.isUndefined() && !read(server, graph.server))
        return false;
    const QJsonValue hold = object.value(QLatin1String("hold"));
    if (!hold.isUndefined() && !read(hold, graph.hold.emplace()))
        return false;
    return read(object, "warn", graph.warn) && read(object, "critical", graph.critical);
}
bool read(const QJsonValue& json, std::vector<GraphDefinition>& graphs) {
    graphs.clear();
    const QJsonArray array = json.toArray();
    for (const QJsonValue item : array) {
        if (!read(item, graphs.emplace_back()))
            return false;
    }
    return json.isArray();
}

struct Reader {
    const QJsonObject& object;
    QString wrong = {}; ///< what the first bad field is, empty while all are good

    template <class T>
    void operator()(const char* name, T& value) {
        const QJsonValue json = object.value(QLatin1String(name));
        if (!wrong.isEmpty())
            return;
        if (json.isUndefined())
            wrong = QStringLiteral("field “%1” is missing").arg(QLatin1String(name));
        else if (!read(json, value))
            wrong = QStringLiteral("field “%1” has the wrong type or value").arg(QLatin1String(name));
    }
    template <class T>
    void operator()(const char* name, std::optional<T>& value) {
        value.reset();
        if (!object.contains(QLatin1String(name)))
            return;
        T inner{};
        (*this)(name, inner);
        value = inner;
    }
};

using ReadBody = Body (*)(Reader&);

const QHash<QString, ReadBody>& readers() {
    static const QHash<QString, ReadBody> all = [] {
        QHash<QString, ReadBody> map;
        table::eachKind([&map]<class T>() {
            map.insert(QString::fromLatin1(T::kind), [](Reader& reader) -> Body {
                T body;
                T::fields(body, reader);
                return body;
            });
        });
        return map;
    }();
    return all;
}

tl::unexpected<Error> badBody(const QString& kind, const QString& why) {
    return fail(ErrorKind::Input, QStringLiteral("An event of kind %1 cannot be read: %2").arg(kind.left(80), why));
}

} // namespace

QByteArray bodyToJson(const Body& body, const std::optional<EventId>& undoes) {
    QJsonObject object;
    if (const auto* unknown = std::get_if<Unknown>(&body))
        object = unknown->json;
    Writer writer{object};
    std::visit([&writer](const auto& one) { std::decay_t<decltype(one)>::fields(one, writer); }, body);
    writer(undoesKey.toLatin1().constData(), undoes);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<ParsedBody> bodyFromJson(const QString& kind, const QByteArray& json) {
    if (json.isEmpty())
        return ParsedBody{Erased{kind}, std::nullopt};
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (!document.isObject())
        return badBody(kind, parseError.error == QJsonParseError::NoError
                                 ? QStringLiteral("its body is not a JSON object")
                                 : parseError.errorString());
    QJsonObject object = document.object();
    Reader reader{object};
    ParsedBody parsed;
    reader("undoes", parsed.undoes);
    if (const auto read = readers().constFind(kind); read != readers().constEnd())
        parsed.body = (*read)(reader);
    else {
        object.remove(undoesKey);
        parsed.body = Unknown{kind, object};
    }
    if (!reader.wrong.isEmpty())
        return badBody(kind, reader.wrong);
    return parsed;
}

} // namespace domain
