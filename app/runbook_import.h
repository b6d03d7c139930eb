// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/own_playbooks.h"
#include "domain/mailbox.h"
#include "playbook/finding.h"
#include "playbook/importer/draft.h"
#include <QObject>
#include <functional>
#include <map>

namespace app {

/// A runbook as it was read: its bytes, what was recognised, and what would fail.
struct ReadRunbook {
    QByteArray bytes; ///< the file as it is, kept with the playbook
    importer::Draft draft;
    std::vector<playbook::Finding> findings;
    domain::Millis took{}; ///< for recognising, on this computer
};
/// Reads and recognises a file. Runs and fetches nothing. Refuses what is too large or no text. Blocks: for a worker.
domain::Result<ReadRunbook> readRunbook(const QString& path, domain::Instant now,
                                        const std::atomic<bool>* cancelled = nullptr);
/// The playbook of a reviewed draft as a file. Input says what keeps it from being used.
domain::Result<QByteArray> playbookFileOf(const importer::Draft& draft, const QString& id);

/// Reads runbooks on workers, one at a time: a newer one ends the older. GUI thread.
class RunbookImport final : public QObject {
    Q_OBJECT
public:
    using Read = std::function<void(const domain::Result<ReadRunbook>&)>;
    using Made = std::function<void(const domain::Result<QByteArray>&)>;

    explicit RunbookImport(QObject* parent = nullptr);
    ~RunbookImport() override;
    /// now: dates before it are past.
    void read(const QString& path, domain::Instant now, Read done);
    /// Makes the YAML of a draft.
    void make(importer::Draft draft, const QString& id, Made done);

private:
    domain::Mailbox m_mailbox;
    std::shared_ptr<std::atomic<bool>> m_cancelled; ///< of the reading under way
    Read m_reading;
    int m_serial = 0;
    std::map<int, Made> m_making;
};

} // namespace app
