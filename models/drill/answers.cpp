// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/answers.h"

#include "playbook/variables.h"
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <cmath>

namespace drill {
namespace {

constexpr qint64 maxPoints = 11'000; ///< Prometheus, web/api/v1/api.go
constexpr Millis queryDelay{8};

QByteArray withoutBlanks(const QByteArray& expr) {
    QByteArray bare;
    for (const char c : expr) {
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            bare += c;
    }
    return bare;
}

QByteArray number(double value) {
    return QByteArray::number(value, 'g', 8);
}
QByteArray seconds(Instant at) {
    return QByteArray::number(double(domain::toMs(at)) / 1000.0, 'f', 3);
}
QByteArray quoted(const QString& text) {
    const QByteArray json = QJsonDocument(QJsonObject{{QStringLiteral("k"), text}}).toJson(QJsonDocument::Compact);
    return json.sliced(5, json.size() - 6);
}

/// Unix seconds with fraction, or RFC 3339.
std::optional<Instant> parsedTime(const QByteArray& text) {
    bool ok = false;
    const double unixTime = text.toDouble(&ok);
    if (ok && std::isfinite(unixTime) && std::abs(unixTime) < 1e11)
        return domain::instantFromMs(qint64(std::llround(unixTime * 1000)));
    const QDateTime parsed = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
    if (parsed.isValid())
        return domain::instantFromMs(parsed.toMSecsSinceEpoch());
    return {};
}

/// Seconds, or a duration such as 15s.
std::optional<Millis> parsedStep(const QByteArray& text) {
    bool ok = false;
    const double wanted = text.toDouble(&ok);
    if (ok && std::isfinite(wanted) && wanted > 0 && wanted < 1e9)
        return Millis(std::max<qint64>(1, std::llround(wanted * 1000)));
    const auto duration = domain::parseDuration(QString::fromLatin1(text));
    if (duration && *duration > Millis(0))
        return *duration;
    return {};
}

QByteArray parameter(const Parameters& parameters, const char* name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? QByteArray() : found->second;
}

Answer badData(const QString& why) {
    return refusal(400, QStringLiteral("bad_data"), why);
}

Answer success(const char* type, const QByteArray& result) {
    Answer answer;
    answer.body =
        QByteArray("{\"status\":\"success\",\"data\":{\"resultType\":\"") + type + "\",\"result\":[" + result + "]}}";
    answer.delay = queryDelay;
    return answer;
}

/// As the text format wants them: \, " and line break escaped.
QByteArray labelText(const std::map<QString, QString>& labels) {
    QByteArrayList parts;
    for (const auto& [name, value] : labels) {
        QByteArray text = value.toUtf8();
        text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        parts.append(name.toUtf8() + "=\"" + text + '"');
    }
    return parts.isEmpty() ? QByteArray() : '{' + parts.join(',') + '}';
}

} // namespace

Answer refusal(int status, const QString& type, const QString& why) {
    Answer answer;
    answer.status = status;
    answer.body = "{\"status\":\"error\",\"errorType\":" + quoted(type) + ",\"error\":" + quoted(why) + '}';
    answer.delay = queryDelay;
    return answer;
}

Answers::Answers(Scenario scenario, const playbook::Playbook& book, Instant start)
    : m_scenario(std::move(scenario))
    , m_start(start) {
    for (size_t i = 0; i < m_scenario.metrics.size(); ++i) {
        const Metric& metric = m_scenario.metrics[i];
        if (const playbook::Panel* panel = findPanel(book, metric.panel)) {
            m_known.insert(
                {withoutBlanks(playbook::expandKnown(panel->expr, book.variables).toUtf8()), Known{i, false}});
            m_titles[metric.panel] = panel->title;
        }
        m_known.insert({metric.name.toUtf8(), Known{i, true}});
    }
}

Answer Answers::health(const QString& check, Instant now) const {
    for (const Health& health : m_scenario.health) {
        if (health.check != check)
            continue;
        const HealthStep& step = stepAt(health, now - m_start);
        Answer answer;
        answer.status = step.status;
        answer.body = step.body.toUtf8();
        answer.contentType = answer.body.startsWith('{') ? "application/json" : "text/plain; charset=utf-8";
        answer.delay = step.delay;
        answer.hangs = step.hangs;
        return answer;
    }
    return Answer{404, "text/plain; charset=utf-8", "not part of this drill\n", {}, false};
}

const Answers::Known* Answers::find(const QByteArray& expr) const {
    const auto found = m_known.find(withoutBlanks(expr));
    return found == m_known.end() ? nullptr : &found->second;
}

QByteArray Answers::labels(const Known& known, const Curve& curve) const {
    QJsonObject object;
    if (known.named)
        object.insert(QStringLiteral("__name__"), m_scenario.metrics[known.metric].name);
    for (const auto& [name, value] : curve.labels)
        object.insert(name, value);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<double> Answers::value(size_t metric, size_t curve, Instant at) const {
    return valueAt(m_scenario.metrics[metric].curves[curve], at - m_start, m_scenario.seed,
                   quint32(metric * 64 + curve));
}

Answer Answers::query(const Parameters& parameters, Instant now) const {
    const QByteArray expr = parameter(parameters, "query");
    const Known* known = find(expr);
    if (!known)
        return badData(QStringLiteral("this drill answers the expressions of its playbook's panels only, not \"%1\"")
                           .arg(QString::fromUtf8(expr)));
    const QByteArray time = parameter(parameters, "time");
    const auto at = time.isEmpty() ? std::optional(now) : parsedTime(time);
    if (!at)
        return badData(QStringLiteral("invalid parameter \"time\": cannot parse \"%1\" to a valid timestamp")
                           .arg(QString::fromUtf8(time)));
    QByteArrayList result;
    const auto& curves = m_scenario.metrics[known->metric].curves;
    for (size_t i = 0; i < curves.size() && *at <= now; ++i) {
        if (const auto sample = value(known->metric, i, *at))
            result.append("{\"metric\":" + labels(*known, curves[i]) + ",\"value\":[" + seconds(*at) + ",\"" +
                          number(*sample) + "\"]}");
    }
    return success("vector", result.join(','));
}

Answer Answers::queryRange(const Parameters& parameters, Instant now) const {
    const QByteArray expr = parameter(parameters, "query");
    const Known* known = find(expr);
    if (!known)
        return badData(QStringLiteral("this drill answers the expressions of its playbook's panels only, not \"%1\"")
                           .arg(QString::fromUtf8(expr)));
    const auto from = parsedTime(parameter(parameters, "start")), to = parsedTime(parameter(parameters, "end"));
    const auto step = parsedStep(parameter(parameters, "step"));
    if (!from || !to || !step)
        return badData(QStringLiteral("invalid parameter \"%1\"")
                           .arg(!from ? QStringLiteral("start")
                                : !to ? QStringLiteral("end")
                                      : QStringLiteral("step")));
    if (*to < *from)
        return badData(QStringLiteral("invalid parameter \"end\": end timestamp must not be before start time"));
    if ((*to - *from) / *step > maxPoints)
        return badData(QStringLiteral("exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the "
                                      "query resolution (?step=XX)"));
    QByteArrayList result;
    const auto& curves = m_scenario.metrics[known->metric].curves;
    for (size_t i = 0; i < curves.size(); ++i) {
        QByteArrayList values;
        for (Instant at = *from; at <= std::min(*to, now); at += *step) {
            if (const auto sample = value(known->metric, i, at))
                values.append('[' + seconds(at) + ",\"" + number(*sample) + "\"]");
        }
        if (!values.isEmpty())
            result.append("{\"metric\":" + labels(*known, curves[i]) + ",\"values\":[" + values.join(',') + "]}");
    }
    return success("matrix", result.join(','));
}

Answer Answers::metricsPage(Instant now) const {
    Answer answer;
    answer.contentType = "text/plain; version=0.0.4; charset=utf-8";
    for (size_t i = 0; i < m_scenario.metrics.size(); ++i) {
        const Metric& metric = m_scenario.metrics[i];
        const QByteArray name = metric.name.toUtf8();
        const auto title = m_titles.find(metric.panel);
        const QString help = title == m_titles.end() ? metric.panel : title->second;
        answer.body += "# HELP " + name + ' ' + help.simplified().toUtf8() + "\n# TYPE " + name + " gauge\n";
        for (size_t j = 0; j < metric.curves.size(); ++j) {
            if (const auto sample = value(i, j, now))
                answer.body += name + labelText(metric.curves[j].labels) + ' ' + number(*sample) + '\n';
        }
    }
    answer.body += "# HELP drill_seconds Seconds since the drill began.\n# TYPE drill_seconds gauge\ndrill_seconds " +
                   QByteArray::number((now - m_start).count() / 1000) + '\n';
    return answer;
}

QByteArray Answers::history(Instant from, Instant to, Millis step) const {
    QByteArray text;
    for (size_t i = 0; i < m_scenario.metrics.size(); ++i) {
        const Metric& metric = m_scenario.metrics[i];
        const QByteArray name = metric.name.toUtf8();
        text += "# TYPE " + name + " gauge\n";
        for (size_t j = 0; j < metric.curves.size(); ++j) {
            for (Instant at = from; at < to; at += step) {
                if (const auto sample = value(i, j, at))
                    text +=
                        name + labelText(metric.curves[j].labels) + ' ' + number(*sample) + ' ' + seconds(at) + '\n';
            }
        }
    }
    return text + "# EOF\n";
}

QByteArray Answers::askedForReal(const QByteArray& expr) const {
    const Known* known = find(expr);
    if (!known || known->named)
        return expr;
    const Metric& metric = m_scenario.metrics[known->metric];
    QByteArrayList names;
    for (const Curve& curve : metric.curves) {
        for (const auto& [name, text] : curve.labels) {
            if (!names.contains(name.toUtf8()))
                names.append(name.toUtf8());
        }
    }
    // By their own labels only: the scrape adds the target's.
    return "sum by (" + names.join(", ") + ") (" + metric.name.toUtf8() + ')';
}

} // namespace drill
