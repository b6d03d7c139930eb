// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/checklist_model.h"
#include <QCoreApplication>

namespace items {
namespace {

using domain::ItemState;
using playbook::Due;
using playbook::PlannedItem;

QString tr(const char* text) {
    return QCoreApplication::translate("items::checklist", text);
}

/// "12:17", from 1 h on "1:02:03".
QString clockOf(domain::Millis length) {
    const qint64 seconds = length.count() / 1000;
    const QString rest = QStringLiteral("%1:%2")
                             .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
                             .arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return seconds < 3600 ? rest : QStringLiteral("%1:%2").arg(seconds / 3600).arg(rest);
}

/// "14:05"; on another day with its date.
QString clockText(domain::Instant at, domain::Instant now) {
    const QString clock = domain::toClockText(at);
    return domain::toDateText(at) == domain::toDateText(now)
               ? clock
               : QStringLiteral("%1 %2").arg(domain::toDateText(at), clock);
}

/// After a day the minutes since the declaration say nothing to anybody.
QString dueText(const PlannedItem& item, domain::Instant declaredAt, domain::Instant now) {
    return *item.due - declaredAt < std::chrono::hours(24) ? sinceDeclaration(*item.due, declaredAt)
                                                           : clockText(*item.due, now);
}

QString overdueText(domain::Millis late) {
    return late < std::chrono::hours(24) ? clockOf(late) : domain::toHumanDuration(late);
}

QStringList openDetail(const PlannedItem& item, domain::Instant declaredAt, domain::Instant now) {
    QStringList parts;
    if (!item.waitsForTexts.isEmpty())
        parts << tr("after: %1").arg(item.waitsForTexts.join(QStringLiteral(", ")));
    if (item.due && item.urgency == Due::Overdue)
        parts << tr("overdue by %1").arg(overdueText(now - *item.due));
    else if (item.due && item.urgency == Due::Soon)
        parts << tr("due in %1").arg(clockOf(std::max(*item.due - now, domain::Millis(0))));
    if (item.due)
        parts << tr("due %1").arg(dueText(item, declaredAt, now));
    if (item.times > 0)
        parts << (item.times == 1 ? tr("done once") : tr("done %1 times").arg(item.times));
    return parts;
}

} // namespace

QString sinceDeclaration(domain::Instant at, domain::Instant declaredAt) {
    const bool before = at < declaredAt;
    return QString((before ? QStringLiteral("T−") : QStringLiteral("T+")) +
                   clockOf(before ? declaredAt - at : at - declaredAt));
}

QString detailOf(const PlannedItem& item, const QString& roleTitle, domain::Instant declaredAt, domain::Instant now) {
    QStringList parts;
    switch (item.state) {
    case ItemState::Done:
        parts << item.by;
        if (item.at)
            parts << sinceDeclaration(*item.at, declaredAt);
        if (item.times > 1)
            parts << tr("%1 times").arg(item.times);
        if (item.again)
            parts << tr("again at %1").arg(clockText(*item.again, now));
        break;
    case ItemState::Skipped:
        parts << (item.reason.isEmpty() ? tr("skipped") : tr("skipped: %1").arg(item.reason)) << item.by;
        if (item.at)
            parts << sinceDeclaration(*item.at, declaredAt);
        break;
    case ItemState::Open:
        parts << openDetail(item, declaredAt, now);
        parts << (item.assignee.isEmpty() ? roleTitle : item.assignee);
        break;
    }
    if (!item.watch.isEmpty() && item.state == ItemState::Open)
        parts << tr("watches “%1”").arg(item.watch);
    if (item.noLongerPlanned)
        parts << tr("no longer in the plan of this severity");
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace items
