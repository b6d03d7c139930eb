// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/own_playbooks.h"
#include "domain/mailbox.h"
#include "playbook/shelf.h"
#include <QObject>
#include <functional>
#include <map>

namespace app {

/// The person's folder of playbooks, read and written on workers; answers arrive on the GUI thread, where this lives.
class Shelf final : public QObject {
    Q_OBJECT
public:
    using Saved = std::function<void(const domain::Result<QString>& path)>;
    using Fetched = std::function<void(const domain::Result<QByteArray>& bytes)>;

    explicit Shelf(QString folder, QObject* parent = nullptr);
    /// Reads every playbook at hand; changed says that it is done.
    void read();
    /// Writes one and reads all again; done comes after changed.
    void save(OwnPlaybook playbook, Existing existing, Saved done);
    /// Writes one to a place of the person's choice, its runbook beside it.
    void saveAs(const QString& path, OwnPlaybook playbook, Saved done);
    /// The bytes of a file, at most this many.
    void fetch(const QString& path, qint64 most, Fetched done);
    /// What was read last; empty at first, never null.
    const std::shared_ptr<const playbook::Shelf>& entries() const { return m_entries; }
    const QString& folder() const { return m_folder; }

signals:
    void changed();

private:
    void take(const std::shared_ptr<const playbook::Shelf>& entries, int serial);
    void answer(int serial, const domain::Result<QString>& saved);

    domain::Mailbox m_mailbox;
    QString m_folder;
    std::shared_ptr<const playbook::Shelf> m_entries;
    int m_serial = 0, m_taken = 0; ///< an older answer never replaces a newer one
    std::map<int, Saved> m_saves;
    std::map<int, Fetched> m_fetches;
};

} // namespace app
