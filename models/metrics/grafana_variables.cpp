// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/grafana_variables.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace metrics {

namespace {

const QRegularExpression& placeholder() {
    static const QRegularExpression pattern(
        QStringLiteral("\\$\\{(\\w+)(?:\\.[\\w.]+)?(?::(\\w+))?\\}|\\[\\[(\\w+)(?::(\\w+))?\\]\\]|\\$([A-Za-z_]\\w*)"));
    return pattern;
}

QStringList textsOf(const QJsonValue& value) {
    if (value.isString())
        return {value.toString()};
    QStringList texts;
    for (const QJsonValue one : value.toArray()) {
        if (one.isString())
            texts << one.toString();
    }
    return texts;
}

/// As Prometheus' data source of Grafana writes several values: for =~.
QString joined(const QStringList& values, const QString& format) {
    if (values.size() == 1)
        return values.first();
    if (format == QLatin1String("csv"))
        return values.join(u',');
    if (format == QLatin1String("pipe"))
        return values.join(u'|');
    QStringList escaped;
    for (const QString& value : values) {
        QString one;
        for (const QChar c : value) {
            if (QStringLiteral("\\^$.*+?()[]{}|").contains(c))
                one += QStringLiteral("\\\\"); // once for the pattern, once for PromQL's string
            one += c;
        }
        escaped << one;
    }
    return u'(' + escaped.join(u'|') + u')';
}

} // namespace

GrafanaVariables::GrafanaVariables(const QJsonObject& dashboard)
    // A graph of ours asks every few seconds; Prometheus' own advice for rate() is four scrapes.
    : m_values{{QStringLiteral("__interval"), {QStringLiteral("15s")}},
               {QStringLiteral("__rate_interval"), {QStringLiteral("1m")}},
               {QStringLiteral("__interval_ms"), {QStringLiteral("15000")}},
               {QStringLiteral("__range"), {QStringLiteral("30m")}},
               {QStringLiteral("__range_s"), {QStringLiteral("1800")}}} {
    const QJsonArray list =
        dashboard.value(QLatin1String("templating")).toObject().value(QLatin1String("list")).toArray();
    for (const QJsonValue value : list) {
        const QJsonObject variable = value.toObject();
        const QString name = variable.value(QLatin1String("name")).toString();
        const QString type = variable.value(QLatin1String("type")).toString();
        if (name.isEmpty() || type == QLatin1String("datasource"))
            continue; // who is asked is ours to say
        QStringList values = textsOf(variable.value(QLatin1String("current")).toObject().value(QLatin1String("value")));
        if (values.isEmpty() && type == QLatin1String("constant"))
            values = textsOf(variable.value(QLatin1String("query")));
        if (values.contains(QLatin1String("$__all"))) {
            const QString all = variable.value(QLatin1String("allValue")).toString();
            values = {all.isEmpty() ? QStringLiteral(".*") : all};
        }
        if (values.contains(QLatin1String("$__auto_interval_") + name) || values == QStringList{QStringLiteral("auto")})
            values = {QStringLiteral("1m")};
        if (values.isEmpty()) {
            m_leftOut << QStringLiteral("the variable %1 has no current value").arg(name);
            continue;
        }
        m_values.insert_or_assign(name, values);
    }
}

QString GrafanaVariables::filledIn(const QString& text) const {
    QString filled;
    qsizetype from = 0;
    for (auto it = placeholder().globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString name = match.captured(1) + match.captured(3) + match.captured(5);
        const auto found = m_values.find(name);
        filled += QStringView(text).mid(from, match.capturedStart() - from);
        filled +=
            found == m_values.end() ? match.captured() : joined(found->second, match.captured(2) + match.captured(4));
        from = match.capturedEnd();
    }
    return filled + text.mid(from);
}

QString GrafanaVariables::firstOpen(const QString& text) {
    // "$1" of label_replace is no variable; \w+ in braces could be one of PromQL's own replacements.
    static const QRegularExpression number(QStringLiteral("^\\$\\{?\\d+\\}?$"));
    for (auto it = placeholder().globalMatch(text); it.hasNext();) {
        QString open = it.next().captured();
        if (!number.match(open).hasMatch())
            return open;
    }
    return {};
}

} // namespace metrics
