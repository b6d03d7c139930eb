// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mailbox.h"
#include "report/document.h"
#include "report/preview.h"
#include <QObject>
#include <atomic>

namespace ui {

/// Makes the post-mortem and its preview on a worker. The newest request wins: older ones are told to stop and their
/// answers dropped. Lives on the GUI thread.
class DocumentMaker final : public QObject {
    Q_OBJECT
public:
    struct Request {
        std::shared_ptr<const domain::Incident>
            incident; ///< a copy that nobody changes, with the text being typed in its sections
        std::shared_ptr<const playbook::Playbook> playbook;
        QString key;
        domain::Instant now;
    };
    struct Made {
        report::Document document; ///< as shown: long tables cut, credentials taken out
        report::Preview preview;
        QStringList generated; ///< for each section the Markdown of its generated blocks, long tables cut; empty for
                               ///< written ones
    };

    explicit DocumentMaker(QObject* parent = nullptr);
    ~DocumentMaker() override;
    void make(Request request);
    /// Makes at once on this thread, for pictures of the screen.
    void setSynchronous(bool synchronous) { m_synchronous = synchronous; }

signals:
    void made(const std::shared_ptr<const ui::DocumentMaker::Made>& made);

private:
    domain::Mailbox m_mailbox;
    bool m_synchronous = false;
    std::shared_ptr<std::atomic<bool>> m_cancelled; ///< of the request under way
};

} // namespace ui
