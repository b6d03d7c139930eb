// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alert.h"

#include "metrics/alertmanager.h"
#include "net/redact.h"
#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>
#include <algorithm>

namespace metrics {
namespace {

Labels labelsFrom(const QJsonObject& object) {
    Labels labels;
    for (auto it = object.begin(); it != object.end(); ++it)
        labels[it.key()] = it.value().toString();
    return labels;
}

QString valueOf(const Labels& labels, const char* name) {
    const auto found = labels.find(QString::fromLatin1(name));
    return found == labels.end() ? QString() : found->second;
}

QString webAddress(const QString& text) {
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == u"http" || url.scheme() == u"https";
    return web && !url.host().isEmpty() ? net::redact(text) : QString();
}

/// Annotations are texts of strangers and may quote a connection string.
Labels redacted(Labels labels) {
    for (auto& [name, value] : labels)
        value = net::redact(value);
    return labels;
}

Alert alertFrom(const QJsonObject& object) {
    Alert alert;
    alert.labels = labelsFrom(object[u"labels"].toObject());
    alert.annotations = redacted(labelsFrom(object[u"annotations"].toObject()));
    alert.name = valueOf(alert.labels, "alertname");
    if (alert.name.isEmpty())
        alert.name = QStringLiteral("(alert without a name)");
    alert.fingerprint = fingerprintOf(alert.labels);
    alert.sourceUrl = webAddress(object[u"generatorURL"].toString());
    return alert;
}

AlertState stateOf(const QJsonObject& status) {
    if (!status[u"inhibitedBy"].toArray().isEmpty())
        return AlertState::Inhibited;
    if (!status[u"silencedBy"].toArray().isEmpty() || status[u"state"].toString() == u"suppressed")
        return AlertState::Silenced;
    return AlertState::Firing;
}

int orderOf(AlertState state) {
    switch (state) {
    case AlertState::Firing:
        return 0;
    case AlertState::Lost:
        return 1;
    case AlertState::Silenced:
        return 2;
    case AlertState::Inhibited:
        return 3;
    case AlertState::Pending:
        return 4;
    }
    return 5;
}

bool holds(const Labels& all, const Labels& some) {
    return std::all_of(some.begin(), some.end(), [&all](const auto& one) {
        const auto found = all.find(one.first);
        return found != all.end() && found->second == one.second;
    });
}

void addServers(Alert& alert, const Alert& same) {
    for (const QString& server : same.servers) {
        if (!alert.servers.contains(server))
            alert.servers << server;
    }
}

} // namespace

QString toText(AlertState state) {
    switch (state) {
    case AlertState::Firing:
        return QStringLiteral("firing");
    case AlertState::Pending:
        return QStringLiteral("pending");
    case AlertState::Silenced:
        return QStringLiteral("silenced");
    case AlertState::Inhibited:
        return QStringLiteral("inhibited");
    case AlertState::Lost:
        return QStringLiteral("source lost");
    }
    return {};
}

bool isActive(AlertState state) {
    return state == AlertState::Firing || state == AlertState::Silenced || state == AlertState::Inhibited;
}

QString summaryOf(const Alert& alert) {
    for (const char* name : {"summary", "message", "description"}) {
        if (const QString text = valueOf(alert.annotations, name).simplified(); !text.isEmpty())
            return text.size() > 300 ? QString(text.left(299) + QStringLiteral("…")) : text;
    }
    return {};
}

QString runbookUrlOf(const Alert& alert) {
    for (const char* name : {"runbook_url", "runbook"}) {
        if (QString url = webAddress(valueOf(alert.annotations, name)); !url.isEmpty())
            return url;
    }
    return {};
}

QString distinctionOf(const Alert& alert) {
    QStringList parts;
    for (const auto& [name, value] : alert.labels) {
        if (name != u"alertname" && name != u"severity" && !value.isEmpty())
            parts << QStringLiteral("%1=%2").arg(name, value.left(120));
    }
    return parts.join(QStringLiteral(", "));
}

QString fingerprintOf(const Labels& labels) {
    quint64 hash = 14695981039346656037ull;
    const auto add = [&hash](const QByteArray& bytes) {
        for (const char byte : bytes)
            hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ull;
        hash = (hash ^ 0xffu) * 1099511628211ull;
    };
    // Go sorts by bytes, QString by UTF-16 units: the same for label names, which are ASCII.
    for (const auto& [name, value] : labels) {
        add(name.toUtf8());
        add(value.toUtf8());
    }
    return QStringLiteral("%1").arg(hash, 16, 16, QLatin1Char('0'));
}

domain::Result<std::vector<Alert>> decodeAlertmanagerAlerts(const net::Response& response) {
    const auto rows = openList(response, "alerts");
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Alert> alerts;
    for (const QJsonValue row : *rows) {
        const QJsonObject object = row.toObject();
        Alert alert = alertFrom(object);
        if (const QString given = object[u"fingerprint"].toString(); !given.isEmpty())
            alert.fingerprint = given;
        const QJsonObject status = object[u"status"].toObject();
        alert.state = stateOf(status);
        for (const QJsonValue id : status[u"silencedBy"].toArray())
            alert.silencedBy << id.toString();
        alert.since = instantFrom(object[u"startsAt"]).value_or(domain::Instant());
        alerts.push_back(std::move(alert));
    }
    return alerts;
}

domain::Result<std::vector<Alert>> decodePrometheusAlerts(const net::Response& response) {
    const auto json = openJson(response);
    if (!json)
        return tl::unexpected(json.error());
    const QJsonObject root = json->object();
    if (root[u"status"].toString() != u"success" || !root[u"data"][u"alerts"].isArray())
        return domain::fail(
            domain::ErrorKind::Server,
            QStringLiteral("The answer is JSON, but no list of alerts: is this the address of Prometheus?"));
    std::vector<Alert> alerts;
    for (const QJsonValue row : root[u"data"][u"alerts"].toArray()) {
        Alert alert = alertFrom(row.toObject());
        alert.state = row[u"state"].toString() == u"pending" ? AlertState::Pending : AlertState::Firing;
        alert.since = instantFrom(row[u"activeAt"]).value_or(domain::Instant());
        alerts.push_back(std::move(alert));
    }
    return alerts;
}

std::optional<domain::Instant> decodeStart(const net::Response& response) {
    const auto json = openJson(response);
    if (!json)
        return std::nullopt;
    const QJsonObject root = json->object();
    return instantFrom(root.contains(u"uptime") ? root[u"uptime"] : root[u"data"][u"startTime"]);
}

std::vector<Alert> mergedAlerts(std::vector<Alert> alertmanager, const std::vector<Alert>& prometheus) {
    const std::size_t known = alertmanager.size();
    for (const Alert& alert : prometheus) {
        bool there = false;
        for (std::size_t i = 0; i < alertmanager.size(); ++i) {
            Alert& other = alertmanager[i];
            if (i < known ? !holds(other.labels, alert.labels) : other.fingerprint != alert.fingerprint)
                continue;
            there = true;
            addServers(other, alert);
            if (i >= known && !isActive(other.state) && isActive(alert.state)) {
                other.state = alert.state;
                other.since = alert.since;
            }
        }
        if (!there)
            alertmanager.push_back(alert);
    }
    std::stable_sort(alertmanager.begin(), alertmanager.end(), [](const Alert& a, const Alert& b) {
        return std::make_tuple(orderOf(a.state), a.since, a.name, a.fingerprint) <
               std::make_tuple(orderOf(b.state), b.since, b.name, b.fingerprint);
    });
    return alertmanager;
}

} // namespace metrics
