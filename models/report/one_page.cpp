// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/one_page.h"

#include "report/downtime.h"
#include "report/durations.h"
#include "report/escape.h"

namespace report {
namespace {

QString row(const QString& name, const QString& value) {
    return QStringLiteral("  ") + name.leftJustified(22) + value + u'\n';
}

QString when(std::optional<domain::Instant> at) {
    if (!at) {
        return QStringLiteral("unknown");
    }
    return domain::toDateText(*at) + u' ' + domain::toClockText(*at, true) + QStringLiteral(" UTC");
}

} // namespace

QString onePage(const domain::Incident& incident, const QString& key, ChecklistCount checklist, domain::Instant now) {
    QString out = key + QStringLiteral(": ") + visibleText(incident.title).simplified() + u'\n';
    out += row(QStringLiteral("severity"), incident.severity);
    out += row(QStringLiteral("status"), domain::toText(incident.status));
    out += row(QStringLiteral("declared"), when(incident.declaredAt));
    out += row(QStringLiteral("acknowledged"), when(momentOf(incident, domain::KeyMoment::Acknowledged)));
    out += row(QStringLiteral("resolved"), when(endedAt(incident)));
    for (const Measure& m : measures(incident, now)) {
        out += row(m.name.toLower(), m.took ? exactDuration(*m.took) : QString(QStringLiteral("unknown: ") + m.basis));
    }
    const std::vector<Downtime> rows = downtimes(incident, now);
    out += row(QStringLiteral("downtime"), exactDuration(totalDown(rows)));
    for (const Downtime& check : rows) {
        if (check.downs > 0) {
            out += row(QStringLiteral("  ") + visibleText(check.title).simplified(),
                       exactDuration(check.down) + QStringLiteral(" in ") + QString::number(check.downs) +
                           (check.downs == 1 ? QStringLiteral(" outage") : QStringLiteral(" outages")));
        }
    }
    out += row(QStringLiteral("checklist"), QString::number(checklist.done) + QStringLiteral(" of ") +
                                                QString::number(checklist.total) + QStringLiteral(" done"));
    out += row(QStringLiteral("timeline"),
               QString::number(qsizetype(incident.timeline.size())) + QStringLiteral(" entries"));
    return out;
}

} // namespace report
