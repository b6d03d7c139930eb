// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mailbox.h"
#include <QObject>
#include <QThreadPool>
#include <functional>
#include <map>

namespace app {

/// Playbooks that are being written and may still have errors: one file each in a folder beside the person's own ones,
/// where nothing takes them for playbooks. Written one after the other on a worker; destroying it waits for the last.
/// GUI thread.
class PlaybookDrafts final : public QObject {
    Q_OBJECT
public:
    using Texts = std::map<QString, QString>;

    /// folder: of the person's playbooks.
    explicit PlaybookDrafts(const QString& folder, QObject* parent = nullptr);
    ~PlaybookDrafts() override;

    /// All that are kept, by the id of their playbook.
    void read(std::function<void(const Texts&)> done);
    void keep(const QString& id, const QByteArray& yaml);
    void drop(const QString& id);

signals:
    void troubled(const QString& sentence);

private:
    QString m_folder;
    std::function<void(const Texts&)> m_reading;
    domain::Mailbox m_mailbox;
    QThreadPool m_worker;
};

} // namespace app
