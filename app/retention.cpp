// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retention.h"

#include "store/attachments.h"
#include "store/database.h"
#include <QPointer>
#include <QSettings>

namespace app {

int daysOfResults(const Places& places) {
    constexpr int usual = 90;
    const QSettings file(places.settingsFile(), QSettings::IniFormat);
    return std::max(0, file.value(QStringLiteral("keep_results_days"), usual).toInt());
}

void forgetOldResults(store::Database* database, int days, domain::Instant now, QObject* context) {
    if (days <= 0 || database->isReadOnly())
        return;
    const domain::Instant oldest = now - std::chrono::hours(24) * days;
    database->write([oldest](store::Connection& connection) { return store::pruneCheckResults(connection, oldest); },
                    context,
                    [database = QPointer(database), days, now, context](const domain::Result<bool>& more) {
                        if (database && more && *more)
                            forgetOldResults(database, days, now, context);
                    });
}

} // namespace app
