// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/archive_row.h"
#include "domain/incident.h"
#include "domain/search_hit.h"
#include "domain/verification.h"
#include "playbook/playbook.h"
#include <QJsonArray>
#include <QJsonObject>

/// What commands answer: the JSON of --json, and the same for people made from it or beside it. Pure.
namespace app {

/// {key, origin, seq}
QJsonObject recordedAnswer(const QString& key, const domain::EventId& id);

/// Of `show` and `declare`: {key, title, kind, severity, status, declaredAt, roles, checklist, entries}. Struck entries
/// are left out; the kind of an entry is the word of a person's note ("decision"), else the kind of its event.
QJsonObject incidentAnswer(const QString& key, const domain::Incident& incident, const playbook::Playbook& playbook,
                           domain::Instant now);
QString incidentText(const QJsonObject& answer);

/// Of `list`: [{key, title, severity, status, kind, declaredAt, resolvedAt}]
QJsonArray rowsAnswer(const std::vector<domain::ArchiveRow>& rows);
QString rowsText(const std::vector<domain::ArchiveRow>& rows);

/// Of `search`: [{key, origin, seq, occurredAt, kind, text}]
QJsonArray hitsAnswer(const std::vector<domain::SearchHit>& hits);
QString hitsText(const std::vector<domain::SearchHit>& hits);

/// Of `verify`: {intact, events, erased, damage: [{incident, origin, seq, why}]}
QJsonObject verificationAnswer(const domain::Verification& verification);
QString verificationText(const domain::Verification& verification);

/// "1 event", "2 events": the noun takes an s.
QString counted(qint64 number, const QString& noun);

} // namespace app
