// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/body_value.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace health {
namespace {

using namespace Qt::StringLiterals;

/// One step of a path: a key, or the number of an element.
std::optional<QJsonValue> stepInto(const QJsonValue& value, QStringView key) {
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject object = value.toObject();
    const auto found = object.constFind(key);
    if (found == object.constEnd())
        return std::nullopt;
    return *found;
}

std::optional<QJsonValue> stepInto(const QJsonValue& value, qsizetype element) {
    const QJsonArray array = value.toArray();
    if (!value.isArray() || element >= array.size())
        return std::nullopt;
    return array.at(element);
}

QString textOf(const QJsonValue& value) {
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double: {
        const QVariant number = value.toVariant();
        if (number.typeId() == QMetaType::LongLong)
            return QString::number(number.toLongLong());
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    }
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return u"null"_s;
}

} // namespace

Body::Body(const QByteArray& bytes)
    : m_text(QString::fromUtf8(bytes).trimmed()) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    m_json = error.error == QJsonParseError::NoError;
    if (document.isArray())
        m_root = document.array();
    else if (document.isObject())
        m_root = document.object();
}

std::optional<QJsonValue> Body::at(const QString& path) const {
    if (!m_json)
        return std::nullopt;
    std::optional<QJsonValue> value = m_root;
    const QStringView all(path);
    for (qsizetype i = 0; value && i < all.size();) {
        if (all[i] == u'[') {
            const qsizetype close = all.indexOf(u']', i);
            value = stepInto(*value, all.sliced(i + 1, close - i - 1).toLongLong());
            i = close + 1;
            continue;
        }
        if (all[i] == u'.')
            ++i;
        const qsizetype start = i;
        while (i < all.size() && all[i] != u'.' && all[i] != u'[')
            ++i;
        value = stepInto(*value, all.sliced(start, i - start));
    }
    return value;
}

std::optional<QString> Body::text(const QString& path) const {
    if (path.isEmpty())
        return m_text;
    const auto value = at(path);
    return value ? std::optional(textOf(*value)) : std::nullopt;
}

std::optional<qint64> Body::length(const QString& path) const {
    if (path.isEmpty() && !m_json)
        return m_text.size();
    const auto value = path.isEmpty() ? std::optional(m_root) : at(path);
    if (!value)
        return std::nullopt;
    if (value->isArray())
        return value->toArray().size();
    return textOf(*value).size();
}

bool Body::has(const QString& path) const {
    if (path.isEmpty())
        return !m_text.isEmpty();
    const auto value = at(path);
    return value && !value->isNull();
}

bool matchesPattern(QStringView text, QStringView pattern) {
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == u'?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

} // namespace health
