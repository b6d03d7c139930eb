// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"

/// Names that every HTTP action may use besides the playbook's variables, in headers and bodies: {{now}}, {{in_2h}},
/// {{incident_key}} …
namespace playbook {

/// now and in_<number><m|h|d> (ISO 8601, UTC), incident_key, incident_title, incident_severity, incident_status,
/// incident_impact, incident_declared_at, author.
bool isIncidentWord(const QString& name);
/// nullopt for a name that is none of them.
std::optional<QString> incidentWord(const QString& name, const domain::Incident& incident, const QString& key,
                                    const QString& author, domain::Instant now);

} // namespace playbook
