// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/scripted_alerts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace drill {
namespace {

using namespace std::chrono_literals;

/// An alert that still fires is renewed by Prometheus; Alertmanager then says an end a few minutes ahead.
constexpr Millis renewedFor = 5min;

Answer answerOf(const QJsonDocument& json) {
    Answer answer;
    answer.body = json.toJson(QJsonDocument::Compact);
    return answer;
}

Answer wrong(int status, const QString& why) {
    Answer answer;
    answer.status = status;
    answer.body = QJsonDocument(QJsonArray{why}).toJson(QJsonDocument::Compact).sliced(1).chopped(1);
    return answer;
}

QJsonObject objectOf(const std::map<QString, QString>& texts) {
    QJsonObject object;
    for (const auto& [name, value] : texts)
        object.insert(name, value);
    return object;
}

QJsonObject labelsOf(const ScriptedAlert& alert) {
    QJsonObject labels = objectOf(alert.labels);
    labels.insert(QStringLiteral("alertname"), alert.name);
    return labels;
}

bool matches(const QJsonObject& matcher, const QJsonObject& labels) {
    const QString value = matcher[u"value"].toString(), has = labels[matcher[u"name"].toString()].toString();
    const bool equal = matcher[u"isRegex"].toBool()
                           ? QRegularExpression(QRegularExpression::anchoredPattern(value)).match(has).hasMatch()
                           : value == has;
    return equal == matcher[u"isEqual"].toBool(true);
}

} // namespace

bool firesAt(const ScriptedAlert& alert, Millis at) {
    return at >= alert.from && (!alert.to || at < *alert.to);
}

ScriptedAlerts::ScriptedAlerts(std::vector<ScriptedAlert> alerts, Instant start)
    : m_alerts(std::move(alerts))
    , m_start(start) {}

QStringList ScriptedAlerts::silencedBy(const ScriptedAlert& alert, Instant now) const {
    const std::lock_guard lock(m_mutex);
    QStringList ids;
    for (const auto& [id, silence] : m_silences) {
        const QJsonArray matchers = silence.posted[u"matchers"].toArray();
        if (now >= silence.startsAt && now < silence.endsAt &&
            std::all_of(matchers.begin(), matchers.end(),
                        [&](const QJsonValue& one) { return matches(one.toObject(), labelsOf(alert)); }))
            ids.append(id);
    }
    return ids;
}

Answer ScriptedAlerts::prometheus(Instant now) const {
    QJsonArray alerts;
    for (const ScriptedAlert& alert : m_alerts) {
        if (firesAt(alert, now - m_start))
            alerts.append(QJsonObject{{"labels", labelsOf(alert)},
                                      {"annotations", objectOf(alert.annotations)},
                                      {"state", "firing"},
                                      {"activeAt", domain::toIso(m_start + alert.from)},
                                      {"value", "1e+00"}});
    }
    return answerOf(QJsonDocument(QJsonObject{{"status", "success"}, {"data", QJsonObject{{"alerts", alerts}}}}));
}

Answer ScriptedAlerts::alertmanager(const Parameters& parameters, Instant now) const {
    const auto wanted = parameters.find("silenced");
    const bool withSilenced = wanted == parameters.end() || wanted->second != "false";
    QJsonArray alerts;
    for (size_t i = 0; i < m_alerts.size(); ++i) {
        const ScriptedAlert& alert = m_alerts[i];
        const QStringList muting = firesAt(alert, now - m_start) ? silencedBy(alert, now) : QStringList();
        if (!firesAt(alert, now - m_start) || (!withSilenced && !muting.isEmpty()))
            continue;
        alerts.append(QJsonObject{{"fingerprint", QStringLiteral("%1").arg(i + 1, 16, 16, QLatin1Char('0'))},
                                  {"labels", labelsOf(alert)},
                                  {"annotations", objectOf(alert.annotations)},
                                  {"startsAt", domain::toIso(m_start + alert.from)},
                                  {"endsAt", domain::toIso(now + renewedFor)},
                                  {"updatedAt", domain::toIso(now)},
                                  {"generatorURL", ""},
                                  {"receivers", QJsonArray{QJsonObject{{"name", "drill"}}}},
                                  {"status", QJsonObject{{"state", muting.isEmpty() ? "active" : "suppressed"},
                                                         {"silencedBy", QJsonArray::fromStringList(muting)},
                                                         {"inhibitedBy", QJsonArray()}}}});
    }
    return answerOf(QJsonDocument(alerts));
}

Answer ScriptedAlerts::silences(Instant now) const {
    const std::lock_guard lock(m_mutex);
    QJsonArray silences;
    for (const auto& [id, silence] : m_silences) {
        QJsonObject one = silence.posted;
        one.insert(QStringLiteral("id"), id);
        one.insert(QStringLiteral("endsAt"), domain::toIso(silence.endsAt));
        one.insert(QStringLiteral("updatedAt"), domain::toIso(silence.startsAt));
        const char* state = now >= silence.endsAt ? "expired" : now < silence.startsAt ? "pending" : "active";
        one.insert(QStringLiteral("status"), QJsonObject{{"state", state}});
        silences.append(one);
    }
    return answerOf(QJsonDocument(silences));
}

Answer ScriptedAlerts::silence(const QByteArray& body, Instant now) {
    const QJsonObject posted = QJsonDocument::fromJson(body).object();
    const auto startsAt = domain::parseMoment(posted[u"startsAt"].toString(), now);
    const auto endsAt = domain::parseMoment(posted[u"endsAt"].toString(), now);
    if (posted[u"matchers"].toArray().isEmpty() || !startsAt || !endsAt || *endsAt <= *startsAt)
        return wrong(400, QStringLiteral("a silence needs matchers, startsAt and a later endsAt"));
    const std::lock_guard lock(m_mutex);
    QString id = posted[u"id"].toString();
    if (!m_silences.contains(id))
        id = QStringLiteral("00000000-0000-4000-8000-%1").arg(++m_made, 12, 10, QLatin1Char('0'));
    m_silences[id] = {posted, *startsAt, *endsAt};
    return answerOf(QJsonDocument(QJsonObject{{"silenceID", id}}));
}

Answer ScriptedAlerts::expire(const QString& id, Instant now) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_silences.find(id);
    if (found == m_silences.end())
        return wrong(404, QStringLiteral("there is no silence %1").arg(id));
    found->second.endsAt = std::min(found->second.endsAt, now);
    return answerOf(QJsonDocument(QJsonObject()));
}

} // namespace drill
