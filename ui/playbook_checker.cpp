// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playbook_checker.h"

#include "playbook/lint/lint.h"
#include <QThreadPool>

namespace ui {
namespace {

constexpr std::chrono::milliseconds rest{250};

}

PlaybookChecker::PlaybookChecker(QObject* parent)
    : QObject(parent) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(rest);
    connect(&m_rest, &QTimer::timeout, this, &PlaybookChecker::start);
}

void PlaybookChecker::check(const QString& yaml, const QString& id) {
    m_yaml = yaml;
    m_id = id;
    m_busy = true;
    ++m_serial;
    m_rest.start();
}

void PlaybookChecker::cancel() {
    m_rest.stop();
    m_busy = false;
    ++m_serial;
}

void PlaybookChecker::start() {
    QThreadPool::globalInstance()->start(
        [this, yaml = m_yaml, id = m_id, now = m_now, serial = m_serial, address = m_mailbox.address()] {
            const std::vector<playbook::Finding> findings = lint::lintPlaybook(yaml.toUtf8(), id, {now, {}});
            // The mailbox is part of this object: the letter runs only while both are there.
            address.post([this, findings, serial] {
                if (serial != m_serial)
                    return;
                m_busy = false;
                emit checked(findings);
            });
        });
}

} // namespace ui
