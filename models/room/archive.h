// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/archive_row.h"
#include "domain/check_result.h"
#include "domain/incident.h"
#include "domain/result.h"
#include "domain/search_hit.h"
#include "domain/verification.h"
#include "playbook/playbook.h"
#include <QObject>
#include <QSet>
#include <functional>
#include <memory>

namespace store {
class Database;
}

namespace room {

/// Every incident of one database: lists, searches, checks, carries in and out. All work happens on other threads;
/// answers arrive on the GUI thread while their context lives. Changes no incident (only WarRoom does); importing adds
/// one.
class Archive final : public QObject {
    Q_OBJECT
public:
    template <class T>
    using Done = std::function<void(domain::Result<T>)>;

    explicit Archive(store::Database* database, QObject* parent = nullptr);

    /// Newest declaration first.
    void rows(QObject* context, Done<std::vector<domain::ArchiveRow>> done) const;
    /// Entries that hold every word (the last may be unfinished), newest first, at most limit. Blank words find
    /// nothing.
    void search(const QString& words, int limit, QObject* context, Done<std::vector<domain::SearchHit>> done) const;

    struct Totals {
        qint64 incidents = 0, drills = 0, open = 0, entries = 0; ///< open: neither resolved nor closed, drills left out
        bool operator==(const Totals&) const = default;
    };
    void totals(QObject* context, Done<Totals> done) const;

    /// One incident as it was recorded, for show, export and screenshot; changes nothing and needs no WarRoom.
    struct Reading {
        QString key;
        QString foreignKey; ///< the label it had where it was imported from, else empty
        domain::Incident incident;
        playbook::Playbook playbook;
        QByteArray playbookYaml;
        std::vector<domain::Event> events; ///< in fold order
    };
    /// until: folds only the events recorded to have happened up to that moment. NotFound names the key.
    void read(const QString& key, std::optional<domain::Instant> until, QObject* context, Done<Reading> done) const;
    void attachment(const QString& digest, QObject* context, Done<QByteArray> done) const;
    /// Raw results of one incident, oldest first, those from the moment on.
    void checkResults(const QString& key, domain::Instant from, QObject* context,
                      Done<std::vector<domain::CheckResult>> done) const;

    /// Writes the bundle to path (replacing it at once, or not at all).
    void exportBundle(const QString& key, const QString& path, QObject* context, Done<QString> done) const;
    /// Copies a bundle's incident in and gives its new key. An incident that is here already gets what it lacks; a fork
    /// is a Conflict.
    void importBundle(const QString& path, QObject* context, Done<QString> done);
    /// Checks one incident, or with an empty key everything. Damage is data; an Error means that it could not look.
    void verify(const QString& key, QObject* context, Done<domain::Verification> done) const;

signals:
    void changed(); ///< rows and totals may differ now

private:
    store::Database* m_database;
    /// Incidents with a checklist for afterwards, as of the latest listing; shared with answers under way.
    std::shared_ptr<QSet<QUuid>> m_followed = std::make_shared<QSet<QUuid>>();
};

} // namespace room
