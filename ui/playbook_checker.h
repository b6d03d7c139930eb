// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mailbox.h"
#include "domain/time.h"
#include "playbook/finding.h"
#include <QObject>
#include <QTimer>
#include <memory>
#include <vector>

namespace ui {

/// Reads and lints a playbook's text on a worker while it is being typed. The newest text wins; answers to older ones
/// are dropped. GUI thread.
class PlaybookChecker final : public QObject {
    Q_OBJECT
public:
    explicit PlaybookChecker(QObject* parent = nullptr);
    /// Checks after a moment of rest. id: the file's stem.
    void check(const QString& yaml, const QString& id);
    void cancel();
    /// Dates before it are past to lint.
    void setNow(domain::Instant now) { m_now = now; }
    bool isBusy() const { return m_busy; }

signals:
    void checked(const std::vector<playbook::Finding>& findings);

private:
    void start();

    domain::Mailbox m_mailbox;
    QTimer m_rest;
    QString m_yaml, m_id;
    domain::Instant m_now{};
    int m_serial = 0;
    bool m_busy = false;
};

} // namespace ui
