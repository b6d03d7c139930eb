// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drill/answers.h"
#include <QJsonObject>
#include <mutex>

/// The alerts of a drill as Prometheus and Alertmanager tell them, and the silences made meanwhile.
namespace drill {

/// Answers on any thread. Silences live as long as this object; they mute alerts as Alertmanager does (matchers joined
/// by and, regular expressions anchored).
class ScriptedAlerts {
public:
    /// start: moment 0s of the scenario.
    ScriptedAlerts(std::vector<ScriptedAlert> alerts, Instant start);

    /// GET /api/v1/alerts of Prometheus.
    Answer prometheus(Instant now) const;
    /// GET /api/v2/alerts of Alertmanager; silenced ones are left out when the parameter silenced is false.
    Answer alertmanager(const Parameters& parameters, Instant now) const;
    /// GET /api/v2/silences.
    Answer silences(Instant now) const;
    /// POST /api/v2/silences: a new one, or another end of the one whose id it carries.
    Answer silence(const QByteArray& body, Instant now);
    /// DELETE /api/v2/silence/ID.
    Answer expire(const QString& id, Instant now);

private:
    struct Silence {
        QJsonObject posted;
        Instant startsAt, endsAt;
    };
    QStringList silencedBy(const ScriptedAlert& alert, Instant now) const;

    const std::vector<ScriptedAlert> m_alerts;
    const Instant m_start;
    mutable std::mutex m_mutex;
    std::map<QString, Silence> m_silences; ///< by id
    int m_made = 0;
};

/// True when the alert fires at a moment of the drill.
bool firesAt(const ScriptedAlert& alert, Millis at);

} // namespace drill
