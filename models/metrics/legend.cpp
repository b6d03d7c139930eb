// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/legend.h"

#include <set>

namespace metrics {

namespace {

bool isUnsafe(QChar c) {
    // Control characters, zero-width signs and those that turn the reading direction.
    const ushort u = c.unicode();
    return u < 0x20 || (u >= 0x7f && u < 0xa0) || (u >= 0x200b && u <= 0x200f) || (u >= 0x2028 && u <= 0x202e) ||
           (u >= 0x2066 && u <= 0x2069) || u == 0xfeff;
}

QString shown(QString text) {
    if (text.size() > legendLength)
        text = QString(text.left(legendLength / 2 - 1) + QStringLiteral("…") + text.right(legendLength / 2));
    for (QChar& c : text) {
        if (isUnsafe(c))
            c = QChar(0xfffd);
    }
    return text;
}

QString fullName(const std::map<QString, QString>& labels) {
    QStringList pairs;
    QString name;
    for (const auto& [label, value] : labels) {
        if (label == QLatin1String("__name__"))
            name = value;
        else
            pairs << QString(label + QStringLiteral("=\"") + value.left(legendLength) + u'"');
        if (pairs.size() > 20)
            break;
    }
    if (pairs.isEmpty())
        return name;
    return QString(name + u'{' + pairs.join(QStringLiteral(", ")) + u'}');
}

/// Labels whose value is not the same in all series.
std::set<QString> telling(const std::vector<Series>& series) {
    std::set<QString> result;
    for (const Series& one : series) {
        for (const auto& [label, value] : one.labels) {
            const auto it = series.front().labels.find(label);
            if (it == series.front().labels.end() || it->second != value)
                result.insert(label);
        }
        for (const auto& pair : series.front().labels) {
            if (!one.labels.contains(pair.first))
                result.insert(pair.first);
        }
    }
    return result;
}

QString byTellingLabels(const Series& series, const std::set<QString>& labels) {
    QStringList values;
    for (const QString& label : labels) {
        const auto it = series.labels.find(label);
        if (it != series.labels.end() && !it->second.isEmpty())
            values << it->second.left(legendLength);
    }
    return values.isEmpty() ? fullName(series.labels) : values.join(QStringLiteral(" · "));
}

} // namespace

QString legendOf(const QString& legendTemplate, const std::map<QString, QString>& labels) {
    QString result;
    qsizetype from = 0;
    while (from < legendTemplate.size()) {
        const qsizetype open = legendTemplate.indexOf(QLatin1String("{{"), from);
        const qsizetype close = open < 0 ? -1 : legendTemplate.indexOf(QLatin1String("}}"), open);
        if (close < 0)
            break;
        result += QStringView(legendTemplate).mid(from, open - from);
        const auto it = labels.find(legendTemplate.mid(open + 2, close - open - 2).trimmed());
        if (it != labels.end())
            result += it->second.left(legendLength);
        from = close + 2;
    }
    result += QStringView(legendTemplate).mid(from);
    return shown(result);
}

void assignLegends(std::vector<Series>& series, const QString& legendTemplate) {
    if (series.empty())
        return;
    if (!legendTemplate.isEmpty()) {
        for (Series& one : series)
            one.legend = legendOf(legendTemplate, one.labels);
        return;
    }
    const std::set<QString> labels = telling(series);
    for (Series& one : series)
        one.legend = shown(series.size() == 1 ? fullName(one.labels) : byTellingLabels(one, labels));
}

} // namespace metrics
