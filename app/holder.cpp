// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/holder.h"

#include "app/acts.h"
#include <QMetaMethod>

namespace app {

Holder::Holder(Places places, domain::Clock* clock, const QString& author, QObject* parent)
    : QObject(parent)
    , m_places(std::move(places))
    , m_database(m_places.data)
    , m_rooms(&m_database, clock, author)
    , m_server([this](const QJsonObject& act, QObject* context, const Answered& done) { handle(act, context, done); }) {
}

void Holder::open(store::Lock lock, QObject* context, std::function<void(const domain::Result<void>&)> done) {
    m_database.open(std::move(lock), context,
                    [done = std::move(done)](const domain::Result<store::Database::Opening>& opened) {
                        if (!opened)
                            done(tl::unexpected(opened.error()));
                        else if (opened->readOnly)
                            done(domain::fail(domain::ErrorKind::Storage, opened->notice));
                        else
                            done({});
                    });
}

domain::Result<void> Holder::serve() {
    return m_server.listen(m_places.socket());
}

void Holder::handle(const QJsonObject& act, QObject* context, const Answered& done) {
    if (act[QStringLiteral("act")].toString() != u"raise") {
        perform(m_rooms, act, context, done);
        return;
    }
    if (!isSignalConnected(QMetaMethod::fromSignal(&Holder::raiseRequested))) {
        done(domain::fail(domain::ErrorKind::Conflict,
                          QStringLiteral("The process that holds the data folder has no window.")));
        return;
    }
    emit raiseRequested();
    done(QJsonObject{});
}

} // namespace app
