// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/incident_words.h"

#include <QRegularExpression>

namespace playbook {
namespace {

/// "in_90m" → 90 minutes.
std::optional<domain::Millis> later(const QString& name) {
    static const QRegularExpression pattern(QStringLiteral("^in_(\\d{1,4}[mhd])$"));
    const auto match = pattern.match(name);
    if (!match.hasMatch())
        return std::nullopt;
    const auto duration = domain::parseDuration(match.captured(1));
    return duration ? std::optional(*duration) : std::nullopt;
}

} // namespace

std::optional<QString> incidentWord(const QString& name, const domain::Incident& incident, const QString& key,
                                    const QString& author, domain::Instant now) {
    if (const auto after = later(name))
        return domain::toIso(now + *after);
    if (name == u"now")
        return domain::toIso(now);
    if (name == u"incident_key")
        return key;
    if (name == u"incident_title")
        return incident.title;
    if (name == u"incident_severity")
        return incident.severity;
    if (name == u"incident_status")
        return domain::toText(incident.status);
    if (name == u"incident_impact")
        return incident.impact;
    if (name == u"incident_declared_at")
        return domain::toIso(incident.declaredAt);
    if (name == u"author")
        return author;
    return std::nullopt;
}

bool isIncidentWord(const QString& name) {
    return incidentWord(name, {}, {}, {}, {}).has_value();
}

} // namespace playbook
