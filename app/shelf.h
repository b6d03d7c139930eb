// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/own_playbooks.h"
#include "domain/mailbox.h"
#include "playbook/shelf.h"
#include <QObject>
#include <functional>

namespace app {

/// The person's folder of playbooks, read and written on workers; answers arrive on the GUI thread, where this lives.
class Shelf final : public QObject {
    Q_OBJECT
public:
    explicit Shelf(QString folder, QObject* parent = nullptr);
    /// Reads every playbook at hand; changed says that it is done.
    void read();
    /// Writes one and reads all again; done comes after changed.
    void save(OwnPlaybook playbook, Existing existing, std::function<void(const domain::Result<QString>&)> done);
    /// The bytes of a file, at most this many.
    void fetch(const QString& path, qint64 most, std::function<void(const domain::Result<QByteArray>&)> done);
    /// What was read last; empty at first, never null.
    const std::shared_ptr<const playbook::Shelf>& entries() const { return m_entries; }
    const QString& folder() const { return m_folder; }

signals:
    void changed();

private:
    void take(const std::shared_ptr<const playbook::Shelf>& entries, int serial);

    domain::Mailbox m_mailbox;
    QString m_folder;
    std::shared_ptr<const playbook::Shelf> m_entries;
    int m_serial = 0, m_taken = 0; ///< an older answer never replaces a newer one
};

} // namespace app
